import { TypeError, ValueError } from '../errors.ts';
import { checked } from '../misuse.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';

/**
 * Optical flow as colours: the hue tells the direction, the saturation the length, relative to the longest; (2, H, W) or
 * (N, 2, H, W) float32 -> (3, H, W) or (N, 3, H, W) uint8.
 *
 * @throws ValueError for another dtype or shape.
 * @see Baker et al., "A Database and Evaluation Methodology for Optical Flow", 2007
 */
export const flow_to_image = checked('flow_to_image', (flow: Tensor): Tensor => {
  if (!(flow instanceof Tensor))
    throw new TypeError(`flow_to_image(): expected a tensor, got ${typeof flow}`);
  if (flow.dtype !== torch.float32) {
    throw new ValueError(`Flow should be of dtype torch.float, got ${flow.dtype}.`);
  }
  const batch = flow.dim() === 3 ? flow.unsqueeze(0) : flow;
  if (batch.dim() !== 4 || batch.size(1) !== 2) {
    const shape = `(${flow.size().join(', ')})`;
    throw new ValueError(`Input flow should have shape (2, H, W) or (N, 2, H, W), got ${shape}.`);
  }
  return torch.no_grad(() => {
    const lengthOf = (x: Tensor) => x.pow(2).sum(1).sqrt(); // (N, H, W)
    const unit = batch.div(lengthOf(batch).max().add(torch.finfo(torch.float32).eps));
    const length = lengthOf(unit);
    const wheel = colourWheel().to(batch.device); // (hues, 3)
    const hues = wheel.size(0);
    const angle = torch.atan2(unit.select(1, 1).neg(), unit.select(1, 0).neg()).div(Math.PI);
    const at = angle
      .add(1)
      .div(2)
      .mul(hues - 1);
    const first = at.floor().to(torch.int64);
    const share = at.sub(first).unsqueeze(-1); // (N, H, W, 1)
    const colour = (hue: Tensor) => wheel.index([hue]).div(255); // (N, H, W, 3)
    const between = share
      .neg()
      .add(1)
      .mul(colour(first))
      .add(share.mul(colour(first.add(1).remainder(hues))));
    const mixed = length.unsqueeze(-1).mul(between.neg().add(1)).neg().add(1);
    const image = mixed.mul(255).floor().to(torch.uint8).permute([0, 3, 1, 2]).contiguous();
    return flow.dim() === 3 ? image.squeeze(0) : image;
  });
});

/** The hues in order: from each of six colours to the next one channel rises or falls, in as many steps as the eye tells. */
function colourWheel(): Tensor {
  const [red, green, blue] = [0, 1, 2];
  const parts: [steps: number, full: number, changing: number, falls: boolean][] = [
    [15, red, green, false],
    [6, green, red, true],
    [4, green, blue, false],
    [11, blue, green, true],
    [13, blue, red, false],
    [6, red, blue, true],
  ];
  const rows = parts.flatMap(([steps, full, changing, falls]) =>
    Array.from({ length: steps }, (_, i) => {
      const row = [0, 0, 0];
      const value = Math.floor((255 * i) / steps);
      row[full] = 255;
      row[changing] = falls ? 255 - value : value;
      return row;
    }),
  );
  return torch.tensor(rows, { dtype: torch.float32 });
}
