// Random numbers are Python's own. Seeds, states and draws were read off Python's torch 2.13.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as errors from '../src/errors.ts';
import * as F from '../src/nn/functional.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';
import { python, runPython } from './serialization/python.ts';

torch.set_num_threads(1);
const digest = (state: Tensor): string =>
  createHash('sha256').update(Uint8Array.from(state.tolist())).digest('hex').slice(0, 16);
const t = torch as any;

describe('seeds', () => {
  it('start the same stream as in Python', () => {
    torch.manual_seed(42);
    expect(digest(torch.get_rng_state())).toBe('5feb54a46230d321');
    expect(torch.initial_seed()).toBe(42);
    const normal = [
      0.33669036626815796, 0.12880940735340118, 0.23446236550807953, 0.23033303022384644, -1.1228563785552979,
    ];
    torch
      .randn(5)
      .tolist()
      .forEach((value: number, i: number) => {
        expect(value).toBeCloseTo(normal[i] as number, 6);
      });
    expect(digest(torch.get_rng_state())).toBe('9359c3210f02220a');
    expect(torch.rand(3).tolist()).toEqual([0.8694044351577759, 0.5677152872085571, 0.7410940527915955]);
    expect(torch.randint(10, [4]).tolist()).toEqual([2, 5, 5, 7]);
    expect(torch.randperm(6).tolist()).toEqual([4, 5, 2, 0, 1, 3]);
    expect(torch.bernoulli(torch.full([4], 0.5)).tolist()).toEqual([1, 1, 1, 1]);
    expect(torch.normal(torch.zeros(2), 1).tolist()[0]).toBeCloseTo(-0.18632829189300537, 6);
    expect(torch.multinomial(torch.ones(4), 2).tolist()).toEqual([0, 3]);
    expect(torch.empty(2).exponential_().tolist()[0]).toBeCloseTo(0.07767496258020401, 6);
    expect(F.dropout(torch.ones(6), 0.5).tolist()).toEqual([2, 2, 2, 2, 0, 2]);
    // Every one of these drew as many numbers as Python's.
    expect(digest(torch.get_rng_state())).toBe('cbf347c07f944a81');
  });

  it.each<[number | bigint, number | bigint, number]>([
    [-1, 2n ** 64n - 1n, 0.9937993884086609],
    [2 ** 63, 2n ** 63n, 0.49625658988952637],
    [2n ** 63n, 2n ** 63n, 0.49625658988952637],
    [2n ** 64n - 1n, 2n ** 64n - 1n, 0.9937993884086609],
  ])('%s is the seed %s', (seed, initial, first) => {
    torch.manual_seed(seed);
    expect(torch.initial_seed()).toBe(initial);
    expect(torch.rand(1).item()).toBe(first);
  });

  it.each([[2n ** 64n], [-(2n ** 63n) - 1n], [2 ** 64], [-(2 ** 64)]])('%s does not fit', (seed) => {
    expect(() => torch.manual_seed(seed)).toThrow('Overflow when unpacking long: a seed must fit 64 bits');
  });

  it.each([[1.5], ['1'], [null], [undefined], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    '%s is none',
    (seed) => {
      expect(() => torch.manual_seed(seed as never)).toThrow(errors.ValueError);
    },
  );

  it('of the system differ', () => {
    const [a, b] = [torch.seed(), torch.seed()];
    expect(a).not.toBe(b);
    expect(typeof a).toBe('bigint');
  });

  it('return the generator', () => {
    expect(torch.manual_seed(3)).toBe(torch.default_generator);
    expect(torch.default_generator.device.type).toBe('cpu');
  });
});

describe('Generator', () => {
  it('has a stream of its own', () => {
    torch.manual_seed(1);
    const state = torch.get_rng_state();
    const generator = torch.Generator();
    expect(generator.initial_seed()).toBe(67280421310721);
    generator.manual_seed(3);
    expect(t.rand(2, { generator }).tolist()).toEqual([0.004263520240783691, 0.10556936264038086]);
    // Sixteen and more are drawn by the vectorised kernel.
    const normal = t.randn(16, { generator }).tolist();
    expect(normal[0]).toBeCloseTo(-0.7820168137550354, 5);
    expect(normal[15]).toBeCloseTo(-0.6566315293312073, 5);
    expect(torch.equal(torch.get_rng_state(), state)).toBe(true);
  });

  it('is made with new or without, and seeds in a chain', () => {
    const draw = (generator: unknown) => t.rand(2, { generator }).tolist();
    expect(draw(new torch.Generator().manual_seed(5))).toEqual(
      draw(torch.Generator({ device: 'cpu' }).manual_seed(5n)),
    );
    expect(typeof torch.Generator().seed()).toBe('bigint');
    expect(() => torch.Generator('nope')).toThrow(errors.RuntimeError);
    expect(() => torch.Generator().manual_seed('x' as never)).toThrow(errors.ValueError);
  });

  it('gives its state and takes it back', () => {
    const generator = torch.Generator().manual_seed(9);
    const state = generator.get_state();
    expect([state.dtype, state.shape[0]]).toEqual([torch.uint8, 5056]);
    const first = t.randn(3, { generator }).tolist();
    expect(t.randn(3, { generator }).tolist()).not.toEqual(first);
    expect(generator.set_state(state)).toBe(generator);
    expect(t.randn(3, { generator }).tolist()).toEqual(first);
  });

  it('has a clone that draws the same', () => {
    const generator = torch.Generator().manual_seed(9);
    const clone = generator.clone_state();
    expect(clone.get_state().equal(generator.get_state())).toBe(true);
    const drawn = torch.rand(3, { generator: clone });
    expect(clone.get_state().equal(generator.get_state())).toBe(false);
    expect(torch.rand(3, { generator }).equal(drawn)).toBe(true);
  });

  it('refuses states that are none', () => {
    const generator = torch.Generator();
    expect(() => generator.set_state(torch.zeros(3))).toThrow(/RNG state must be a torch.ByteTensor/);
    expect(() => generator.set_state(torch.zeros(3, { dtype: torch.uint8 }))).toThrow(
      /Expected a CPUGeneratorImplState of size 5056 but found the input RNG state size to be 3/,
    );
    expect(() => torch.set_rng_state([1, 2] as never)).toThrow(errors.TypeError);
    expect(() => t.rand(2, { generator: 5 })).toThrow(/got \(int, generator=int\)/);
  });
});

describe('fork_rng', () => {
  it('leaves the generator as it was, after an exception too', () => {
    torch.manual_seed(8);
    const next = torch.rand(2).tolist();
    torch.manual_seed(8);
    expect(torch.random.fork_rng(() => torch.rand(2).tolist())).toEqual(next);
    {
      using _ = torch.random.fork_rng();
      torch.manual_seed(1);
    }
    expect(() =>
      torch.random.fork_rng(() => {
        torch.rand(5);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(torch.rand(2).tolist()).toEqual(next);
  });
});

describe.runIf(python !== undefined)('states cross to Python and back', () => {
  it('byte by byte', () => {
    torch.manual_seed(2024);
    torch.rand(17);
    torch.randn(3); // leaves a spare normal number in the state
    const state = torch.get_rng_state();
    const next = torch.randn(5).tolist();
    const result = runPython(
      `
g = torch.Generator()
g.set_state(torch.tensor(json.loads(sys.argv[1]), dtype=torch.uint8))
torch.manual_seed(2024); torch.rand(17); torch.randn(3)
same = torch.equal(torch.get_rng_state(), g.get_state())
draws = torch.randn(5, generator=g).tolist()
print(json.dumps({'same': same, 'draws': draws, 'state': g.get_state().tolist()}))`,
      JSON.stringify(state.tolist()),
    );
    expect(result.same).toBe(true);
    expect(result.draws).toEqual(next);
    expect(result.state).toEqual(torch.get_rng_state().tolist());
    torch.set_rng_state(torch.tensor(result.state, { dtype: torch.uint8 }));
    expect(torch.get_rng_state().tolist()).toEqual(result.state);
  });
});
