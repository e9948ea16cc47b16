// Mixed precision against Python's numbers (scripts/golden/autograd.py).

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FunctionCtx } from '../../src/autograd/function.ts';
import { ValueError } from '../../src/errors.ts';
import * as nn from '../../src/nn/index.ts';
import * as optim from '../../src/optim/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/autograd.json', import.meta.url), 'utf8'));
const { functional: F } = nn;

describe('autocast', () => {
  const a = torch.randn(4, 4);
  const b = torch.randn(4, 4);
  const [image, kernel] = [torch.randn(1, 2, 5, 5), torch.randn(3, 2, 3, 3)];
  const calls: Record<string, () => Tensor> = {
    mm: () => a.mm(b),
    matmul: () => a.matmul(b),
    add: () => a.add(b),
    addmm: () => torch.addmm(a, a, b),
    linear: () => F.linear(a, b),
    conv2d: () => torch.conv2d(image, kernel),
    bmm: () => torch.bmm(a.unsqueeze(0), b.unsqueeze(0)),
    softmax: () => a.mm(b).softmax(-1),
    sum: () => a.mm(b).sum(),
    mse: () => F.mse_loss(a.mm(b), b),
    layer_norm: () => F.layer_norm(a.mm(b), [4]),
    cat: () => torch.cat([a.mm(b), a]),
    relu: () => a.mm(b).relu(),
    mul: () => a.mm(b).mul(a),
    inverse: () => torch.inverse(a),
    out: () => torch.add(a, 1, { out: torch.empty(4, 4) }),
    double: () => a.double().mm(b.double()),
    view: () => a.mm(b).view(2, 8),
    einsum: () => torch.einsum('ij,jk', a, b),
    pow: () => a.mm(b).pow(2),
    prod: () => a.mm(b).prod(),
  };
  it.each(['bfloat16', 'float16'] as const)('chooses %s where Python does', (name) => {
    const found = torch.autocast({ device_type: 'cpu', dtype: torch[name] }, () =>
      Object.fromEntries(Object.entries(calls).map(([key, call]) => [key, `${call().dtype}`])),
    );
    expect(found).toEqual(golden.autocast[`torch.${name}`]);
  });

  it('lasts for its block, in each spelling, and nests', () => {
    const type = () => `${a.mm(b).dtype}`;
    expect(torch.autocast('cpu', type)).toBe('torch.bfloat16');
    expect(torch.autocast('cpu', torch.float16, type)).toBe('torch.float16');
    expect(torch.amp.autocast('cpu', { enabled: false }, type)).toBe('torch.float32');
    expect(torch.cpu.amp.autocast(type)).toBe('torch.bfloat16');
    {
      using _outer = torch.autocast('cpu');
      expect([type(), torch.is_autocast_enabled('cpu')]).toEqual(['torch.bfloat16', true]);
      expect(torch.autocast('cpu', { enabled: false }, type)).toBe('torch.float32');
      expect(type()).toBe('torch.bfloat16');
    }
    expect(() => torch.autocast('cpu', () => a.mm(torch.ones(3, 3)))).toThrow();
    expect([type(), torch.is_autocast_cpu_enabled()]).toEqual(['torch.float32', false]);
    expect(() => torch.autocast('cpu', async () => 1)).toThrow(/synchronous/);
  });

  it('keeps its settings', () => {
    expect([`${torch.get_autocast_dtype('cpu')}`, `${torch.get_autocast_dtype('cuda')}`]).toEqual([
      'torch.bfloat16',
      'torch.float16',
    ]);
    torch.set_autocast_dtype('cpu', torch.float16);
    torch.set_autocast_enabled('cpu', true);
    expect(`${a.mm(b).dtype}`).toBe('torch.float16');
    torch.set_autocast_enabled('cpu', false);
    torch.set_autocast_dtype('cpu', torch.bfloat16);
    expect(torch.is_autocast_cache_enabled()).toBe(true);
    expect(torch.autocast('cpu', { cache_enabled: false }, () => torch.is_autocast_cache_enabled())).toBe(
      false,
    );
    expect(torch.autocast_increment_nesting()).toBe(1);
    expect(torch.autocast_decrement_nesting()).toBe(0);
    torch.clear_autocast_cache();
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'an unknown device',
      () => torch.autocast('toaster', () => 1),
      /unsupported autocast device_type 'toaster'/,
    ],
    [
      'no device',
      () => torch.autocast({ enabled: true }, () => 1),
      /missing required argument 'device_type'/,
    ],
    [
      'an unknown keyword',
      () => torch.autocast('cpu', { precision: 2 } as never, () => 1),
      /unexpected keyword argument 'precision'/,
    ],
  ])('refuses %s', (_name, run, message) => {
    expect(run).toThrow(message);
  });

  it('reaches custom functions as they ask', () => {
    const types: string[] = [];
    const { custom_fwd, custom_bwd } = torch.amp;
    const note = (x: Tensor) => {
      types.push(`${x.dtype} ${torch.is_autocast_enabled('cpu')} ${x.mm(x).dtype}`);
      return x.mul(2);
    };
    const make = (cast_inputs: typeof torch.float32 | null) =>
      class Noted extends torch.autograd.Function {
        static forward = custom_fwd((_ctx: FunctionCtx, x: Tensor) => note(x), {
          device_type: 'cpu',
          cast_inputs,
        });
        static backward = custom_bwd((_ctx: FunctionCtx, grad: Tensor) => note(grad), { device_type: 'cpu' });
      };
    for (const cast of [null, torch.float32]) {
      const x = torch.ones(2, 2, { dtype: torch.float16 }).requires_grad_();
      torch
        .autocast('cpu', () => make(cast).apply(x))
        .sum()
        .backward();
    }
    expect(types).toEqual([
      'torch.float16 true torch.bfloat16',
      'torch.float16 true torch.bfloat16',
      'torch.float32 false torch.float32',
      'torch.float32 false torch.float32',
    ]);
  });
});

