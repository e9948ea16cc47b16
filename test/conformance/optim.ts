// Runs the cases of scripts/golden/optimdb.py: steps of every optimizer, what they refuse, and learning rate schedules.
import * as optim from '../../src/optim/index.ts';
import { Parameter, Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { decode, difference, type Json } from './values.ts';

type Named = Record<string, Json>;
interface Base {
  name: string;
  options: Named;
  error?: [type: string, text: string] | null;
}
export interface StepsCase extends Base {
  kind: 'steps' | 'closure' | 'sparse';
  dtype: string;
  params: Json[];
  grads: (Json | null)[][];
  /** Of sparse gradients. */
  rows?: number[][];
  losses?: Json[];
  named?: boolean;
  grouped?: boolean;
  after: Json[][];
  text: string | null;
  /** The places of the parameters with a state, in the state_dict's order. */
  order: number[];
  state: Record<string, Named>;
  groups: Named[];
}
export interface RefusalCase extends Base {
  kind: 'refusal';
  what: string;
  structure: Json;
  on: 'construction' | 'step';
  grads?: (Json | null)[];
}
export interface ScheduleCase extends Base {
  kind: 'schedule';
  optimizer: 'SGD' | 'AdamW';
  rates: number[];
  tensors: boolean;
  measures: number[];
  epochs: Json[][];
  state: Named;
  last: Json;
  text: string | null;
}
export type OptimCase = StepsCase | RefusalCase | ScheduleCase;

const optimizers = optim as unknown as Record<string, (...args: unknown[]) => optim.Optimizer>;

function optionsOf(given: Named): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, decode(value)]));
}

/** Python's list operators may round elsewhere: where a user asks for them, the last bits may differ. */
const tolerance = (made: StepsCase): number | undefined => {
  if (!made.options.foreach) return undefined;
  return made.dtype === 'bfloat16' ? 2e-2 : 4e-6;
};

function same(got: unknown, want: Json, loose?: number): string {
  const expected = expectedOf(want);
  if (got instanceof Map) return compareEntries(Object.fromEntries(got), expected, loose);
  if (expected !== null && typeof expected === 'object' && 'dict' in expected)
    return compareEntries(got as object, expected.dict as Named, loose);
  if (Array.isArray(want) && Array.isArray(got)) {
    if (got.length !== want.length) return `${got.length} items instead of ${want.length}`;
    return want.map((item, i) => same(got[i], item, loose)).find((text) => text !== '') ?? '';
  }
  const value = decode(want);
  const dense = got instanceof Tensor && got.layout !== torch.strided ? got.to_dense() : got;
  if (loose !== undefined && dense instanceof Tensor && value instanceof Tensor && dense.numel() > 0) {
    const apart = dense.detach().sub(value).abs().max().item();
    return apart <= loose * (1 + value.abs().max().item()) ? '' : `differs by ${apart}`;
  }
  if (dense instanceof Tensor && value instanceof Tensor) return exactly(dense.detach(), value);
  return Object.is(dense, value)
    ? ''
    : difference(dense, value) || (dense === value ? '' : `${dense} instead of ${value}`);
}

const expectedOf = (want: Json): any => want;

/** To the last bit. */
function exactly(got: Tensor, want: Tensor): string {
  const wrong = difference(got, want);
  if (wrong !== '') return wrong;
  const [a, b] = [got, want].map((x) => (x.is_complex() ? torch.view_as_real(x) : x)) as [Tensor, Tensor];
  return torch.equal(a.nan_to_num(), b.nan_to_num())
    ? ''
    : `differs in the last bits by ${a.sub(b).abs().max().item()}`;
}

function compareEntries(got: object, want: Named, loose?: number): string {
  const [ours, theirs] = [Object.keys(got), Object.keys(want)];
  if (ours.join() !== theirs.join()) return `keys ${ours.join(' ')} instead of ${theirs.join(' ')}`;
  for (const key of theirs) {
    const wrong = same((got as Named)[key], want[key] as Json, loose);
    if (wrong !== '') return `${key}: ${wrong}`;
  }
  return '';
}

/** The state_dict against Python's. */
function stateDifference(optimizer: optim.Optimizer, made: StepsCase): string {
  const { state, param_groups } = optimizer.state_dict();
  if ([...state.keys()].join() !== made.order.join())
    return `states of ${[...state.keys()]} instead of ${made.order}`;
  const loose = tolerance(made);
  for (const [place, entry] of state) {
    const wrong = compareEntries(entry, made.state[place] as Named, loose);
    if (wrong !== '') return `state of ${place}, ${wrong}`;
  }
  for (const [i, group] of param_groups.entries()) {
    const wrong = compareEntries(group, made.groups[i] as Named);
    if (wrong !== '') return `group ${i}, ${wrong}`;
  }
  return made.text === null || String(optimizer) === made.text
    ? ''
    : `prints ${optimizer} instead of ${made.text}`;
}

