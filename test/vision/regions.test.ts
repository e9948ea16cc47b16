import { describe, expect, test } from 'vitest';
import { nn, type Tensor, torch, vision } from '../../src/index.ts';
import golden from '../golden/vision_regions.json' with { type: 'json' };

const { ops, utils } = vision;
const { autograd } = torch;
torch.set_num_threads(1);
const f64 = { dtype: torch.float64 };

function expectClose(got: Tensor, expected: unknown, most = 1e-12): void {
  const wanted = torch.tensor(expected as number[], f64);
  expect([...got.size()]).toEqual([...wanted.size()]);
  expect(got.detach().sub(wanted).abs().max().item()).toBeLessThan(most);
}

// channels, out, kernel, stride, padding, dilation, weight groups, offset groups, mask, bias: as in vision_regions.py
const cases = [
  [4, 6, [3, 2], [1, 1], [0, 0], [1, 1], 1, 1, false, false],
  [4, 6, [3, 2], [2, 1], [1, 2], [1, 2], 2, 4, true, true],
  [6, 3, [1, 3], [1, 2], [2, 0], [1, 1], 3, 2, true, false],
  [2, 2, [2, 2], [3, 2], [1, 1], [2, 1], 1, 2, false, true],
] as const;
const outSize = (size: readonly number[], i: number) => {
  const [, , kernel, stride, padding, dilation] = cases[i] as (typeof cases)[number];
  return size.map((n, d) => {
    const reach = (dilation[d] as number) * ((kernel[d] as number) - 1) + 1;
    return Math.floor((n + 2 * (padding[d] as number) - reach) / (stride[d] as number)) + 1;
  });
};

