import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { proxyFor } from '../src/hub/http.ts';
import { DownloadError } from '../src/hub.ts';
import { torch } from '../src/torch.ts';
import { type Loopback, loopback, type Routes } from './loopback.ts';

const { hub } = torch;
const content = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i) % 251));
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let server: Loopback;
let folder: string;
let file: string;
beforeAll(async () => {
  server = await loopback();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'typetorch-hub-'));
  file = join(folder, 'weights.pth');
  for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) vi.stubEnv(name, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  hub.set_mirrors(null);
  rmSync(folder, { recursive: true, force: true });
});

const serve = async (routes: Routes) => {
  await server.use(routes);
  return (path: string) => server.url + path;
};

describe('download_url_to_file', () => {
  test('fetches a file, asking for nothing but that', async () => {
    const at = await serve({ '/w': { body: content } });
    hub.download_url_to_file(at('/w'), file, sha(content), false);
    expect(readFileSync(file)).toEqual(content);
    expect(readdirSync(folder)).toEqual(['weights.pth']);
    const [request] = await server.requests();
    expect(request?.headers['user-agent']).toBe('typetorch.hub');
    expect(request?.headers.range).toBeUndefined();
  });

  test('makes the folder, and takes an empty file for one', async () => {
    const at = await serve({ '/empty': { body: '' } });
    const deep = join(folder, 'a/b/empty');
    hub.download_url_to_file(at('/empty'), deep);
    expect(readFileSync(deep).length).toBe(0);
  });

  test('goes on where the connection broke', async () => {
    const at = await serve({ '/w': { body: content, etag: '"1"', cut: [20_000, 10_000, null] } });
    hub.download_url_to_file(at('/w'), file, sha(content).slice(0, 8));
    expect(readFileSync(file)).toEqual(content);
    const ranges = (await server.requests()).map(({ headers }) => headers.range);
    expect(ranges).toEqual([undefined, 'bytes=20000-', 'bytes=30000-']);
  });

  test('goes on in the next run where the last one gave up', async () => {
    const at = await serve({ '/w': { body: content, etag: '"1"', cut: [9_000, 9_000, 9_000, 9_000] } });
    expect(() => hub.download_url_to_file(at('/w'), file)).toThrow('36000 of 50000 bytes came');
    expect(existsSync(file)).toBe(false);
    hub.download_url_to_file(at('/w'), file);
    expect(readFileSync(file)).toEqual(content);
    expect((await server.requests()).at(-1)?.headers.range).toBe('bytes=36000-');
    expect(readdirSync(folder)).toEqual(['weights.pth']);
  });

  test('begins anew when the server cannot resume, or gives no mark to know the file by', async () => {
    const at = await serve({
      '/whole': { body: content, etag: '"1"', ranges: false, cut: [20_000] },
      '/nameless': { body: content, cut: [20_000] },
    });
    for (const path of ['/whole', '/nameless']) {
      hub.download_url_to_file(at(path), file);
      expect(readFileSync(file)).toEqual(content);
    }
    const asked = (await server.requests()).map(({ url, headers }) => [url, headers.range]);
    expect(asked).toEqual([
      ['/whole', undefined],
      ['/whole', 'bytes=20000-'],
      ['/nameless', undefined],
      ['/nameless', undefined],
    ]);
  });

  test('never joins two versions of a file', async () => {
    const other = Buffer.from(content.map((byte) => 255 - byte));
    const at = await serve({ '/w': { body: [content, other], etag: ['"1"', '"2"'], cut: [20_000] } });
    hub.download_url_to_file(at('/w'), file);
    expect(readFileSync(file).equals(other)).toBe(true);
  });

  test('refuses a corrupt file, and leaves the old one and nothing else', async () => {
    writeFileSync(file, 'old');
    const at = await serve({ '/w': { body: content } });
    const wrong = 'a'.repeat(64);
    expect(() => hub.download_url_to_file(at('/w'), file, wrong)).toThrow(DownloadError);
    expect(() => hub.download_url_to_file(at('/w'), file, wrong)).toThrow(
      `cannot download ${at('/w')}: invalid hash value (expected "${wrong}", got "${sha(content)}")`,
    );
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['weights.pth']);
  });

  test('tries again where the server is busy, but not where the file is missing', async () => {
    const at = await serve({ '/busy': { status: [503, 429, 200], body: content } });
    hub.download_url_to_file(at('/busy'), file);
    expect((await server.requests()).length).toBe(3);
    writeFileSync(file, 'old');
    expect(() => hub.download_url_to_file(at('/none'), file)).toThrow(
      `cannot download ${at('/none')}: HTTP Error 404: Not Found`,
    );
    expect((await server.requests()).length).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  test('follows redirects, and gives up in a circle', async () => {
    const at = await serve({
      '/a': { status: 302, location: '/b' },
      '/b': { status: 308, location: `${server.url}/w` },
      '/w': { body: content },
      '/round': { status: 301, location: '/round' },
      '/away': { status: 302, location: 'ftp://example.com/w' },
    });
    hub.download_url_to_file(at('/a'), file);
    expect(readFileSync(file)).toEqual(content);
    expect(() => hub.download_url_to_file(at('/round'), file)).toThrow('too many redirects');
    expect(() => hub.download_url_to_file(at('/away'), file)).toThrow(
      "'ftp://example.com/w' is no http: or https:",
    );
  });

  test('gives up on a server that falls silent', async () => {
    vi.stubEnv('TYPETORCH_DOWNLOAD_TIMEOUT', '0.3');
    const at = await serve({ '/w': { body: content, stall: true } });
    expect(() => hub.download_url_to_file(at('/w'), file)).toThrow(/1 of 50000 bytes came \(.*\)/);
    expect(existsSync(file)).toBe(false);
  });

  test('says which server cannot be reached', () => {
    expect(() => hub.download_url_to_file('http://127.0.0.1:9/w', file)).toThrow(
      /cannot download http:\/\/127.0.0.1:9\/w: connect ECONNREFUSED/,
    );
    expect(() => hub.download_url_to_file('no address', file)).toThrow("'no address' is no http: or https:");
  });

  test('says what keeps the file from being written', async () => {
    const at = await serve({ '/w': { body: content } });
    writeFileSync(join(folder, 'plain'), '');
    expect(() => hub.download_url_to_file(at('/w'), join(folder, 'plain/w'))).toThrow(/EEXIST|ENOTDIR/);
  });

  test('takes the mirror first, and the address itself when that fails', async () => {
    const at = await serve({ '/mirror/w-1.pth': { body: content }, '/own/w-1.pth': { body: 'own' } });
    hub.set_mirrors({ [at('/own/')]: at('/mirror/') });
    hub.download_url_to_file(at('/own/w-1.pth'), file);
    expect(readFileSync(file)).toEqual(content);
    hub.set_mirrors(null);
    vi.stubEnv('TYPETORCH_MIRRORS', `${at('/own/')}=${at('/missing/')}`);
    hub.download_url_to_file(at('/own/w-1.pth'), file);
    expect(readFileSync(file, 'utf8')).toBe('own');
    expect(() => hub.set_mirrors({ 'no address': 'http://x/' })).toThrow("got 'no address' -> 'http://x/'");
    vi.stubEnv('TYPETORCH_MIRRORS', 'nonsense');
    expect(() => hub.download_url_to_file(at('/w'), file)).toThrow("'nonsense' is no pair from=to");
  });

  test('goes through a proxy, with the password for it', async () => {
    await serve({ '/w': { body: content } });
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    vi.stubEnv('http_proxy', `http://user:pass%21@127.0.0.1:${server.port}`);
    hub.download_url_to_file('http://far.example/w', file);
    expect(readFileSync(file)).toEqual(content);
    const [request] = await server.requests();
    expect(request?.url).toBe('http://far.example/w');
    expect(request?.headers['proxy-authorization']).toBe(`Basic ${btoa('user:pass!')}`);
  });

  test('knows which addresses go past the proxy', () => {
    const env = { https_proxy: 'proxy:3128', NO_PROXY: 'local.host, .inner.org,other.org:8443' };
    const proxy = (url: string) => proxyFor(new URL(url), env)?.href ?? null;
    expect(proxy('https://far.org/x')).toBe('http://proxy:3128/');
    expect(proxy('https://local.host/x')).toBe(null);
    expect(proxy('https://deep.inner.org/x')).toBe(null);
    expect(proxy('https://winner.org/x')).toBe('http://proxy:3128/');
    expect(proxy('https://other.org:8443/x')).toBe(null);
    expect(proxy('https://other.org/x')).toBe('http://proxy:3128/');
    expect(proxy('http://far.org/x')).toBe(null);
    expect(proxyFor(new URL('http://x/'), { ALL_PROXY: 'http://p:1', NO_PROXY: '*' })).toBe(null);
  });

  test('two processes that fetch the same file leave one whole file', async () => {
    const at = await serve({ '/w': { body: content } });
    writeFileSync(`${file}.part.lock`, String(process.pid)); // as if this process were fetching it
    hub.download_url_to_file(at('/w'), file);
    expect(readFileSync(file)).toEqual(content);
    const { pid } = spawnSync(process.execPath, ['-e', '']); // and as if one had died over it
    writeFileSync(`${file}.part.lock`, String(pid));
    rmSync(file);
    hub.download_url_to_file(at('/w'), file);
    expect(readdirSync(folder)).toEqual(['weights.pth']);
  });

  test('refuses arguments that make no sense', () => {
    expect(() => (hub.download_url_to_file as any)('http://x/')).toThrow("missing required argument 'dst'");
    expect(() => hub.download_url_to_file('http://x/', file, { prefix: 'ab' } as any)).toThrow(
      "unexpected keyword argument 'prefix'; known: url, dst, hash_prefix, progress",
    );
  });
});

describe('load_state_dict_from_url', () => {
  let bytes: Buffer;
  let name: string;
  beforeAll(() => {
    const made = new torch.serialization.BytesIO();
    torch.save({ weight: torch.arange(6).view(2, 3), bias: torch.ones(2) }, made);
    bytes = Buffer.from(made.getvalue());
    name = `net-${sha(bytes).slice(0, 8)}.pth`;
  });
  beforeEach(() => {
    vi.stubEnv('TORCH_HOME', folder);
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    hub.set_dir(null);
  });

  test('fetches once, checks the hash in the name, and keeps the file under TORCH_HOME', async () => {
    const at = await serve({ [`/models/${name}`]: { body: bytes } });
    const url = `${at('/models/')}${name}`;
    for (let i = 0; i < 2; i += 1) {
      const state = hub.load_state_dict_from_url(url, { check_hash: true });
      expect(state.weight.tolist()).toEqual([
        [0, 1, 2],
        [3, 4, 5],
      ]);
    }
    expect((await server.requests()).length).toBe(1);
    const cached = join(folder, 'hub/checkpoints', name);
    expect(readFileSync(cached).equals(bytes)).toBe(true);
    expect(process.stdout.write).toHaveBeenCalledExactlyOnceWith(`Downloading: "${url}" to ${cached}\n`);
  });

  test('refuses a file that is not what its name says', async () => {
    const at = await serve({ '/net-00000000.pth': { body: bytes } });
    expect(() => hub.load_state_dict_from_url(at('/net-00000000.pth'), { check_hash: true })).toThrow(
      'invalid hash value (expected "00000000"',
    );
    expect(readdirSync(join(folder, 'hub/checkpoints'))).toEqual([]);
    expect(hub.load_state_dict_from_url(at('/net-00000000.pth'), { progress: false }).bias.numel()).toBe(2);
  });

  test('knows the cache as Python does', () => {
    expect(hub.get_dir()).toBe(join(folder, 'hub'));
    vi.stubEnv('TORCH_HOME', '');
    vi.stubEnv('XDG_CACHE_HOME', '/somewhere');
    expect(hub.get_dir()).toBe('/somewhere/torch/hub');
    vi.stubEnv('XDG_CACHE_HOME', '');
    vi.stubEnv('HOME', '/home/me');
    expect(hub.get_dir()).toBe('/home/me/.cache/torch/hub');
    vi.stubEnv('TORCH_HOME', '~/torch');
    expect(hub.get_dir()).toBe('/home/me/torch/hub');
    hub.set_dir('/my/own');
    expect(hub.get_dir()).toBe('/my/own');
  });

  test('takes another folder and name, and a file: address', async () => {
    const at = await serve({ '/download': { body: bytes } });
    hub.load_state_dict_from_url(at('/download?id=3'), { model_dir: folder, file_name: 'mine.pth' });
    expect(readdirSync(folder)).toEqual(['mine.pth']);
    const url = pathToFileURL(join(folder, 'mine.pth')).href;
    expect(hub.load_state_dict_from_url(url, join(folder, 'copy')).bias.tolist()).toEqual([1, 1]);
    expect(() => hub.load_state_dict_from_url(at('/'), folder)).toThrow("'' is no file name; give file_name");
    expect(() => hub.load_state_dict_from_url(at('/x'), { file_name: '../x' })).toThrow(
      "'../x' is no file name",
    );
    expect(() => hub.load_state_dict_from_url('x.pth')).toThrow("'x.pth' is no address");
  });

  test('says where a broken file of the cache came from', async () => {
    const at = await serve({ '/page.pth': { body: '<html>please log in</html>' } });
    expect(() => hub.load_state_dict_from_url(at('/page.pth'))).toThrow(
      `It came from ${at('/page.pth')}; delete ${join(folder, 'hub/checkpoints/page.pth')} to fetch it again.`,
    );
  });
});
