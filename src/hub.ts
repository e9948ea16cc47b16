/** `torch.hub`: files from the network, kept in a cache. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { CheckpointError, ValueError } from './errors.ts';
import { downloadFile } from './hub/download.ts';
import { Budget } from './serialization/budget.ts';
import { BytesIO, load, type MapLocation } from './serialization/index.ts';
import { openSource } from './serialization/source.ts';
import { ZipReader } from './serialization/zip_reader.ts';
import { type Args, signature } from './signature.ts';
import { warnOnce } from './warn.ts';

export { DownloadError } from './hub/download.ts';
export { get_mirrors, set_mirrors } from './hub/mirrors.ts';

let hubDir: string | null = null;

const expanded = (path: string) => path.replace(/^~(?=$|[/\\])/, homedir());

/** The folder of the cache: `set_dir`'s, or `$TORCH_HOME/hub`, or `$XDG_CACHE_HOME/torch/hub`, or `~/.cache/torch/hub`. */
export function get_dir(): string {
  const { TORCH_HUB, TORCH_HOME, XDG_CACHE_HOME } = process.env;
  if (TORCH_HUB) warnOnce('TORCH_HUB is deprecated, please use env TORCH_HOME instead');
  return hubDir ?? join(expanded(TORCH_HOME || join(XDG_CACHE_HOME || '~/.cache', 'torch')), 'hub');
}

const dirArgs = signature('set_dir', ['d', z.string().nullable()]);
/** Keeps the cache elsewhere; null goes back to the environment's folder. */
export function set_dir(...args: Args<typeof dirArgs>): void {
  const { d } = dirArgs(args);
  hubDir = d === null ? null : expanded(d);
}

const downloadArgs = signature(
  'download_url_to_file',
  ['url', z.string()],
  ['dst', z.string()],
  ['hash_prefix', z.string().nullable().default(null)],
  ['progress', z.boolean().default(true)],
);

/**
 * Downloads a file, and returns when it is there.
 *
 * A broken connection is tried again, from where it broke where the server can; proxies are those of HTTP_PROXY,
 * HTTPS_PROXY and NO_PROXY, mirrors those of `set_mirrors`. `dst` is replaced as a whole, or stays as it was.
 *
 * @param hash_prefix the begin of the file's SHA-256, in hexadecimal.
 * @param progress shows a bar on stderr, where that is a terminal.
 * @throws DownloadError naming the address and what went wrong; what has come stays for the next try.
 * @see https://docs.pytorch.org/docs/2.13/hub.html
 */
export function download_url_to_file(...args: Args<typeof downloadArgs>): void {
  const { url, dst, hash_prefix, progress } = downloadArgs(args);
  const hash = hash_prefix ? ({ algorithm: 'sha256', expected: hash_prefix } as const) : null;
  downloadFile(url, expanded(dst), { hash, progress });
}

const loadFields = [
  ['model_dir', z.string().nullable().default(null)],
  ['map_location', z.custom<MapLocation>().default(null)],
  ['progress', z.boolean().default(true)],
  ['check_hash', z.boolean().default(false)],
  ['file_name', z.string().nullable().default(null)],
  ['weights_only', z.boolean().default(false)],
] as const;
const loadArgs = signature('load_state_dict_from_url', ['url', z.string()], ...loadFields);
export type LoadFromUrlOptions = { [E in (typeof loadFields)[number] as E[0]]?: z.input<E[1]> };

/**
 * Loads the checkpoint at an address, which is downloaded once and then taken from the cache.
 *
 * @param model_dir the folder to keep it in; `get_dir()/checkpoints` unless given.
 * @param map_location, weights_only as in `torch.load`, which executes nothing either way.
 * @param check_hash the name holds the begin of the file's SHA-256: `resnet18-f37072fd.pth`.
 * @param file_name the name to keep it under; the address's last part unless given.
 * @throws DownloadError when it cannot be had, CheckpointError when it is no checkpoint.
 * @see https://docs.pytorch.org/docs/2.13/hub.html
 */
export function load_state_dict_from_url(...args: Args<typeof loadArgs>): any {
  const { url, model_dir, map_location, progress, check_hash, file_name, weights_only } = loadArgs(args);
  if (!URL.canParse(url)) throw new ValueError(`load_state_dict_from_url(): '${url}' is no address`);
  if (process.env.TORCH_MODEL_ZOO) {
    warnOnce('TORCH_MODEL_ZOO is deprecated, please use env TORCH_HOME instead');
  }
  const folder = model_dir === null ? join(get_dir(), 'checkpoints') : expanded(model_dir);
  const name = file_name ?? basename(new URL(url).pathname);
  if (name === '' || name !== basename(name) || name === '..' || name === '.') {
    throw new ValueError(`load_state_dict_from_url(): '${name}' is no file name; give file_name`);
  }
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    if (progress) process.stdout.write(`Downloading: "${url}" to ${file}\n`);
    download_url_to_file(url, file, check_hash ? hashIn(name) : null, progress);
  }
  try {
    return load(zipped(file) ?? file, { map_location, weights_only });
  } catch (cause) {
    if (!(cause instanceof CheckpointError)) throw cause;
    const Kind = cause.constructor as typeof CheckpointError;
    throw new Kind(`${cause.message}\nIt came from ${url}; delete ${file} to fetch it again.`, { cause });
  }
}

/** The begin of a digest that a name such as `resnet18-f37072fd.pth` promises. */
const hashIn = (name: string): string | null => /-([a-f0-9]*)\./.exec(name)?.[1] ?? null;

/** Checkpoints from before PyTorch 1.6 were sometimes put into a zip by hand: its only entry. */
function zipped(file: string): BytesIO | null {
  using source = openSource(file);
  const begin = source.read(0, Math.min(4, source.size));
  if (Buffer.from(begin).toString('latin1') !== 'PK\x03\x04') return null;
  const zip = new ZipReader(source, { check_crc32: true, budget: new Budget(source.size, undefined) });
  const [only, ...more] = zip.names();
  if (only === undefined || more.length > 0 || only.endsWith('/')) return null;
  return new BytesIO(zip.read(only));
}
