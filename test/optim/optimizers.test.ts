import { describe, expect, test } from 'vitest';
import '../nn/pinned.ts';
import * as optim from '../../src/optim/index.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { decode, expectEntry, expectSame, golden, options } from './golden.ts';

interface Case {
  options: Record<string, unknown>;
  dtype: string;
  first: string[];
  last: string[];
  state: Record<string, Record<string, unknown>>;
  group: Record<string, unknown>;
  text: string | null;
}
interface File {
  shapes: number[][];
  cases: Case[];
}
type Inputs = Record<string, { params: string[]; grads: string[][] }>;

const STEPS = 5;
const SKIPPED = new Map([[2, 1]]);
const inputs = golden<Inputs>('optim/inputs');
const names = [
  'SGD',
  'Adam',
  'AdamW',
  'RMSprop',
  'Adagrad',
  'Adadelta',
  'Adamax',
  'NAdam',
  'RAdam',
  'ASGD',
  'Rprop',
  'Adafactor',
  'Muon',
] as const;

describe.each(names)('%s', (name) => {
  const { shapes, cases } = golden<File>(`optim/${name.toLowerCase()}`);
  const places = shapes.map((_, i) => i).filter((i) => name !== 'Muon' || shapes[i]?.length === 2);
  const label = (case_: Case) => `${JSON.stringify(case_.options)} ${case_.dtype}`;

  test.each(cases.map((case_) => [label(case_), case_] as const))(
    'takes the steps of Python: %s',
    (_, case_) => {
      const { dtype } = case_;
      const tensor = (i: number, data?: string) =>
        decode({ dtype, shape: shapes[i] as number[], data: data as string });
      let params: Tensor[] = places.map((i) => new Parameter(tensor(i, inputs[dtype]?.params[i])));
      if (case_.options.differentiable) {
        params = params.map((param) => param.clone());
        for (const param of params) param.retain_grad();
      }
      // foreach: true may differ from Python's in the last bits: there it means other formulas for some optimizers, here
      // list operators are used in any case.
      const same = case_.options.foreach ? expectClose : expectSame;
      const create = optim[name] as unknown as (params: Tensor[], options: object) => optim.Optimizer;
      const optimizer = create(params, options(case_.options));
      if (case_.options.fused && !hasFused(name)) {
        for (const [j, i] of places.entries())
          (params[j] as Tensor).grad = tensor(i, inputs[dtype]?.grads[0]?.[i]);
        expect(() => optimizer.step()).toThrow(/fused/);
        return;
      }
      for (let step = 0; step < STEPS; step += 1) {
        for (const [j, i] of places.entries()) {
          const grad = SKIPPED.get(step) === i ? null : tensor(i, inputs[dtype]?.grads[step]?.[i]);
          (params[j] as Tensor).grad = grad;
        }
        optimizer.step();
        if (step === 0)
          for (const [i, p] of params.entries())
            same(p, case_.first[i] as string, `${name} parameter ${i} after one step`);
      }
      for (const [i, p] of params.entries()) same(p, case_.last[i] as string, `${name} parameter ${i}`);

      const { state, param_groups } = optimizer.state_dict();
      expect([...state.keys()]).toEqual(Object.keys(case_.state).map(Number));
      for (const [i, values] of state) {
        const expected = case_.state[i] as Record<string, unknown>;
        expect(Object.keys(values)).toEqual(Object.keys(expected));
        if (case_.options.foreach) continue;
        for (const [key, value] of Object.entries(values))
          expectEntry(value, expected[key], `${name} state ${i} ${key}`);
      }
      const group = param_groups[0] as Record<string, unknown>;
      expect(Object.keys(group)).toEqual(Object.keys(case_.group));
      for (const [key, value] of Object.entries(group)) expectEntry(value, case_.group[key], key);
      if (case_.text !== null) expect(String(optimizer)).toBe(case_.text);
    },
  );
});

// Kernels for the CPU came with 2.4 (SGD, Adam) and 2.5 (Adagrad).
function hasFused(name: string): boolean {
  const [major = 0, minor = 0] = torch.__version__.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= (name === 'Adagrad' ? 5 : 4));
}

function expectClose(actual: Tensor, data: string, what: string): void {
  const dtype = String(actual.dtype).replace('torch.', '');
  const expected = decode({ dtype, shape: [...actual.shape], data });
  expect(actual.detach().sub(expected).abs().max().item(), what).toBeLessThan(2e-6);
}
