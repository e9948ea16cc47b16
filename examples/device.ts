import { torch } from '../src/index.ts';

/** The device that `--device` names, else a GPU where there is one. */
export function deviceOf(name = torch.cuda.is_available() ? 'cuda' : 'cpu') {
  const device = torch.device(name);
  const count = torch.cuda.device_count();
  if (device.type === 'cuda' && (device.index ?? 0) >= count) {
    throw new Error(`there is no device ${name}: ${count} found; npx typetorch doctor tells more`);
  }
  return device;
}
