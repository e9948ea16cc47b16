import { native } from '../native.ts';
import { hold } from '../ops/handle.ts';
import type { Tensor } from '../tensor.ts';
import { Foreach, isList, type List, type Operand } from './foreach.ts';
import type { Num } from './scalar.ts';

/** In the order of native/elementwise.cpp. */
const OPERATORS = [
  'clone',
  'neg',
  'abs',
  'sqrt',
  'sign',
  'reciprocal',
  'sub',
  'mul',
  'div',
  'maximum',
  'add number',
  'mul number',
  'div number',
  'add',
  'lerp',
  'addcmul',
  'addcdiv',
];
const CODES = new Map(OPERATORS.map((name, code) => [name, code]));

/** One operator: what it writes, what it reads, its number; and how to run it by itself. */
interface Step {
  code: number;
  places: number[];
  number: number;
  again: () => List;
  result: Tensor[] | undefined;
}

/**
 * Writes list operators down and runs them together at the end, so that an optimizer's step passes once over its memory
 * instead of once for each operator, and what lies between them stays in the processor's first cache. The loops are
 * native/elementwise.cpp's, which compares them with LibTorch's own kernels before it uses one: the numbers are the same to
 * the last bit. Where tensors do not suit, or an operator is none of those above, all run one after the other as usual.
 *
 * Until then a result is an empty list; `tensors` gives what it will hold.
 */
export class Chain extends Foreach {
  readonly #lists: List[] = [];
  /** Of lists from 0 up, of results from -1 down. */
  readonly #places = new Map<List, number>();
  #results = 0;
  #steps: Step[] = [];
  #written_down = true;

  override clone(x: List): List {
    return this.#write('clone', [x], undefined, () => super.clone(x));
  }
  override copy_(x: List, y: List): List {
    return this.#write('clone', [y], undefined, () => super.copy_(x, y), x);
  }
  override reciprocal(x: List): List {
    return this.#write('reciprocal', [x], undefined, () => super.reciprocal(x));
  }
  override maximum_(x: List, y: List): List {
    return this.#write('maximum', [x, y], undefined, () => super.maximum_(x, y), x);
  }
  override map(step: (...tensors: Tensor[]) => Tensor, ...lists: List[]): List {
    this.#runOneByOne();
    return super.map(step, ...lists);
  }
  override map_(step: (...tensors: Tensor[]) => unknown, x: List, ...lists: List[]): List {
    this.#runOneByOne();
    return super.map_(step, x, ...lists);
  }
  override tensors(x: List): List {
    this.#runOneByOne();
    return super.tensors(x);
  }

  override dispose(): void {
    try {
      if (!this.#runTogether()) this.#runOneByOne();
    } finally {
      super.dispose();
    }
  }

  protected override run(name: string, x: List, operands: Operand[] = [], keyword = '', factor?: Num): List {
    const operator = name.endsWith('_') ? name.slice(0, -1) : name;
    const lists = operands.filter(isList);
    const numbers = operands.filter((operand): operand is Num => !isList(operand));
    const by_number = numbers.length > 0 && operator !== 'lerp';
    const known = numbers.length < 2 && !(by_number && factor !== undefined);
    return this.#write(
      known ? operator + (by_number ? ' number' : '') : '',
      [x, ...lists],
      numbers[0] ?? factor,
      () => super.run(name, x, operands, keyword, factor),
      operator === name ? undefined : x,
    );
  }

  #write(name: string, reads: List[], number: Num = 1, again: () => List, writes?: List): List {
    const code = CODES.get(name);
    if (this.#written_down && (code === undefined || typeof number !== 'number')) this.#runOneByOne();
    if (!this.#written_down) return again();
    const result: Tensor[] | undefined = writes ? undefined : [];
    const read = reads.map((list) => this.#place(list));
    const written = this.#place(writes ?? (result as List), result);
    this.#steps.push({
      code: code as number,
      places: [written, ...read],
      number: number as number,
      again,
      result,
    });
    return writes ?? (result as List);
  }

  #place(list: List, result?: List): number {
    let place = this.#places.get(list);
    if (place === undefined) {
      place = list === result ? -++this.#results : this.#lists.push(list) - 1;
      this.#places.set(list, place);
    }
    return place;
  }

  #runTogether(): boolean {
    if (!this.#written_down || this.#steps.length === 0) return true;
    const [lists, steps] = [this.#lists, this.#steps];
    const items = lists[0]?.length ?? 0;
    const numbers = new Float64Array(3 + 6 * steps.length + lists.length * items);
    numbers[0] = lists.length;
    numbers[1] = this.#results;
    numbers[2] = steps.length;
    let at = 3;
    for (const { code, places, number } of steps) {
      numbers[at] = code;
      for (const [i, place] of places.entries())
        numbers[at + 1 + i] = place < 0 ? lists.length - 1 - place : place;
      numbers[at + 5] = number;
      at += 6;
    }
    for (const list of lists) {
      if (list.length !== items) return false;
      for (const tensor of list) numbers[at++] = tensor._handle() as number;
    }
    hold(lists);
    return native.elementwise_chain(numbers);
  }

  #runOneByOne(): void {
    if (!this.#written_down) return;
    this.#written_down = false;
    for (const { again, result } of this.#steps) {
      const tensors = again();
      result?.push(...tensors);
    }
  }
}
