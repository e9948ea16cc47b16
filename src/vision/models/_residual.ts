import * as nn from '../../nn/index.ts';
import { chain } from '../../nn/modules/container.ts';
import { isPure } from '../../nn/modules/slots.ts';
import type { Tensor } from '../../tensor.ts';

/** A chain of layers beside a shortcut: relu(layers(x) + x), where `downsample` brings x to the layers' output shape. */
export abstract class Residual extends nn.Module {
  declare relu: nn.ReLU;
  declare downsample: nn.Module | null;

  abstract _layers(): nn.Module[];

  override _inner(): nn.Module[] {
    return this.downsample ? [...this._layers(), this.downsample] : this._layers();
  }

  override forward(x: Tensor): Tensor {
    const out = chain(this._layers(), x); // (N, expansion * planes, ...)
    if (!this.downsample) return this.relu(out.add_(x));
    const identity = this.downsample(x);
    out.add_(identity);
    if (isPure(this.downsample)) identity.dispose();
    return this.relu(out);
  }
}
