import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pictureOf } from '../../src/plot/image.ts';
import * as plt from '../../src/plot/index.ts';
import { torch } from '../../src/torch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-plot-'));
});
afterEach(() => {
  plt.close();
  rmSync(folder, { recursive: true });
});

interface Picture {
  width: number;
  height: number;
  rgb: Buffer;
}

async function read(path: string): Promise<Picture> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Where the pixels are that are nearly this colour. */
function find({ width, rgb }: Picture, [r, g, b]: [number, number, number]): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = [];
  for (let i = 0; i < rgb.length; i += 3) {
    const off =
      Math.abs((rgb[i] ?? 0) - r) + Math.abs((rgb[i + 1] ?? 0) - g) + Math.abs((rgb[i + 2] ?? 0) - b);
    if (off < 30) found.push({ x: (i / 3) % width, y: Math.floor(i / 3 / width) });
  }
  return found;
}

const titled = (text: string) => {
  plt.close();
  plt.figure();
  plt.title(text);
  plt.plot([0, 1]);
  return plt.gcf().png();
};

test('savefig writes a PNG of the size asked for, with the line where its points are', async () => {
  plt.figure({ figsize: [6, 4], dpi: 50 });
  plt.plot([0, 1, 2], [5, 1, 3], { color: 'red' });
  plt.savefig(join(folder, 'line.png'));

  const picture = await read(join(folder, 'line.png'));
  expect([picture.width, picture.height]).toEqual([300, 200]);
  const line = find(picture, [255, 0, 0]);
  const left = Math.min(...line.map(({ x }) => x));
  const right = Math.max(...line.map(({ x }) => x));
  const heightAt = (x: number) => line.find((point) => point.x === x)?.y ?? Number.NaN;
  const middle = Math.round((left + right) / 2);
  // Down is larger: the first point is the highest of the three, the middle one the lowest.
  expect(heightAt(left + 1)).toBeLessThan(heightAt(right - 1));
  expect(heightAt(right - 1)).toBeLessThan(heightAt(middle));
});

test('a value that is not finite leaves a gap', async () => {
  plt.plot([1, 1, Number.NaN, 1, 1], { color: 'blue' });
  plt.savefig(join(folder, 'gap.png'));
  const columns = new Set(find(await read(join(folder, 'gap.png')), [0, 0, 255]).map(({ x }) => x));
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  expect(columns.has(Math.round(left + (right - left) / 8))).toBe(true);
  expect(columns.has(Math.round((left + right) / 2))).toBe(false);
});

test('Chinese texts are drawn as their own glyphs, whatever fonts the machine has', () => {
  const missing = titled('\ue000\ue000');
  expect(titled('损失').equals(missing)).toBe(false);
  expect(titled('损失').equals(titled('失损'))).toBe(false);
  expect(titled('损失').equals(titled('损失'))).toBe(true);
});

test('the SVG carries titles, labels, the legend and negative ticks', () => {
  plt.subplot(1, 2, 1);
  plt.plot([-2, 2], { label: '测试' });
  plt.plot([2, -2], { label: 'train', linestyle: '--', marker: 'o' });
  plt.xlabel('Epochs');
  plt.ylabel('Loss');
  plt.legend();
  plt.subplot(1, 2, 2);
  plt.title('second');
  plt.plot([3, 4], { label: 'hidden' });
  plt.savefig(join(folder, 'panels.svg'));

  const svg = readFileSync(join(folder, 'panels.svg'), 'utf8');
  for (const text of ['测试', 'train', 'Epochs', 'Loss', 'second', '>-2<']) expect(svg).toContain(text);
  expect(svg).not.toContain('hidden');
});

test('the legend stands in the corner asked for', async () => {
  const corner = async (loc: 'upper left' | 'lower right') => {
    plt.close();
    plt.figure({ figsize: [4, 4], dpi: 100 });
    plt.plot([0.5, 0.5], { label: 'green', color: '#00c000' });
    plt.legend({ loc });
    plt.savefig(join(folder, 'legend.png'));
    const green = find(await read(join(folder, 'legend.png')), [0, 192, 0]);
    // The curve runs through the middle; the rest is the legend's own stroke.
    const stroke = green.filter(({ y }) => Math.abs(y - 192) > 40);
    expect(stroke.length).toBeGreaterThan(20);
    return stroke.map(({ x, y }) => `${y < 192 ? 'upper' : 'lower'} ${x < 200 ? 'left' : 'right'}`);
  };
  expect(new Set(await corner('upper left'))).toEqual(new Set(['upper left']));
  expect(new Set(await corner('lower right'))).toEqual(new Set(['lower right']));
  expect(() => plt.legend({ loc: 'middle' as never })).toThrow("legend(): argument 'loc'");
});

