// What torch.cuda and torch.accelerator answer on a build without CUDA: Python's torch 2.13 says the same.
import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import { torch } from '../../src/torch.ts';

const { accelerator, backends, cuda } = torch;

describe.skipIf(backends.cuda.is_built())('torch.cuda without CUDA', () => {
  const lacks = /^Torch not compiled with CUDA enabled/;
  it.each<[string, () => unknown]>([
    ['init', () => cuda.init()],
    ['current_stream', () => cuda.current_stream()],
    ['default_stream', () => cuda.default_stream(0)],
    ['get_stream_from_external', () => cuda.get_stream_from_external(1)],
    ['get_per_process_memory_fraction', () => cuda.get_per_process_memory_fraction()],
    ['set_per_process_memory_fraction', () => cuda.set_per_process_memory_fraction(0.5)],
    ['set_per_process_memory_fraction of too much', () => cuda.set_per_process_memory_fraction(2)],
    ['mem_get_info', () => cuda.mem_get_info()],
    ['get_rng_state', () => cuda.get_rng_state()],
    ['initial_seed', () => cuda.initial_seed()],
    ['can_device_access_peer', () => cuda.can_device_access_peer(0, 1)],
    ['get_sync_debug_mode', () => cuda.get_sync_debug_mode()],
    ['set_sync_debug_mode', () => cuda.set_sync_debug_mode('warn')],
    ['use_mem_pool', () => cuda.use_mem_pool(null as never)],
    ['memory_summary', () => cuda.memory_summary()],
    ['memory_snapshot', () => cuda.memory_snapshot()],
    ['_record_memory_history', () => cuda.memory._record_memory_history()],
    ['cufft_plan_cache', () => backends.cuda.cufft_plan_cache.size],
  ])('%s says how the build lacks it', (_, body) => {
    expect(body).toThrow(errors.AssertionError);
    expect(body).toThrow(lacks);
  });

  it.each<[string, () => unknown, string]>([
    ['torch.Stream', () => torch.Stream('cuda'), '^PyTorch is not linked with support for cuda devices$'],
    ['torch.Event', () => torch.Event('cuda:0'), '^PyTorch is not linked with support for cuda devices$'],
    ['Stream', () => cuda.Stream(), 'torch.cuda.Stream requires CUDA support'],
    ['ExternalStream', () => new cuda.ExternalStream(1), 'torch.cuda.Stream requires CUDA support'],
    ['Event', () => cuda.Event({ enable_timing: true }), 'dummy base class Event'],
    ['CUDAGraph', () => cuda.CUDAGraph(), 'dummy base class CUDAGraph'],
    ['MemPool', () => cuda.MemPool(), 'dummy base class MemPool'],
    ['graph', () => cuda.graph(null as never), 'torch.cuda.Stream requires CUDA support'],
    ['graph_pool_handle', () => cuda.graph_pool_handle(), 'dummy base class _graph_pool_handle'],
    [
      'is_current_stream_capturing',
      () => cuda.is_current_stream_capturing(),
      '_cuda_isCurrentStreamCapturing',
    ],
    ['device', () => cuda.device(0), 'PyTorch was compiled without CUDA support'],
    ['nvtx', () => cuda.nvtx.range_push('a'), 'NVTX functions not installed'],
    ['nvtx.range', () => cuda.nvtx.range('a', () => 1), 'NVTX functions not installed'],
    [
      'make_graphed_callables',
      () => cuda.make_graphed_callables(nn.Linear(2, 2), [torch.ones(1, 2)]),
      'dummy base class CUDAGraph',
    ],
    ['reset_accumulated_memory_stats', () => cuda.reset_accumulated_memory_stats(), 'invalid argument'],
    [
      'accelerator.synchronize',
      () => accelerator.synchronize(),
      'Torch not compiled|Cannot access accelerator',
    ],
    [
      'accelerator.current_device_index',
      () => accelerator.current_device_index(),
      'Cannot access accelerator',
    ],
    ['accelerator.current_stream', () => accelerator.current_stream(), 'Cannot access accelerator device'],
    [
      'accelerator.set_stream',
      () => accelerator.set_stream(torch.Stream('cpu')),
      'Cannot access accelerator',
    ],
    ['accelerator.memory_stats', () => accelerator.memory_stats(), 'Cannot access accelerator device'],
    ['accelerator.get_memory_info', () => accelerator.get_memory_info(), 'Cannot access accelerator device'],
    ['accelerator.empty_cache', () => accelerator.empty_cache(), 'Cannot access accelerator device'],
    ['accelerator.device_index', () => accelerator.device_index(0), 'Cannot access accelerator device'],
  ])('%s is refused', (_, body, why) => {
    expect(body).toThrow(errors.RuntimeError);
    expect(body).toThrow(new RegExp(why));
  });

  it('answers what needs no device', () => {
    expect(cuda.is_initialized()).toBe(false);
    expect([cuda.is_bf16_supported(), cuda.is_tf32_supported()]).toEqual([false, false]);
    expect([cuda.get_arch_list(), cuda.get_gencode_flags()]).toEqual([[], '']);
    expect([cuda.memory_stats(), cuda.memory_stats_as_nested_dict()]).toEqual([{}, {}]);
    expect([cuda.host_memory_stats(), cuda.host_memory_stats_as_nested_dict()]).toEqual([{}, {}]);
    expect(cuda.get_rng_state_all()).toEqual([]);
    expect(cuda.default_generators.length).toBe(0);
    expect([...cuda.default_generators]).toEqual([]);
    expect([accelerator.is_available(), accelerator.device_count()]).toEqual([false, 0]);
    expect(accelerator.current_accelerator()).toBe(null);
    expect([backends.cudnn.version(), backends.cudnn.is_available()]).toEqual([null, false]);
    expect(backends.cudnn.is_acceptable(torch.ones(1))).toBe(false);
    expect(torch.version.cuda).toBe(null);
  });

  it('ignores what has nothing to act on', () => {
    const state = torch.get_rng_state();
    expect(cuda.seed()).toBeUndefined();
    expect(cuda.seed_all()).toBeUndefined();
    expect(cuda.set_rng_state(state)).toBeUndefined();
    expect(cuda.set_rng_state_all([state])).toBeUndefined();
    expect(cuda.set_stream(null)).toBeUndefined();
    expect(torch.equal(state, torch.get_rng_state())).toBe(true);
    expect(cuda.stream(null, () => 3)).toBe(3);
    expect(cuda.stream(torch.Stream('cpu'), () => 4)).toBe(4);
    expect(cuda.device(-1, () => 5)).toBe(5);
    expect(cuda.device_of(torch.ones(1), () => 6)).toBe(6);
    expect(accelerator.device_index(null, () => 7)).toBe(7);
  });

  it('refuses bad arguments before anything else', () => {
    expect(() => cuda.synchronize(0.5)).toThrow("a device's number is a whole one, not 0.5");
    expect(() => cuda.get_device_name('meta')).toThrow('Expected a cuda device, but got: meta');
    expect(() => cuda.make_graphed_callables([nn.ReLU()], [])).toThrow(
      'there are 1 callables and 0 lists of sample arguments',
    );
  });
});