function parametersOf(made: StepsCase): Tensor[] {
  const params: Tensor[] = made.params.map((text) => new Parameter(decode(text) as Tensor));
  if (!made.options.differentiable) return params;
  const followed = params.map((param) => param.clone());
  for (const param of followed) param.retain_grad();
  return followed;
}

function construct(made: StepsCase, params: Tensor[]): optim.Optimizer {
  const given: unknown[] = made.named ? params.map((param, i) => [`p${i}`, param]) : params;
  const grouped = made.grouped
    ? [{ params: given.slice(0, 1), lr: 0.05 }, { params: given.slice(1) }]
    : given;
  return (optimizers[made.name] as (...args: unknown[]) => optim.Optimizer)(grouped, optionsOf(made.options));
}

function giveGradients(made: StepsCase, params: Tensor[], step: number): void {
  for (const [i, param] of params.entries()) {
    const text = made.grads[step]?.[i];
    const grad = text == null ? null : (decode(text) as Tensor);
    const rows = made.rows?.[step];
    param.grad =
      grad === null || rows === undefined
        ? grad
        : torch.sparse_coo_tensor(torch.tensor([rows], { dtype: torch.int64 }), grad, [...param.shape]);
  }
}

function compareParams(made: StepsCase, params: Tensor[], step: number): string {
  for (const [i, param] of params.entries()) {
    const wrong = same(param.detach(), made.after[step]?.[i] as Json, tolerance(made));
    if (wrong !== '') return `step ${step + 1}, parameter ${i}: ${wrong}`;
  }
  return '';
}

function takeSteps(made: StepsCase): string {
  let params = parametersOf(made);
  let optimizer = construct(made, params);
  for (const step of made.after.keys()) {
    giveGradients(made, params, step);
    optimizer.step();
    const wrong = made.error ? '' : compareParams(made, params, step);
    if (wrong !== '') return wrong;
    if (step !== 2 || made.options.differentiable || made.kind === 'sparse') continue;
    // Saved and resumed in the middle: a new optimizer on new parameters goes on as if nothing had happened.
    const saved = optimizer.state_dict();
    params = params.map((param) => new Parameter(param.detach().clone()));
    optimizer = construct(made, params);
    optimizer.load_state_dict(saved);
  }
  return stateDifference(optimizer, made);
}

function takeClosureSteps(made: StepsCase): string {
  const [x, y] = made.params.map((text) => new Parameter(decode(text) as Tensor)) as [Tensor, Tensor];
  const optimizer = construct({ ...made, named: false, grouped: false }, [x, y]);
  const losses: number[] = [];
  const closure = () => {
    optimizer.zero_grad();
    const last = x.size(1) - 1;
    const [left, right] = [x.narrow(1, 0, last), x.narrow(1, 1, last)];
    const valley = right.sub(left.pow(2)).pow(2).mul(100).add(torch.rsub(left, 1).pow(2)).sum();
    const loss = valley.add(y.sub(1).pow(4).sum());
    loss.backward();
    losses.push(loss.item());
    return loss;
  };
  for (const step of made.after.keys()) {
    optimizer.step(closure);
    const wrong = compareParams(made, [x, y], step);
    if (wrong !== '') return wrong;
  }
  return same(losses, made.losses as Json) || stateDifference(optimizer, made);
}

function paramsFrom(structure: Json, known: Map<number, Tensor>): unknown {
  if (Array.isArray(structure)) return structure.map((item) => paramsFrom(item, known));
  const { param, id, requires_grad, group, named } = structure as Record<string, any>;
  if (named) return [named[0], paramsFrom(named[1], known)];
  if (group) {
    return Object.fromEntries(
      Object.entries(group as Named).map(([key, value]) => [
        key,
        key === 'params' ? paramsFrom(value, known) : decode(value),
      ]),
    );
  }
  if (!known.has(id)) known.set(id, new Parameter(decode(param) as Tensor, requires_grad));
  return known.get(id);
}

/** What the constructor or the step refuses or warns of. */
function refusalOf(made: RefusalCase): [type: string, text: string] | null {
  const emit = process.emitWarning;
  const warnings: string[] = [];
  process.emitWarning = ((message: string) => warnings.push(message)) as typeof process.emitWarning;
  try {
    const params = paramsFrom(made.structure, new Map()) as any;
    const optimizer = (optimizers[made.name] as any)(params, optionsOf(made.options));
    if (made.on === 'step') {
      for (const [i, text] of (made.grads ?? []).entries()) {
        params[i].grad = text === null ? null : (decode(text) as Tensor);
      }
      optimizer.step();
    }
  } catch (error) {
    return [(error as Error).name, (error as Error).message];
  } finally {
    process.emitWarning = emit;
  }
  return warnings.length > 0 ? ['UserWarning', warnings[0] as string] : null;
}

