// torch.cuda.nvtx: names for stretches of time in NVIDIA's profilers.

import { context } from '../context.ts';
import { blockKeywords, keywords } from '../keywords.ts';
import { native } from '../native.ts';

/** Opens a range; returns how many were open before. */
export const range_push = keywords('range_push', ['msg'], (msg: string): number =>
  native.nvtx_range('push', msg),
);
/** Closes the range opened last; returns how many are open still. */
export const range_pop = (): number => native.nvtx_range('pop');
/** Opens a range that may end anywhere, on any thread; returns its number for `range_end`. */
export const range_start = keywords('range_start', ['msg'], (msg: string): number =>
  native.nvtx_range('start', msg),
);
export const range_end = keywords('range_end', ['range_id'], (range_id: number): void => {
  native.nvtx_range('end', range_id);
});
/** Marks a moment. */
export const mark = keywords('mark', ['msg'], (msg: string): void => {
  native.nvtx_range('mark', msg);
});
function rangeAround(msg: string): Disposable;
function rangeAround<T>(msg: string, body: () => T): T;
function rangeAround<T>(msg: string, body?: () => T): T | Disposable {
  return context(() => {
    range_push(msg);
    return () => {
      range_pop();
    };
  }, body);
}
/** A range as long as a block: `torch.cuda.nvtx.range('forward', () => ...)`. */
export const range = blockKeywords<{ msg: string }>()('range', ['msg'], rangeAround);
