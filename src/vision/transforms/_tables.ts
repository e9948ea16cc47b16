import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

const tables = new Map<string, Tensor>();
const MOST = 64;

/**
 * (channels, 256) float32: what `change` makes of the 256 values that a picture's channels have, as floats of 0 to 1
 * (channels, 1, 256). The operators themselves make it, once for each `key`, so that what is looked up has their bits.
 */
export function tableOf(channels: number, key: string, change: (values: Tensor) => Tensor): Tensor {
  const name = `${channels}${key}`;
  let table = tables.get(name);
  if (table === undefined) {
    const values = torch.arange(256, { dtype: torch.float32, device: 'cpu' }).div_(255);
    table = change(values.repeat([channels, 1, 1]))
      .contiguous()
      .view(channels, 256);
    if (tables.size >= MOST) tables.clear();
    tables.set(name, table);
  }
  return table;
}
