import { describe, expect, it } from 'vitest';
import * as nn from '../../../src/nn/index.ts';
import type { Tensor } from '../../../src/tensor.ts';
import { torch } from '../../../src/torch.ts';
import { bytes } from '../golden.ts';
import { thrown } from '../thrown.ts';
import { conv, image, replay, state, step } from './golden.ts';

const { stateless } = nn.utils;

describe('nn.utils does what Python does', () => {
  it('clips gradients', () => {
    const calls: object[] = [
      { max_norm: 0.5 },
      { max_norm: 2, norm_type: 1 },
      { max_norm: 0.1, norm_type: 'inf' },
      { max_norm: 1e6 },
      { max_norm: 0.3, norm_type: 3, foreach: false },
    ];
    const stepped = () => {
      const m = conv();
      step(m, image());
      return m;
    };
    replay('clip', () => {
      const norms = calls.map((options) => {
        const m = stepped();
        const norm = (nn.utils.clip_grad_norm_ as any)(m.parameters(), options);
        return [norm, ...m.parameters().map((p) => p.grad)];
      });
      const m = stepped();
      nn.utils.clip_grad_value_(m.parameters(), 3.5);
      const nan = nn.Parameter(torch.ones(2));
      nan.grad = torch.tensor([1, Number.NaN]);
      return {
        norms,
        values: m.parameters().map((p) => p.grad),
        none: nn.utils.clip_grad_norm_([nn.Parameter(torch.ones(1))], 1),
        total: nn.utils.get_total_norm([torch.ones(3), torch.arange(4).float()]),
        nonfinite: thrown(() => nn.utils.clip_grad_norm_([nan], 1, { error_if_nonfinite: true })),
      };
    });
  });

  it('makes vectors of parameters, and parameters of vectors', () => {
    replay('vector', () => {
      const m = nn.Linear(3, 2);
      const vector = nn.utils.parameters_to_vector(m.parameters());
      nn.utils.vector_to_parameters(torch.arange(8).float(), m.parameters());
      return { vector, ...state(m) };
    });
    expect(() => nn.utils.vector_to_parameters([1] as any, [])).toThrow(
      'expected torch.Tensor, but got: Array',
    );
  });

  it('takes the parameters by keyword', () => {
    const [from, to] = [nn.Linear(2, 1), nn.Linear(2, 1)];
    const vec = nn.utils.parameters_to_vector({ parameters: from.parameters() });
    nn.utils.vector_to_parameters(vec, { parameters: to.parameters() });
    expect(to.weight.equal(from.weight)).toBe(true);
    expect(nn.utils.parametrize.is_parametrized(to, { tensor_name: 'weight' })).toBe(false);
  });

  it('fuses batch normalisations', () => {
    const trained = (layer: nn.Module, bn: any, x: Tensor) => {
      const net: any = nn.Sequential(layer, bn);
      nn.init.uniform_(bn.weight);
      nn.init.normal_(bn.bias);
      for (let i = 0; i < 3; i += 1) net(x);
      return net.eval();
    };
    replay('fusion', () => {
      const layers = [conv, () => nn.Conv2d(3, 4, 2, { bias: false }), () => nn.ConvTranspose2d(3, 4, 2)];
      // Python makes the layers in a list, before the first is trained.
      const made: any[] = layers.map((layer) => layer());
      const fused = made.map((layer) => {
        const net = trained(layer, nn.BatchNorm2d(4), image());
        const transpose = layer instanceof nn.ConvTranspose2d;
        const one: any = nn.utils.fuse_conv_bn_eval(net[0], net[1], { transpose });
        return { ...state(one), output: one(image()), text: String(one) };
      });
      const net = trained(nn.Linear(4, 3), nn.BatchNorm1d(3), image().view(-1, 4));
      const one = nn.utils.fuse_linear_bn_eval(net[0], net[1]);
      fused.push({ ...state(one), output: one(image()), text: String(one) });
      const training = thrown(() => nn.utils.fuse_conv_bn_eval(conv(), nn.BatchNorm2d(4)));
      return { fused, training };
    });
  });

  it('calls modules with other parameters', () => {
    replay('stateless_call', () => {
      const net: any = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3));
      const tied: any = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 3));
      tied[1].weight = tied[0].weight;
      const x = torch.linspace(-1, 1, 6).view(2, 3);
      const given = { '0.weight': torch.eye(3), '1.running_mean': torch.ones(3) };
      const twice = () => ({ '0.weight': torch.eye(3).mul(2) });
      const call = stateless.functional_call;
      const { weight } = net[0];
      const result = {
        output: call(net, given, x),
        running: given['1.running_mean'],
        own: net[1].running_mean,
        count: net[1].num_batches_tracked,
        tied: call(tied, twice(), x),
        untied: call(tied, twice(), x, { tie_weights: false }),
        strict: thrown(() => call(net, { '0.weight': torch.eye(3), z: x }, x, { strict: true })),
        several: thrown(() => call(tied, { '0.weight': torch.eye(3), '1.weight': torch.ones(3, 3) }, x)),
      };
      expect(net[0].weight).toBe(weight);
      expect(() => call(net, { '0.weight': torch.eye(2) }, x)).toThrow();
      expect(net[0].weight).toBe(weight);
      return result;
    });
  });

  it('computes gradients of convolutions', () => {
    replay('conv_gradients', () => {
      const [x, w] = [torch.randn(2, 4, 6, 5), torch.randn(6, 2, 3, 2)];
      const options = { stride: [2, 1], padding: 1, dilation: [1, 2], groups: 2 };
      const g = torch.randn(nn.functional.conv2d(x, w, null, options).shape);
      const [line, kernel] = [torch.randn(2, 3, 7), torch.randn(4, 3, 2)];
      return [
        nn.grad.conv2d_input(x.shape, w, g, options),
        nn.grad.conv2d_weight(x, w.shape, g, options),
        nn.grad.conv1d_weight(line, kernel.shape, torch.randn(2, 4, 6)),
        nn.grad.conv1d_input(line.shape, kernel, torch.randn(2, 4, 6)),
        nn.grad.conv3d_input([1, 1, 3, 3, 3], torch.ones(1, 1, 2, 2, 2), torch.ones(1, 1, 2, 2, 2)),
      ];
    });
  });

  it.runIf(torch.__version__.startsWith('2.13'))('multiplies matrices of eight bits', () => {
    replay('scaled', () => {
      const { scaled_mm, ScalingType } = nn.functional;
      const eight = () => torch.randn(16, 32).to(torch.float8_e4m3fn);
      const [a, b] = [eight(), eight().t()];
      const one = ScalingType.TensorWise;
      return [
        scaled_mm(a, b, torch.tensor(0.5), one, torch.tensor(2), one),
        scaled_mm(a, b, torch.tensor(0.5), [one], [torch.tensor(3)], one, { output_dtype: torch.float32 }),
      ];
    });
  });

  it.runIf(torch.__version__.startsWith('2.13'))('picks the kernels of attention', () => {
    const { SDPBackend, sdpa_kernel } = nn.attention;
    const { cuda, mha } = torch.backends;
    replay('attention', () => {
      const [q, k, v] = torch.randn(3, 2, 4, 7, 8).unbind(0) as unknown as [Tensor, Tensor, Tensor];
      const run = () => nn.functional.scaled_dot_product_attention(q, k, v);
      const layer = nn.TransformerEncoderLayer(8, 2, 16, { batch_first: true }).eval();
      const results = [run(), sdpa_kernel({ backends: SDPBackend.MATH }, run)];
      const restrict = sdpa_kernel([SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION]);
      results.push(run());
      const enabled = [cuda.flash_sdp_enabled(), cuda.math_sdp_enabled()];
      restrict[Symbol.dispose]();
      expect(cuda.math_sdp_enabled()).toBe(true);
      const evaluate = () => torch.no_grad(() => layer(v.select(0, 0)));
      const fast = evaluate();
      mha.set_fastpath_enabled(false);
      const slow = evaluate();
      mha.set_fastpath_enabled(true);
      const same = [bytes(fast) === bytes(slow), bytes(results[0] as Tensor) === bytes(results[1] as Tensor)];
      return { results, enabled, fast, slow, same };
    });
    expect(() => sdpa_kernel('MATH' as any)).toThrow('Backend must be an instance of SDPBackend');
    expect(() => mha.set_fastpath_enabled(1 as any)).toThrow('expected a boolean, not number');
  });

  it('loads and saves with hooks and errors', () => {
    replay('loading', () => {
      class Exploding extends nn.Module {
        constructor() {
          super();
          this.register_buffer('scalar', torch.tensor(1));
          this.register_buffer('frozen', torch.ones(1).expand(3));
        }
      }
      const m = new Exploding();
      const fresh = (): any => nn.Sequential(nn.Linear(2, 2));
      const post = fresh();
      post.register_load_state_dict_post_hook((_m: unknown, keys: unknown) => keys);
      const saved = fresh();
      saved.register_state_dict_post_hook(() => ({}));
      const private_ = fresh();
      private_._register_state_dict_hook((_m: unknown, state: any) => ({ all: state['0.bias'] }));
      const seen: unknown[] = [];
      private_[0]._register_load_state_dict_pre_hook((state: object, prefix: string) => {
        seen.push([Object.keys(state).sort(), prefix]);
      });
      private_.load_state_dict(fresh().state_dict());
      // What Python and LibTorch say of the operator alone.
      const words = (error: { type: string; message: string }) => ({
        ...error,
        message: error.message.replace(/\\n {2}in aten::copy_.*?(?=['"],\)\.)/, ''),
      });
      return {
        row: words(thrown(() => m.load_state_dict({ scalar: torch.ones(2), frozen: torch.ones(3) }))),
        one: words(thrown(() => m.load_state_dict({ scalar: torch.ones(1), frozen: torch.ones(4) }))),
        post: thrown(() => post.load_state_dict(post.state_dict())),
        saved: thrown(() => saved.state_dict()),
        private: Object.keys(private_.state_dict()),
        seen,
      };
    });
  });

  it('differentiates what it is given', () => {
    const net = nn.Linear(2, 1);
    const weight = torch.ones(1, 2, { requires_grad: true });
    stateless.functional_call(net, { weight }, [torch.tensor([[3, 4]])]).backward();
    expect(weight.grad?.tolist()).toEqual([[3, 4]]);
    expect(net.weight.grad).toBeNull();
  });

  it('skips initialisation', () => {
    torch.manual_seed(1);
    const before = torch.get_rng_state().tolist();
    const linear = nn.utils.skip_init(nn.Linear, 3, 2, { dtype: torch.float64 });
    expect(torch.get_rng_state().tolist()).toEqual(before);
    expect([linear.weight.is_meta, linear.weight.dtype, linear.weight.shape.join()]).toEqual([
      false,
      torch.float64,
      '2,3',
    ]);
    expect(() => nn.utils.skip_init(nn.ReLU as any)).toThrow("Module must support a 'device' arg");
    expect(() => nn.utils.skip_init((() => 1) as any)).toThrow('Expected a Module; got');
  });

  it('changes the memory format of convolutions', () => {
    const net: any = nn.Sequential(nn.Conv2d(3, 4, 2), nn.Conv3d(2, 2, 2));
    const values = net[0].weight.tolist();
    nn.utils.convert_conv2d_weight_memory_format(net, torch.channels_last);
    expect(net[0].weight.stride()).toEqual([12, 1, 6, 3]);
    expect(net[0].weight.tolist()).toEqual(values);
    expect(net[1].weight.is_contiguous()).toBe(true);
    nn.utils.convert_conv3d_weight_memory_format(net, torch.channels_last_3d);
    expect(net[1].weight.is_contiguous({ memory_format: torch.channels_last_3d })).toBe(true);
  });
});
