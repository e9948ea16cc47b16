// Copies and modules read from files are made without their classes' constructors.
import { describe, expect, test } from 'vitest';
import * as copy from '../../src/copy.ts';
import type * as nn from '../../src/nn/index.ts';
import type { Tensor } from '../../src/tensor.ts';
import { torch } from '../../src/torch.ts';
import * as models from '../../src/vision/models/index.ts';
import * as T from '../../src/vision/transforms/index.ts';

const bare = { weights_backbone: null, num_classes: 3 };
const image = () => torch.rand(1, 3, 64, 64);
const cases: Record<string, { make: () => any; run: (net: any, x: Tensor) => unknown }> = {
  mnasnet: { make: () => models.mnasnet0_5({ num_classes: 3 }), run: (net, x) => net(x) },
  extractor: {
    make: () => models.feature_extraction.create_feature_extractor(models.resnet18(), { layer1: 'low' }),
    run: (net, x) => net(x).low,
  },
  segmentation: {
    make: () => models.segmentation.lraspp_mobilenet_v3_large(bare),
    run: (net, x) => net(x).out,
  },
  'Faster R-CNN': {
    make: () => models.detection.fasterrcnn_mobilenet_v3_large_320_fpn(bare),
    run: (net, x) => net([x.squeeze(0)])[0].boxes,
  },
  FCOS: {
    make: () => models.detection.fcos_resnet50_fpn({ ...bare, min_size: 64 }),
    run: (net, x) => net([x.squeeze(0)])[0].boxes,
  },
};

describe('a deep copy gives what its original gives, and has parameters of its own', () => {
  for (const [name, { make, run }] of Object.entries(cases)) {
    test(name, () => {
      const net: nn.Module = make().eval();
      const twin = copy.deepcopy(net);
      const x = image();
      const expected = torch.no_grad(() => run(net, x)) as Tensor;
      expect(torch.equal(torch.no_grad(() => run(twin, x)) as Tensor, expected)).toBe(true);
      expect(twin.named_parameters().map(([key]) => key)).toEqual(net.named_parameters().map(([key]) => key));
      torch.no_grad(() => {
        for (const p of twin.parameters()) p.zero_();
      });
      expect(torch.equal(torch.no_grad(() => run(net, x)) as Tensor, expected)).toBe(true);
      twin.load_state_dict(net.state_dict() as Record<string, Tensor>);
      expect(torch.equal(torch.no_grad(() => run(twin, x)) as Tensor, expected)).toBe(true);
    });
  }

  test('transforms', () => {
    const crop = T.RandomCrop(8, { padding: 2, pad_if_needed: true });
    const twin = copy.deepcopy(crop);
    const x = torch.rand(3, 6, 9);
    torch.manual_seed(2);
    const expected = crop(x);
    torch.manual_seed(2);
    expect(torch.equal(twin(x), expected)).toBe(true);
  });
});