test('the same place gives the same panel again', () => {
  const first = plt.subplot(2, 1, 1);
  plt.subplot(2, 1, 2);
  expect(plt.subplot(2, 1, 1)).toBe(first);
  expect(plt.gca()).toBe(first);
});

test('what cannot be drawn or written is said, and nothing is left behind', () => {
  expect(() => plt.plot([1, 2], [1, 2, 3])).toThrow(
    'x and y must have the same length, but have 2 and 3 points',
  );
  expect(() => plt.plot([1], { colour: 'red' } as never)).toThrow("unexpected keyword argument 'colour'");
  expect(() => plt.subplot(1, 2, 3)).toThrow('index must be 1 to 2 for 1 x 2 panels, not 3');
  expect(() => plt.savefig(join(folder, 'a.jpg'))).toThrow('must end in .png or .svg');
  expect(existsSync(join(folder, 'a.jpg'))).toBe(false);
});

test('an image stands in its panel with sharp pixels, its first row on top', async () => {
  const [, axs] = plt.subplots(1, 2, { figsize: [4, 2] });
  const [red, blue] = [
    [1, 0, 0],
    [0, 0, 1],
  ];
  axs[1]?.imshow([[red], [blue]]);
  axs[1]?.axis('off');
  plt.savefig(join(folder, 'image.png'));
  const picture = await read(join(folder, 'image.png'));
  const [top, bottom] = [find(picture, [255, 0, 0]), find(picture, [0, 0, 255])];
  expect(top.length).toBeGreaterThan(1000);
  expect(Math.abs(top.length - bottom.length)).toBeLessThan(top.length / 10);
  expect(Math.max(...top.map(({ y }) => y))).toBeLessThan(Math.min(...bottom.map(({ y }) => y)));
  expect(Math.min(...top.map(({ x }) => x))).toBeGreaterThan(200);
});

test('a confusion matrix shows its values and the names of its classes', () => {
  plt.heatmap(
    [
      [17, 2],
      [3, 41],
    ],
    { xticklabels: ['\u732b', 'other'], yticklabels: ['\u732b', 'other'] },
  );
  const svg = plt.gcf().svg();
  for (const text of ['>17<', '>41<', '>other<', '>\u732b<']) expect(svg).toContain(text);
  expect(svg).toContain('data:image/png;base64,');
});

test('histograms count, bars have names, points and short forms are drawn', () => {
  expect(plt.hist([0, 1, 1, 2, 4], 4)).toEqual({ counts: [1, 2, 1, 1], edges: [0, 1, 2, 3, 4] });
  plt.figure();
  plt.bar(['a', 'b'], [1, 2], { color: 'r' });
  plt.scatter([0, 1], [1, 2]);
  plt.plot([0, 1], [2, 1], 'g--');
  const svg = plt.gcf().svg();
  expect(svg).toContain('>b<');
  expect(svg).toMatch(/stroke="green"[^>]*stroke-dasharray|stroke-dasharray[^>]*stroke="green"/);
});

test('show writes a picture, prints where, and ends the figure', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  plt.plot([1, 2]);
  const before = plt.gcf();
  const path = plt.show();
  expect(existsSync(path)).toBe(true);
  expect(log).toHaveBeenCalledWith(path);
  expect(plt.gcf()).not.toBe(before);
  rmSync(dirname(path), { recursive: true });
  log.mockRestore();
});

test('values that are no numbers are white, infinite ones at the ends, and a large picture is drawn', () => {
  plt.figure({ figsize: [1, 1] });
  plt.imshow([
    [0, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
  ]);
  expect(
    pictureOf([[0, Number.NaN, Number.POSITIVE_INFINITY, 1]], { cmap: 'gray', vmin: null, vmax: null }).rgba,
  ).toEqual(Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255));
  expect(plt.gcf().svg()).toContain('data:image/png');
  plt.figure({ figsize: [1, 1] });
  plt.imshow(torch.rand(500, 500));
  expect(plt.gcf().svg()).toContain('data:image/png');
  plt.close();
});

test('images of other shapes are refused with the way to turn them', () => {
  expect(() => plt.imshow([[[0, 0]]])).toThrow(/permute\(1, 2, 0\)/);
  expect(() => plt.imshow([[1, 2], [3]])).toThrow(/an image is \(H, W\)/);
  expect(() => plt.bar([1], [1, 2])).toThrow('1 places and 2 heights');
});
