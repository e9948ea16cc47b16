import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { cudaHeaderWheels, fetchLibTorch, zipUrl } from '../../scripts/setup/fetch.mjs';
import { fileAnswer, serve } from './server.mjs';
import { bareEnv, fakeLibTorch, logged, programs, temporary } from './toy.mjs';

afterEach(() => vi.restoreAllMocks());
const asRoot = (root) => vi.spyOn(process, 'getuid').mockReturnValue(root ? 0 : 1000);

const fetchBy = (routes, project, env, roots = []) =>
  fetchLibTorch(project, { env: { ...env, TYPETORCH_LIBTORCH_ROUTES: routes }, roots });

// ---- pip

/** A python3 whose venv copies itself and whose pip logs and, if `succeeds` (shell code) does, installs a torch. */
function fakePython(succeeds, { cuda = null, version = '2.13.0+cpu' } = {}) {
  const log = join(temporary(), 'log');
  const wheel = fakeLibTorch(join(temporary(), 'torch'), { version, cuda });
  const script = `
    [ "$1" = -c ] && exit 0
    echo "$@" >> ${log}
    if [ "$2" = venv ]; then mkdir -p "$3/bin" "$3/lib/python3.11/site-packages"; cp "$0" "$3/bin/python"; exit 0; fi
    site=$(dirname "$0")/../lib/python3.11/site-packages
    ${succeeds} || exit 1
    cp -r ${wheel} "$site/"`;
  const { env } = programs({ python3: script, python: 'exit 1' });
  return { env, log };
}

test('pip makes .venv with torch of the pinned version and numpy', async () => {
  const project = temporary();
  const { env, log } = fakePython('true');
  const found = await fetchBy('pip', project, env);
  expect(found).toMatchObject({ version: '2.13.0+cpu', python: join(project, '.venv/bin/python') });
  const [venv, pip, ...rest] = logged(log);
  expect(venv).toBe(`-m venv ${join(project, '.venv')}`);
  const torch = process.platform === 'darwin' ? 'torch==2.13.0' : 'torch==2.13.0+cpu';
  expect(pip).toMatch(/^-m pip install .*--retries 1 --timeout 15 /);
  expect(pip.endsWith(` ${torch} numpy`)).toBe(true);
  expect(rest).toEqual([]);
  expect(JSON.parse(readFileSync(join(project, '.venv/typetorch.json'), 'utf8'))).toEqual({
    torch: '2.13.0',
    variant: 'cpu',
  });
});

test("what the configured index lacks is asked of PyTorch's own, or its mirror", async () => {
  const onSecond = `case "$*" in *--extra-index-url*) true ;; *) false ;; esac`;
  const first = fakePython(onSecond);
  await fetchBy('pip', temporary(), first.env);
  expect(logged(first.log)[2]).toMatch(/--extra-index-url https:\/\/download\.pytorch\.org\/whl\/cpu$/);
  const second = fakePython(onSecond);
  await fetchBy('pip', temporary(), {
    ...second.env,
    TYPETORCH_LIBTORCH_MIRROR: 'https://mirror.example/pt/',
  });
  expect(logged(second.log)[2]).toMatch(/--extra-index-url https:\/\/mirror\.example\/pt\/whl\/cpu$/);
});

test.skipIf(process.platform === 'darwin')(
  'a CUDA variant brings the headers that torch does not require',
  async () => {
    const { env, log } = fakePython('true', { version: '2.13.0+cu130', cuda: '13.0' });
    const found = await fetchBy('pip', temporary(), { ...env, TYPETORCH_LIBTORCH: 'cu130' });
    expect(found.cuda).toBe('13.0');
    expect(logged(log)[1]).toMatch(
      / torch==2\.13\.0\+cu130 numpy nvidia-cuda-runtime==13\.0\.\* nvidia-cuda-crt==13\.0\.\* nvidia-cuda-cccl==13\.0\.\*$/,
    );
    expect(cudaHeaderWheels('12.6')[0]).toBe('nvidia-cuda-runtime-cu12==12.6.*');
  },
);

test('a pip that fails leaves no .venv', async () => {
  const project = temporary();
  await expect(fetchBy('pip', project, fakePython('false').env)).rejects.toThrow(
    /could not be fetched:\n {2}pip: '/,
  );
  expect(readdirSync(project)).toEqual([]);
});

