import { type Args, signature } from '../../signature.ts';
import type { Tensor } from '../../tensor.ts';
import { pad } from '../functional/padding.ts';
import { checkDims, Layer, layer, ntuple, number, repr } from './utils.ts';

// Padding is one number for all sides, or [left, right, top, bottom, front, back], as many as there are dimensions;
// negative numbers crop.
type Ints = readonly number[];

/** Pads the last dimensions; the thin classes below say how many, and with what. */
abstract class _PadNd extends Layer {
  declare padding: Ints;

  constructor(options: { padding: Ints }) {
    super();
    this.padding = options.padding;
  }

  override extra_repr(): string {
    return repr(this.padding);
  }
}

abstract class _CircularPadNd extends _PadNd {
  override forward(input: Tensor): Tensor {
    const dims = this.padding.length / 2;
    checkDims(input, dims + 1, dims + 2);
    return pad(input, this.padding, 'circular');
  }
}

abstract class _ReflectionPadNd extends _PadNd {
  override forward(input: Tensor): Tensor {
    return pad(input, this.padding, 'reflect');
  }
}

abstract class _ReplicationPadNd extends _PadNd {
  override forward(input: Tensor): Tensor {
    return pad(input, this.padding, 'replicate');
  }
}

abstract class _ConstantPadNd extends _PadNd {
  declare value: number;

  constructor(options: { padding: Ints; value: number }) {
    super(options);
    this.value = options.value;
  }

  override forward(input: Tensor): Tensor {
    return pad(input, this.padding, 'constant', this.value);
  }

  override extra_repr(): string {
    return `padding=${repr(this.padding)}, value=${repr(this.value)}`;
  }
}

abstract class _ZeroPadNd extends _ConstantPadNd {
  constructor(options: { padding: Ints }) {
    super({ ...options, value: 0 });
  }

  override extra_repr(): string {
    return repr(this.padding);
  }
}

const circularPad1dArgs = signature('CircularPad1d', ['padding', ntuple(2)]);

class CircularPad1d_ extends _CircularPadNd {
  constructor(...args: Args<typeof circularPad1dArgs>) {
    super(circularPad1dArgs(args));
  }
}

/** Wraps the input around at its edges: [1, 2, 3] padded by 1 is [3, 1, 2, 3, 1]. (N, C, L) or (C, L). Throws ValueError for another rank. Source: PyTorch 2.13, `torch.nn.CircularPad1d`. */
export const CircularPad1d = layer(CircularPad1d_);
export type CircularPad1d = CircularPad1d_;

const circularPad2dArgs = signature('CircularPad2d', ['padding', ntuple(4)]);

class CircularPad2d_ extends _CircularPadNd {
  constructor(...args: Args<typeof circularPad2dArgs>) {
    super(circularPad2dArgs(args));
  }
}

/** CircularPad1d over (N, C, H, W) or (C, H, W). Source: PyTorch 2.13, `torch.nn.CircularPad2d`. */
export const CircularPad2d = layer(CircularPad2d_);
export type CircularPad2d = CircularPad2d_;

const circularPad3dArgs = signature('CircularPad3d', ['padding', ntuple(6)]);

class CircularPad3d_ extends _CircularPadNd {
  constructor(...args: Args<typeof circularPad3dArgs>) {
    super(circularPad3dArgs(args));
  }
}

/** CircularPad1d over (N, C, D, H, W) or (C, D, H, W). Source: PyTorch 2.13, `torch.nn.CircularPad3d`. */
export const CircularPad3d = layer(CircularPad3d_);
export type CircularPad3d = CircularPad3d_;

const reflectionPad1dArgs = signature('ReflectionPad1d', ['padding', ntuple(2)]);

class ReflectionPad1d_ extends _ReflectionPadNd {
  constructor(...args: Args<typeof reflectionPad1dArgs>) {
    super(reflectionPad1dArgs(args));
  }
}

/** Mirrors the input at its edges: [1, 2, 3] padded by 1 is [2, 1, 2, 3, 2]. (N, C, L) or (C, L). Source: PyTorch 2.13, `torch.nn.ReflectionPad1d`. */
export const ReflectionPad1d = layer(ReflectionPad1d_);
export type ReflectionPad1d = ReflectionPad1d_;

const reflectionPad2dArgs = signature('ReflectionPad2d', ['padding', ntuple(4)]);

class ReflectionPad2d_ extends _ReflectionPadNd {
  constructor(...args: Args<typeof reflectionPad2dArgs>) {
    super(reflectionPad2dArgs(args));
  }
}

/** ReflectionPad1d over (N, C, H, W) or (C, H, W). Source: PyTorch 2.13, `torch.nn.ReflectionPad2d`. */
export const ReflectionPad2d = layer(ReflectionPad2d_);
export type ReflectionPad2d = ReflectionPad2d_;

const reflectionPad3dArgs = signature('ReflectionPad3d', ['padding', ntuple(6)]);

class ReflectionPad3d_ extends _ReflectionPadNd {
  constructor(...args: Args<typeof reflectionPad3dArgs>) {
    super(reflectionPad3dArgs(args));
  }
}

/** ReflectionPad1d over (N, C, D, H, W) or (C, D, H, W). Source: PyTorch 2.13, `torch.nn.ReflectionPad3d`. */
export const ReflectionPad3d = layer(ReflectionPad3d_);
export type ReflectionPad3d = ReflectionPad3d_;

