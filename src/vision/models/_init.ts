import * as nn from '../../nn/index.ts';

interface Rules {
  conv?: (conv: nn.Conv2d) => void;
  linear?: (linear: nn.Linear) => void;
}

/**
 * Begins a network's layers anew, in the order of `modules()`: convolutions and linear layers by the rules given,
 * normalisations over channels with scale 1 and shift 0. The order decides which layer gets which random numbers.
 */
export function initLayers(net: nn.Module, { conv, linear }: Rules): void {
  for (const m of net.modules()) {
    if (m instanceof nn.Conv2d) conv?.(m);
    else if (m instanceof nn.Linear) linear?.(m);
    else if (m instanceof nn.BatchNorm2d || m instanceof nn.GroupNorm) {
      if (m.weight) nn.init.ones_(m.weight);
      if (m.bias) nn.init.zeros_(m.bias);
    }
  }
}

/** Begins the convolutions alone anew, in the order of `modules()`. */
export function initConvs(net: nn.Module, conv: (conv: nn.Conv2d) => void): void {
  for (const m of net.modules()) if (m instanceof nn.Conv2d) conv(m);
}

type Weighted = nn.Conv2d | nn.Conv3d | nn.Linear;

export function zeroBias({ bias }: Weighted): void {
  if (bias) nn.init.zeros_(bias);
}

/** Normal values whose spread keeps the gradients' variance through a ReLU (He et al., 2015). */
export function kaimingFanOut(m: Weighted): void {
  nn.init.kaiming_normal_(m.weight, { mode: 'fan_out', nonlinearity: 'relu' });
  zeroBias(m);
}

/** Normal values of one spread for all. */
export const normalWith = (std: number) => (m: Weighted) => {
  nn.init.normal_(m.weight, 0, std);
  zeroBias(m);
};

/** Normal values of one spread, cut off at 2 and -2. */
export const truncatedWith = (std: number) => (m: Weighted) => {
  nn.init.trunc_normal_(m.weight, { std });
  zeroBias(m);
};

/** Xavier's rule for the weights of a transformer's two layers, nearly nothing for their biases. */
export function initMlp(mlp: nn.Module): void {
  for (const m of mlp.modules()) {
    if (!(m instanceof nn.Linear)) continue;
    nn.init.xavier_uniform_(m.weight);
    if (m.bias) nn.init.normal_(m.bias, { std: 1e-6 });
  }
}