test('a pip that fails half-way in an environment of the user keeps it, without a mark', async () => {
  const project = temporary();
  mkdirSync(join(project, '.venv'));
  writeFileSync(join(project, '.venv/mine.txt'), 'x');
  const half = 'mkdir -p "$site/torch/lib" && touch "$site/torch/lib/libtorch_cpu.so" && false';
  await expect(fetchBy('pip', project, fakePython(half).env)).rejects.toThrow('could not be fetched');
  expect(existsSync(join(project, '.venv/mine.txt'))).toBe(true);
  expect(existsSync(join(project, '.venv/typetorch.json'))).toBe(false);
});

test('a Python without venv says which package to install', async () => {
  asRoot(false);
  const { env } = programs({ python3: 'exit 1', python: 'exit 1' });
  await expect(fetchBy('pip', temporary(), env)).rejects.toThrow(
    /pip: Python 3 with venv and pip not found\. Install with/,
  );
});

// ---- apt

function fakeApt(brings) {
  const log = join(temporary(), 'log');
  const system = temporary();
  const layout = fakeLibTorch(temporary(), { kind: 'system', version: '1.13.1' });
  const install = brings ? `[ "$1" = install ] && cp -r ${layout}/. ${system}/` : ':';
  const script = `[ "$1" = --version ] && exit 0\necho "$DEBIAN_FRONTEND $@" >> ${log}\n${install}\nexit 0`;
  return {
    env: { ...bareEnv(), PATH: `${programs({ 'apt-get': script }).bin}:${bareEnv().PATH}` },
    log,
    system,
  };
}

test("root on Debian gets Debian's package", async () => {
  asRoot(true);
  const { env, log, system } = fakeApt(true);
  const found = await fetchBy('apt', temporary(), env, [system]);
  expect(found).toMatchObject({ source: 'the system', version: '1.13.1', root: system });
  expect(logged(log).at(-1)).toBe('noninteractive install -y -qq --no-install-recommends libtorch-dev');
});

test('apt is not called for other users, for CUDA, or against TYPETORCH_APT=0', async () => {
  const { env, log } = fakeApt(true);
  asRoot(false);
  await expect(fetchBy('apt', temporary(), env)).rejects.toThrow('apt: apt-get is for root');
  asRoot(true);
  await expect(fetchBy('apt', temporary(), { ...env, TYPETORCH_APT: '0' })).rejects.toThrow(
    'TYPETORCH_APT=0 forbids',
  );
  const cuda = { ...env, TYPETORCH_LIBTORCH: 'cu130' };
  await expect(fetchBy('apt', temporary(), cuda)).rejects.toThrow(
    'apt: Debian has LibTorch for the CPU only',
  );
  expect(logged(log)).toEqual([]);
});

test('an apt that brings nothing usable says so', async () => {
  asRoot(true);
  const { env, system } = fakeApt(false);
  await expect(fetchBy('apt', temporary(), env, [system])).rejects.toThrow(
    'apt: it brought no LibTorch of a supported version',
  );
});

// ---- zip

const linux = process.platform === 'linux' && process.arch === 'x64';
const zipName = 'libtorch-shared-with-deps-2.13.0%2Bcpu.zip';

function makeZip({ folder = 'libtorch', version = '2.13.0+cpu' } = {}) {
  const aside = temporary();
  if (folder) fakeLibTorch(join(aside, folder), { kind: folder === 'torch' ? 'wheel' : 'zip', version });
  else writeFileSync(join(aside, 'README'), 'nothing here');
  const file = join(temporary(), 'made.zip');
  execFileSync('cmake', ['-E', 'tar', 'cf', file, '--format=zip', ...readdirSync(aside)], { cwd: aside });
  const content = readFileSync(file);
  return { file, content, sha256: createHash('sha256').update(content).digest('hex') };
}

const zipEnv = (url, sha256) =>
  bareEnv({ TYPETORCH_LIBTORCH_MIRROR: url, TYPETORCH_LIBTORCH_SHA256: sha256 });

