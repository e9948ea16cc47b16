// Every function takes its arguments by Python's names; test/golden/signatures.json has those of Python's own.
import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { distributed, nn, optim, utils, vision } from '../src/index.ts';
import type { Tensor } from '../src/tensor.ts';
import { torch } from '../src/torch.ts';

type Names = Record<string, Record<string, string[]>>;
const signatures: Names = JSON.parse(
  readFileSync(new URL('./golden/signatures.json', import.meta.url), 'utf8'),
);

// What has no keywords here, and why.
const exceptions: Record<string, string> = {
  'torch.chain_matmul': 'takes any number of matrices',
  'torch.(eig|lstsq|matrix_rank|solve|symeig)': 'was removed',
  'torch.(load|save)': "Python's pickle modules are not here",
  'torch.sym_.*': 'numbers are numbers',
  'torch.nn.utils.(convert_conv[23]d_weight_memory_format|skip_init|prune.(is_pruned|global_unstructured))':
    'the module comes first',
  'torch.nn.utils.parametrize.transfer_.*': 'the modules come first',
  'torch.autograd.grad(grad)?check': 'masked and fast modes are not here',
  'torch.cuda.(make_graphed_callables|memory_snapshot|set_stream|stream)': 'need a device first',
  'torch.func.(debug_unwrap|linearize|rearrange|replace_all_batch_norm_modules_|vjp)':
    'the function comes first',
};
const excepted = (path: string) =>
  Object.keys(exceptions).some((pattern) => new RegExp(`^${pattern}$`).test(path));

function space(path: string): Record<string, unknown> | undefined {
  const [, first, ...rest] = path.split('.');
  const start: any = first === undefined ? torch : first === 'nn' ? nn : (torch as any)[first];
  return rest.reduce((at, name) => at?.[name], start);
}

