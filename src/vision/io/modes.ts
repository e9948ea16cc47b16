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
  if (to === '1') return dithered(toBlackOrWhite(pixels, from));
  if (from === '1') return convertMode(pixels, 'L', to); // 0 and 255 already
  const loses = from === 'F' && to === 'I;16'; // Pillow goes through L
  if (isWide(from)) return isWide(to) && !loses ? widened(pixels, to) : convertMode(clipped(pixels), 'L', to);
  if (to === 'F' && from !== 'L' && from !== 'LA') return exactLuma(convertMode(pixels, from, 'RGB'));
  if (isWide(to)) return widened(convertMode(pixels, from, 'L'), to);
  if (from === 'CMYK') return convertMode(fromCmyk(pixels), 'RGB', to);
  const alpha = hasAlpha(from) ? pixels.narrow(2, pixels.size(2) - 1, 1) : null;
  const colours = alpha === null ? pixels : pixels.narrow(2, 0, pixels.size(2) - 1);
  const gray = colours.size(2) === 1;
  if (to === 'L' || to === 'LA') return withAlpha(gray ? colours : toGray(colours), alpha ?? opaque, to);
  if (to === 'RGB' || to === 'RGBA') {
    return withAlpha(gray ? colours.expand([-1, -1, 3]).contiguous() : colours, alpha ?? opaque, to);
  }
  if (to === 'CMYK') {
    const none = torch.zeros_like(colours);
    return torch.cat(
      gray ? [none, none, none, colours.bitwise_not()] : [colours.bitwise_not(), none.narrow(2, 0, 1)],
      2,
    );
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

/** The greys of which black and white are made: of colours their luma without its fraction. */
export function toBlackOrWhite(pixels: Tensor, from: Mode): Tensor {
  const hasColours = from === 'RGB' || from === 'RGBA' || from === 'CMYK';
  if (!hasColours) return convertMode(pixels, from, 'L');
  return exactLuma(convertMode(pixels, from, 'RGB')).to(torch.uint8);
}

/** More than 8 bits a pixel. */
export const isWide = (mode: Mode) => mode === 'I' || mode === 'I;16' || mode === 'F';

// Pillow, unlike torchvision, does not scale 16 bits down.
const clipped = (pixels: Tensor) =>
  (pixels.is_floating_point() ? pixels : pixels.to(torch.int32)).clamp(0, 255).to(torch.uint8);

function widened(pixels: Tensor, to: Mode): Tensor {
  if (to === 'F') return pixels.to(torch.float32);
  return to === 'I' ? pixels.to(torch.int32) : pixels.to(torch.int32).clamp(0, 65535).to(torch.uint16);
}

/** The luma of ITU-R 601-2 with its fraction. */
function exactLuma(rgb: Tensor): Tensor {
  const [r, g, b] = rgb.to(torch.int32).unbind(2) as unknown as [Tensor, Tensor, Tensor];
  return r.mul_(299).add_(g.mul_(587)).add_(b.mul_(114)).to(torch.float32).div_(1000).unsqueeze(2);
}

/** Black and white, 0 and 255, of greys (H, W, 1): what a pixel is off by goes to its neighbours (Floyd and Steinberg 1976). */
function dithered(gray: Tensor): Tensor {
  const [height, width] = [gray.size(0), gray.size(1)];
  const values = gray.clone().numpy() as Uint8Array<ArrayBuffer>;
  const below = new Int32Array(width + 1); // sixteenths, for the next row
  for (let y = 0; y < height; y += 1) {
    let [right, downLeft, down] = [0, 0, 0];
    for (let x = 0; x < width; x += 1) {
      const place = y * width + x;
      const wanted = (values[place] as number) + Math.trunc((right + (below[x + 1] as number)) / 16);
      const clipped = Math.min(Math.max(wanted, 0), 255);
      values[place] = clipped > 128 ? 255 : 0;
      const off = clipped - (values[place] as number);
      below[x] = 3 * off + downLeft;
      downLeft = 5 * off + down;
      down = off;
      right = 7 * off;
    }
    below[width] = downLeft;
  }
  return torch.from_numpy(values).view(height, width, 1);
}