test('the address of the official zip', () => {
  const site = 'https://download.pytorch.org/libtorch';
  expect(zipUrl({}, 'linux-x64')).toBe(`${site}/cpu/${zipName}`);
  const cuda = { TYPETORCH_LIBTORCH: 'cu130' };
  expect(zipUrl(cuda, 'linux-x64')).toBe(`${site}/cu130/libtorch-shared-with-deps-2.13.0%2Bcu130.zip`);
  expect(zipUrl({}, 'darwin-arm64')).toBe(`${site}/cpu/libtorch-macos-arm64-2.13.0.zip`);
  expect(zipUrl(cuda, 'darwin-arm64')).toBeNull();
  expect(zipUrl({}, 'linux-arm64')).toBeNull();
  expect(() => zipUrl({ TYPETORCH_LIBTORCH: 'gpu' }, 'linux-x64')).toThrow(
    "TYPETORCH_LIBTORCH is 'gpu': expected cpu",
  );
});

test.runIf(linux)('the zip comes from the mirror, is unpacked, and only that stays', async () => {
  const { content, sha256 } = makeZip();
  const { url, requests } = await serve(fileAnswer(content));
  const project = temporary();
  const found = await fetchBy('zip', project, zipEnv(url, sha256));
  expect(requests[0].url).toBe(`/libtorch/cpu/${zipName}`);
  expect(found).toMatchObject({ source: 'fetched as zip', version: '2.13.0+cpu' });
  expect(readdirSync(join(project, '.libtorch'))).toEqual(['libtorch']);
  expect(readFileSync(join(found.lib, 'libtorch_cpu.so'), 'utf8')).toBe('torch_cpu 2.13.0+cpu');
});

test.runIf(linux)(
  'the official checksum of the pinned version is demanded without being asked for',
  async () => {
    const { content } = makeZip();
    const { url } = await serve(fileAnswer(content));
    const project = temporary();
    await expect(fetchBy('zip', project, bareEnv({ TYPETORCH_LIBTORCH_MIRROR: url }))).rejects.toThrow(
      'expected edbf4cbed78433d803e90a65f1752e57783d164bce66c95c0872b2ab8f5c159e',
    );
    expect(readdirSync(join(project, '.libtorch'))).toEqual([]);
  },
);

test.runIf(linux)('a corrupt download leaves nothing, and the next run starts afresh', async () => {
  const { content, sha256 } = makeZip();
  const corrupt = Buffer.from(content);
  corrupt[100] ^= 1;
  const { url } = await serve((request, response, n) =>
    fileAnswer(n === 1 ? corrupt : content)(request, response, n),
  );
  const project = temporary();
  await expect(fetchBy('zip', project, zipEnv(url, sha256))).rejects.toThrow('is corrupt and was removed');
  expect(readdirSync(join(project, '.libtorch'))).toEqual([]);
  expect((await fetchBy('zip', project, zipEnv(url, sha256))).version).toBe('2.13.0+cpu');
});

test.runIf(linux)('a download that breaks off is resumed', async () => {
  const { content, sha256 } = makeZip();
  const { url, requests } = await serve(fileAnswer(content, { cut: (n) => (n === 1 ? 500 : null) }));
  const found = await fetchBy('zip', temporary(), zipEnv(url, sha256));
  expect(found.version).toBe('2.13.0+cpu');
  expect(requests[1].headers.range).toBe('bytes=500-');
});

test.runIf(linux)('a zip that is not on the server is named, and nothing appears', async () => {
  const { url } = await serve((_, response) => response.writeHead(404).end());
  const project = temporary();
  await expect(fetchBy('zip', project, zipEnv(url))).rejects.toThrow(
    `zip: cannot download ${url}/libtorch/cpu/${zipName}: HTTP 404 Not Found`,
  );
  expect(readdirSync(join(project, '.libtorch'))).toEqual([]);
});

// ---- offline file

const offline = (file, more) => bareEnv({ TYPETORCH_LIBTORCH_ARCHIVE: file, ...more });

test('an offline file needs no network and goes before all routes', async () => {
  const { file, sha256 } = makeZip({ version: '2.13.0+cpu' });
  const project = temporary();
  const found = await fetchLibTorch(project, {
    env: offline(file, { TYPETORCH_LIBTORCH_SHA256: sha256 }),
    roots: [],
  });
  expect(found).toMatchObject({ version: '2.13.0+cpu', root: join(project, '.libtorch/libtorch') });
  expect(existsSync(file)).toBe(true);
});

