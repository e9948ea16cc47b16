import { ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import type { Mode } from './decode.ts';

/**
 * Pixels (H, W, C) of one of Pillow's modes as those of another, by Pillow's integer formulas.
 *
 * @throws ValueError for a conversion that there is none for.
 */
export function convertMode(pixels: Tensor, from: Mode, to: Mode, opaque = 255, toGray = luma): Tensor {
  if (from === to) return pixels;
  if (from === 'I;16') return convertMode(clipped(pixels), 'L', to);
  if (from === 'CMYK') return convertMode(fromCmyk(pixels), 'RGB', to);
  const alpha = hasAlpha(from) ? pixels.narrow(2, pixels.size(2) - 1, 1) : null;
  const colours = alpha === null ? pixels : pixels.narrow(2, 0, pixels.size(2) - 1);
  const gray = colours.size(2) === 1;
  if (to === 'L' || to === 'LA') return withAlpha(gray ? colours : toGray(colours), alpha ?? opaque, to);
  if (to === 'RGB' || to === 'RGBA') {
    return withAlpha(gray ? colours.expand([-1, -1, 3]).contiguous() : colours, alpha ?? opaque, to);
  }
  if (to === 'CMYK') {
    const rgb = gray ? colours.expand([-1, -1, 3]) : colours;
    return torch.cat([rgb.bitwise_not(), torch.zeros_like(rgb.narrow(2, 0, 1))], 2);
  }
  throw new ValueError(`conversion from ${from} to ${to} not supported`);
}

const hasAlpha = (mode: Mode) => mode === 'LA' || mode === 'RGBA';

function withAlpha(colours: Tensor, alpha: Tensor | number, to: Mode): Tensor {
  if (!hasAlpha(to)) return colours.contiguous();
  const opacity = typeof alpha === 'number' ? torch.full_like(colours.narrow(2, 0, 1), alpha) : alpha;
  return torch.cat([colours, opacity], 2);
}

/** (R * 19595 + G * 38470 + B * 7471 + 32768) / 65536: ITU-R 601-2 luma, as Pillow computes it. */
function luma(rgb: Tensor): Tensor {
  const [r, g, b] = rgb.to(rgb.dtype === torch.uint8 ? torch.int32 : torch.int64).unbind(2) as unknown as [
    Tensor,
    Tensor,
    Tensor,
  ];
  return r
    .mul_(19595)
    .add_(g.mul_(38470))
    .add_(b.mul_(7471))
    .add_(0x8000)
    .bitwise_right_shift_(16)
    .to(rgb.dtype)
    .unsqueeze(2);
}

/**
 * The same with weights of 15 bits, as libpng makes of torchvision's 0.2989 and 0.587: of 8 bits cut off, of 16 rounded. What is
 * grey stays as it is.
 */
export function pngLuma(rgb: Tensor): Tensor {
  const [r, g, b] = rgb.to(torch.int64).unbind(2) as unknown as [Tensor, Tensor, Tensor];
  const sum = r.mul(9794).add_(g.mul(19234)).add_(b.mul(3740));
  const value = sum.add_(rgb.dtype === torch.uint8 ? 0 : 0x4000).bitwise_right_shift_(15);
  const isGray = r.eq(g).logical_and_(r.eq(b));
  return torch.where(isGray, r, value).to(rgb.dtype).unsqueeze(2);
}

// a * b / 255, rounded, without a division.
function scale(a: Tensor, b: Tensor): Tensor {
  const product = a.mul(b).add_(128);
  return product.add_(product.bitwise_right_shift(8)).bitwise_right_shift_(8);
}

function fromCmyk(pixels: Tensor): Tensor {
  const light = pixels.to(torch.int32).bitwise_xor_(255); // what each ink lets through
  const black = light.narrow(2, 3, 1); // (H, W, 1)
  const inks = pixels.narrow(2, 0, 3).to(torch.int32);
  return black.sub(scale(inks, black)).clamp_(0, 255).to(torch.uint8);
}

// Pillow, unlike torchvision, does not scale 16 bits down.
const clipped = (pixels: Tensor) => pixels.to(torch.int32).clamp_(0, 255).to(torch.uint8);
