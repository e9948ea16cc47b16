import { describe, expect, it } from 'vitest';
import { nn, torch, vision } from '../../src/index.ts';
import { PythonObject } from '../../src/serialization/index.ts';
import { Parameter, Tensor } from '../../src/tensor.ts';

// Written by scripts/golden/serialization_modules.py.
const golden = new URL('../golden/serialization/', import.meta.url);
const path = (name: string) => new URL(name, golden).pathname;

const tensorsOf = (value: any): Tensor[] =>
  value instanceof Tensor ? [value] : value === null ? [] : [...value].flatMap(tensorsOf);

/** What a module gives for the inputs that Python gave it, against what Python got. */
function compare({ module, text, inputs, output }: any): void {
  expect(String(module)).toBe(text);
  const got = tensorsOf(torch.no_grad(() => module(...inputs.map((x: Tensor) => x.clone()))));
  const wanted = tensorsOf(output);
  expect(got.length).toBe(wanted.length);
  for (const [i, x] of got.entries())
    expect(torch.allclose(x, wanted[i] as Tensor, { rtol: 1e-4, atol: 1e-6 }), text).toBe(true);
}

describe('whole modules that Python pickled', () => {
  const { cases, net, keys } = torch.load(path('modules.pt'), { weights_only: false });

  it('every layer prints and computes as in Python', () => {
    expect(cases.length).toBeGreaterThan(140);
    for (const each of cases) compare(each);
  });

  it('are ours: they train, and have state_dicts', () => {
    const { module } = cases.find(({ text }: any) => text.startsWith('Sequential('));
    expect(module).toBeInstanceOf(nn.Sequential);
    expect(module[0].weight).toBeInstanceOf(Parameter);
    module.train();
    module(torch.ones(2, 4)).sum().backward();
    expect(module[0].weight.grad.abs().sum().item()).toBeGreaterThan(0);
    expect(Object.keys(module.state_dict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
  });

  it('a class of the user is data, with modules of known classes inside', () => {
    expect(net).toBeInstanceOf(PythonObject);
    expect(net.python_class).toBe('my_project.net.Net');
    expect(net.state._modules.heads.a).toBeInstanceOf(nn.Linear);
    expect(net.state.config).toEqual({ lr: 0.1 });
  });

  it('a class of the user becomes the class that is named for it', () => {
    class Net extends nn.Module {
      declare layers: nn.ModuleList;
      declare heads: nn.ModuleDict;
      __setstate__(state: any) {
        for (const [name, part] of Object.entries(state._modules)) this.add_module(name, part as nn.Module);
        for (const [name, x] of Object.entries(state._buffers))
          this.register_buffer(name, x as Tensor, !state._non_persistent_buffers_set.has(name));
      }
    }
    const read = torch.serialization.safe_globals([[Net, 'my_project.net.Net']], () =>
      torch.load(path('modules.pt'), { weights_only: false }),
    ).net;
    expect(read).toBeInstanceOf(Net);
    expect(Object.keys(read.state_dict()).sort()).toEqual([...keys].sort());
    expect(read.heads.a).toBeInstanceOf(nn.Linear);
  });

  it('are refused with weights_only, and the error names the class', () => {
    expect(() => torch.load(path('modules.pt'))).toThrow(/"torch\.nn\.modules\.linear\.Linear"/);
    const names = torch.serialization.get_unsafe_globals_in_checkpoint(path('module.pt'));
    expect(names).toEqual(['torch.nn.modules.linear.Linear']);
    torch.serialization.safe_globals([nn.Linear], () => {
      expect(torch.load(path('module.pt'))).toBeInstanceOf(nn.Linear);
    });
    expect(() => torch.load(path('module.pt'))).toThrow(/add_safe_globals/);
  });

  it('reading a network draws no random numbers', () => {
    torch.manual_seed(4);
    const before = torch.get_rng_state();
    torch.load(path('torchvision.pt'), { weights_only: false });
    expect(torch.equal(torch.get_rng_state(), before)).toBe(true);
  });

  it('networks of torchvision', () => {
    const networks = torch.load(path('torchvision.pt'), { weights_only: false });
    expect(networks.map(({ name }: any) => name)).toEqual([
      'ResNet',
      'ResNet',
      'VGG',
      'AlexNet',
      'SqueezeNet',
      'MobileNetV3',
    ]);
    expect(networks[0].module).toBeInstanceOf(vision.models.ResNet);
    for (const each of networks) compare(each);
  });

  it('networks of torchvision whose blocks keep more than layers', () => {
    const networks = torch.load(path('torchvision_attention.pt'), { weights_only: false });
    expect(networks.map(({ name }: any) => name)).toEqual([
      'Inception3',
      'VisionTransformer',
      'SwinTransformer',
      'SwinTransformer',
      'MaxVit',
    ]);
    for (const each of networks) compare(each);
  });
});
