import { z } from 'zod';
import { checked } from '../../../../misuse.ts';
import { Tensor } from '../../../../tensor.ts';
import { torch } from '../../../../torch.ts';
import { Video } from '../../../tv_tensors/index.ts';
import { functional, register } from './_utils.ts';

/** `num_samples` frames of a video (..., T, C, H, W), at even distances. */
export const uniform_temporal_subsample = functional('uniform_temporal_subsample', [
  'num_samples',
  z.int().positive(),
]);

export const uniform_temporal_subsample_video = checked(
  'uniform_temporal_subsample_video',
  (video: Tensor, num_samples: number): Tensor => {
    const places = torch.linspace(0, video.size(-4) - 1, num_samples, { device: video.device });
    return video.index_select(-4, places.to(torch.int64));
  },
);
register(uniform_temporal_subsample, uniform_temporal_subsample_video, Tensor, Video);
