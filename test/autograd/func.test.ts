// The smaller parts of torch.func against Python's (scripts/golden/func.py).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import '../nn/pinned.ts';
import * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/func.json', import.meta.url), 'utf8'));
const { func, vmap } = torch;
torch.set_num_threads(1); // as the golden data
const [a, b, t, u] = golden.inputs.map((v: number[]) => torch.tensor(v, { dtype: torch.float64 })) as [
  Tensor,
  Tensor,
  Tensor,
  Tensor,
];
const lists = (tensors: Tensor[]) => tensors.map((x) => x.tolist());

describe('torch.func.rearrange', () => {
  const x = torch.arange(24).float().reshape(2, 3, 4);
  it.each(golden.rearrange as [string, Record<string, number>, number[] | string, number[] | string][])(
    '%s %o',
    (pattern, lengths, shapeOrKind, valuesOrWords) => {
      let thrown: Error | undefined;
      let y: Tensor | undefined;
      try {
        y = func.rearrange(x, pattern, lengths);
      } catch (error) {
        thrown = error as Error;
      }
      if (typeof shapeOrKind === 'string') {
        expect(thrown?.name).toBe(shapeOrKind);
        expect(thrown?.message).toContain(valuesOrWords);
      } else {
        expect(thrown).toBeUndefined();
        expect([...(y as Tensor).shape]).toEqual(shapeOrKind);
        expect(y?.flatten().tolist()).toEqual(valuesOrWords);
      }
    },
  );
  it('stacks several tensors, and refuses what is no pattern or length', () => {
    expect([...func.rearrange([x, x], 'n a b c -> (n a) b c').shape]).toEqual([4, 3, 4]);
    expect(() => func.rearrange(x, 3 as never)).toThrow(/a pattern is a string/);
    expect(() => func.rearrange(x, 'a b c -> a b c', { a: 1.5 })).toThrow(/must be integers/);
  });
});

