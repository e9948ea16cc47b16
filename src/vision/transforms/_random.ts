import { torch } from '../../torch.ts';

/* Draws from torch's generator, one by one as torchvision makes them, so that the same seed gives the same picture. */

/** A number in [low, high), in float32 as `torch.empty(1).uniform_(low, high).item()` gives it. */
export const uniform = (low: number, high: number): number =>
  torch.empty([1]).uniform_(low, high).item() as number;

/** A whole number in [low, high). */
export const randint = (low: number, high: number): number => Number(torch.randint(low, high, [1]).item());

/** True with probability `p`: `torch.rand(1) < p`. */
export const chance = (p: number): boolean => (torch.rand([1]).item() as number) < Math.fround(p);