describe('deform_conv2d', () => {
  const drawn = (): Parameters<typeof ops.deform_conv2d>[] => {
    torch.manual_seed(11);
    return cases.map(
      ([channels, out, kernel, stride, padding, dilation, sets, groups, masked, biased], i) => {
        const size = outSize([7, 8], i);
        const points = kernel[0] * kernel[1];
        const x = torch.randn([2, channels, 7, 8], f64);
        const offset = torch.randn([2, 2 * groups * points, ...size], f64).mul(2);
        const weight = torch.randn([out, channels / sets, ...kernel], f64);
        const bias = biased ? torch.randn([out], f64) : null;
        const mask = masked ? torch.rand([2, groups * points, ...size], f64) : null;
        return [x, offset, weight, { bias, stride, padding, dilation, mask }] as never;
      },
    );
  };

  test('is what its definition gives', () => {
    for (const [i, args] of drawn().entries()) expectClose(ops.deform_conv2d(...args), golden.deform[i]);
  });

  test('without offsets is a convolution, to the bits of its gradients', () => {
    torch.manual_seed(1);
    const make = (...shape: number[]) => torch.randn(shape, { ...f64, requires_grad: true });
    const [x, weight, bias] = [make(2, 4, 9, 8), make(6, 2, 3, 3), make(6)];
    const options = { stride: 2, padding: 1, dilation: [1, 2] } as const;
    const plain = nn.functional.conv2d(x, weight, bias, { ...options, groups: 2 });
    const offset = torch.zeros([2, 2 * 9, plain.size(2), plain.size(3)], f64);
    const ours = ops.deform_conv2d(x, offset, weight, { bias, ...options });
    expectClose(ours, plain.detach().tolist());
    const gradients = (y: Tensor) => autograd.grad(y.sin().sum(), [x, weight, bias]) as Tensor[];
    const expected = gradients(plain);
    for (const [i, gradient] of gradients(ours).entries()) expectClose(gradient, expected[i]?.tolist());
  });

  test('has the gradients of its values', () => {
    torch.manual_seed(2);
    const make = (...shape: number[]) => torch.randn(shape, { ...f64, requires_grad: true });
    const leaves = [make(1, 4, 3, 4), make(1, 16, 2, 2), make(2, 2, 2, 2), make(2), make(1, 8, 2, 2)];
    const run = (...[x, offset, weight, bias, mask]: Tensor[]) =>
      ops.deform_conv2d(x as Tensor, offset as Tensor, weight as Tensor, {
        ...{ bias, mask, stride: [1, 2], padding: [0, 1], dilation: [1, 2] },
      });
    expect(autograd.gradcheck(run as never, leaves)).toBe(true);
  });

  test('an offset that leads nowhere gives 0', () => {
    const x = torch.ones(1, 1, 3, 3).requires_grad_();
    for (const far of [1e9, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const offset = torch.full([1, 2, 3, 3], far).requires_grad_();
      const y = ops.deform_conv2d(x, offset, torch.ones(1, 1, 1, 1));
      expect(y.abs().max().item()).toBe(0);
      y.sum().backward();
      expect(offset.grad?.abs().max().item()).toBe(0);
    }
  });

  test('of no pictures', () => {
    const y = ops.deform_conv2d(torch.rand(0, 4, 5, 6), torch.rand(0, 18, 3, 4), torch.rand(2, 4, 3, 3));
    expect([...y.size()]).toEqual([0, 2, 3, 4]);
  });

  test('what does not fit is named', () => {
    const x = torch.rand(1, 4, 5, 5);
    const weight = torch.rand(2, 4, 3, 3);
    const offset = torch.zeros(1, 18, 3, 3);
    const failing: [() => unknown, string][] = [
      [
        () => ops.deform_conv2d(x, torch.zeros(1, 17, 3, 3), weight),
        'It should be a multiple of 2 * weight.size[2] * weight.size[3] = 18, got 17',
      ],
      [
        () => ops.deform_conv2d(x, torch.zeros(1, 18, 5, 5), weight),
        'offset must be of shape (1, 18, 3, 3) for this input, got (1, 18, 5, 5)',
      ],
      [
        () => ops.deform_conv2d(x, offset, weight, { mask: torch.zeros(1, 18, 3, 3) }),
        'mask must be of shape (1, 9, 3, 3)',
      ],
      [() => ops.deform_conv2d(x, offset, torch.rand(2, 3, 3, 3)), 'does not fit 4 input channels'],
      [
        () => ops.deform_conv2d(x, torch.zeros(1, 54, 3, 3), weight),
        '4 input channels cannot be divided into 3 offset groups',
      ],
      [() => ops.deform_conv2d(x, offset, weight, torch.zeros(3)), 'bias must be of shape (2,), got (3)'],
      [() => ops.deform_conv2d(x, offset, torch.rand(2, 4, 7, 7)), 'output size too small'],
      [
        () => ops.deform_conv2d(x, offset, weight, { strides: 2 } as never),
        "unexpected keyword argument 'strides'",
      ],
      [() => ops.DeformConv2d(3, 4, 3, { groups: 2 }), 'in_channels must be divisible by groups'],
      [() => ops.DeformConv2d(4, 4, 3)(x, 3 as never), 'expected the input and a tensor of offsets'],
    ];
    for (const [run, message] of failing) expect(run).toThrow(message.replace('(3)', '(3,)'));
  });

  test('as a layer', () => {
    torch.manual_seed(15);
    const layer = ops.DeformConv2d(4, 6, [3, 2], { groups: 2 });
    const { weight, bias } = golden.layer;
    expect(layer.weight.tolist()).toEqual(weight);
    expect(layer.bias?.tolist()).toEqual(bias);
    const [x, offset] = [torch.rand(1, 4, 5, 4), torch.rand(1, 12, 3, 3)];
    const plain = layer(x, offset);
    const halved = layer(x, offset, torch.full([1, 6, 3, 3], 0.5));
    const own = layer.bias?.view(-1, 1, 1) as Tensor;
    expect(halved.sub(own).mul(2).add(own).sub(plain).abs().max().item()).toBeLessThan(1e-6);
  });
});

const rois = torch.tensor(
  [
    [0, 0, 0, 9, 8],
    [1, 3.3, 2.1, 22, 18],
    [1, -1, 5, 7.5, 19],
    [0, 6, 6, 6, 6],
    [1, 30, 30, 44, 50],
    [0, 4.5, 2.5, 17.5, 13.5],
  ],
  f64,
);

describe('regions with channels of their own', () => {
  torch.manual_seed(12);
  const x = torch.randn([2, 12, 10, 12], f64);

  test.each(Object.entries(golden.pooling))('%s', (name, expected) => {
    const [, kind, bins, rest] = /^(\w+) (\[.*?\]) (.*)$/.exec(name) as unknown as [
      string,
      string,
      string,
      string,
    ];
    const size = JSON.parse(bins) as [number, number];
    const [scale, ratio] = rest.split(' ').map(Number) as [number, number];
    if (kind === 'ps_roi_pool') {
      expectClose(ops.ps_roi_pool(x, rois, size, scale), expected);
      expectClose(ops.PSRoIPool(size, scale)(x, rois), expected);
    } else {
      expectClose(ops.ps_roi_align(x, rois, size, { spatial_scale: scale, sampling_ratio: ratio }), expected);
      expectClose(ops.PSRoIAlign(size, scale, ratio)(x, rois), expected);
    }
  });

  test('gradients; boxes as a list', () => {
    const leaf = x.narrow(0, 0, 1).narrow(1, 0, 4).narrow(2, 0, 8).clone().requires_grad_();
    const boxes = [rois.narrow(0, 5, 1).narrow(1, 1, 4)];
    const pool = (maps: Tensor) => ops.ps_roi_pool(maps, boxes, 2, 0.5);
    const align = (maps: Tensor) => ops.ps_roi_align(maps, boxes, 2, 0.5, 2);
    expect(autograd.gradcheck(pool, [leaf])).toBe(true);
    expect(autograd.gradcheck(align, [leaf])).toBe(true);
    expect([...pool(leaf).size()]).toEqual([1, 1, 2, 2]);
  });

  test('no boxes, boxes that are none, boxes of no image', () => {
    const none = torch.zeros([0, 5], f64);
    const all = [ops.roi_align, ops.roi_pool, ops.ps_roi_align, ops.ps_roi_pool];
    for (const [i, op] of all.entries()) {
      expect([...op(x, none, 2).size()]).toEqual([0, i < 2 ? 12 : 3, 2, 2]);
      expect(() => op(x, torch.tensor([[2, 0, 0, 5, 5]], f64), 2)).toThrow(
        'a box of image 2, but there are feature maps of 2',
      );
      expect(() => op(x, torch.tensor([[-1, 0, 0, 5, 5]], f64), 2)).toThrow('a box of image -1');
    }
    const odd = (value: number) => torch.tensor([[0, 0, 0, value, value]], f64);
    expect(() => ops.roi_align(x, odd(1e9), 2)).toThrow('give a sampling_ratio, or boxes on the map');
    expect(() => ops.roi_align(x, odd(Number.NaN), 2)).toThrow('a region of NaN samples');
    expect(ops.roi_align(x, odd(Number.NaN), 2, 1, 2).abs().sum().item()).toBe(0);
    expect(ops.roi_pool(x, odd(1e9), 1).flatten().tolist()).toEqual(x.select(0, 0).amax([1, 2]).tolist());
    const outside = torch.tensor([[1, 900, 900, 950, 950]], f64);
    for (const op of all) expect(op(x, outside, 2).abs().sum().item()).toBe(0);
  });

  test('the largest of equal values gets the gradient once', () => {
    const map = torch.zeros([1, 1, 3, 3], { requires_grad: true });
    ops
      .roi_pool(map, torch.tensor([[0, 0, 0, 2, 2]]), 1)
      .sum()
      .backward();
    expect(map.grad?.sum().item()).toBe(1);
    expect(map.grad?.max().item()).toBe(1);
  });

  test('what does not fit is named', () => {
    expect(() => ops.ps_roi_pool(x, rois, 5)).toThrow('input channels must be a multiple of 5 * 5, got 12');
    expect(() => ops.ps_roi_align(x.select(0, 0), rois, 2)).toThrow('expected feature maps (N, C, H, W)');
    expect(() => ops.PSRoIPool(...([2] as never as [number, number]))).toThrow(
      "missing required argument 'spatial_scale'",
    );
    expect(() => ops.roi_align(x, rois, 0)).toThrow("argument 'output_size'");
  });
});

test('boxes are taken from the map of their size', () => {
  torch.manual_seed(13);
  const sizes = { fine: [16, 12], other: [8, 6], coarse: [4, 3] };
  const maps = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, torch.randn([2, 3, ...size], f64)]),
  );
  const corner = torch.rand([9, 2], f64).mul(20);
  const boxes = torch.cat([corner, corner.add(torch.rand([9, 2], f64).mul(40)).add(1)], 1);
  const parts = [boxes.narrow(0, 0, 5), boxes.narrow(0, 5, 4)];
  const images = [
    [60, 48],
    [64, 40],
  ] as const;
  const options = { canonical_scale: 30, canonical_level: 2 };
  const pooler = ops.MultiScaleRoIAlign(['fine', 'coarse'], [2, 3], 2, options);
  expectClose(pooler(maps, parts, images), golden.pyramid.all);
  expect(pooler.scales).toEqual(golden.pyramid.scales);
  expectClose(ops.MultiScaleRoIAlign(['coarse'], 2, 1)(maps, parts, images), golden.pyramid.one);
  expect(() => ops.MultiScaleRoIAlign(['none'], 2, 1)(maps, parts, images)).toThrow('is one of none');
  expect(() => ops.MultiScaleRoIAlign(['fine'], 2, 1)(maps, parts, [])).toThrow('should not be empty');
});