describe('GradScaler', () => {
  const options: Record<string, object> = {
    SGD: { lr: 0.1, momentum: 0.9 },
    SGD_fused: { lr: 0.1, momentum: 0.9, fused: true },
    Adam: { lr: 0.01 },
    Adam_fused: { lr: 0.01, fused: true },
  };
  it.each(Object.keys(options))('trains with %s as Python does, skipping infinite steps', (name) => {
    torch.set_num_threads(1);
    torch.manual_seed(0);
    const net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3));
    const make = (optim as any)[name.replace('_fused', '')];
    const opt = make(net.parameters(), options[name]);
    const scaler = torch.amp.GradScaler('cpu', { init_scale: 512, growth_interval: 2 });
    const inputs = torch.randn(6, 4);
    const targets = torch.tensor([0n, 1n, 2n, 0n, 1n, 2n]);
    const steps = [];
    for (let i = 0; i < 7; i += 1) {
      opt.zero_grad();
      let loss = torch.autocast('cpu', torch.bfloat16, () => F.cross_entropy(net(inputs) as Tensor, targets));
      const infinite = i === 2 || i === 5;
      if (infinite) loss = loss.mul(Number.POSITIVE_INFINITY);
      scaler.scale(loss).backward();
      if (i === 4) {
        scaler.unscale_(opt);
        nn.utils.clip_grad_norm_([...net.parameters()], 0.1);
        expect(() => scaler.unscale_(opt)).toThrow(/unscale_\(\) has already been called/);
      }
      scaler.step(opt);
      expect(() => scaler.step(opt)).toThrow(/step\(\) has already been called since the last update/);
      scaler.update();
      steps.push([infinite ? null : loss.item(), scaler.get_scale(), scaler._get_growth_tracker()]);
    }
    expect(steps).toEqual(golden.amp[name].steps);
    expect([...net.parameters()].map((p) => p.tolist())).toEqual(golden.amp[name].weights);
    expect(scaler.state_dict()).toEqual(golden.amp[name].state);
  });

  it('goes on from its state', () => {
    const scaler = torch.cpu.amp.GradScaler({ init_scale: 8, growth_interval: 3 });
    const other = torch.amp.GradScaler('cpu');
    other.load_state_dict({ ...scaler.state_dict(), _growth_tracker: 2 });
    expect(other.state_dict()).toEqual({
      scale: 8,
      growth_factor: 2,
      backoff_factor: 0.5,
      growth_interval: 3,
      _growth_tracker: 2,
    });
    expect(() => other.load_state_dict({})).toThrow(/The source state dict is empty/);
    expect(() => other.load_state_dict({ ...scaler.state_dict(), scale: 'x' as never })).toThrow(ValueError);
    expect(other.state_dict()).toEqual({ ...scaler.state_dict(), _growth_tracker: 2 });
    expect(other.scale([torch.ones(1), [torch.ones(1)]]).map(String)).toEqual([
      'tensor([8.])',
      'tensor([8.])',
    ]);
  });

  it('does nothing where it is off', () => {
    const scaler = torch.amp.GradScaler('cpu', { enabled: false });
    const x = torch.ones(1);
    expect([scaler.scale(x) === x, scaler.get_scale(), scaler.state_dict()]).toEqual([true, 1, {}]);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a factor', () => torch.amp.GradScaler('cpu', { growth_factor: 1 }), /The growth factor must be > 1\.0/],
    [
      'a keyword',
      () => torch.amp.GradScaler('cpu', { growth: 1 } as never),
      /unexpected keyword argument 'growth'/,
    ],
    [
      'an update too early',
      () => torch.amp.GradScaler('cpu').update(),
      /Attempted update but _scale is None/,
    ],
    [
      'no tensors',
      () => torch.amp.GradScaler('cpu').scale([1] as never),
      /outputs must be a Tensor or an iterable/,
    ],
  ])('refuses %s', (_name, run, message) => {
    expect(run).toThrow(message);
  });
});
