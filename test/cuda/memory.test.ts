// The texts about memory: the allocator's table as Python writes it, and what an out-of-memory error says.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { summaryOf } from '../../src/cuda/memory.ts';
import * as errors from '../../src/errors.ts';
import { deviceOf, explainDevice } from '../../src/out_of_memory.ts';
import { torch } from '../../src/torch.ts';

const { cases } = JSON.parse(readFileSync(new URL('../golden/cuda_summary.json', import.meta.url), 'utf8'));

it.each<{ stats: Record<string, number>; device: number; abbreviated: boolean; text: string }>(cases)(
  "writes Python's table for device $device",
  ({ stats, device, abbreviated, text }) => {
    expect(summaryOf(stats, device, abbreviated)).toBe(text);
  },
);

it('names the largest tensors when the host has no more, and goes on', () => {
  const large = torch.zeros(1111, 1111);
  const view = large.t();
  const half = torch.zeros(777, 500);
  const fail = () => torch.empty(2 ** 46);
  expect(fail).toThrow(errors.OutOfMemoryError);
  let text = '';
  try {
    fail();
  } catch (error) {
    text = (error as Error).message;
  }
  expect(text).toContain('Asked for: 281474976710656 bytes (256.00 TiB).');
  const listed = /Largest tensors that JavaScript holds: (.*)\. All \d+ together/
    .exec(text)?.[1]
    ?.split('; ');
  expect(listed?.slice(0, 2)).toEqual([
    'float32[1111, 1111] (2 tensors) 4.71 MiB',
    'float32[777, 500] 1.48 MiB',
  ]);
  expect(text).toContain('To try: a smaller batch');
  expect(torch.ones(3).add(half.sum().item()).sum().item() + view.dim()).toBe(5);
});

it("adds to CUDA's own sentence who holds what, and what to try", () => {
  const sentence =
    'CUDA out of memory. Tried to allocate 20.00 GiB. GPU 1 has a total capacity of 79.19 GiB of which 9.37 GiB is free.';
  expect(deviceOf(sentence)).toBe('cuda:1');
  const GiB = 2 ** 30;
  const figures = { device: 'cuda:1', allocated: 60 * GiB, reserved: 69 * GiB };
  const rows = [
    `${40 * GiB} float32[160, 256, 512, 512] cuda:1 (2 tensors)`,
    `${GiB} int64[134217728]`,
    `${41 * GiB} 2`,
  ];
  expect(explainDevice(sentence, figures, rows).split('\n').slice(0, -1)).toEqual([
    sentence,
    'Asked for: 20.00 GiB on cuda:1.',
    'Held after a collection: 60.00 GiB by tensors, 9.00 GiB more reserved for re-use.',
    'Largest tensors that JavaScript holds: float32[160, 256, 512, 512] cuda:1 (2 tensors) 40.00 GiB; ' +
      'int64[134217728] 1.00 GiB. All 2 together: 41.00 GiB; 19.00 GiB more by graphs, gradients and other threads.',
  ]);
  expect(explainDevice(sentence, figures, ['0 0'])).toContain('No tensor in it is held by JavaScript.');
});
