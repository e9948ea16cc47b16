// torch.cuda, torch.backends and device strings on a build without CUDA: what Python's torch 2.13 answers there.
import { afterEach, describe, expect, it } from 'vitest';
import * as errors from '../src/errors.ts';
import * as nn from '../src/nn/index.ts';
import { torch } from '../src/torch.ts';

const { cuda, backends } = torch;
const t = torch as any;

describe.skipIf(backends.cuda.is_built())('torch.cuda without CUDA', () => {
  it('says that there is none', () => {
    expect(cuda.is_available()).toBe(false);
    expect(cuda.device_count()).toBe(0);
  });

  it('ignores what needs no device', () => {
    expect(cuda.empty_cache()).toBeUndefined();
    expect(cuda.manual_seed(1)).toBeUndefined();
    expect(cuda.manual_seed_all(1n)).toBeUndefined();
    expect(cuda.set_device(-1)).toBeUndefined();
    const state = torch.get_rng_state();
    cuda.manual_seed_all(7);
    expect(torch.equal(state, torch.get_rng_state())).toBe(true);
  });

  it('counts no memory', () => {
    const { memory_allocated, memory_reserved, max_memory_allocated, max_memory_reserved } = cuda;
    const figures = [memory_allocated, memory_reserved, max_memory_allocated, max_memory_reserved];
    expect(figures.map((figure) => figure())).toEqual([0, 0, 0, 0]);
    expect(memory_allocated(0)).toBe(0);
  });

  it.each<[string, () => unknown]>([
    ['current_device', () => cuda.current_device()],
    ['get_device_name', () => cuda.get_device_name()],
    ['get_device_name of a number', () => cuda.get_device_name(0)],
    ['get_device_properties', () => cuda.get_device_properties('cuda:0')],
    ['get_device_capability', () => cuda.get_device_capability()],
    ['synchronize', () => cuda.synchronize()],
    ['set_device', () => cuda.set_device(0)],
    ['Tensor.cuda', () => torch.ones(2).cuda()],
    ['Tensor.cuda of a number', () => torch.ones(2).cuda(0)],
    ['Tensor.to', () => torch.ones(2).to('cuda:0', { non_blocking: true })],
    ['Tensor.to of a device object', () => torch.ones(2).to(torch.device('cuda'))],
    ['a factory', () => torch.zeros(1, { device: 'cuda:1' })],
    ['torch.tensor', () => torch.tensor([1], { device: 'cuda' })],
    ['a module', () => nn.Linear(2, 2).cuda()],
    ['a module by to', () => nn.Linear(2, 2).to('cuda')],
  ])('%s says how the build lacks it', (_, body) => {
    expect(body).toThrow(errors.AssertionError);
    expect(body).toThrow(/^Torch not compiled with CUDA enabled/);
  });

  it('refuses statistics to reset, pinned memory and generators', () => {
    expect(() => cuda.reset_peak_memory_stats()).toThrow('invalid argument to reset_peak_memory_stats');
    expect(() => torch.ones(2).pin_memory()).toThrow(
      'Cannot access accelerator device when none is available.',
    );
    expect(() => t.ones(2, { pin_memory: true })).toThrow(
      /^pin_memory=True requires a CUDA or other accelerator/,
    );
    expect(torch.ones(2).is_pinned()).toBe(false);
    expect(() => torch.Generator('cuda')).toThrow(/CUDA/);
  });

  it('refuses seeds and devices that make no sense', () => {
    expect(() => cuda.manual_seed('a' as never)).toThrow(errors.ValueError);
    expect(() => cuda.manual_seed_all(1.5)).toThrow(errors.ValueError);
    expect(() => cuda.get_device_name('cpu')).toThrow('Expected a cuda device, but got: cpu');
    expect(() => cuda.get_device_name('nope')).toThrow(/device type at start of device string: nope/);
  });
});

describe('devices', () => {
  it('are values that need no hardware', () => {
    expect(String(torch.device('cuda'))).toBe('cuda');
    expect(torch.device('cuda', 1)).toBe(torch.device('cuda:1'));
    expect(torch.device('cuda:1').index).toBe(1);
    expect(torch.device('cpu').type).toBe('cpu');
    expect(() => torch.device('cuda:x')).toThrow(errors.RuntimeError);
  });

  it('of the host keep their tensors', () => {
    const x = torch.ones(2);
    expect([x.is_cuda, x.is_cpu, x.get_device()]).toEqual([false, true, -1]);
    expect(x.cpu()).toBe(x);
    expect(x.to('cpu', { non_blocking: true })).toBe(x);
    expect(x.to('meta').device.type).toBe('meta');
    expect(() => x.to('mps')).toThrow(/not linked with support for mps devices/);
  });
});

describe('torch.backends', () => {
  afterEach(() => {
    Object.assign(backends.cudnn, { enabled: true, benchmark: false, deterministic: false });
    backends.mkldnn.enabled = true;
  });

  it('starts as PyTorch does', () => {
    const { enabled, benchmark, deterministic } = backends.cudnn;
    expect({ enabled, benchmark, deterministic }).toEqual({
      enabled: true,
      benchmark: false,
      deterministic: false,
    });
    expect([backends.mkldnn.is_available(), backends.openmp.is_available()]).toEqual([true, true]);
    expect([backends.mkldnn.enabled, backends.mps.is_available()]).toEqual([
      true,
      process.platform === 'darwin',
    ]);
  });

  it('keeps what is set, whether or not there is a device to act on', () => {
    for (const name of ['enabled', 'benchmark', 'deterministic'] as const) {
      backends.cudnn[name] = !backends.cudnn[name];
    }
    const { enabled, benchmark, deterministic } = backends.cudnn;
    expect([enabled, benchmark, deterministic]).toEqual([false, true, true]);
    expect(() => {
      backends.cudnn.benchmark = 5 as never;
    }).toThrow('cudnn.benchmark is a boolean, not number');
  });

  it('switches oneDNN for real', () => {
    const x = torch.ones(1, 1, 4, 4).to_mkldnn();
    expect(x.layout).toBe(t._mkldnn);
    backends.mkldnn.enabled = false;
    expect(backends.mkldnn.enabled).toBe(false);
    expect(torch.ones(1, 1, 4, 4).sum().item()).toBe(16);
  });

  it('asks for deterministic algorithms', () => {
    expect(torch.are_deterministic_algorithms_enabled()).toBe(false);
    torch.use_deterministic_algorithms(true);
    expect(torch.are_deterministic_algorithms_enabled()).toBe(true);
    const indices = torch.tensor([0n, 0n]);
    expect(() => torch.zeros(2).put_(indices, torch.ones(2))).toThrow(
      /does not have a deterministic implementation/,
    );
    torch.use_deterministic_algorithms(false);
  });
});
