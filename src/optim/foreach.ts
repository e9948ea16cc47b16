import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import { type Num, value } from './scalar.ts';

export type List = readonly Tensor[];
/** The second operand for every tensor of a list: a tensor each, or one number for all. */
export type Operand = List | Num;

export const isList = (operand: unknown): operand is List => Array.isArray(operand);
const at = (operand: unknown, i: number) => (isList(operand) ? operand[i] : operand);
const isOneTensor = (operand: unknown) => typeof operand === 'object' && !isList(operand);

/**
 * Operators over whole lists of tensors, one native call each: `torch._foreach_*` where the loaded LibTorch has it, the
 * tensors' own methods where not. On the CPU both run the same kernels, so the numbers are the same to the last bit.
 *
 * What an operator makes is freed by `dispose()`; nothing of it may be kept in an optimizer's state. An operator whose
 * name ends in an underscore writes into its first list and returns it.
 */
export class Foreach {
  readonly #made = new Set<List>();
  readonly #views: Tensor[] = [];
  /** Whether autograd records the operators: temporaries are then not written into, since the graph keeps them. */
  readonly differentiable: boolean;
  readonly #one_by_one: boolean;

  /** @param one_by_one use the tensors' methods only: list operators know neither autograd nor sparse gradients. */
  constructor({ differentiable = false, one_by_one = false } = {}) {
    this.differentiable = differentiable;
    this.#one_by_one = one_by_one || differentiable;
  }

  neg(x: List): List {
    return this.run('neg', x);
  }
  abs(x: List): List {
    return this.run('abs', x);
  }
  sqrt(x: List): List {
    return this.run('sqrt', x);
  }
  sqrt_(x: List): List {
    return this.run('sqrt_', x);
  }
  sign(x: List): List {
    return this.run('sign', x);
  }
  clone(x: List): List {
    return this.map((t) => t.clone(), x);
  }
  /** `x + alpha * y` */
  add(x: List, y: Operand, alpha?: Num): List {
    return this.run('add', x, [y], 'alpha', alpha);
  }
  add_(x: List, y: Operand, alpha?: Num): List {
    return this.run('add_', x, [y], 'alpha', alpha);
  }
  sub(x: List, y: Operand): List {
    return this.run('sub', x, [y]);
  }
  mul(x: List, y: Operand): List {
    return this.run('mul', x, [y]);
  }
  mul_(x: List, y: Operand): List {
    return this.run('mul_', x, [y]);
  }
  div(x: List, y: Operand): List {
    return this.run('div', x, [y]);
  }
  div_(x: List, y: Operand): List {
    return this.run('div_', x, [y]);
  }
  reciprocal(x: List): List {
    return this.map((t) => t.reciprocal(), x);
  }
  copy_(x: List, y: List): List {
    return this.run('copy_', x, [y]);
  }
  maximum_(x: List, y: List): List {
    const larger = (x: Tensor, y: Tensor) =>
      this.differentiable ? x.copy_(torch.maximum(x.clone(), y)) : torch.maximum(x, y, { out: x });
    return this.map_(larger, x, y);
  }
  /** `x + weight * (y - x)` */
  lerp(x: List, y: List, weight: Num): List {
    return this.run('lerp', x, [y, weight]);
  }
  lerp_(x: List, y: List, weight: Num): List {
    return this.run('lerp_', x, [y, weight]);
  }
  /** `x + factor * a * b` */
  addcmul(x: List, a: List, b: List, factor?: Num): List {
    return this.run('addcmul', x, [a, b], 'value', factor);
  }
  addcmul_(x: List, a: List, b: List, factor?: Num): List {
    return this.run('addcmul_', x, [a, b], 'value', factor);
  }
  /** `x + factor * a / b` */
  addcdiv_(x: List, a: List, b: List, factor?: Num): List {
    return this.run('addcdiv_', x, [a, b], 'value', factor);
  }

  /** Any other step, tensor by tensor. */
  map(step: (...tensors: Tensor[]) => Tensor, ...lists: List[]): List {
    const [first = []] = lists;
    return this.#keep(first.map((_, i) => step(...lists.map((list) => list[i] as Tensor))));
  }

  /** Any other step that writes into the tensors of the first list. */
  map_(step: (...tensors: Tensor[]) => unknown, x: List, ...lists: List[]): List {
    for (const [i, tensor] of x.entries()) step(tensor, ...lists.map((list) => list[i] as Tensor));
    return x;
  }

  /** What a list holds, for a step of another kind. */
  tensors(x: List): List {
    return x;
  }

  /** Complex tensors as their real and imaginary parts; others as they are. */
  real(x: List): List {
    if (!x[0]?.is_complex()) return x;
    const views = x.map((t) => torch.view_as_real(t));
    this.#views.push(...views);
    return views;
  }

  /** Frees what the operators made, without waiting for a collection: the next batch re-uses memory that is still warm. */
  dispose(): void {
    for (const list of this.#made) for (const tensor of list) tensor.dispose();
    this.#made.clear();
    for (const view of this.#views.splice(0)) view.dispose();
  }

  #keep(list: List): List {
    this.#made.add(list);
    return list;
  }

  protected run(name: string, x: List, operands: Operand[] = [], keyword = '', factor?: Num): List {
    let operator = name;
    if (this.differentiable && name.endsWith('_') && this.#made.has(x)) operator = name.slice(0, -1);
    const in_place = operator.endsWith('_');
    const listed = this.#one_by_one || operands.some(isOneTensor) ? undefined : foreachOperator(operator);
    if (listed === undefined) {
      const results = x.map((tensor, i) => {
        const others = operands.map((operand) => at(operand, i));
        return method(tensor, operator, others, keyword, factor);
      });
      return in_place ? x : this.#keep(results);
    }
    const args: unknown[] = [x, ...operands];
    if (factor !== undefined) {
      // `value` has a place in list operators, unlike in the tensors' methods.
      args.push(keyword === 'value' ? value(factor) : { [keyword]: value(factor) });
    }
    const result = listed(...args);
    return in_place ? x : this.#keep(result);
  }
}

type Operator = (...args: unknown[]) => any;
const operators = new Map<string, Operator | undefined>();

// LibTorch 1.13 has fewer of them: lerp, for one, came later.
function foreachOperator(name: string): Operator | undefined {
  if (!operators.has(name)) {
    const full = `_foreach_${name}`;
    operators.set(name, full in (torch.ops.aten ?? {}) ? (torch as any)[full] : undefined);
  }
  return operators.get(name);
}

function method(x: Tensor, name: string, others: unknown[], keyword: string, factor?: Num): Tensor {
  const call = (method: string, ...args: unknown[]) => (x as any)[method](...args);
  if (factor === undefined) return call(name, ...others);
  // A factor that autograd follows must stay a tensor, and then the graph keeps the term, which may change later.
  if (keyword === 'alpha' && typeof factor !== 'number' && factor.requires_grad) {
    const [term] = others as [Tensor];
    return call(name.replace('add', 'addcmul'), term.clone(), factor);
  }
  return call(name, ...others, { [keyword]: value(factor) });
}
