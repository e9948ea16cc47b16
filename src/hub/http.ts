/** One HTTP(S) answer: redirects followed, through a proxy where the environment names one. */
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';

/** An answer that another try would not change. */
export class FinalError extends Error {}

export interface Request {
  url: string;
  headers: Record<string, string>;
  env: NodeJS.ProcessEnv;
  /** Milliseconds without a byte after which the connection counts as dead. */
  timeout: number;
}

/** The answer to a GET, its body unread. */
export async function get(request: Request, redirects = 10): Promise<http.IncomingMessage> {
  const target = parse(request.url);
  const response = await send(target, request);
  const { location } = response.headers;
  const { statusCode = 0 } = response;
  if (![301, 302, 303, 307, 308].includes(statusCode) || !location) return response;
  response.destroy();
  if (redirects === 0) throw new FinalError('too many redirects');
  let next: URL;
  try {
    next = new URL(location, target);
  } catch {
    throw new FinalError(`it redirects to '${location}', which is no address`);
  }
  return get({ ...request, url: next.href }, redirects - 1);
}

function parse(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target && /^https?:$/.test(target.protocol)) return target;
  throw new FinalError(`'${url}' is no http: or https: address`);
}

async function send(target: URL, { headers, env, timeout }: Request): Promise<http.IncomingMessage> {
  const options = {
    headers: { 'user-agent': 'typetorch.hub', 'accept-encoding': 'identity', ...headers },
    timeout,
  };
  const proxy = proxyFor(target, env);
  const secure = target.protocol === 'https:';
  const tunnelled = secure && proxy ? await tunnel(target, proxy, timeout) : null;
  return new Promise((resolve, reject) => {
    const request = tunnelled
      ? https.get(target, { ...options, agent: false, createConnection: () => tunnelled })
      : secure
        ? https.get(target, options)
        : proxy
          ? http.get(proxy, {
              ...options,
              path: target.href,
              headers: { ...options.headers, host: target.host, ...authorization(proxy) },
            })
          : http.get(target, options);
    request.on('response', resolve);
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error(`no answer for ${timeout / 1000} seconds`)));
  });
}

/** The proxy for an address by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY (in either case), or null. */
export function proxyFor({ protocol, hostname, port }: URL, env: NodeJS.ProcessEnv): URL | null {
  const variable = (name: string) => env[name.toLowerCase()] ?? env[name];
  const skipped = (variable('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean);
  const isSkipped = (entry: string) => {
    if (entry === '*') return true;
    const [, name = '', only] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (only && only !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
    return hostname === name || hostname.endsWith(`.${name}`);
  };
  if (skipped.some(isSkipped)) return null;
  const proxy = variable(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') || variable('ALL_PROXY');
  if (!proxy) return null;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(address)) throw new FinalError(`the proxy '${proxy}' is no address`);
  return new URL(address);
}

function authorization({ username, password }: URL): Record<string, string> {
  if (!username) return {};
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` };
}

/** A TLS connection to `target` through the proxy. */
async function tunnel(target: URL, proxy: URL, timeout: number): Promise<tls.TLSSocket> {
  const host = `${target.hostname}:${target.port || 443}`;
  const headers = { host, ...authorization(proxy) };
  const socket = await new Promise<import('node:net').Socket>((resolve, reject) => {
    const request = http.request(proxy, { method: 'CONNECT', path: host, headers, timeout });
    request.on('connect', ({ statusCode }, connection) => {
      if (statusCode === 200) return resolve(connection);
      connection.destroy();
      reject(new FinalError(`the proxy ${proxy.host} refused: HTTP ${statusCode}`));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer for ${timeout / 1000} seconds`)));
    request.on('error', (error) =>
      reject(new Error(`the proxy ${proxy.host} cannot be reached: ${error.message}`)),
    );
    request.end();
  });
  return tls.connect({ socket, servername: target.hostname });
}
