/** A file over HTTP: tried again and resumed when the connection breaks, checked before it appears under its name. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { FinalError, get } from './http.ts';

/** What the file must hash to: the whole digest, or its begin. */
export interface Hash {
  algorithm: 'sha256' | 'md5';
  expected: string;
}

export interface Job {
  /** Tried in turn, until one gives the file. */
  urls: readonly string[];
  file: string;
  hash: Hash | null;
  /** Milliseconds before the second try; twice as long before each one after. */
  pause: number;
  timeout: number;
}

export interface Progress {
  start(total: number | null, from: number): void;
  advance(bytes: number): void;
  stop(): void;
}

/** The file came, but it is not the one that was expected. */
class HashError extends Error {}

const tries = 4;
const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);

/** @throws Error that names every address and what went wrong with it; nothing is left under the file's name then. */
export async function fetchFile(job: Job, env: NodeJS.ProcessEnv, progress: Progress): Promise<void> {
  mkdirSync(dirname(job.file), { recursive: true });
  using part = new PartFile(job.file);
  const failures: string[] = [];
  for (const url of job.urls) {
    try {
      await fetchFrom(url, job, part, env, progress);
      const handle = openSync(part.path, 'r+');
      fsyncSync(handle);
      closeSync(handle);
      renameSync(part.path, job.file);
      part.forget();
      return;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failures.push(`${url}: ${reason(error)}`);
    } finally {
      progress.stop();
    }
  }
  throw new Error(`cannot download ${failures.join('; ')}`);
}

/** Node's errors may have no text of their own: a refused connection to a name with several addresses. */
function reason(error: Error & { code?: string }): string {
  return error.message || error.code || error.name;
}

async function fetchFrom(
  url: string,
  job: Job,
  part: PartFile,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    let resumed = false;
    try {
      resumed = await transfer(url, job, part, env, progress);
      await verify(part.path, job.hash);
      return;
    } catch (error) {
      if (error instanceof HashError) {
        part.discard();
        // Two halves that do not fit each other may come of a file that changed meanwhile.
        if (!resumed) throw error;
      }
      if (error instanceof FinalError || isLocal(error) || attempt === tries) throw error;
      await new Promise((done) => setTimeout(done, job.pause * 2 ** (attempt - 1)));
    }
  }
}

/** No space, no permission: the next try meets the same. */
const isLocal = (error: unknown) =>
  ['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EDQUOT', 'EISDIR', 'ENOTDIR'].includes(
    (error as { code?: string }).code ?? '',
  );

/** Brings the rest of the file; whether a part was there before. */
async function transfer(
  url: string,
  job: Job,
  part: PartFile,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<boolean> {
  if (url.startsWith('file:')) {
    await pipeline(createReadStream(fileURLToPath(url)), createWriteStream(part.path));
    return false;
  }
  const start = part.resumable(url);
  const range = start ? { range: `bytes=${start}-`, 'if-range': part.validator as string } : {};
  const response = await get({ url, headers: range as Record<string, string>, env, timeout: job.timeout });
  response.setTimeout?.(job.timeout);
  const { statusCode = 0 } = response;
  if (statusCode === 416 || (statusCode === 206 && !continues(response, start))) {
    response.destroy();
    part.discard();
    throw new Error('the file on the server has changed');
  }
  if (statusCode !== 200 && statusCode !== 206) {
    response.destroy();
    const Kind = statusCode < 500 && statusCode !== 408 && statusCode !== 429 ? FinalError : Error;
    throw new Kind(`HTTP Error ${statusCode}: ${response.statusMessage || 'no reason given'}`);
  }
  const from = statusCode === 206 ? start : 0;
  if (from === 0) part.begin(url, response);
  const { 'content-length': length } = response.headers;
  const total = length === undefined ? null : from + Number(length);
  progress.start(total, from);
  response.on('data', (chunk: Buffer) => progress.advance(chunk.length));
  const broken = await append(response, part.path, from > 0);
  const size = sizeOf(part.path);
  const why = broken instanceof Error ? ` (${reason(broken)})` : '';
  if (broken || (total !== null && size !== total)) {
    throw new Error(`${size} of ${total ?? 'unknown'} bytes came${why}`);
  }
  return from > 0;
}

/**
 * Writes each piece as it comes, so that what came before a connection broke is there to go on from.
 *
 * @returns why it broke, or null.
 */
async function append(response: IncomingMessage, file: string, resumed: boolean): Promise<unknown> {
  const handle = openSync(file, resumed ? 'a' : 'w');
  try {
    for await (const chunk of response) {
      for (let done = 0; done < chunk.length; ) done += writeSync(handle, chunk, done);
    }
    return null;
  } catch (error) {
    if (isLocal(error)) throw error;
    return error;
  } finally {
    closeSync(handle);
  }
}

const continues = ({ headers }: IncomingMessage, start: number) =>
  new RegExp(`^bytes ${start}-`).test(headers['content-range'] ?? '');

async function verify(file: string, hash: Hash | null): Promise<void> {
  if (!hash) return;
  const digest = createHash(hash.algorithm);
  await pipeline(createReadStream(file), digest);
  const got = digest.digest('hex');
  if (got.startsWith(hash.expected.toLowerCase())) return;
  throw new HashError(`invalid hash value (expected "${hash.expected}", got "${got}")`);
}

/** What has come so far, beside the file; the next run goes on from there. */
class PartFile {
  readonly path: string;
  validator: string | null = null;
  readonly #lock: string;
  readonly #notes: string;
  readonly #owned: boolean;

  constructor(file: string) {
    this.#lock = `${file}.part.lock`;
    this.#owned = takeLock(this.#lock);
    // Another process is fetching the same file: this one works aside, and whoever is ready last wins.
    this.path = this.#owned ? `${file}.part` : `${file}.${process.pid}.part`;
    this.#notes = `${this.path}.json`;
  }

  /** How many bytes of this very file are there already. */
  resumable(url: string): number {
    const size = sizeOf(this.path);
    if (size === 0) return 0;
    try {
      const notes = JSON.parse(readFileSync(this.#notes, 'utf8'));
      if (notes.url !== url || typeof notes.validator !== 'string') return 0;
      this.validator = notes.validator;
      return size;
    } catch {
      return 0;
    }
  }

  begin(url: string, { headers }: IncomingMessage): void {
    const { etag, 'last-modified': modified } = headers;
    // A weak tag does not promise the same bytes.
    this.validator = etag && !etag.startsWith('W/') ? etag : (modified ?? null);
    writeFileSync(this.#notes, JSON.stringify({ url, validator: this.validator }));
  }

  discard(): void {
    rmSync(this.path, { force: true });
    rmSync(this.#notes, { force: true });
  }

  /** The part has become the file. */
  forget(): void {
    rmSync(this.#notes, { force: true });
  }

  [Symbol.dispose](): void {
    if (this.#owned) rmSync(this.#lock, { force: true });
    else this.discard();
  }
}

function takeLock(lock: string): boolean {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    }
    if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    rmSync(lock, { force: true });
  }
  return false;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