test('printed texts', () => {
  const made = [
    ops.DeformConv2d(4, 6, [3, 2], 2, 1, [1, 3], 2, { bias: false }),
    ops.DeformConv2d(3, 5, 3),
    ops.PSRoIPool(3, 0.5),
    ops.PSRoIAlign([2, 4], 0.25, 2),
    ops.MultiScaleRoIAlign(['a', 'b'], 7, 2),
  ];
  expect(made.map(String)).toEqual(golden.texts);
});

describe('pictures of flow and key points', () => {
  torch.manual_seed(14);
  const flow = torch.randn(2, 2, 9, 11).mul(3);
  const image = torch.randint(0, 256, [3, 30, 41], { dtype: torch.uint8 });
  const points = torch.tensor([
    [
      [5.7, 6.2],
      [30, 8],
      [22, 25.9],
    ],
    [
      [-2, 12],
      [44, 27],
      [18, 3],
    ],
  ]);

  test('flow, level by level', () => {
    expect(utils.flow_to_image(flow).tolist()).toEqual(golden.pictures.flow);
    expect(utils.flow_to_image(flow.select(0, 1)).tolist()).toEqual(golden.pictures['one flow']);
    expect(() => utils.flow_to_image(flow.double())).toThrow('Flow should be of dtype torch.float');
    expect(() => utils.flow_to_image(flow.narrow(1, 0, 1))).toThrow('got (2, 1, 9, 11)');
  });

  test("points and lines, with Pillow's pixels", () => {
    const visibility = torch.tensor([
      [1, 1, 1],
      [1, 1, 0],
    ]);
    const connectivity = [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const;
    const drawn = [
      utils.draw_keypoints(image, points, { colors: 'red' }),
      utils.draw_keypoints(image, points, { colors: [9, 200, 31], radius: 5, connectivity }),
      utils.draw_keypoints(image, points, { connectivity, width: 1 }),
      utils.draw_keypoints(image, points, {
        colors: '#0a0bff',
        connectivity,
        width: 6,
        radius: 11,
        visibility,
      }),
    ];
    const changed = drawn.map((each) => [
      each
        .ne(image)
        .any(0)
        .nonzero()
        .tolist()
        .map((row: unknown[]) => row.map(Number)),
      each.long().sum([1, 2]).tolist().map(Number),
    ]);
    expect(changed).toEqual(golden.pictures.keypoints);
    const floats = utils.draw_keypoints(image.div(255), points, { colors: 'lime' });
    const sums = floats.double().sum([1, 2]).tolist() as number[];
    for (const [i, sum] of sums.entries()) expect(sum).toBeCloseTo(golden.pictures.floats[i] as number, 3);
  });

  test('what makes no sense', () => {
    expect(() => utils.draw_keypoints(image, points.select(0, 0))).toThrow('(num_instances, K, 2)');
    expect(() => utils.draw_keypoints(image, points, { connectivity: [[0, 3]] })).toThrow('names point 3');
    expect(() => utils.draw_keypoints(image, points, { visibility: torch.ones(2, 2) })).toThrow(
      '= (2, 3), got (2, 2)',
    );
    expect(() => utils.draw_keypoints(image, points, { color: 'red' } as never)).toThrow(
      "unexpected keyword argument 'color'",
    );
    const far = torch.tensor([
      [
        [Number.NaN, 2],
        [1e30, -1e30],
      ],
    ]);
    const same = utils.draw_keypoints(image, far, { colors: 'red', connectivity: [[0, 1]] });
    expect(same.equal(image)).toBe(true);
  });
});

test('what GoogLeNet and Inception return in training answers to names', () => {
  const { GoogLeNetOutputs, InceptionOutputs } = vision.models;
  const [a, b] = [torch.zeros(1), torch.ones(1)];
  const outputs = GoogLeNetOutputs(a, null, b);
  expect(outputs).toHaveLength(3);
  expect(outputs.logits).toBe(a);
  expect(outputs.aux_logits2).toBe(null);
  expect(outputs.aux_logits1).toBe(outputs[2]);
  expect(outputs.map((x) => x)).not.toBeInstanceOf(GoogLeNetOutputs);
  const [, aux] = InceptionOutputs(a, b);
  expect(aux).toBe(b);
  const net = vision.models.googlenet({ init_weights: false, num_classes: 3 });
  expect(net(torch.rand(2, 3, 32, 32))).toBeInstanceOf(GoogLeNetOutputs);
});