const replicationPad1dArgs = signature('ReplicationPad1d', ['padding', ntuple(2)]);

class ReplicationPad1d_ extends _ReplicationPadNd {
  constructor(...args: Args<typeof replicationPad1dArgs>) {
    super(replicationPad1dArgs(args));
  }
}

/** Repeats the input's edges: [1, 2, 3] padded by 1 is [1, 1, 2, 3, 3]. (N, C, L) or (C, L). Source: PyTorch 2.13, `torch.nn.ReplicationPad1d`. */
export const ReplicationPad1d = layer(ReplicationPad1d_);
export type ReplicationPad1d = ReplicationPad1d_;

const replicationPad2dArgs = signature('ReplicationPad2d', ['padding', ntuple(4)]);

class ReplicationPad2d_ extends _ReplicationPadNd {
  constructor(...args: Args<typeof replicationPad2dArgs>) {
    super(replicationPad2dArgs(args));
  }
}

/** ReplicationPad1d over (N, C, H, W) or (C, H, W). Source: PyTorch 2.13, `torch.nn.ReplicationPad2d`. */
export const ReplicationPad2d = layer(ReplicationPad2d_);
export type ReplicationPad2d = ReplicationPad2d_;

const replicationPad3dArgs = signature('ReplicationPad3d', ['padding', ntuple(6)]);

class ReplicationPad3d_ extends _ReplicationPadNd {
  constructor(...args: Args<typeof replicationPad3dArgs>) {
    super(replicationPad3dArgs(args));
  }
}

/** ReplicationPad1d over (N, C, D, H, W) or (C, D, H, W). Source: PyTorch 2.13, `torch.nn.ReplicationPad3d`. */
export const ReplicationPad3d = layer(ReplicationPad3d_);
export type ReplicationPad3d = ReplicationPad3d_;

const constantPad1dArgs = signature('ConstantPad1d', ['padding', ntuple(2)], ['value', number]);

class ConstantPad1d_ extends _ConstantPadNd {
  constructor(...args: Args<typeof constantPad1dArgs>) {
    super(constantPad1dArgs(args));
  }
}

/** Surrounds the input with a constant: [1, 2, 3] padded by 1 is [v, 1, 2, 3, v]. (N, C, L) or (C, L). Source: PyTorch 2.13, `torch.nn.ConstantPad1d`. */
export const ConstantPad1d = layer(ConstantPad1d_);
export type ConstantPad1d = ConstantPad1d_;

const constantPad2dArgs = signature('ConstantPad2d', ['padding', ntuple(4)], ['value', number]);

class ConstantPad2d_ extends _ConstantPadNd {
  constructor(...args: Args<typeof constantPad2dArgs>) {
    super(constantPad2dArgs(args));
  }
}

/** ConstantPad1d over (N, C, H, W) or (C, H, W). Source: PyTorch 2.13, `torch.nn.ConstantPad2d`. */
export const ConstantPad2d = layer(ConstantPad2d_);
export type ConstantPad2d = ConstantPad2d_;

const constantPad3dArgs = signature('ConstantPad3d', ['padding', ntuple(6)], ['value', number]);

class ConstantPad3d_ extends _ConstantPadNd {
  constructor(...args: Args<typeof constantPad3dArgs>) {
    super(constantPad3dArgs(args));
  }
}

/** ConstantPad1d over (N, C, D, H, W) or (C, D, H, W). Source: PyTorch 2.13, `torch.nn.ConstantPad3d`. */
export const ConstantPad3d = layer(ConstantPad3d_);
export type ConstantPad3d = ConstantPad3d_;

const zeroPad1dArgs = signature('ZeroPad1d', ['padding', ntuple(2)]);

class ZeroPad1d_ extends _ZeroPadNd {
  constructor(...args: Args<typeof zeroPad1dArgs>) {
    super(zeroPad1dArgs(args));
  }
}

/** Surrounds the input with zeros: [1, 2, 3] padded by 1 is [0, 1, 2, 3, 0]. (N, C, L) or (C, L). Source: PyTorch 2.13, `torch.nn.ZeroPad1d`. */
export const ZeroPad1d = layer(ZeroPad1d_);
export type ZeroPad1d = ZeroPad1d_;

const zeroPad2dArgs = signature('ZeroPad2d', ['padding', ntuple(4)]);

class ZeroPad2d_ extends _ZeroPadNd {
  constructor(...args: Args<typeof zeroPad2dArgs>) {
    super(zeroPad2dArgs(args));
  }
}

/** ZeroPad1d over (N, C, H, W) or (C, H, W). Source: PyTorch 2.13, `torch.nn.ZeroPad2d`. */
export const ZeroPad2d = layer(ZeroPad2d_);
export type ZeroPad2d = ZeroPad2d_;

const zeroPad3dArgs = signature('ZeroPad3d', ['padding', ntuple(6)]);

class ZeroPad3d_ extends _ZeroPadNd {
  constructor(...args: Args<typeof zeroPad3dArgs>) {
    super(zeroPad3dArgs(args));
  }
}

/** ZeroPad1d over (N, C, D, H, W) or (C, D, H, W). Source: PyTorch 2.13, `torch.nn.ZeroPad3d`. */
export const ZeroPad3d = layer(ZeroPad3d_);
export type ZeroPad3d = ZeroPad3d_;