test('a torch wheel serves as an offline file', async () => {
  const { file } = makeZip({ folder: 'torch', version: '2.14.1+cpu' });
  const found = await fetchLibTorch(temporary(), { env: offline(file), roots: [] });
  expect(found.version).toBe('2.14.1+cpu');
});

test('a file that is cut off anywhere is refused, and the LibTorch that was there stays', async () => {
  const project = temporary();
  const kept = fakeLibTorch(join(project, '.libtorch/libtorch'), { kind: 'zip', version: '2.0.0' });
  const { file, content } = makeZip();
  const broken = join(temporary(), 'broken.zip');
  for (const size of [0, 10, content.length / 2, content.length - 30, content.length - 1]) {
    writeFileSync(broken, content.subarray(0, size));
    await expect(fetchLibTorch(project, { env: offline(broken), roots: [] })).rejects.toThrow(
      'broken.zip is not a complete zip file',
    );
    expect(readFileSync(join(kept, 'build-version'), 'utf8')).toBe('2.0.0\n');
    expect(readdirSync(join(project, '.libtorch'))).toEqual(['libtorch']);
  }
  await fetchLibTorch(project, { env: offline(file), roots: [] });
  expect(readFileSync(join(kept, 'build-version'), 'utf8')).toBe('2.13.0+cpu\n');
});

test('an offline file with a flipped bit is refused even without a checksum', async () => {
  const { content } = makeZip();
  const at = content.indexOf('torch_cpu 2.13.0');
  const flipped = Buffer.from(content);
  if (at >= 0) flipped[at] ^= 1;
  else flipped[200] ^= 1;
  const file = join(temporary(), 'flipped.zip');
  writeFileSync(file, flipped);
  const project = temporary();
  await expect(fetchLibTorch(project, { env: offline(file), roots: [] })).rejects.toThrow(
    'could not be fetched',
  );
  expect(readdirSync(join(project, '.libtorch'))).toEqual([]);
});

test.each([
  [
    'is missing',
    () => ({ TYPETORCH_LIBTORCH_ARCHIVE: '/none/libtorch.zip' }),
    '/none/libtorch.zip, which does not exist',
  ],
  [
    'has another checksum',
    () => ({ TYPETORCH_LIBTORCH_ARCHIVE: makeZip().file, TYPETORCH_LIBTORCH_SHA256: 'ab' }),
    'is corrupt: its SHA-256 is ',
  ],
  [
    'holds something else',
    () => ({ TYPETORCH_LIBTORCH_ARCHIVE: makeZip({ folder: null }).file }),
    'holds no LibTorch',
  ],
])('an offline file that %s is refused', async (_, env, message) => {
  const project = temporary();
  await expect(fetchLibTorch(project, { env: bareEnv(env()), roots: [] })).rejects.toThrow(message);
  expect(existsSync(join(project, '.libtorch/libtorch'))).toBe(false);
});

// ---- all together

test('routes are tried in order until one works', async () => {
  asRoot(true);
  const apt = fakeApt(true);
  const pip = fakePython('false');
  const env = { ...pip.env, PATH: `${pip.env.PATH.split(':')[0]}:${apt.env.PATH}` };
  const project = temporary();
  const found = await fetchBy('pip,apt,zip', project, env, [apt.system]);
  expect(found.version).toBe('1.13.1');
  expect(logged(pip.log)).toHaveLength(3);
  expect(readdirSync(project)).toEqual([]);
});

test('when none works, every reason and the ways out are told', async () => {
  asRoot(false);
  const { url } = await serve((_, response) => response.writeHead(404).end());
  const promise = fetchBy('pip,apt,zip', temporary(), {
    ...fakePython('false').env,
    TYPETORCH_LIBTORCH_MIRROR: url,
  });
  await expect(promise).rejects.toThrow(
    /could not be fetched:\n {2}pip: .*\n {2}apt: .*\n {2}zip: .*\nSet LIBTORCH/,
  );
});

test('an unknown route is an error that names the known ones', async () => {
  await expect(fetchBy('pip,conda', temporary(), fakePython('false').env)).rejects.toThrow(
    "TYPETORCH_LIBTORCH_ROUTES names 'conda': expected some of pip,apt,zip",
  );
});
