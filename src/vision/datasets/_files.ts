/** Reading what data sets keep in text files and folders; every error names the file. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { FileNotFoundError, RuntimeError, TypeError } from '../../errors.ts';
import { show } from '../../show.ts';

/** The error of a file that does not hold what it should. */
export const damagedFile = (path: string, expected: string, cause?: unknown): RuntimeError =>
  new RuntimeError(`${path}: expected ${expected}. Delete the data set and fetch it again.`, { cause });

/** The error of a file or folder that is not there, or cannot be read. */
export function unreadable(path: string, cause: unknown): FileNotFoundError | RuntimeError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FileNotFoundError(`${path} is missing: the data set is not complete`, { cause });
  }
  return new RuntimeError(`${path} cannot be read: ${message}`, { cause });
}

export function bytesOf(path: string): Buffer {
  // A number would be an open file's, and 0 wait for the terminal.
  if (typeof path !== 'string') throw new TypeError(`a file is given as its path, got ${show(path)}`);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

export const textOf = (path: string): string => bytesOf(path).toString('utf8');

/** The lines of a list, without blanks around them, and without empty ones. */
export const linesOf = (path: string): string[] =>
  textOf(path)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** @throws RuntimeError when the file is no JSON, or not of this form. */
export function jsonOf<T>(path: string, form: z.ZodType<T>, expected: string): T {
  const text = textOf(path);
  try {
    return form.parse(JSON.parse(text));
  } catch (cause) {
    throw damagedFile(path, expected, cause);
  }
}

/** A whole number as Python's `int` reads it, or null. */
export const integer = (text: string | undefined): number | null =>
  text !== undefined && /^[+-]?\d+$/.test(text.trim()) ? Number(text) : null;

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * Sorts names, in place, as Python does: by code points. JavaScript sorts by halves of surrogate pairs, which is the same
 * below them, and several times as fast.
 */
export const inOrder = (names: string[]): string[] =>
  names.some((name) => /[\ud800-\uffff]/.test(name)) ? names.sort(byCodePoint) : names.sort();

/** A link that leads nowhere is none. */
export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** What lies in a folder, in order of the names. */
export function namesIn(folder: string): string[] {
  try {
    return inOrder(readdirSync(folder));
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

/** The names of folders and of other files in a folder, each in order; a link counts as what it leads to. */
export function contentsOf(folder: string): { folders: string[]; files: string[] } {
  const [folders, files]: [string[], string[]] = [[], []];
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const isDirectory = entry.isDirectory() || (!entry.isFile() && isFolder(join(folder, entry.name)));
      (isDirectory ? folders : files).push(entry.name);
    }
  } catch (cause) {
    throw unreadable(folder, cause);
  }
  return { folders: inOrder(folders), files: inOrder(files) };
}

/** The folders in a folder, in order. */
export const foldersIn = (folder: string): string[] => contentsOf(folder).folders;

/** The paths below `root` that fit the pattern, in order; `*` stands for any part of a name, hidden files apart. */
export function glob(root: string, pattern: string): string[] {
  let found = [root];
  for (const part of pattern.split('/')) {
    const next = (folder: string): string[] => {
      if (!part.includes('*')) return existsSync(join(folder, part)) ? [join(folder, part)] : [];
      if (!isFolder(folder)) return [];
      const fits = new RegExp(`^(?!\\.)${part.split('*').map(escaped).join('.*')}$`, 's');
      return namesIn(folder)
        .filter((name) => fits.test(name))
        .map((name) => join(folder, name));
    };
    found = found.flatMap(next);
  }
  return inOrder(found);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
