// The example's inference server, over real connections: answers against the model called directly, and hostile clients.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Classifier } from '../../examples/server/model.ts';
import { Service, type ServiceOptions } from '../../examples/server/service.ts';
import { nn, optim, safetensors, type Tensor, torch, vision } from '../../src/index.ts';
import { project } from '../child.ts';

const SIDE = 32;
const folder = mkdtempSync(join(tmpdir(), 'typetorch-server-'));
const weights = join(folder, 'digits.safetensors');
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Handwritten digits as PNG files, with their classes; the last ones are not trained with. */
const digits = (() => {
  const { data, targets } = new vision.datasets.Digits();
  const png = (i: number) => {
    const grey = data.select(0, i).unsqueeze(0); // (1, 8, 8)
    return Buffer.from(vision.io.encode_png(grey).numpy() as Uint8Array);
  };
  return { data, targets, png, count: data.size(0) };
})();

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: any;
}

interface Asked {
  method?: string;
  headers?: Record<string, string | number>;
  signal?: AbortSignal;
}

function ask(port: number, path: string, body: Uint8Array | null = null, asked: Asked = {}): Promise<Answer> {
  const method = asked.method ?? (body === null ? 'GET' : 'POST');
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, path, agent, ...asked, method }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        const isJson = response.headers['content-type'] === 'application/json';
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: isJson ? JSON.parse(text) : text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const model = { weights, size: SIDE, dtype: 'float32', threads: 1, pixels: 1e6, plain: false } as const;
const options: ServiceOptions = {
  ...{ host: '127.0.0.1', port: 0, workers: 1, batch: 4, wait: 20, queue: 12, body: 100_000 },
  ...{ receive: 1000, timeout: 90_000, drain: 90_000, labels: null, model },
};

let service: Service;
let port: number;
/** The same model in this thread, and its layers as they were trained. */
let direct: Classifier;
let plain: Classifier;

beforeAll(async () => {
  torch.manual_seed(1);
  torch.set_num_threads(1);
  const net = vision.models.resnet18({ num_classes: 10 });
  const prepare = vision.models.ResNet18_Weights.DEFAULT.transforms({ crop_size: SIDE, resize_size: 37 });
  const optimizer = optim.Adam(net.parameters(), { lr: 1e-3 });
  for (let step = 0; step < 56; step += 1) {
    const chosen = torch.randint(0, digits.count - 100, [32]);
    const pictures = digits.data.index_select(0, chosen).unsqueeze(1).repeat(1, 3, 1, 1); // (32, 3, 8, 8)
    const loss = nn.functional.cross_entropy(
      net(prepare(pictures)) as Tensor,
      digits.targets.index_select(0, chosen),
    );
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
  }
  safetensors.save_file(net.state_dict(), weights);
  service = new Service(options);
  ({ port } = await service.start());
  direct = new Classifier(model);
  plain = new Classifier({ ...model, plain: true });
}, 300_000);
afterAll(async () => {
  agent.destroy();
  await service?.close();
  rmSync(folder, { recursive: true });
});

const classify = (file: Uint8Array, asked?: Asked) => ask(port, '/classify', file, asked);
/** Waits until a server has one request in hand. */
const letIn = (at: number) =>
  expect.poll(async () => (await ask(at, '/healthz')).body.admitted, { timeout: 10_000 }).toBe(1);
const health = async () => (await ask(port, '/healthz')).body;

/** Asserts that a service's answer is what the model says when it is called directly. */
function expectPrediction({ status, body }: Answer, file: Uint8Array, by = direct): void {
  expect(status, JSON.stringify(body)).toBe(200);
  const [outcome] = by.classify([file]);
  if (outcome === undefined || !('classes' in outcome)) throw new Error('no classes');
  expect(body.predictions).toHaveLength(5);
  expect(body.predictions[0].class).toBe(outcome.classes[0]);
  for (const [i, { probability }] of body.predictions.entries()) {
    expect(probability).toBeCloseTo(outcome.probabilities[i] as number, 4);
  }
}

test('pictures get the class that the model gives them, mostly the right one', async () => {
  let right = 0;
  for (let i = digits.count - 40; i < digits.count; i += 1) {
    const answer = await classify(digits.png(i));
    expectPrediction(answer, digits.png(i));
    expectPrediction(answer, digits.png(i), plain);
    if (answer.body.predictions[0].class === Number(digits.targets.select(0, i).item())) right += 1;
  }
  expect(right).toBeGreaterThan(28);
});

test('requests at the same time are computed together', async () => {
  const before = await health();
  const files = Array.from({ length: 8 }, (_, i) => digits.png(i));
  const answers = await Promise.all(files.map((file) => classify(file)));
  for (const [i, answer] of answers.entries()) expectPrediction(answer, files[i] as Buffer);
  const after = await health();
  expect(after.answers[200] - before.answers[200]).toBe(8);
  expect(after.batches - before.batches).toBeLessThan(5);
});

