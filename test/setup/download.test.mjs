import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download, proxyFor } from '../../scripts/setup/download.mjs';
import { fileAnswer, serve } from './server.mjs';
import { root, temporary } from './toy.mjs';

const content = randomBytes(200_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const quick = { env: {}, pause: 1 };

test('a file arrives whole, in new folders, and nothing else stays', async () => {
  const { url, requests } = await serve(fileAnswer(content));
  const folder = join(temporary(), 'a/b');
  await download(`${url}/f.zip`, join(folder, 'f.zip'), { ...quick, sha256 });
  expect(readFileSync(join(folder, 'f.zip')).equals(content)).toBe(true);
  expect(readdirSync(folder)).toEqual(['f.zip']);
  expect(requests).toHaveLength(1);
});

test('a broken transfer goes on where it stopped', async () => {
  const { url, requests } = await serve(fileAnswer(content, { cut: (n) => (n < 3 ? 50_000 : null) }));
  const file = join(temporary(), 'f.zip');
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(readFileSync(file).equals(content)).toBe(true);
  // How much of a broken connection's last bytes arrives is the system's affair; what arrived is not asked for again.
  const starts = requests.map(({ headers }) => Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0));
  expect(starts).toHaveLength(3);
  const [first, second, third] = starts;
  expect(first).toBe(0);
  expect(second).toBeLessThanOrEqual(50_000);
  expect(third).toBeGreaterThan(0);
  expect(third).toBeGreaterThanOrEqual(second);
  expect(third).toBeLessThanOrEqual(second + 50_000);
});

