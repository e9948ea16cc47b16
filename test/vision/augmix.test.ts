import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import '../nn/pinned.ts';
import { torch } from '../../src/torch.ts';
import * as T from '../../src/vision/transforms/index.ts';

type Case = [
  height: number,
  width: number,
  channels: number,
  kind: 'tensor' | 'picture',
  seed: number,
  digest: string,
];
const file = new URL('../golden/vision_augmix.json', import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'));

describe('AugMix gives the pixels of torchvision, to the last bit', () => {
  test.each(cases)('%i x %i, %i channels, %s, seed %i', (height, width, channels, kind, seed, digest) => {
    torch.manual_seed(99);
    const pixels = torch.randint(0, 256, [channels, height, width], { dtype: torch.uint8 });
    torch.manual_seed(seed);
    const mix = T.AugMix(1 + seed, {
      all_ops: seed % 2 === 0,
      interpolation: seed % 3 > 0 ? 'bilinear' : 'nearest',
      fill: seed % 2 ? null : 7,
    });
    const made =
      kind === 'tensor'
        ? mix(pixels)
        : T.functional.pil_to_tensor(mix(T.functional.to_pil_image(pixels))).permute(1, 2, 0);
    const bytes = made.contiguous().numpy() as Uint8Array;
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(digest);
  });
});