describe('a bad picture', () => {
  const claim = () => {
    // The header of a PNG file with 60,000 x 60,000 pixels.
    const file = Buffer.from(digits.png(0));
    file.writeUInt32BE(60_000, 16);
    file.writeUInt32BE(60_000, 20);
    return file;
  };
  test.each([
    ['text', () => Buffer.from('hello'), 'cannot identify image file'],
    ['no bytes', () => Buffer.alloc(0), 'the body is empty'],
    ['a truncated PNG', () => digits.png(3).subarray(0, 60), /truncated|premature|damaged|broken|end/i],
    ['a picture of gigabytes', claim, /60000 x 60000|pixels/],
    ['noise behind the mark of a JPEG', () => Buffer.from('ffd8ffe0'.padEnd(400, '5a'), 'hex'), /\w/],
  ])('%s gets 400 with a reason', async (_, file, reason) => {
    const { status, body } = await classify(file());
    expect([status, body.error]).toEqual([400, expect.stringMatching(reason)]);
    expect(body.error).not.toContain('    at ');
  });

  test('spoils nothing for those in its batch', async () => {
    const files = [digits.png(1), Buffer.from('nothing'), digits.png(2), claim()];
    const answers = await Promise.all(files.map((file) => classify(file)));
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 400]);
    expectPrediction(answers[0] as Answer, files[0] as Buffer);
    expectPrediction(answers[2] as Answer, files[2] as Buffer);
  });
});

describe('a bad request', () => {
  test('too large a body gets 413, announced or not, and the connection stays of use', async () => {
    const large = Buffer.alloc(3_000_000);
    for (const [name, value] of [
      ['content-length', large.length],
      ['transfer-encoding', 'chunked'],
    ] as const) {
      const { status, body } = await classify(large, { headers: { [name]: value } });
      expect([status, body.error]).toEqual([413, 'the body may have 100000 bytes']);
    }
    expectPrediction(await classify(digits.png(4)), digits.png(4));
  });

  test('is told which method, path, form and number are accepted', async () => {
    const file = digits.png(0);
    expect(await ask(port, '/classify')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect(await ask(port, '/healthz', file)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect((await ask(port, '//x/..')).status).toBe(404);
    const form = await classify(file, { headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect([form.status, form.body.error]).toEqual([415, expect.stringContaining('--data-binary')]);
    for (const top of ['0', '11', 'x', '1.5']) {
      const { status, body } = await ask(port, `/classify?top=${top}`, file);
      expect([status, body.error]).toEqual([400, expect.stringContaining(`from 1 to 10, not ${top}`)]);
    }
    expect((await ask(port, '/classify?top=2', file)).body.predictions).toHaveLength(2);
  });

  test('that takes too long to arrive is cut off', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /classify HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc');
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    await new Promise((resolve) => socket.on('close', resolve));
    expect(text).toContain('408 Request Timeout');
    await expect.poll(async () => (await health()).admitted).toBe(0);
  }, 20_000);

  test('whose client goes away leaves nothing behind', async () => {
    const gone = new AbortController();
    const asked = Array.from({ length: 6 }, () => classify(digits.png(5), { signal: gone.signal }));
    const outcomes = Promise.allSettled(asked);
    await pause(5);
    gone.abort();
    expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true);
    await expect.poll(async () => (await health()).admitted).toBe(0);
    expectPrediction(await classify(digits.png(5)), digits.png(5));
  });
});

test('more requests than the queue holds get 503 and a time to come back', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => classify(digits.png(i))));
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  for (const { headers, body } of refused) {
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(body.error).toBe('12 requests are under way already; try again later');
  }
  const served = answers.flatMap((answer, i) => (answer.status === 503 ? [] : [[answer, i] as const]));
  expect(served.length).toBeGreaterThanOrEqual(12);
  for (const [answer, i] of served) expectPrediction(answer, digits.png(i));
  expect((await classify(digits.png(0))).status).toBe(200);
});

test('/metrics and /healthz count answers, latencies and batches', async () => {
  const { answers, latency_ms, latency_histogram, status, workers } = await health();
  expect([status, workers]).toEqual(['ok', { wanted: 1, alive: 1, lost: 0 }]);
  expect(latency_ms.p50).toBeGreaterThan(0);
  expect(latency_ms.p99).toBeGreaterThanOrEqual(latency_ms.p50);
  expect(latency_histogram.at(-1)).toEqual({ le: '+Inf', count: answers[200] });
  const { body: text, headers } = await ask(port, '/metrics');
  expect(headers['content-type']).toContain('text/plain');
  expect(text).toContain(`classify_requests_total{code="200"} ${answers[200]}\n`);
  expect(text).toContain(`classify_duration_seconds_count ${answers[200]}\n`);
  expect(text).toMatch(/classify_requests_total\{code="503"\} [1-9]/);
  expect(text).toMatch(/classify_batch_size_bucket\{le="4"\} [1-9]/);
});

