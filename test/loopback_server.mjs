// The thread of test/loopback.ts: a file server that misbehaves as told.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const requests = [];
let { routes } = workerData;

const server = createServer((request, response) => {
  requests.push({ url: request.url, headers: request.headers });
  const path = new URL(request.url, 'http://localhost').pathname;
  const route = routes[path];
  if (!route) return response.writeHead(404).end('nothing here');
  const count = requests.filter(({ url }) => url === request.url).length;
  const { status, location, body, etag, cut = [], ranges = true, length = true, stall = false } = route;
  const now = Array.isArray(status) ? status[Math.min(count, status.length) - 1] : status;
  if (now && now !== 200) return response.writeHead(now, location ? { location } : {}).end('no');
  const content = Buffer.from(Array.isArray(body) ? body[Math.min(count, body.length) - 1] : body);
  const tag = Array.isArray(etag) ? etag[Math.min(count, etag.length) - 1] : etag;
  const asked = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const start = ranges && (!tag || request.headers['if-range'] === tag) ? asked : 0;
  if (start > 0 && start >= content.length) {
    return response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
  }
  const headers = { ...(tag && { etag: tag }) };
  if (length) headers['content-length'] = content.length - start;
  if (start) headers['content-range'] = `bytes ${start}-${content.length - 1}/${content.length}`;
  response.writeHead(start ? 206 : 200, headers);
  const bytes = cut[count - 1] ?? null;
  if (stall) response.write(content.subarray(start, start + 1));
  else if (bytes === null) response.end(content.subarray(start));
  else response.write(content.subarray(start, start + bytes), () => setTimeout(() => response.destroy(), 20));
});

parentPort.on('message', (message) => {
  if (message.routes) routes = message.routes;
  parentPort.postMessage(requests.splice(0));
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