describe('keywords', () => {
  for (const [path, functions] of Object.entries(signatures)) {
    it(`${path}: an unknown one is refused by naming Python's`, () => {
      for (const [name, names] of Object.entries(functions)) {
        const f = space(path)?.[name] as ((keywords: object) => unknown) | undefined;
        if (typeof f !== 'function' || excepted(`${path}.${name}`)) continue;
        let message = 'was taken';
        try {
          f({ no_such_keyword: 1 });
        } catch (error) {
          message = (error as Error).message.split('\n')[0] as string;
        }
        expect(message, name).toMatch(/unexpected keyword argument '?no_such_keyword|'no_such_keyword'/);
        const known = /known: (.*)$/.exec(message)?.[1]?.split(/[,;] */);
        if (known === undefined) continue;
        const missing = names.filter((each) => !known.includes(each) && each !== 'input');
        expect(missing, `${path}.${name}`).toEqual([]);
      }
    });
  }

  it('reach functions of random numbers, settings and initialisation', () => {
    torch.manual_seed({ seed: 3 });
    const first = torch.rand(2);
    torch.manual_seed(3);
    expect(torch.rand(2).equal(first)).toBe(true);
    expect(nn.init.ones_({ tensor: torch.zeros(2) }).tolist()).toEqual([1, 1]);
    expect(nn.init.eye_({ tensor: torch.zeros(2, 2) }).tolist()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(() => nn.init.zeros_({ tensors: torch.zeros(1) } as never)).toThrow(
      "zeros_() got an unexpected keyword argument 'tensors'; known: tensor",
    );
    torch.use_deterministic_algorithms({ mode: true, warn_only: true });
    expect(torch.get_deterministic_debug_mode()).toBe(1);
    torch.set_deterministic_debug_mode({ debug_mode: 'default' });
    torch.cuda.manual_seed_all({ seed: 1 });
    expect(torch.cuda.memory_allocated({ device: null })).toBe(0);
  });

  it('reach settings of a block, with a function or with using', () => {
    const w = torch.ones(2, { requires_grad: true });
    expect(torch.set_grad_enabled({ mode: false }, () => w.mul(2).requires_grad)).toBe(false);
    expect(torch.inference_mode({ mode: true }, () => w.mul(2).is_inference())).toBe(true);
    expect(torch.inference_mode({ mode: false }, () => w.mul(2).requires_grad)).toBe(true);
    expect(torch.set_default_device({ device: 'meta' }, () => torch.zeros(1).is_meta)).toBe(true);
    {
      using _ = torch.set_grad_enabled({ mode: false });
      expect(torch.is_grad_enabled()).toBe(false);
    }
    expect(torch.is_grad_enabled()).toBe(true);
    const seen: number[] = [];
    const { saved_tensors_hooks, save_on_cpu } = torch.autograd.graph;
    const pack_hook = (x: Tensor) => {
      seen.push(x.numel());
      return x;
    };
    saved_tensors_hooks({ pack_hook, unpack_hook: (x: Tensor) => x }, () => w.exp());
    expect(seen).toEqual([2]);
    expect(save_on_cpu({ pin_memory: false }, () => w.exp()).requires_grad).toBe(true);
    expect(torch.autograd.profiler.record_function({ name: 'part' }, () => 5)).toBe(5);
    expect(() => torch.set_grad_enabled({ mod: true } as never)).toThrow("unexpected keyword argument 'mod'");
    expectTypeOf(torch.inference_mode({ mode: true }, () => 1)).toEqualTypeOf<number>();
  });

  it('fork_rng puts generators back, unless it is not enabled', () => {
    torch.manual_seed(0);
    const state = torch.get_rng_state();
    torch.random.fork_rng({ devices: [], enabled: true }, () => torch.rand(3));
    expect(torch.get_rng_state().equal(state)).toBe(true);
    torch.random.fork_rng({ enabled: false }, () => torch.rand(3));
    expect(torch.get_rng_state().equal(state)).toBe(false);
    expect(() => torch.random.fork_rng({ device: [] } as never)).toThrow(
      'known: devices, enabled, device_type',
    );
  });

  it('reach methods of modules and containers', () => {
    const net = new nn.Module();
    net.register_parameter({ name: 'bias', param: null });
    net.register_parameter({ name: 'weight', param: new nn.Parameter(torch.ones(1)) });
    net.add_module({ name: 'fc', module: nn.Linear(2, 2) });
    net.register_module({ name: 'act', module: nn.ReLU() });
    expect(net.get_parameter({ target: 'fc.weight' }).shape).toEqual([2, 2]);
    expect(net.get_submodule({ target: 'act' })).toBeInstanceOf(nn.ReLU);
    expect(net.type({ dst_type: torch.float64 }).get_parameter('weight').dtype).toBe(torch.float64);
    expect(net.modules({ remove_duplicate: false })).toHaveLength(3);
    net.get_parameter('weight').grad = torch.ones(1, { dtype: torch.float64 });
    net.zero_grad({ set_to_none: false });
    expect(net.get_parameter('weight').grad?.tolist()).toEqual([0]);
    expect(() => net.zero_grad({ to_none: true } as never)).toThrow("unexpected keyword argument 'to_none'");
    const calls: string[] = [];
    const hook = () => {
      calls.push('first');
    };
    const fc = nn.Linear(2, 2);
    fc.register_forward_hook(() => {
      calls.push('second');
    });
    const handle = fc.register_forward_hook({ hook, prepend: true });
    fc(torch.ones(1, 2));
    handle.remove();
    expect(calls).toEqual(['first', 'second']);
    expect(() => fc.register_forward_hook(hook, { prepends: true } as never)).toThrow("'prepends'");
    const list = new nn.ModuleList({ modules: [nn.ReLU()] });
    list.insert({ index: 0, module: nn.Tanh() });
    list.extend({ modules: [nn.GELU()] });
    list.append({ module: nn.SiLU() });
    expect([...list].map((each) => each._get_name())).toEqual(['Tanh', 'ReLU', 'GELU', 'SiLU']);
    const chain = nn.Sequential(nn.ReLU());
    chain.add_module({ name: 'last', module: nn.Tanh() });
    chain.extend({ sequential: [nn.GELU()] });
    expect(chain.length).toBe(3);
    expect(new nn.ModuleDict({ modules: { a: nn.ReLU() } }).keys()).toEqual(['a']);
    expect(() => new nn.ModuleDict({ modules: nn.ReLU() } as never)).toThrow("'modules' already exists");
    expect(new nn.ParameterList({ values: [torch.ones(1)] }).length).toBe(1);
    expect(new nn.ParameterDict({ parameters: { a: torch.ones(1) } }).keys()).toEqual(['a']);
  });

  it('reach hooks of optimizers, schedulers and data sets', () => {
    const sgd = new optim.SGD([torch.ones(1, { requires_grad: true })], { lr: 1 });
    let steps = 0;
    sgd.register_step_post_hook({
      hook: () => {
        steps += 1;
      },
    });
    sgd.step();
    expect(steps).toBe(1);
    const plateau = new optim.lr_scheduler.ReduceLROnPlateau(sgd, { patience: 0 });
    for (const metrics of [1, 1, 1]) plateau.step({ metrics });
    expect(sgd.param_groups[0]?.lr).toBeCloseTo(0.01);
    const data = new utils.data.TensorDataset(torch.arange(4));
    const subset = new utils.data.Subset({ dataset: data, indices: [1, 3] });
    expect(subset.length).toBe(2);
    expect(new utils.data.ConcatDataset({ datasets: [subset, data] }).length).toBe(6);
    expect(() => new utils.data.Subset({ data, indices: [] } as never)).toThrow("argument 'data'");
  });

  it('reach a backward pass, and what it does not know is refused', () => {
    const w = torch.ones(2, { requires_grad: true });
    torch.autograd.backward({ tensors: w.mul(3), grad_tensors: torch.ones(2), inputs: [w] });
    expect(w.grad?.tolist()).toEqual([3, 3]);
    expect(() => torch.autograd.backward(w.sum(), { retain: true } as never)).toThrow("argument 'retain'");
  });

  it("reach torchvision's functions, which keep the type of the image", () => {
    const { functional: TF } = vision.transforms;
    const img = torch.arange(48).reshape([3, 4, 4]).to(torch.uint8);
    const crop: Tensor = TF.crop(img, { top: 1, left: 0, height: 2, width: 3 });
    expect(crop.equal(img.index(':', '1:3', '0:3'))).toBe(true);
    expect(TF.hflip({ img }).equal(TF.hflip(img))).toBe(true);
    expect(TF.resize(img, { size: [2, 2] }).shape).toEqual([3, 2, 2]);
    expect(TF.rotate(img, { angle: 90, expand: true }).equal(TF.rotate(img, 90, undefined, true))).toBe(true);
    expect(TF.solarize(img, { threshold: 20 }).equal(TF.solarize(img, 20))).toBe(true);
    const corners: Tensor[] = TF.five_crop(img, { size: 2 });
    expect(corners.map((each) => each.shape[2])).toEqual([2, 2, 2, 2, 2]);
    expect(() => TF.crop(img, { top: 1, left: 0, hight: 2, width: 3 } as never)).toThrow("argument 'hight'");
    const { ops } = vision;
    const boxes = torch.tensor([
      [0, 0, 2, 2],
      [0, 0, 2, 1.9],
    ]);
    const scores = torch.tensor([0.5, 0.9]);
    expect(ops.nms(boxes, scores, { iou_threshold: 0.5 }).tolist()).toEqual([1]);
    expect(ops.box_convert(boxes, { in_fmt: 'xyxy', out_fmt: 'xywh' }).equal(boxes)).toBe(true);
    expect(
      ops
        .clip_boxes_to_image(boxes, { size: [1, 1] })
        .max()
        .item(),
    ).toBe(1);
    expect(new ops.StochasticDepth({ p: 0.25, mode: 'row' }).p).toBe(0.25);
  });

  it('reach groups of processes', () => {
    expect(() => distributed.get_rank({ groups: null } as never)).toThrow("argument 'groups'");
  });
});
