/** What a `register_*_hook` returns: `remove()`, or `using`, takes the hook away again. */
export interface Handle {
  remove(): void;
  [Symbol.dispose](): void;
}

/** Hooks in the order in which they run. */
export class HookList<F> {
  private _hooks: { hook: F }[] = [];

  add(hook: F, prepend = false): Handle {
    const entry = { hook };
    this._hooks = prepend ? [entry, ...this._hooks] : [...this._hooks, entry];
    const remove = () => {
      this._hooks = this._hooks.filter((other) => other !== entry);
    };
    return { remove, [Symbol.dispose]: remove };
  }

  *[Symbol.iterator](): IterableIterator<F> {
    for (const { hook } of this._hooks) yield hook;
  }
}
