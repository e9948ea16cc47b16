// torch.autograd.

import { context } from '../context.ts';
import { blockKeywords } from '../keywords.ts';
import { native } from '../native.ts';

export * from './anomaly_mode.ts';
export * from './backward.ts';
export * as forward_ad from './forward_ad.ts';
export * from './function.ts';
export * as function from './function.ts';
export * as functional from './functional.ts';
export * from './gradcheck.ts';
export * as graph from './graph.ts';
export * as grad_mode from './modes.ts';
export * from './modes.ts';

function setMultithreading(mode: boolean): Disposable;
function setMultithreading<T>(mode: boolean, body: () => T): T;
function setMultithreading<T>(mode: boolean, body?: () => T): T | Disposable {
  return context(() => {
    const before = native.context_flag('multithreading');
    native.context_flag('multithreading', mode);
    return () => {
      native.context_flag('multithreading', before);
    };
  }, body);
}
/** Whether backward passes on devices may use threads of their own; for good or for the length of a block. */
export const set_multithreading_enabled = blockKeywords<{ mode: boolean }>()(
  'set_multithreading_enabled',
  ['mode'],
  setMultithreading,
);
