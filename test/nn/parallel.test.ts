import { describe, expect, it } from 'vitest';
import * as nn from '../../src/nn/index.ts';
import { run } from '../../src/nn/parallel/data_parallel.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';

describe.runIf(!torch.cuda.is_available())('DataParallel without a GPU', () => {
  it('is its module', () => {
    const net = nn.Linear(3, 2);
    const parallel = nn.DataParallel(net);
    const x = torch.randn(4, 3);
    expect(parallel(x).tolist()).toEqual(net(x).tolist());
    expect(Object.keys(parallel.state_dict())).toEqual(['module.weight', 'module.bias']);
    expect(String(parallel)).toBe(
      'DataParallel(\n  (module): Linear(in_features=3, out_features=2, bias=True)\n)',
    );
    expect(() => nn.DataParallel(3 as any)).toThrow("argument 'module'");
    expect(() => nn.parallel.data_parallel(net, x)).toThrow('no available devices were found');
  });
});

// The CPU stands in for each GPU: what is cut, copied and joined is the same.
describe('the work of several devices', () => {
  it('gives the outputs and gradients of one', () => {
    torch.manual_seed(0); // sums that come near to nothing differ by more than allclose allows
    const [net, alone]: any[] = [nn.Linear(3, 2), nn.Linear(3, 2)];
    alone.load_state_dict(net.state_dict());
    const x = torch.randn(5, 3);
    const y: Tensor = run(net, [x], ['cpu', 'cpu', 'cpu'], 'cpu', 0);
    expect(torch.allclose(y, alone(x))).toBe(true);
    y.pow(2).sum().backward();
    alone(x).pow(2).sum().backward();
    expect(torch.allclose(net.weight.grad, alone.weight.grad)).toBe(true);
    expect(torch.allclose(net.bias.grad, alone.bias.grad)).toBe(true);
  });

  it('cuts and joins lists and records, and repeats what is no tensor', () => {
    const { gather, scatter } = nn.parallel;
    const pieces = scatter([torch.arange(5), { mask: torch.arange(10).view(5, 2) }, 'text'], ['cpu', 'cpu']);
    expect(pieces.map((piece: any) => [piece[0].tolist(), piece[1].mask.shape.join(), piece[2]])).toEqual([
      [[0, 1, 2], '3,2', 'text'],
      [[3, 4], '2,2', 'text'],
    ]);
    const joined: any = gather(pieces as any, 'cpu');
    expect([joined[0].tolist(), joined[1].mask.shape.join()]).toEqual([[0, 1, 2, 3, 4], '5,2']);
    expect((gather([torch.tensor(1), torch.tensor(2)], 'cpu') as Tensor).tolist()).toEqual([1, 2]);
  });

  it('says where a parameter is missing', () => {
    const net = nn.Linear(2, 2, { device: 'meta' });
    expect(() => run(net, [torch.ones(1, 2)], ['cpu', 'cpu'], 'cpu', 0)).toThrow(
      'module must have its parameters and buffers on device cpu (device_ids[0]) but found one of them on device: meta',
    );
  });
});

describe('factory_kwargs', () => {
  it('takes what says where tensors are made, and nothing else', () => {
    expect(nn.factory_kwargs(null)).toEqual({});
    const options = { device: 'cpu', factory_kwargs: { dtype: torch.float64 } };
    expect(nn.factory_kwargs(options)).toEqual({ device: 'cpu', dtype: torch.float64 });
    expect(() => nn.factory_kwargs({ bias: true })).toThrow("unexpected kwargs {'bias'}");
    expect(() => nn.factory_kwargs({ device: 1, factory_kwargs: { device: 2 } })).toThrow(
      'device specified twice',
    );
  });
});