describe('torch.func.linearize', () => {
  const f = (p: Tensor, q: Tensor) => [p.sin().mul(q), p.mul(q).exp().sum()];
  it('gives the derivative in any direction', () => {
    const [output, push] = func.linearize(f, a, b);
    expect([lists(output), lists(push(t, u)), lists(push(u, t))]).toEqual(golden.linearize);
    const [columns] = vmap((d: Tensor) => push(d, torch.zeros_like(d)))(
      torch.eye(3, { dtype: torch.float64 }),
    );
    expect(torch.equal(columns, (func.jacfwd(f)(a, b)[0] as Tensor).t())).toBe(true); // but for the sign of zeros
  });
  it('keeps the point and the random numbers', () => {
    const p = a.clone();
    torch.manual_seed(1);
    const [y, push] = func.linearize((x: Tensor) => torch.dropout(x, 0.5, true), p);
    const after = torch.rand(1).item();
    const first = push(torch.ones_like(p)).tolist();
    p.zero_();
    expect(push(torch.ones_like(p)).tolist()).toEqual(first);
    expect(first).toEqual(y.tolist().map((v: number) => (v === 0 ? 0 : 2)));
    torch.manual_seed(1);
    torch.dropout(p, 0.5, true);
    expect(torch.rand(1).item()).toBe(after);
  });
  it.each<[string, unknown[], RegExp]>([
    ['count', [t], /to have the same argspec as the primals/],
    ['shape', [t, torch.ones(2, { dtype: torch.float64 })], /tangent:1 with shape torch.Size\(\[2\]\)/],
    ['dtype', [t.float(), u], /tangent:0 with dtype torch.float32 .* doesn't match the dtype torch.float64/],
  ])('refuses tangents of another %s', (_what, tangents, message) => {
    expect(() => func.linearize(f, a, b)[1](...tangents)).toThrow(message);
  });
});

describe('torch.func.functionalize', () => {
  const g = (p: Tensor, q: Tensor) => {
    const r = p.add(1);
    r.view(-1).add_(2);
    q.mul_(r);
    return [r, q.index('1:'), p.view(3, 1)];
  };
  it.each(['mutations', 'mutations_and_views'] as const)('computes the same: %s', (remove) => {
    const [p, q] = [a.clone(), b.clone()];
    const results = func.functionalize(g, { remove })(p, q);
    expect([lists(results), p.tolist(), q.tolist()]).toEqual(
      golden.functionalize[remove === 'mutations' ? 0 : 1],
    );
  });
  it('runs operators without changes in place', () => {
    const seen: boolean[] = [];
    const p = a.clone();
    func.functionalize((x: Tensor) => {
      x.add_(1);
      seen.push(p.equal(a));
      return x;
    })(p);
    expect(seen).toEqual([true]);
    expect(p.equal(a)).toBe(false);
  });
  it('shows a change that another view has written', () => {
    const change = (x: Tensor) => {
      const base = x.mul(2);
      base.view(-1).add_(1);
      return base;
    };
    expect(func.functionalize(change)(a).equal(change(a))).toBe(true);
  });
  it('nests with grad', () => {
    const inPlace = (x: Tensor) => {
      const y = x.mul(2);
      y.mul_(x);
      return y.sum();
    };
    expect(func.functionalize(func.grad(inPlace))(a).tolist()).toEqual(func.grad(inPlace)(a).tolist());
  });
  it('refuses another kind', () => {
    expect(() => func.functionalize(g, { remove: 'views' as never })).toThrow(
      /received invalid argument for remove=views/,
    );
  });
});

describe('torch.func.replace_all_batch_norm_modules_', () => {
  it('leaves norms that keep no statistics', () => {
    torch.manual_seed(3);
    const net: any = nn.Sequential(
      nn.Linear(3, 4),
      nn.BatchNorm1d(4),
      nn.Sequential(nn.BatchNorm1d(4, { affine: false })),
    );
    expect(func.replace_all_batch_norm_modules_(net)).toBe(net);
    const batch = torch.randn(5, 3);
    const params = Object.fromEntries(net.named_parameters());
    const weights = torch.tensor([[1], [2]]);
    const each = vmap((i: Tensor) =>
      func.functional_call(net, params, [i.unsqueeze(0).expand(2, 3).mul(weights)]),
    )(batch) as Tensor;
    expect(each.tolist()).toEqual(golden.batch_norm.mapped);
    expect(Object.keys(net.state_dict())).toEqual(golden.batch_norm.keys);
    expect((net.eval()(batch) as Tensor).tolist()).toEqual(golden.batch_norm.eval);
    expect(`${net}`).toBe(golden.batch_norm.text);
  });
});

describe('torch.func.debug_unwrap', () => {
  it('shows what the transforms wrapped', () => {
    const shapes: number[][] = [];
    vmap(
      func.grad((x: Tensor) => {
        shapes.push([...x.shape], [...func.debug_unwrap(x).shape]);
        shapes.push([...func.debug_unwrap(x, { recurse: false }).shape]);
        return x.sum();
      }),
    )(torch.ones(4, 2));
    expect(shapes).toEqual([[2], [4, 2], [2]]);
    const plain = torch.ones(2);
    expect(func.debug_unwrap(plain)).toBe(plain);
  });
});

describe('torch.func.jacrev', () => {
  // Python's basis is made by `new_zeros` of the output, so that an outer vmap maps it; one that is not mapped sends
  // convolutions' derivatives through other kernels, with other last bits.
  it('maps its basis where the output is mapped', () => {
    const shift = torch.ones(3);
    const jacobian = vmap(
      func.jacrev((p: Tensor, q: Tensor) => p.add(q)),
      [null, 0],
    )(shift, torch.ones(2, 3));
    expect(jacobian.stride()).toEqual([9, 3, 1]);
    expect(jacobian.tolist()).toEqual([torch.eye(3).tolist(), torch.eye(3).tolist()]);
  });
});

describe('inside of a transform', () => {
  const x = torch.tensor([1, 2, 4]);
  const inside: [string, (body: (y: Tensor) => Tensor) => unknown][] = [
    ['grad', (body) => func.grad(body)(x)],
    ['jvp', (body) => func.jvp(body, [x], [x])],
    ['vjp', (body) => func.vjp(body, x)[1](torch.tensor(1))],
    ['vmap', (body) => vmap(body)(torch.stack([x, x]))],
    ['functionalize', (body) => func.functionalize(body)(x)],
    ['hessian', (body) => func.hessian(body)(x)],
    ['vmap of grad', (body) => vmap(func.grad(body))(torch.stack([x, x]))],
    [
      'grad of vmap',
      (body) => func.grad((z: Tensor) => (vmap(body)(z) as Tensor).sum())(torch.stack([x, x])),
    ],
  ];
  it.each(inside)('%s: values from JavaScript are constants', (_name, run) => {
    const constants = (y: Tensor) => {
      const scaled = y
        .mul(torch.tensor([3, 5, 7]))
        .pow(torch.tensor(2))
        .index([0, 2]);
      return scaled.mul(torch.from_numpy(new Float32Array([1, 10]))).sum();
    };
    const [three, ten] = [torch.tensor([3, 5, 7]), torch.from_numpy(new Float32Array([1, 10]))];
    const [two, indices] = [torch.tensor(2), torch.tensor([0, 2], { dtype: torch.int64 })];
    const outer = (y: Tensor) => y.mul(three).pow(two).index(indices).mul(ten).sum();
    expect(String(run(constants))).toBe(String(run(outer)));
  });
  it.each(inside)('%s: tensors from outside are read and printed', (_name, run) => {
    run((y) => {
      expect([x.tolist(), String(x), x.sum().item()]).toEqual([[1, 2, 4], 'tensor([1., 2., 4.])', 7]);
      return y.pow(2).sum();
    });
  });
  it('prints what a transform wrapped, as Python does', () => {
    const texts: string[] = [];
    const look = (y: Tensor) => {
      texts.push(String(y));
      return y.sum();
    };
    const two = torch.stack([x, x]);
    vmap(look)(two);
    vmap(func.grad(look))(two);
    func.functionalize(look)(x);
    func.grad((y: Tensor) => look(y.index('1:')))(x);
    expect(texts).toEqual([
      'BatchedTensor(lvl=1, bdim=0, value=\n    tensor([[1., 2., 4.],\n            [1., 2., 4.]])\n)',
      'GradTrackingTensor(lvl=2, value=\n    BatchedTensor(lvl=1, bdim=0, value=\n        tensor([[1., 2., 4.],\n                [1., 2., 4.]])\n    )\n)',
      'FunctionalTensor(lvl=1, value=\\\ntensor([1., 2., 4.]))',
      'GradTrackingTensor(lvl=1, value=\n    tensor([2., 4.])\n)',
    ]);
  });
  it('gives values where there are some, and says where there are none', () => {
    func.grad((y: Tensor) => {
      expect(y.mul(2).tolist()).toEqual([2, 4, 8]);
      return y.sum();
    })(x);
    const none = "Cannot access data pointer of Tensor that doesn't have storage";
    vmap((y: Tensor) => {
      expect(() => y.tolist()).toThrow(none);
      return y;
    })(torch.stack([x, x]));
    func.functionalize((y: Tensor) => {
      expect(() => y.tolist()).toThrow(none);
      expect(() => y.numpy()).toThrow(/that has none: .* stands for another one inside a transform/);
      return y;
    })(x);
  });
  it('gives back the operator itself where the mapped dimension stands right', () => {
    const y = x.clone().requires_grad_();
    expect(`${vmap((row: Tensor) => row.exp())(y)}`).toMatch(/grad_fn=<ExpBackward0>/);
    expect(`${vmap((row: Tensor) => row.exp(), { out_dims: -1 })(y)}`).toMatch(/grad_fn=<ExpBackward0>/);
  });
});

describe('vmap and keywords', () => {
  const x = torch.arange(6).float().reshape(3, 2);
  const scale = torch.tensor([1, 2, 3]);
  // In Python: torch.vmap(lambda x, scale: x.sum() * scale.sum())(x, scale=scale), whose scale is not mapped.
  it('hands an object behind what in_dims lists on as it stands', () => {
    const f = (row: Tensor, options: { scale: Tensor; flag: string }) => {
      expect(options.scale).toBe(scale);
      expect(options.flag).toBe('on');
      return row.sum().mul(options.scale.sum());
    };
    const options = { scale, flag: 'on' };
    expect(vmap(f, { in_dims: [0] as never })(x, options).tolist()).toEqual([6, 30, 54]);
    expect(vmap(f, { in_dims: [0] as never, chunk_size: 2 })(x, options).tolist()).toEqual([6, 30, 54]);
  });
  it('maps an object as any other argument where in_dims says so', () => {
    const f = (row: Tensor, item: { scale: Tensor }) => row.sum().mul(item.scale);
    expect(vmap(f)(x, { scale }).tolist()).toEqual([1, 10, 27]);
    expect(vmap(f, [0, 0])(x, { scale }).tolist()).toEqual([1, 10, 27]);
  });
});
