import { describe, expect, test, vi } from 'vitest';
import { OutOfMemoryError } from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import { torch } from '../../src/torch.ts';
import { count_memory, MemoryTracker, megabytes } from '../../src/utils/memory.ts';
import * as models from '../../src/vision/models/index.ts';

describe('count_memory', () => {
  test("VGG-16's weights are the 527.79 MB that the tutorial counts", () => {
    const count = count_memory(models.vgg16({ init_weights: false }));
    expect(megabytes(count.parameters)).toBe('527.79');
    expect(count.gradients).toBe(count.parameters);
    expect(count.activations).toBe(0);
    expect(String(count)).toContain('classifier.0 (Linear)');
  });

  test('every module alone, shared parameters and in-place results once', () => {
    const shared = nn.Linear(4, 4);
    const frozen = nn.Linear(4, 2, false).requires_grad_(false);
    const net = nn.Sequential(shared, nn.ReLU(true), shared, nn.BatchNorm1d(4), frozen);
    const optimizer = optim.Adam(shared.parameters());
    net(torch.rand(8, 4)).sum().backward();
    optimizer.step();
    const count = count_memory(net, [8, 4], { optimizer });
    const [, linear, relu, norm, last] = count.modules;
    expect(linear).toMatchObject({ parameters: 80, gradients: 80, activations: 2 * 8 * 4 * 4 });
    expect(linear?.optimizer).toBe(2 * 80 + 2 * 4); // two averages each, and the step
    expect(relu?.activations).toBe(0);
    expect(norm).toMatchObject({ parameters: 32, buffers: 40, activations: 128 });
    expect(last).toMatchObject({ parameters: 32, gradients: 0, activations: 64 });
    expect(count.input).toBe(128);
    expect(count.total).toBe(128 + 80 + 32 + 32 + 40 + 80 + 32 + 168 + 256 + 128 + 64);
  });

  test('wrong arguments', () => {
    expect(() => count_memory(3 as never)).toThrow('must be a Module');
    expect(() => count_memory(nn.ReLU(), [0])).toThrow(/input_size/);
  });
});

test('MemoryTracker notes what is held, what changed and the peak between', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const tracker = new MemoryTracker('cpu');
  tracker.track('start');
  const x = torch.zeros(1 << 20);
  torch.zeros(1 << 21).dispose();
  const point = tracker.track('made');
  expect(point.change).toBeGreaterThanOrEqual(4 << 20);
  expect(point.peak - point.allocated).toBeGreaterThanOrEqual(8 << 20);
  x.dispose();
  expect(tracker.track('gone').change).toBeLessThanOrEqual(-(4 << 20));
  expect(log).toHaveBeenCalledTimes(3);
  expect(String(tracker).split('\n')[1]).toMatch(
    /^made: [\d.]+ MB held \(\+[\d.]+\), at most [\d.]+, reserved [\d.]+$/,
  );
});

describe('out of memory', () => {
  test('the error says what was asked, what is held and what to try', () => {
    const call = () => torch.empty(2 ** 46);
    expect(call).toThrow(OutOfMemoryError);
    expect(call).toThrow(/DefaultCPUAllocator: can't allocate memory/);
    expect(call).toThrow(
      /Asked for: 281474976710656 bytes \(256\.00 TiB\)\.\nHeld: (0 bytes|\d+\.\d\d [KMG]iB) by CPU tensors/,
    );
    expect(call).toThrow(/To try: a smaller batch or shape.*utils\.memory/);
  });
  test('and the library goes on working', () => {
    expect(() => torch.zeros(1e13)).toThrow(OutOfMemoryError);
    expect(torch.ones(3).sum().item()).toBe(3);
  });
});
