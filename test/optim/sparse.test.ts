import { expect, test } from 'vitest';
import '../nn/pinned.ts';
import { Adagrad, Adam, type Optimizer, SGD, SparseAdam } from '../../src/optim/index.ts';
import { Parameter, type Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { decode, expectEntry, expectSame, golden } from './golden.ts';

interface Case {
  name: 'SparseAdam' | 'SGD' | 'Adagrad';
  options: Record<string, any>;
  rows: number[][];
  start: string;
  values: string[];
  last: string;
  state: Record<string, unknown>;
}
type Create = (params: Tensor[], options: object) => Optimizer;
const classes = { SparseAdam, SGD, Adagrad } as unknown as Record<Case['name'], Create>;
const cases = golden<Case[]>('optim/sparse');
const float = (shape: number[], data: string) => decode({ dtype: 'float32', shape, data });

function sparse(rows: number[], values: Tensor): Tensor {
  return torch.sparse_coo_tensor(torch.tensor([rows], { dtype: torch.int64 }), values, [6, 5]);
}

test.each(cases.map((case_) => [case_.name, JSON.stringify(case_.options), case_] as const))(
  '%s takes sparse gradients as Python does: %s',
  (name, _, { options, rows, start, values, last, state }) => {
    const p = new Parameter(float([6, 5], start));
    const optimizer = classes[name]([p], options);
    for (const [i, at] of rows.entries()) {
      p.grad = sparse(at, float([3, 5], values[i] as string));
      optimizer.step();
    }
    expectSame(p, last, 'parameter');
    const saved = optimizer.state_dict().state.get(0) ?? {};
    expect(Object.keys(saved)).toEqual(Object.keys(state));
    for (const [key, value] of Object.entries(saved)) {
      expectEntry((value as Tensor).is_sparse ? (value as Tensor).to_dense() : value, state[key], key);
    }
  },
);

test('an optimizer that cannot use a sparse gradient says so before anything moves', () => {
  const [dense, embedding] = [new Parameter(torch.ones(2)), new Parameter(torch.ones(6, 5))];
  const optimizer = Adam([dense, embedding]);
  dense.grad = torch.ones(2);
  embedding.grad = sparse([1, 2], torch.ones(2, 5));
  expect(() => optimizer.step()).toThrow(
    'Adam does not support sparse gradients, please consider SparseAdam instead',
  );
  expect(dense.tolist()).toEqual([1, 1]);
  const wrong = SparseAdam([dense]);
  expect(() => wrong.step()).toThrow(
    'SparseAdam does not support dense gradients, please consider Adam instead',
  );
  const decay = Adagrad([embedding], { weight_decay: 0.1 });
  expect(() => decay.step()).toThrow('weight_decay option is not compatible with sparse gradients');
});
