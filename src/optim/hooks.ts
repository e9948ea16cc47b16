/** What a `register_*_hook` returns: `remove()`, or `using`, takes the hook away again. */
export interface Handle {
  remove(): void;
  [Symbol.dispose](): void;
}

/** Hooks in the order in which they run. */
export class HookList<F> {
  #hooks: { hook: F }[] = [];

  add(hook: F, prepend = false): Handle {
    const entry = { hook };
    this.#hooks = prepend ? [entry, ...this.#hooks] : [...this.#hooks, entry];
    const remove = () => {
      this.#hooks = this.#hooks.filter((other) => other !== entry);
    };
    return { remove, [Symbol.dispose]: remove };
  }

  *[Symbol.iterator](): IterableIterator<F> {
    for (const { hook } of this.#hooks) yield hook;
  }
}
