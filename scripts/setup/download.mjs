// A large file over HTTP: resumed, through a proxy where one is set, checked before it counts.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import tls from 'node:tls';
import { say } from './run.mjs';

const tries = 4;
const sizeOf = (file) => (existsSync(file) ? statSync(file).size : 0);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** An answer that another try would not change. */
class FinalError extends Error {}

/**
 * Downloads `url` to `file`, which appears only when complete and, if `sha256` is given, right.
 * What has come stays in `file`.part, and the next try or the next run goes on from there.
 * @throws Error that names the URL and what went wrong
 */
export async function download(url, file, { sha256, env = process.env, pause = 1000 } = {}) {
  const part = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      await transfer(url, part, env);
      break;
    } catch (error) {
      if (error instanceof FinalError || attempt === tries) {
        throw new Error(`cannot download ${url}: ${error.message}`, { cause: error });
      }
      say(`download interrupted at ${megabytes(sizeOf(part))} (${error.message}), going on from there`);
      await new Promise((done) => setTimeout(done, pause * attempt));
    }
  }
  try {
    await verify(part, sha256);
  } catch (error) {
    rmSync(part);
    throw new Error(`the download of ${url} is corrupt and was removed: ${error.message}`);
  }
  renameSync(part, file);
}

/** Throws unless `file` has the SHA-256 `expected` (hexadecimal); without one there is nothing to check. */
export async function verify(file, expected) {
  if (!expected) return;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const got = hash.digest('hex');
  if (got !== expected.toLowerCase()) throw new Error(`its SHA-256 is ${got}, expected ${expected}`);
}

async function transfer(url, part, env) {
  const start = sizeOf(part);
  const response = await get(url, start ? { range: `bytes=${start}-` } : {}, env);
  const { statusCode, headers } = response;
  if (statusCode === 416) {
    response.destroy();
    if (/\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] === String(start)) return;
    rmSync(part);
    throw new Error('the file on the server has changed');
  }
  if (statusCode !== 200 && statusCode !== 206) {
    response.destroy();
    const Kind = statusCode < 500 ? FinalError : Error;
    throw new Kind(`HTTP ${statusCode} ${http.STATUS_CODES[statusCode] ?? ''}`.trim());
  }
  const resumed = statusCode === 206;
  const from = resumed ? start : 0;
  const total = headers['content-length'] === undefined ? null : from + Number(headers['content-length']);
  if (resumed) say(`resuming at ${megabytes(from)}`);
  reportProgress(response, from, total);
  await pipeline(response, createWriteStream(part, { flags: resumed ? 'a' : 'w' }));
  if (total !== null && sizeOf(part) !== total) throw new Error(`${sizeOf(part)} of ${total} bytes came`);
}

function reportProgress(response, from, total) {
  let received = from;
  let next = 0.1;
  response.on('data', (chunk) => {
    received += chunk.length;
    if (!total || received / total < next) return;
    say(`${Math.floor((100 * received) / total)} % of ${megabytes(total)}`);
    next = received / total + 0.1;
  });
}

// Follows redirects; resolves with the response, its body unread.
async function get(url, headers, env, redirects = 5) {
  const target = new URL(url);
  const options = { headers: { 'user-agent': 'typetorch-setup', ...headers }, timeout: 60_000 };
  const proxy = proxyFor(target, env);
  const request =
    target.protocol === 'https:'
      ? https.get(target, {
          ...options,
          ...(proxy && { createConnection: await tunnel(target, proxy) }),
        })
      : proxy
        ? http.get(proxy, {
            ...options,
            path: target.href,
            headers: { ...options.headers, host: target.host, ...authorization(proxy) },
          })
        : http.get(target, options);
  const response = await new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer for 60 seconds')));
  });
  const { location } = response.headers;
  if (response.statusCode < 300 || response.statusCode >= 400 || !location) return response;
  response.destroy();
  if (!redirects) throw new FinalError('too many redirects');
  return get(new URL(location, target).href, headers, env, redirects - 1);
}

/** The proxy for a URL from HTTPS_PROXY, HTTP_PROXY and NO_PROXY (in either case), or null. */
export function proxyFor({ protocol, hostname }, env) {
  const variable = (name) => env[name] ?? env[name.toLowerCase()];
  const skipped = (variable('NO_PROXY') ?? '')
    .split(',')
    .map((entry) => entry.trim().replace(/^\*?\./, ''))
    .filter(Boolean);
  if (skipped.some((entry) => entry === '*' || hostname === entry || hostname.endsWith(`.${entry}`)))
    return null;
  const proxy = variable(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || variable('ALL_PROXY');
  return proxy ? new URL(proxy.includes('://') ? proxy : `http://${proxy}`) : null;
}

function authorization({ username, password }) {
  if (!username) return {};
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` };
}

// A TLS connection to `target` through the proxy's CONNECT, as https.get wants it.
async function tunnel(target, proxy) {
  const socket = await new Promise((resolve, reject) => {
    const host = `${target.hostname}:${target.port || 443}`;
    const request = http.request(proxy, {
      method: 'CONNECT',
      path: host,
      headers: { host, ...authorization(proxy) },
    });
    request.on('connect', ({ statusCode }, connection) => {
      if (statusCode === 200) return resolve(connection);
      connection.destroy();
      reject(new FinalError(`the proxy ${proxy.host} refused: HTTP ${statusCode}`));
    });
    request.on('error', (error) =>
      reject(new Error(`the proxy ${proxy.host} cannot be reached: ${error.message}`)),
    );
    request.end();
  });
  return () => tls.connect({ socket, servername: target.hostname });
}
