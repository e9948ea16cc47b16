import * as nn from '../../../nn/index.ts';
import type { Tensor } from '../../../tensor.ts';
import { prepareInputs } from './_inputs.ts';
import { namedMaps } from './_utils.ts';
import type { Detection, GeneralizedRCNNTransform, Target } from './transform.ts';

/** The images (C, H, W) of a batch, 0 to 1; a tensor (N, C, H, W) counts as a list of them. */
export type Images = readonly Tensor[] | Tensor;

// What it gives depends on the mode; with targets that is nearly always training. An interface is what merges.
// biome-ignore lint/correctness/noUnusedVariables: it is used through the class
interface GeneralizedRCNN_ {
  (images: Images, targets: readonly Target[]): Record<string, Tensor>;
  (images: Images): Detection[];
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see the interface
class GeneralizedRCNN_ extends nn.Module {
  declare transform: GeneralizedRCNNTransform;
  declare backbone: nn.Module;
  declare rpn: nn.Module;
  // The user's own parts fit in: `model.roi_heads.box_predictor = ...`.
  declare roi_heads: any;

  constructor(
    backbone: nn.Module,
    rpn: nn.Module,
    roi_heads: nn.Module,
    transform: GeneralizedRCNNTransform,
  ) {
    super();
    this.transform = transform;
    this.backbone = backbone;
    this.rpn = rpn;
    this.roi_heads = roi_heads;
  }

  eager_outputs(
    losses: Record<string, Tensor>,
    detections: Detection[],
  ): Record<string, Tensor> | Detection[] {
    return this.training ? losses : detections;
  }

  override forward(images: Images, targets: readonly Target[] | null = null): any {
    const { images: batch, targets: resized, original_sizes } = prepareInputs(this, images, targets, []);
    const features = namedMaps(this.backbone(batch.tensors));
    const [proposals, proposalLosses] = this.rpn(batch, features, resized);
    const [detections, losses] = this.roi_heads(features, proposals, batch.image_sizes, resized);
    const placed = this.transform.postprocess(detections, batch.image_sizes, original_sizes);
    return this.eager_outputs({ ...losses, ...proposalLosses }, placed);
  }
}

/**
 * The frame of the R-CNN networks: images are brought to their size, a backbone finds features, `rpn` proposes boxes,
 * `roi_heads` looks into them.
 *
 * `model(images, targets)` while training gives the losses by name, `model(images)` after `eval()` what it finds in each
 * image.
 *
 * @throws AssertionError for missing targets, boxes of another shape than (N, 4), or without width or height.
 * @see torchvision 0.28, models.detection.generalized_rcnn
 */
export const GeneralizedRCNN = nn.callable(GeneralizedRCNN_);
export type GeneralizedRCNN = GeneralizedRCNN_;