describe('torch.backends', () => {
  it("starts with Python's settings of precision", () => {
    const { matmul } = backends.cuda;
    expect({ ...descriptors(matmul) }).toEqual({
      allow_tf32: false,
      allow_fp16_reduced_precision_reduction: true,
      allow_bf16_reduced_precision_reduction: true,
      allow_fp16_accumulation: false,
    });
    expect(backends.cudnn.allow_tf32).toBe(true);
    expect(backends.cuda.fp16_bf16_reduction_math_sdp_allowed()).toBe(false);
  });

  it('keeps TF32 and the precision of products in step', () => {
    const { matmul } = backends.cuda;
    matmul.allow_tf32 = true;
    expect(torch.get_float32_matmul_precision()).toBe('high');
    torch.set_float32_matmul_precision('highest');
    expect(matmul.allow_tf32).toBe(false);
    matmul.allow_fp16_reduced_precision_reduction = false;
    expect(matmul.allow_fp16_reduced_precision_reduction).toBe(false);
    matmul.allow_fp16_reduced_precision_reduction = true;
    expect(() => {
      matmul.allow_tf32 = 1 as never;
    }).toThrow('matmul.allow_tf32 is a boolean, not number');
  });

  it("switches cuDNN for a block, with Python's defaults for the rest", () => {
    const { cudnn } = backends;
    cudnn.deterministic = true;
    const inside = cudnn.flags({ benchmark: true }, () => descriptors(cudnn));
    expect(inside).toMatchObject({ enabled: false, benchmark: true, deterministic: false, allow_tf32: true });
    expect(descriptors(cudnn)).toMatchObject({ enabled: true, benchmark: false, deterministic: true });
    expect(() =>
      cudnn.flags({}, () => {
        throw new RangeError('out');
      }),
    ).toThrow('out');
    expect(cudnn.enabled).toBe(true);
    cudnn.deterministic = false;
  });
});

const descriptors = (object: object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => typeof value === 'boolean'));
