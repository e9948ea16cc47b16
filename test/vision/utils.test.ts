import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { torch, vision } from '../../src/index.ts';

const { utils, io } = vision;
const folder = mkdtempSync(join(tmpdir(), 'typetorch-utils-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

test('a grid: rows, margins, three channels, stretched values', () => {
  const batch = torch
    .arange(5 * 6)
    .float()
    .view(5, 1, 2, 3);
  const grid = utils.make_grid(batch, { nrow: 2, padding: 1, pad_value: -1 });
  expect([...grid.size()]).toEqual([3, 10, 9]);
  expect(grid.select(0, 1).narrow(0, 4, 2).narrow(1, 5, 3).tolist()).toEqual([
    [18, 19, 20],
    [21, 22, 23],
  ]);
  expect(grid.eq(-1).sum().item()).toBe(3 * (90 - 30));
  const stretched = utils.make_grid(batch, { normalize: true, scale_each: true });
  expect([stretched.min().item(), stretched.max().item()]).toEqual([0, 1]);
  expect([...utils.make_grid(batch.select(0, 0)).size()]).toEqual([3, 2, 3]);
  expect(() => utils.make_grid(batch, { rows: 2 } as never)).toThrow(/unexpected keyword argument 'rows'/);
});

test('images of 0 to 1 are written as bytes', () => {
  const path = join(folder, 'grid.png');
  utils.save_image([torch.zeros(3, 2, 2), torch.ones(3, 2, 2).mul(0.5)], path, { padding: 0 });
  expect(io.read_image(path).select(0, 0).tolist()).toEqual([
    [0, 0, 128, 128],
    [0, 0, 128, 128],
  ]);
});

test('boxes are drawn on their own pixels, labels inside them', () => {
  const image = torch.zeros([3, 40, 60], { dtype: torch.uint8 });
  const boxes = torch.tensor([
    [5, 4, 50, 30],
    [1, 2, 3, 38],
  ]);
  const drawn = utils.draw_bounding_boxes(image, boxes, { colors: [[255, 0, 0], 'blue'], width: 2 });
  expect([...drawn.size()]).toEqual([3, 40, 60]);
  expect(drawn.index(':', 4, 5).tolist()).toEqual([255, 0, 0]);
  expect(drawn.index(':', 30, 50).tolist()).toEqual([255, 0, 0]);
  expect(drawn.index(':', 31, 51).tolist()).toEqual([0, 0, 0]);
  expect(drawn.index(':', 10, 1).tolist()).toEqual([0, 0, 255]);
  expect(drawn.index(':', 15, 30).tolist()).toEqual([0, 0, 0]);
  const labelled = utils.draw_bounding_boxes(image.float(), boxes, { labels: ['cat', null], colors: 'lime' });
  const plain = utils.draw_bounding_boxes(image.float(), boxes, { colors: 'lime' });
  expect(labelled.sub(plain).narrow(1, 5, 12).narrow(2, 7, 20).sum().item()).toBeGreaterThan(5);
  expect(() => utils.draw_bounding_boxes(image, boxes, { labels: ['a'] })).toThrow(
    /Number of boxes \(2\) and labels \(1\)/,
  );
  expect(() => utils.draw_bounding_boxes(image, torch.tensor([[5, 4, 1, 1]]))).toThrow(/format/);
});

test('colours have names, labels a background, and nothing to draw is said', () => {
  const image = torch.zeros([3, 40, 60], { dtype: torch.uint8 });
  const box = torch.tensor([[5, 4, 50, 30]]);
  const at = (drawn: torch.Tensor) => drawn.index(':', 4, 5).tolist();
  const first = (colors: string) => at(utils.draw_bounding_boxes(image, box, { colors }));
  expect(first('RebeccaPurple')).toEqual([102, 51, 153]);
  expect(first('#0f8')).toEqual([0, 255, 136]);
  expect(first('hsl(120, 100%, 50%)')).toEqual([0, 255, 0]);
  expect(() => first('reddish')).toThrow("unknown color specifier: 'reddish'");
  expect(() => first('transparent')).toThrow('unknown color specifier');
  const labelled = utils.draw_bounding_boxes(image, box, ['owl'], 'red', {
    fill_labels: true,
    label_background_colors: 'yellow',
  });
  const yellow = labelled.select(0, 0).gt(200).logical_and(labelled.select(0, 1).gt(200));
  expect(yellow.sum().item()).toBeGreaterThan(40);
  const black = labelled.index(':', '6:16', '7:20').to(torch.int32).sum(0).lt(100);
  expect(black.sum().item()).toBeGreaterThan(5);

  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  expect(utils.draw_bounding_boxes(image, torch.zeros(0, 4))).toBe(image);
  expect(utils.draw_segmentation_masks(image, torch.zeros([0, 40, 60], { dtype: torch.bool }))).toBe(image);
  expect(warned.mock.calls.map(([text]) => text)).toEqual([
    "boxes doesn't contain any box. No box was drawn",
    "masks doesn't contain any mask. No mask was drawn",
  ]);
  warned.mockRestore();
});

test('masks are coloured, where they overlap black', () => {
  const image = torch.full([3, 2, 3], 100, { dtype: torch.uint8 });
  const masks = torch.tensor([
    [
      [true, true, false],
      [false, false, false],
    ],
    [
      [false, true, false],
      [false, false, false],
    ],
  ]);
  const out = utils.draw_segmentation_masks(image, masks, {
    alpha: 0.5,
    colors: [
      [200, 0, 0],
      [0, 200, 0],
    ],
  });
  expect(out.index(':', 0, 0).tolist()).toEqual([150, 50, 50]);
  expect(out.index(':', 0, 1).tolist()).toEqual([50, 50, 50]);
  expect(out.index(':', 1, 2).tolist()).toEqual([100, 100, 100]);
});

test('a grid with labels, and terminals that show it', () => {
  const grid = utils.label_grid(torch.rand(5, 1, 8, 8), [7, 2, '猫', 'dog', 0], { nrow: 3 });
  expect([...grid.size()]).toEqual([3, 2 * (64 + 20 + 4) + 4, 3 * (64 + 4) + 4]);
  expect(grid.narrow(1, 69, 18).narrow(2, 4, 64).lt(100).any().item()).toBe(true);
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) };
  vi.stubEnv('TERM', 'xterm-kitty');
  utils.show(grid, out);
  expect(written[0]).toMatch(/_Ga=T,f=100,m=[01];iVBOR/);
  vi.stubEnv('TERM', 'xterm');
  vi.stubEnv('TERM_PROGRAM', 'iTerm.app');
  utils.show(vision.Image.new('L', [3, 3]), out);
  expect(written.at(-1)).toMatch(/1337;File=inline=1;size=\d+:iVBOR/);
  vi.stubEnv('TERM_PROGRAM', '');
  expect(() => utils.show(grid, out)).toThrow(/this terminal shows no images/);
});