/** Python asserts where others raise; JavaScript has no AssertionError of ours for it. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  AssertionError: ['AssertionError', 'RuntimeError'],
};

function sameRefusal(got: [string, string] | null, want: [string, string] | null): string {
  if (want === null) return got === null ? '' : `refused, but not by Python: ${got[1]}`;
  const [type, text] = want;
  if (got === null) return `not refused, but Python says: ${text}`;
  if (!(kinds[type] ?? [type]).includes(got[0])) return `${got[0]} instead of ${type}: ${got[1]}`;
  const [ours, theirs] = [got[1], text].map((words) => words.replace(/\s+/g, ' ').trim());
  return ours?.startsWith(theirs as string) ? '' : `says "${ours}" instead of "${theirs}"`;
}

// ---- schedules

type Scheduler = optim.lr_scheduler.LRScheduler;
const schedulers = { ...optim.lr_scheduler, ...(optim as any).swa_utils } as Record<string, any>;

function build(name: string, given: Record<string, any>, optimizer: optim.Optimizer): Scheduler {
  const options = { ...given };
  if ('lr_lambda' in options) options.lr_lambda = (x: number) => 1 / (x + 1) / 2;
  if ('schedulers' in options) {
    options.schedulers = options.schedulers.map(([inner, its]: [string, any]) =>
      build(inner, its, optimizer),
    );
  }
  if (name === 'ChainedScheduler') return schedulers[name](options);
  if (schedulers[name] === undefined) throw new Error(`there is no scheduler ${name}`);
  return schedulers[name](optimizer, options);
}

function start(made: ScheduleCase): [optim.Optimizer, Scheduler] {
  const groups = made.rates.map((rate) => ({
    params: [new Parameter(torch.zeros(1))],
    lr: made.tensors ? torch.tensor(rate, { dtype: torch.float64 }) : rate,
  }));
  const options = made.optimizer === 'SGD' ? { momentum: 0.9 } : {};
  const optimizer = (optimizers[made.optimizer] as any)(groups, options);
  return [optimizer, build(made.name, made.options as any, optimizer)];
}

const plain = (value: unknown): unknown =>
  value instanceof Tensor ? { tensor: value.item() } : Array.isArray(value) ? value.map(plain) : value;

function ratesOf(optimizer: optim.Optimizer): string {
  return JSON.stringify(
    optimizer.param_groups.map((group) => [plain(group.lr), plain(group.momentum ?? group.betas)]),
  );
}

function followSchedule(made: ScheduleCase): string {
  let [optimizer, scheduler] = start(made);
  for (const [epoch, expected] of made.epochs.entries()) {
    const [got, want] = [ratesOf(optimizer), JSON.stringify(expected)];
    if (got !== want) return `epoch ${epoch}: ${got} instead of ${want}`;
    if (epoch === made.epochs.length - 1) break;
    optimizer.step();
    (scheduler as any).step(...(made.name === 'ReduceLROnPlateau' ? [made.measures[epoch]] : []));
    if (epoch !== 11 || made.tensors) continue;
    const saved = [optimizer.state_dict(), scheduler.state_dict()] as const;
    [optimizer, scheduler] = start(made);
    optimizer.load_state_dict(saved[0]);
    scheduler.load_state_dict(saved[1]);
  }
  if (made.text !== null && String(optimizer) !== made.text)
    return `prints ${optimizer} instead of ${made.text}`;
  const last = JSON.stringify(plain(scheduler.get_last_lr()));
  if (last !== JSON.stringify(made.last)) return `last rates ${last} instead of ${JSON.stringify(made.last)}`;
  const keys = Object.keys(scheduler.state_dict()).filter((key) => key !== '_schedulers');
  const missing = Object.keys(made.state).filter((key) => !keys.includes(key));
  return missing.length === 0 ? '' : `the state_dict lacks ${missing.join(', ')}`;
}

const labelOf = (made: OptimCase): string => {
  const options = JSON.stringify(made.options);
  if (made.kind === 'refusal') return `${made.name}: ${made.what}`;
  return `${made.name} ${options.length > 120 ? `${options.slice(0, 120)}...` : options}${'dtype' in made ? ` ${made.dtype}` : ''}`;
};

/** What the case is, and where it differs from Python ('' where it does not). */
export function runOptim(made: OptimCase): { what: string; failure: string } {
  const what = labelOf(made);
  if (made.kind === 'refusal') return { what, failure: sameRefusal(refusalOf(made), made.error ?? null) };
  try {
    const steps = {
      steps: takeSteps,
      sparse: takeSteps,
      closure: takeClosureSteps,
      schedule: followSchedule,
    }[made.kind];
    if (made.error) {
      const grads = 'grads' in made ? { ...made, after: made.grads.map(() => []) } : { ...made, epochs: [] };
      steps(grads as never);
      return { what, failure: `not refused, but Python says: ${made.error[1]}` };
    }
    return { what, failure: steps(made as never) };
  } catch (error) {
    const { name, message } = error as Error;
    if (made.error) return { what, failure: sameRefusal([name, message], made.error) };
    return { what, failure: `${name}: ${message.split('\n')[0]}` };
  }
}