test('memory stays flat over a few hundred requests', async () => {
  const some = async (count: number) => {
    for (let i = 0; i < count; i += 8) {
      await Promise.all(Array.from({ length: 8 }, (_, k) => classify(digits.png((i + k) % 50))));
    }
    return process.memoryUsage.rss();
  };
  const before = await some(200);
  const after = await some(400);
  expect(after - before).toBeLessThan(48 << 20);
}, 240_000);

describe('a server with little patience', () => {
  test('answers 504 in time, then finishes what is under way and refuses the rest', async () => {
    const patient = { ...options, model: { ...model, weights: 'random' }, wait: 3000, batch: 2 };
    const busy = new Service({ ...patient, timeout: 100 });
    const { port: busyPort } = await busy.start();
    const late = await ask(busyPort, '/classify', digits.png(0));
    expect([late.status, late.body.error]).toEqual([504, 'no answer within 100 ms: the server is too busy']);
    expect(await busy.close()).toBe(true);

    const ending = new Service(patient);
    const { port: endingPort } = await ending.start();
    const kept = ask(endingPort, '/classify', digits.png(0));
    await letIn(endingPort);
    const closed = ending.close();
    await expect(ask(endingPort, '/classify', digits.png(0), { headers: {} })).rejects.toThrow();
    expect(await kept).toMatchObject({ status: 200, headers: { connection: 'close' } });
    expect(await closed).toBe(true);
  }, 180_000);

  test('replaces a model thread that dies at work; only its batch is lost', async () => {
    // The thread ends when it should begin with its first batch.
    const sent = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
      void this.terminate();
    });
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
    const mortal = new Service({ ...options, batch: 2, wait: 50 });
    try {
      const { port: at } = await mortal.start();
      const lost = ask(at, '/classify', digits.png(0));
      expect(await lost).toMatchObject({ status: 500, body: { error: 'the server failed at this request' } });
      expect(complaints).toHaveBeenCalledOnce();
      // Waits until there is a thread again.
      expectPrediction(await ask(at, '/classify', digits.png(1)), digits.png(1));
      const { status, workers } = (await ask(at, '/healthz')).body;
      expect([status, workers]).toEqual(['ok', { wanted: 1, alive: 1, lost: 1 }]);
    } finally {
      sent.mockRestore();
      complaints.mockRestore();
      await mortal.close();
    }
  }, 180_000);

  test('ends with a clear error when the weights are missing or not its own', async () => {
    const other = join(folder, 'other.safetensors');
    safetensors.save_file({ 'fc.weight': torch.zeros(10, 512) }, other);
    for (const [file, reason] of [
      [join(folder, 'none.pt'), /none\.pt/],
      [other, /Missing key\(s\) in state_dict/],
    ] as const) {
      const unfit = new Service({ ...options, model: { ...model, weights: file } });
      await expect(unfit.start()).rejects.toThrow(reason);
    }
  }, 180_000);
});

describe('the command line', () => {
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  const run = (...args: string[]): ChildProcess & { text: string; ended: Promise<number | null> } => {
    const child = spawn(process.execPath, [tsx, join(project, 'examples/server/main.ts'), ...args]);
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const result = Object.assign(child, { text: '', ended });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes) => {
        result.text += bytes;
      });
    }
    return result;
  };

  test('serves until SIGTERM, names the classes, and ends well', async () => {
    const names = join(folder, 'names.txt');
    writeFileSync(names, 'zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n');
    const child = run(
      ...['--weights', weights, '--labels', names, '--size', `${SIDE}`, '--port', '0'],
      ...['--workers', '2', '--threads', '1', '--wait', '3000'],
    );
    await expect.poll(() => child.text, { timeout: 60_000 }).toContain('listening on');
    const at = Number(/127\.0\.0\.1:(\d+)/.exec(child.text)?.[1]);
    const { body } = await ask(at, '/classify?top=1', digits.png(0));
    expect(body.predictions[0].label).toMatch(/^(zero|one|two|three|four|five|six|seven|eight|nine)$/);
    const kept = ask(at, '/classify', digits.png(1));
    await letIn(at);
    child.kill('SIGTERM');
    expectPrediction(await kept, digits.png(1));
    expect([await child.ended, child.text]).toEqual([
      0,
      expect.stringMatching(/SIGTERM: finishing.*\ndone\n/),
    ]);
  }, 240_000);

  test('says what is wrong with it', async () => {
    const help = run('--help');
    expect(await help.ended).toBe(0);
    expect(help.text).toContain('--queue N');
    const wrong = run('--batch', '0', '--dtype', 'int8');
    expect(await wrong.ended).toBe(2);
    expect(wrong.text).toContain('--batch must be 1 or more');
    expect(wrong.text).toContain('--dtype must be float32 or bfloat16');
    const missing = run('--weights', join(folder, 'none.pt'));
    expect(await missing.ended).toBe(1);
    expect(missing.text).toContain('none.pt');
  }, 240_000);
});