test("colours are Pillow's texts", () => {
  const colours: [string, number[]][] = [
    ['RED', [255, 0, 0]],
    ['rebeccapurple', [102, 51, 153]],
    ['#1a3', [17, 170, 51]],
    ['#12345678', [18, 52, 86]],
    ['rgb( 1 , 2,300 )', [1, 2, 300]],
    ['rgb(10%,33%,100%)', [26, 84, 255]],
    ['hsl(406,50%,50%)', [191, 162, 64]],
    ['hsl(175.5,80%,26%)', [13, 119, 111]],
    ['hsv(590,60%,100%)', [102, 128, 255]],
    ['hsb(12,100%,50%)', [128, 25, 0]],
  ];
  const image = torch.zeros([3, 1, 1], { dtype: torch.int16 }).float();
  const mask = torch.ones(1, 1, { dtype: torch.bool });
  for (const [colors, rgb] of colours) {
    const drawn = utils.draw_segmentation_masks(image, mask, { alpha: 1, colors });
    expect(drawn.view(3).mul(255).round().tolist(), colors).toEqual(rgb);
  }
  for (const colors of ['nocolor', '#12', '#gggggg', 'rgb(1 2 3)', '', 'hsl(1,2,3)']) {
    const said = `unknown color specifier: '${colors}'`;
    const whole = torch.zeros(3, 9, 9, { dtype: torch.uint8 });
    expect(() => utils.draw_segmentation_masks(image, mask, { colors })).toThrow(said);
    expect(() => utils.draw_bounding_boxes(whole, torch.tensor([[1, 1, 5, 5]]), { colors })).toThrow(said);
    expect(() => utils.draw_keypoints(whole, torch.ones(1, 1, 2), { colors })).toThrow(said);
  }
});

test('a rim wider than its box covers what it does in Pillow', () => {
  const drawn = (box: number[], width: number) => {
    const image = torch.zeros([3, 14, 16], { dtype: torch.uint8 });
    const made = utils.draw_bounding_boxes(image, torch.tensor([box]), { colors: 'white', width });
    const rows = made.index(0).ne(0).tolist() as unknown as boolean[][];
    return rows.map((row) => row.map((on) => (on ? 'x' : '.')).join('')).filter((row) => row.includes('x'));
  };
  expect(drawn([5, 4, 9, 5], 4)).toEqual(Array(7).fill('.....xxxxx......'));
  const [narrow, wide] = ['.....xx.........', '....xxxx........'];
  expect(drawn([5, 4, 6, 12], 3)).toEqual([narrow, narrow, narrow, wide, wide, wide, narrow, narrow, narrow]);
  expect(drawn([4, 4, 7, 7], 3)).toEqual(Array(4).fill(wide));
});
