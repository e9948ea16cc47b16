import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FileNotFoundError, RuntimeError, TypeError, ValueError } from '../../errors.ts';
import { downloadFile } from '../../hub/download.ts';
import { runAndWait } from '../../hub/run.ts';
import { limitFor, type UnpackJob } from '../../hub/unpack.ts';
import { checked } from '../../misuse.ts';
import { Budget } from '../../serialization/budget.ts';
import { openSource } from '../../serialization/source.ts';
import { ZipReader } from '../../serialization/zip_reader.ts';

/** `~` as the user's own folder. */
export const expanded = (path: string): string => path.replace(/^~(?=$|[/\\])/, homedir());

function opened<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new FileNotFoundError(`No such file or directory: '${path}'`, { cause: error });
    }
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new RuntimeError(`cannot read '${path}': ${(error as Error).message}`, { cause: error });
  }
}

/** A file's MD5, in hexadecimal: that it is the file that was published, not that nobody forged it. */
export const calculate_md5 = checked('calculate_md5', (fpath: string): string => {
  if (typeof fpath !== 'string') throw new TypeError(`calculate_md5() takes a path, got ${typeof fpath}`);
  const hash = createHash('md5');
  const buffer = Buffer.allocUnsafe(2 ** 20);
  const file = opened(fpath, () => openSync(fpath, 'r'));
  try {
    const read = () => opened(fpath, () => readSync(file, buffer)); // a folder opens, and cannot be read
    for (let n = read(); n > 0; n = read()) hash.update(buffer.subarray(0, n));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
});

export const check_md5 = (fpath: string, md5: string): boolean => calculate_md5(fpath) === md5.toLowerCase();

/** Is the file there, and with `md5`, is it the right one? */
export const check_integrity = checked(
  'check_integrity',
  (fpath: string, md5: string | null = null): boolean => {
    if (!existsSync(fpath) || !statSync(fpath).isFile()) return false;
    return md5 === null || check_md5(fpath, md5);
  },
);

/**
 * Downloads a file into a folder, unless it is there already and right; see torch.hub for proxies, mirrors and resuming.
 *
 * @param url one address, or several to try in turn.
 * @throws DownloadError naming the address and what went wrong.
 */
export const download_url = checked(
  'download_url',
  (
    url: string | readonly string[],
    root: string,
    filename: string | null = null,
    md5: string | null = null,
  ): void => {
    const urls = [url].flat();
    const file = join(expanded(root), filename ?? basename(new URL(urls[0] as string).pathname));
    if (check_integrity(file, md5)) return;
    downloadFile(urls, file, { hash: md5 === null ? null : { algorithm: 'md5', expected: md5 } });
  },
);

const suffixes = ['.tar.gz', '.tgz', '.tar', '.zip', '.gz', '.xz', '.bz2'] as const;
const single = ['.gz', '.xz', '.bz2'];

/**
 * Unpacks a .tar, .tar.gz, .tgz or .zip into a folder, its own unless another is given, or a .gz, .xz or .bz2 beside itself.
 *
 * Nothing of a damaged archive appears, nothing is written outside of the folder, and links are refused.
 *
 * @returns the folder, or the unpacked file.
 * @throws RuntimeError naming the archive and what is wrong with it.
 */
export const extract_archive = checked(
  'extract_archive',
  (from_path: string, to_path: string | null = null, remove_finished = false): string => {
    const suffix = suffixes.find((end) => from_path.endsWith(end));
    if (!suffix) {
      throw new RuntimeError(
        `${from_path}: unknown kind of archive; known suffixes are ${suffixes.join(', ')}`,
      );
    }
    const folder = to_path ?? dirname(from_path);
    mkdirSync(folder, { recursive: true });
    const inner = join(folder, basename(from_path).slice(0, -suffix.length));
    try {
      if (suffix === '.zip') unzip(from_path, folder);
      else if (suffix === '.gz') writeWhole(inner, gunzipSync(readFileSync(from_path)));
      else if (suffix === '.xz') writeWhole(inner, decompressed(from_path, 'xz'));
      else if (suffix === '.bz2') writeWhole(inner, decompressed(from_path, 'bzip2'));
      else
        untar({
          archive: resolve(from_path),
          to: resolve(folder),
          gzip: suffix !== '.tar',
          limit: limitFor(from_path),
        });
    } catch (cause) {
      throw new RuntimeError(
        `${from_path} cannot be unpacked: ${(cause as Error).message}. Delete the file and fetch it again.`,
        { cause },
      );
    }
    if (remove_finished) rmSync(from_path);
    return single.includes(suffix) ? inner : folder;
  },
);

function untar(job: UnpackJob): void {
  const problem = runAndWait({ kind: 'unpack', job });
  if (problem !== null) throw new Error(problem);
}

function unzip(archive: string, folder: string): void {
  using source = openSource(archive);
  const zip = new ZipReader(source, {
    check_crc32: true,
    budget: new Budget(source.size, limitFor(archive)),
  });
  const names = zip.names().filter((name) => !name.endsWith('/'));
  for (const name of names) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, zip.read(name));
  }
}

