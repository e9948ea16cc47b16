import { RuntimeError, ValueError } from '../../errors.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { warn } from './common.ts';

const names = ['input', 'p', 'training', 'inplace'] as const;

export function checkProbability(p: number): void {
  if (p < 0 || p > 1) throw new ValueError(`dropout probability has to be between 0 and 1, but got ${p}`);
}

/**
 * Zeroes elements with probability `p` in [0, 1] and scales the others by 1 / (1 - p) while training.
 *
 * Throws ValueError for `p` outside [0, 1]. Source: Hinton et al. 2012, arXiv:1207.0580.
 */
export const dropout = keywords(
  'dropout',
  names,
  (input: Tensor, p: number = 0.5, training: boolean = true, inplace: boolean = false): Tensor => {
    checkProbability(p);
    return inplace ? torch.dropout_(input, p, training) : torch.dropout(input, p, training);
  },
);

/**
 * Dropout that keeps zero mean and unit variance of SELU's activations.
 *
 * Throws ValueError for `p` outside [0, 1]. Source: Klambauer et al. 2017, arXiv:1706.02515.
 */
export const alpha_dropout = keywords(
  'alpha_dropout',
  names,
  (input: Tensor, p: number = 0.5, training: boolean = false, inplace: boolean = false): Tensor => {
    checkProbability(p);
    return inplace ? torch.alpha_dropout_(input, p, training) : torch.alpha_dropout(input, p, training);
  },
);

/** `alpha_dropout` of whole channels: (N, C, *) or (C, *). */
export const feature_alpha_dropout = keywords(
  'feature_alpha_dropout',
  names,
  (input: Tensor, p: number = 0.5, training: boolean = false, inplace: boolean = false): Tensor => {
    checkProbability(p);
    return inplace
      ? torch.feature_alpha_dropout_(input, p, training)
      : torch.feature_alpha_dropout(input, p, training);
  },
);

function channels(input: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  return inplace ? torch.feature_dropout_(input, p, training) : torch.feature_dropout(input, p, training);
}

// feature_dropout takes dimension 0 for the batch, so an unbatched input borrows one.
function unbatched(input: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  if (!inplace) return channels(input.unsqueeze(0), p, training, false).squeeze(0);
  channels(input.unsqueeze_(0), p, training, true);
  input.squeeze_(0);
  return input;
}

/**
 * Zeroes whole channels with probability `p` in [0, 1]: (N, C, L) or (C, L).
 *
 * Throws ValueError for `p`, RuntimeError for another rank. Source: Tompson et al. 2014, arXiv:1411.4280.
 */
export const dropout1d = keywords(
  'dropout1d',
  names,
  (input: Tensor, p: number = 0.5, training: boolean = true, inplace: boolean = false): Tensor => {
    checkProbability(p);
    const dim = input.dim();
    if (dim !== 2 && dim !== 3) {
      throw new RuntimeError(
        `dropout1d: Expected 2D or 3D input, but received a ${dim}D input. Note that dropout1d exists to provide ` +
          'channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch ' +
          'dimension (i.e. 2D or 3D inputs).',
      );
    }
    return (dim === 3 ? channels : unbatched)(input, p, training, inplace);
  },
);

/**
 * Zeroes whole channels with probability `p` in [0, 1]: (N, C, H, W); a 3d input is read as (N, C, L).
 *
 * Throws ValueError for `p`; warns for another rank. Source: Tompson et al. 2014, arXiv:1411.4280.
 */
export const dropout2d = keywords(
  'dropout2d',
  names,
  (input: Tensor, p: number = 0.5, training: boolean = true, inplace: boolean = false): Tensor => {
    checkProbability(p);
    const dim = input.dim();
    if (dim !== 4) {
      warn(
        dim === 3
          ? 'dropout2d: a 3D input is read as (N, C, L); use dropout1d for that'
          : `dropout2d: a ${dim}-D input is deprecated; use dropout for it`,
      );
    }
    return channels(input, p, training, inplace);
  },
);

/**
 * Zeroes whole channels with probability `p` in [0, 1]: (N, C, D, H, W) or (C, D, H, W).
 *
 * Throws ValueError for `p`; warns for another rank. Source: Tompson et al. 2014, arXiv:1411.4280.
 */
export const dropout3d = keywords(
  'dropout3d',
  names,
  (input: Tensor, p: number = 0.5, training: boolean = true, inplace: boolean = false): Tensor => {
    checkProbability(p);
    const dim = input.dim();
    if (dim !== 4 && dim !== 5) warn(`dropout3d: a ${dim}-D input is deprecated; use dropout for it`);
    return (dim === 5 ? channels : unbatched)(input, p, training, inplace);
  },
);
