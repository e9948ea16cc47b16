// torch.cuda on a GPU: `npm run test:cuda`. Without one these tests are skipped.
import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import { checkpoint } from '../../src/utils/checkpoint.ts';

const { cuda } = torch;
const device = 'cuda';
const MB = 2 ** 20;

describe.skipIf(!cuda.is_available())('on a GPU', () => {
  describe('devices', () => {
    it('have names, memory and capabilities', () => {
      const { name, total_memory, multi_processor_count, major, warp_size } = cuda.get_device_properties();
      expect(name.length).toBeGreaterThan(3);
      expect([multi_processor_count > 0, major >= 5, warp_size]).toEqual([true, true, 32]);
      const [free, total] = cuda.mem_get_info();
      expect(free).toBeGreaterThan(0);
      expect(Math.abs(total / total_memory - 1)).toBeLessThan(0.1);
      expect(cuda.can_device_access_peer(0, 0)).toBe(false);
      expect(cuda.get_arch_list().some((arch) => arch.startsWith('sm_'))).toBe(true);
    });

    it('compute what the host computes', () => {
      torch.manual_seed(0);
      const [a, b] = [torch.randn(64, 32), torch.randn(32, 16)];
      const product = a.to(device).double().mm(b.to(device).double());
      expect(torch.allclose(product.cpu(), a.double().mm(b.double()))).toBe(true);
    });

    it('come back after a block that throws', () => {
      const before = cuda.current_device();
      expect(() =>
        cuda.device(cuda.device_count() - 1, () => {
          throw new RangeError('out');
        }),
      ).toThrow('out');
      expect(cuda.current_device()).toBe(before);
      expect(() => cuda.set_device(1000)).toThrow(/device/i);
    });
  });

  describe('streams', () => {
    it('are the current ones for a block, even one that throws', () => {
      const side = cuda.Stream();
      const before = cuda.current_stream();
      expect(before.equals(cuda.default_stream())).toBe(true);
      expect(cuda.stream(side, () => cuda.current_stream().equals(side))).toBe(true);
      expect(() =>
        cuda.stream(side, () => {
          throw new RangeError('out');
        }),
      ).toThrow('out');
      expect(cuda.current_stream().equals(before)).toBe(true);
      expect([side.priority, cuda.Stream(null, -1).priority]).toEqual([0, -1]);
    });

    it('wait for each other, and events time them', () => {
      const side = cuda.Stream();
      const [begin, end] = [cuda.Event({ enable_timing: true }), cuda.Event({ enable_timing: true })];
      expect(() => begin.elapsed_time(end)).toThrow(errors.ValueError);
      const x = torch.ones(2048, 2048, { device });
      begin.record();
      side.wait_stream(cuda.current_stream());
      const y = cuda.stream(side, () => x.mm(x));
      cuda.current_stream().wait_stream(side);
      end.record();
      expect(y.index(0, 0).item()).toBe(2048);
      end.synchronize();
      expect([begin.query(), end.query()]).toEqual([true, true]);
      expect(begin.elapsed_time(end)).toBeGreaterThan(0);
      expect(() => cuda.Event().elapsed_time(end)).toThrow(errors.ValueError);
    });

    it('keep the memory of what they read, however early the collector frees it', () => {
      const side = cuda.Stream();
      let wrong = 0;
      for (let i = 0; i < 50; i += 1) {
        side.wait_stream(cuda.current_stream());
        const source = torch.full([1 << 20], i, { device });
        const sum = cuda.stream(side, () => {
          let kept: Tensor = source;
          for (let k = 0; k < 10; k += 1) kept = kept.add(0);
          return kept.sum();
        });
        source.dispose();
        torch.full([1 << 20], -1, { device }); // would take the memory, were it free
        cuda.current_stream().wait_stream(side);
        if (sum.item() !== i * 2 ** 20) wrong += 1;
      }
      expect(wrong).toBe(0);
    });

    it('are where a backward pass and its hooks run', () => {
      const side = cuda.Stream();
      const w = torch.ones(256, 256, { device, requires_grad: true });
      side.wait_stream(cuda.current_stream());
      const seen: boolean[] = [];
      cuda.stream(side, () => {
        const y = w.mm(w);
        y.register_hook(() => {
          seen.push(cuda.current_stream().equals(side));
        });
        y.sum().backward();
      });
      cuda.current_stream().wait_stream(side);
      expect(seen).toEqual([true]);
      expect(w.grad?.index(0, 0).item()).toBe(512);
    });
  });

  describe('a pass', () => {
    it('begins others in its hooks and checkpoints', () => {
      const x = torch.ones(4, { device, requires_grad: true });
      const y = x.mul(2);
      const inner: number[] = [];
      y.register_hook((grad) => {
        torch.enable_grad(() => {
          const z = torch.full([2], 3, { device, requires_grad: true });
          z.register_hook(() => {
            inner.push(z.sum().item());
          });
          z.square().sum().backward();
          inner.push(z.grad?.sum().item() ?? 0);
        });
        return grad.mul(3);
      });
      checkpoint((part: Tensor) => part.exp(), y, { use_reentrant: true })
        .sum()
        .backward();
      expect(inner).toEqual([6, 12]);
      expect(torch.allclose(x.grad as Tensor, torch.full_like(x, 6 * Math.exp(2)))).toBe(true);
    });

    it('tells its hooks which tensors it reaches', () => {
      const [a, b, unused] = [1, 2, 3].map((value) =>
        torch.full([1], value, { device, requires_grad: true }),
      );
      const seen: unknown[] = [];
      torch.autograd.graph.register_multi_grad_hook(
        [a, b, unused] as Tensor[],
        (grads: (Tensor | null)[]) => {
          seen.push(grads.map((grad) => grad?.item() ?? null));
        },
      );
      (a as Tensor)
        .mul(b as Tensor)
        .sum()
        .backward();
      expect(seen).toEqual([[2, 1, null]]);
    });
  });

  describe('waiting', () => {
    it('gives what the tensor was at the call', async () => {
      const x = torch.ones(1, { device });
      const [number, copy] = [x.item_async(), x.cpu_async()];
      x.add_(5);
      expect(await number).toBe(1);
      expect((await copy).is_pinned()).toBe(true);
      expect((await copy).tolist()).toEqual([1]);
      await cuda.synchronize_async();
      await cuda.current_stream().synchronize_async();
    });
  });

  describe('graphs', () => {
    const warm = (run: () => unknown) => {
      const side = cuda.Stream();
      side.wait_stream(cuda.current_stream());
      cuda.stream(side, () => {
        for (let i = 0; i < 3; i += 1) run();
      });
      cuda.current_stream().wait_stream(side);
    };

    it('do the captured work on new data', () => {
      const x = torch.ones(4, { device });
      const run = () => x.mul(2).add(1);
      warm(run);
      const g = cuda.CUDAGraph();
      const y = cuda.graph(g, () => {
        expect(cuda.is_current_stream_capturing()).toBe(true);
        return run();
      });
      expect(cuda.is_current_stream_capturing()).toBe(false);
      for (const value of [3, 5]) {
        x.fill_(value);
        g.replay();
        expect(y.cpu().tolist()).toEqual(Array(4).fill(2 * value + 1));
      }
      g.reset();
    });

    it('train as eager steps do', () => {
      const losses = (graphed: boolean): number[] => {
        torch.manual_seed(0);
        const net = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 1)).to(device);
        const opt = optim.SGD(net.parameters(), { lr: 0.01 });
        const x = torch.randn(32, 8).to(device);
        const step = (): Tensor => {
          opt.zero_grad();
          const loss = net(x).square().mean();
          loss.backward();
          opt.step();
          return loss;
        };
        warm(step);
        const g = cuda.CUDAGraph();
        const kept = graphed ? cuda.graph(g, step) : null;
        return Array.from({ length: 5 }, () => {
          if (kept === null) return step().item();
          g.replay();
          return kept.item();
        });
      };
      const [eager, graphed] = [losses(false), losses(true)];
      graphed.forEach((loss, i) => {
        expect(loss).toBeCloseTo(eager[i] as number, 4);
      });
    });

    it('are given up when the block throws, or does what a graph cannot hold', () => {
      const before = cuda.current_stream();
      const x = torch.ones(4, { device });
      for (const body of [
        () => {
          x.add(1);
          throw new RangeError('out');
        },
        () => x.sum().item(),
      ]) {
        const g = cuda.CUDAGraph();
        expect(() => cuda.graph(g, body)).toThrow();
        expect(cuda.current_stream().equals(before)).toBe(true);
        expect(cuda.is_current_stream_capturing()).toBe(false);
        expect(x.add(1).sum().item()).toBe(8);
      }
      const g = cuda.CUDAGraph();
      const y = cuda.graph(g, () => x.add(2));
      g.replay();
      expect(y.sum().item()).toBe(12);
    });

    it('are not lost to a second capture, and draw new numbers at each replay', () => {
      const x = torch.ones(4, { device });
      const g = cuda.CUDAGraph();
      expect(() => g.pool()).toThrow(/without a preceding successful capture/);
      const y = cuda.graph(g, () => x.add(torch.rand(4, { device })));
      expect(() => cuda.graph(g, () => x.mul(2))).toThrow(/already owns a captured graph/);
      const drawn = [0, 1].map(() => {
        g.replay();
        return y.cpu().tolist();
      });
      expect(drawn[0]).not.toEqual(drawn[1]);
      g.reset();
      const z = cuda.graph(g, () => x.mul(2));
      g.replay();
      expect(z.sum().item()).toBe(8);
    });

    it('are given up when the block leaves their stream', () => {
      const before = cuda.current_stream();
      const g = cuda.CUDAGraph();
      expect(() => cuda.graph(g, () => cuda.set_stream(cuda.Stream()))).toThrow(/same stream it began on/);
      expect(cuda.current_stream().equals(before)).toBe(true);
      expect(torch.rand(4, { device }).sum().item()).toBeGreaterThan(0);
    });

    it('replace the forward and backward of a module', () => {
      torch.manual_seed(0);
      const net = nn.Sequential(nn.Linear(8, 8), nn.Tanh()).to(device);
      const x = torch.randn(4, 8, { device });
      const want = net(x) as Tensor;
      const wanted = torch.autograd.grad([want.sum()], [...net.parameters()]);
      const graphed = cuda.make_graphed_callables(net, [torch.randn(4, 8, { device })]);
      const got = graphed(x) as Tensor;
      expect(torch.allclose(got, want)).toBe(true);
      const gradients = torch.autograd.grad([got.sum()], [...net.parameters()]);
      gradients.forEach((gradient, i) => {
        expect(torch.allclose(gradient as Tensor, wanted[i] as Tensor, { atol: 1e-6 })).toBe(true);
      });
    });
  });

  describe('memory', () => {
    it('of temporaries stays bounded in a plain loop', () => {
      cuda.synchronize();
      cuda.reset_peak_memory_stats();
      const before = cuda.memory_allocated();
      for (let i = 0; i < 5000; i += 1) torch.ones(1 << 18, { device }).add(1);
      expect(cuda.max_memory_allocated() - before).toBeLessThan(64 * MB);
    });

    it('of old garbage is found before an error', () => {
      const [free] = cuda.mem_get_info();
      const part = Math.floor(free / 8 / 4);
      // More than there is, held a while each, so that only major collections find it.
      const ring: Tensor[] = [];
      for (let i = 0; i < 40; i += 1) ring[i % 3] = torch.empty(part, { device });
      expect(ring.length).toBe(3);
      ring.forEach((tensor) => {
        tensor.dispose();
      });
      cuda.empty_cache();
    });

    it('that is not there is an error that says who holds it, and the process goes on', () => {
      const held = torch.ones(1234, 567, { device });
      let text = '';
      try {
        torch.empty(2 ** 42, { device });
      } catch (error) {
        expect(error).toBeInstanceOf(errors.OutOfMemoryError);
        text = (error as Error).message;
      }
      expect(text).toMatch(/Tried to allocate/);
      expect(text).toMatch(/Asked for: \d+/);
      expect(text).toMatch(/float32\[1234, 567\]/);
      expect(held.sum().item()).toBe(1234 * 567);
    });

    it('has figures, a table, a snapshot and a history', () => {
      const x = torch.ones(MB, { device });
      const stats = cuda.memory_stats();
      expect(stats['allocated_bytes.all.current']).toBe(cuda.memory_allocated());
      expect(cuda.memory_summary()).toContain('PyTorch CUDA memory summary, device ID 0');
      const segments = cuda.memory_snapshot();
      expect(segments.flatMap(({ blocks }) => blocks).some(({ size }) => size >= x.nbytes)).toBe(true);
      cuda.memory._record_memory_history();
      torch.ones(3 * MB, { device });
      const [trace] = cuda.memory._snapshot().device_traces;
      cuda.memory._record_memory_history(null);
      expect(trace?.some(({ action, size }) => action === 'alloc' && size >= 12 * MB)).toBe(true);
    });

    it('comes from a pool for a block, and the pool may be dropped', () => {
      const pool = cuda.MemPool();
      const x = cuda.use_mem_pool(pool, null, () => torch.ones(MB, { device }));
      expect(pool.use_count()).toBe(1);
      expect(() => cuda.use_mem_pool(cuda.MemPool(), 0, () => torch.ones(MB, { device }).mm(x))).toThrow();
      expect(x.sum().item()).toBe(MB);
    });

    it('can be limited', () => {
      cuda.empty_cache();
      const { total_memory } = cuda.get_device_properties();
      cuda.set_per_process_memory_fraction(0.05);
      try {
        expect(() => torch.empty(Math.floor(total_memory / 8), { device })).toThrow(errors.OutOfMemoryError);
      } finally {
        cuda.set_per_process_memory_fraction(1);
      }
      expect(() => cuda.set_per_process_memory_fraction(1.5)).toThrow(errors.ValueError);
    });
  });

  describe('random numbers', () => {
    it('repeat under a seed and a state', () => {
      const draw = () => torch.rand(5, { device }).cpu().tolist();
      cuda.manual_seed(3);
      const first = draw();
      const state = cuda.get_rng_state();
      const second = draw();
      cuda.set_rng_state(state);
      expect(draw()).toEqual(second);
      cuda.manual_seed_all(3n);
      expect(draw()).toEqual(first);
      expect(cuda.initial_seed()).toBe(3);
      expect(cuda.default_generators.length).toBe(cuda.device_count());
    });
  });

  describe('copies', () => {
    it('go through page-locked memory without waiting', () => {
      const source = torch.arange(1000).float().pin_memory();
      expect(source.is_pinned()).toBe(true);
      const there = source.to(device, { non_blocking: true });
      expect(there.sum().item()).toBe(499500);
    });
  });
});
