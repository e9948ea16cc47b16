import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import * as F from '../functional/vision.ts';
import { int, Layer, layer } from './utils.ts';

const channelShuffleArgs = signature('ChannelShuffle', ['groups', int]);

class ChannelShuffle_ extends Layer {
  declare groups: number;

  constructor(...args: Args<typeof channelShuffleArgs>) {
    super();
    this.groups = channelShuffleArgs(args).groups;
  }

  override forward(input: Tensor): Tensor {
    return F.channel_shuffle(input, this.groups); // (N, C, *)
  }

  override extra_repr(): string {
    return `groups=${this.groups}`;
  }
}

/** Deals the channels out, one of each group in turn. Source: Zhang et al. 2017, arXiv:1707.01083; PyTorch 2.13, `torch.nn.ChannelShuffle`. */
export const ChannelShuffle = layer(ChannelShuffle_);
export type ChannelShuffle = ChannelShuffle_;