/** Node has no decoder for these; every system that makes such files has. */
export const decompressed = checked('decompressed', (archive: string, program: 'xz' | 'bzip2'): Buffer => {
  const { status, stdout, stderr, error } = spawnSync(program, ['--decompress', '--stdout', archive], {
    maxBuffer: 2 ** 31,
  });
  if (status === 0) return stdout;
  throw new Error(
    `the program ${program} ${error ? `cannot be run (${error.message})` : `says: ${stderr}`.trim()}`,
  );
});

function writeWhole(file: string, bytes: Uint8Array): void {
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, bytes);
  renameSync(part, file);
}

/** Downloads an archive and unpacks it; see `download_url` and `extract_archive`. */
export const download_and_extract_archive = checked(
  'download_and_extract_archive',
  (
    url: string | readonly string[],
    download_root: string,
    extract_root: string | null = null,
    filename: string | null = null,
    md5: string | null = null,
    remove_finished = false,
  ): void => {
    const root = expanded(download_root);
    const name = filename ?? basename(new URL([url].flat()[0] as string).pathname);
    download_url(url, root, name, md5);
    extract_archive(join(root, name), extract_root ?? root, remove_finished);
  },
);

/** The folders in a folder. */
export const list_dir = checked('list_dir', (root: string, prefix = false): string[] => {
  const folder = expanded(root);
  const names = opened(root, () => readdirSync(folder)).filter((name) =>
    statSync(join(folder, name)).isDirectory(),
  );
  return prefix ? names.map((name) => join(folder, name)) : names;
});

/** The files in a folder whose names end with `suffix`. */
export const list_files = checked('list_files', (root: string, suffix: string, prefix = false): string[] => {
  const folder = expanded(root);
  const names = opened(root, () => readdirSync(folder)).filter(
    (name) => name.endsWith(suffix) && statSync(join(folder, name)).isFile(),
  );
  return prefix ? names.map((name) => join(folder, name)) : names;
});

/** One of several words, or a ValueError that names them. */
export const verify_str_arg = checked(
  'verify_str_arg',
  <T extends string>(value: string, arg: string, valid: readonly T[]): T => {
    if (valid.includes(value as T)) return value as T;
    throw new ValueError(
      `Unknown value '${value}' for argument ${arg}. Valid values are {'${valid.join("', '")}'}.`,
    );
  },
);

/** What a data set's own file must be; `check` says what to do when it is not. */
export interface Part {
  path: string;
  /** null where none was published. */
  md5: string | null;
}

/**
 * @throws RuntimeError that names the first file that is missing, or that is not the published one, and says what to do.
 */
export const checkParts = (name: string, parts: readonly Part[]): void => {
  for (const { path, md5 } of parts) {
    if (!existsSync(path)) {
      throw new RuntimeError(
        `${name}: dataset not found: ${path} is missing. You can use download: true to download it`,
      );
    }
    const got = md5 === null ? null : calculate_md5(path);
    if (got === md5) continue;
    throw new RuntimeError(
      `${name}: dataset corrupted: ${path} (${statSync(path).size} bytes) has the MD5 ${got}, expected ${md5}. ` +
        'Delete the file and use download: true to fetch it again',
    );
  }
};
