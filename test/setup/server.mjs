// HTTP servers on the loopback that misbehave in the ways that downloads meet.
import { createServer } from 'node:http';
import { afterEach } from 'vitest';

const servers = [];
afterEach(async () => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  }
});

/** Starts a server; resolves with its address and the requests it got. */
export async function serve(answer, create = createServer) {
  const requests = [];
  const server = create((request, response) => {
    requests.push(request);
    answer(request, response, requests.length);
  });
  const sockets = new Set();
  server.on('connection', (socket) => sockets.add(socket));
  servers.push({ server, sockets });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}`, port, requests, server };
}

/**
 * Answers like a file server with ranges. `cut(n)` says after how many bytes the n-th answer breaks off.
 */
export function fileAnswer(content, { cut = () => null, ranges = true } = {}) {
  return (request, response, count) => {
    const start = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
      return;
    }
    const headers = { 'content-length': content.length - start };
    if (start) headers['content-range'] = `bytes ${start}-${content.length - 1}/${content.length}`;
    response.writeHead(start ? 206 : 200, headers);
    const bytes = cut(count);
    if (bytes === null) response.end(content.subarray(start));
    else
      response.write(content.subarray(start, start + bytes), () => setTimeout(() => response.destroy(), 100));
  };
}