test('when every try breaks off, no file appears and the next run goes on', async () => {
  const { url, requests } = await serve(fileAnswer(content, { cut: (n) => (n <= 4 ? 10_000 : null) }));
  const file = join(temporary(), 'f.zip');
  await expect(download(`${url}/f.zip`, file, quick)).rejects.toThrow(`cannot download ${url}/f.zip: `);
  expect(existsSync(file)).toBe(false);
  // How much of a broken connection's last bytes arrives is the system's affair; what arrived is kept and used.
  const part = readFileSync(`${file}.part`);
  expect(part.length).toBeGreaterThan(0);
  expect(part.equals(content.subarray(0, part.length))).toBe(true);
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(requests.at(-1).headers.range).toBe(`bytes=${part.length}-`);
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('a server without ranges sends all of it again', async () => {
  const answer = fileAnswer(content, { ranges: false, cut: (n) => (n === 1 ? 70_000 : null) });
  const { url } = await serve(answer);
  const file = join(temporary(), 'f.zip');
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('a part that is complete already is taken', async () => {
  const { url } = await serve(fileAnswer(content));
  const file = join(temporary(), 'f.zip');
  writeFileSync(`${file}.part`, content);
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('a part that is longer than the file is thrown away', async () => {
  const { url } = await serve(fileAnswer(content));
  const file = join(temporary(), 'f.zip');
  writeFileSync(`${file}.part`, Buffer.concat([content, content]));
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('a corrupt file is removed, and the error names both checksums', async () => {
  const { url } = await serve(fileAnswer(Buffer.from('rubbish')));
  const folder = temporary();
  const promise = download(`${url}/f.zip`, join(folder, 'f.zip'), { ...quick, sha256 });
  await expect(promise).rejects.toThrow(/is corrupt and was removed: its SHA-256 is [0-9a-f]{64}, expected /);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([403, 404])('HTTP %i ends it at once', async (status) => {
  const { url, requests } = await serve((_, response) => response.writeHead(status).end('no'));
  const folder = temporary();
  await expect(download(`${url}/f.zip`, join(folder, 'f.zip'), quick)).rejects.toThrow(`HTTP ${status}`);
  expect(requests).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('HTTP 503 is tried again', async () => {
  const { url, requests } = await serve((request, response, count) =>
    count < 3 ? response.writeHead(503).end() : fileAnswer(content)(request, response, count),
  );
  const file = join(temporary(), 'f.zip');
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(requests).toHaveLength(3);
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('redirects are followed, to another server too, but not for ever', async () => {
  const target = await serve(fileAnswer(content));
  const { url } = await serve(({ url: path }, response) => {
    response.writeHead(302, { location: path === '/loop' ? '/loop' : `${target.url}/real.zip` }).end();
  });
  const file = join(temporary(), 'f.zip');
  await download(`${url}/f.zip`, file, { ...quick, sha256 });
  expect(target.requests[0].url).toBe('/real.zip');
  expect(readFileSync(file).equals(content)).toBe(true);
  await expect(download(`${url}/loop`, join(temporary(), 'g.zip'), quick)).rejects.toThrow(
    'too many redirects',
  );
});

test('nobody listening is an error that names the URL', async () => {
  const { url, server } = await serve(() => {});
  await new Promise((done) => server.close(done));
  const promise = download(`${url}/f.zip`, join(temporary(), 'f.zip'), quick);
  await expect(promise).rejects.toThrow(new RegExp(`cannot download ${url}/f.zip: .*ECONNREFUSED`));
});

test('HTTP goes through HTTP_PROXY, with its user and password', async () => {
  const proxy = await serve(fileAnswer(content));
  const file = join(temporary(), 'f.zip');
  const env = { http_proxy: `http://me:s%20t@127.0.0.1:${proxy.port}` };
  await download('http://libtorch.invalid/f.zip', file, { ...quick, env, sha256 });
  const [{ url, headers }] = proxy.requests;
  expect(url).toBe('http://libtorch.invalid/f.zip');
  expect(headers.host).toBe('libtorch.invalid');
  expect(headers['proxy-authorization']).toBe(`Basic ${Buffer.from('me:s t').toString('base64')}`);
  expect(readFileSync(file).equals(content)).toBe(true);
});

// A proxy that passes CONNECT on to `port`, or refuses with `status`.
async function connectProxy(port, status = 200) {
  const proxy = await serve((_, response) => response.writeHead(500).end());
  const asked = [];
  proxy.server.on('connect', (request, socket) => {
    asked.push(request.url);
    socket.write(`HTTP/1.1 ${status} x\r\n\r\n`);
    if (status !== 200) return socket.end();
    const target = connect(port, '127.0.0.1');
    socket.pipe(target).pipe(socket);
    for (const end of [socket, target]) end.on('error', () => {});
  });
  return { ...proxy, asked };
}

test('HTTPS goes through HTTPS_PROXY by CONNECT, and a refusal says so', async () => {
  const proxy = await connectProxy(0, 407);
  const env = { HTTPS_PROXY: proxy.url };
  const promise = download('https://libtorch.invalid/f.zip', join(temporary(), 'f.zip'), { ...quick, env });
  await expect(promise).rejects.toThrow(`the proxy 127.0.0.1:${proxy.port} refused: HTTP 407`);
  expect(proxy.asked).toEqual(['libtorch.invalid:443']);
});

const openssl = spawnSync('openssl', ['version']).status === 0;
test.skipIf(!openssl)('HTTPS through a proxy checks the certificate and arrives whole', async () => {
  const folder = temporary();
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const subject = ['-subj', '/CN=libtorch.invalid', '-addext', 'subjectAltName=DNS:libtorch.invalid'];
  const keyArgs = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  spawnSync('openssl', ['req', '-x509', ...keyArgs, '-out', cert, '-days', '2', ...subject]);
  const tls = await serve(fileAnswer(content), (answer) =>
    createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, answer),
  );
  const proxy = await connectProxy(tls.port);
  const file = join(folder, 'f.zip');
  // In a process of its own: Node reads the certificates to trust when it starts.
  const code = `
    import { download } from ${JSON.stringify(join(root, 'scripts/setup/download.mjs'))};
    await download('https://libtorch.invalid/f.zip', process.argv[1], { pause: 1 });`;
  const fetchIt = (trust) => {
    const env = { ...process.env, HTTPS_PROXY: proxy.url, NO_PROXY: '', NODE_EXTRA_CA_CERTS: trust };
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, file], { env });
    return new Promise((done) => {
      let err = '';
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      child.on('close', (status) => done({ status, err }));
    });
  };
  expect((await fetchIt('')).err).toMatch(/self-signed certificate/);
  expect(existsSync(file)).toBe(false);
  expect(await fetchIt(cert)).toEqual({ status: 0, err: '' });
  expect(readFileSync(file).equals(content)).toBe(true);
});

test('which proxy serves which address', () => {
  const https = new URL('https://download.example.org/x');
  const http = new URL('http://download.example.org/x');
  expect(proxyFor(https, {})).toBeNull();
  expect(proxyFor(https, { HTTPS_PROXY: 'http://p:1' }).host).toBe('p:1');
  expect(proxyFor(http, { HTTPS_PROXY: 'http://p:1' })).toBeNull();
  expect(proxyFor(http, { all_proxy: 'p:2' }).host).toBe('p:2');
  expect(proxyFor(https, { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'localhost, .example.org' })).toBeNull();
  expect(proxyFor(https, { HTTPS_PROXY: 'http://p:1', no_proxy: 'ample.org' }).host).toBe('p:1');
  expect(proxyFor(https, { HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' })).toBeNull();
});
