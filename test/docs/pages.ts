// The project's Markdown pages: their code blocks, links and commands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * One fenced block. In our pages `ts` is a program that must type-check and run, `ts no-run` one that must type-check,
 * `python` one that the pinned Python must run, `text output` what the block above prints, and `text output both` what
 * the two blocks above print alike.
 */
export interface Block {
  readonly language: string;
  readonly flags: readonly string[];
  readonly code: string;
  /** Where the block's code begins in its page, counted from 1. */
  readonly line: number;
  /** The text that running it must print. */
  output?: string;
  /** The block above, when both must print the same. */
  twin?: Block;
}

export interface Page {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

// A program that imports nothing begins with this line; the pages say so.
export const prelude = "import { nn, optim, type Tensor, torch, utils, vision } from 'typetorch';";

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; flags: string[]; lines: string[]; line: number } | null = null;
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.startsWith('```')) {
      open?.lines.push(line);
    } else if (open === null) {
      const [language = '', ...flags] = line.slice(3).trim().split(/\s+/);
      open = { language, flags, lines: [], line: i + 2 };
    } else {
      const { lines, ...block } = open;
      blocks.push({ ...block, code: lines.join('\n') });
      open = null;
    }
  }
  if (open !== null) throw new Error(`the block of line ${open.line} has no end`);
  return blocks;
}

/** The programs among the blocks, each with the output that follows it. */
export function programsOf(blocks: readonly Block[]): Block[] {
  const programs: Block[] = [];
  for (const block of blocks) {
    if (block.flags.includes('output')) {
      const [last, above] = [programs.at(-1), programs.at(-2)];
      if (last === undefined) throw new Error(`line ${block.line}: the output of no program`);
      last.output = block.code;
      if (block.flags.includes('both') && above) last.twin = above;
    } else if (block.language === 'ts' || block.language === 'python') programs.push(block);
  }
  return programs;
}

const examples = readdirSync(join(project, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `examples/${name}`);

export const pages: readonly Page[] = [
  ...readdirSync(project).filter((name) => name.endsWith('.md')),
  ...['docs', 'data', ...examples].flatMap((folder) =>
    readdirSync(join(project, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
].map((path) => {
  const text = readFileSync(join(project, path), 'utf8');
  return { path, text, blocks: blocksOf(text) };
});

/** A page's text without its code blocks. */
export const proseOf = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  return [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Everything that a reader could type: shell blocks and inline code. */
export function typedIn({ text, blocks }: Page): string[] {
  const shell = blocks.filter((block) => block.language === 'sh').flatMap((block) => block.code.split('\n'));
  return [...shell, ...[...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)];
}
