// Every worker thread loads the addon for itself; ending one in the middle of its work must not take the process along.
import { expect, test } from 'vitest';
import { index, library, runScript } from './child.ts';

/** Source that defines `start(seed)`, a worker that runs `body` with torch, parentPort and seed. */
const workers = (body: string) => `
const { Worker } = await import('node:worker_threads');
const body = ${JSON.stringify(body)};
const start = (seed) => new Worker(new URL('../test/worker_body.mjs', ${JSON.stringify(index)}), {
  execArgv: [], workerData: { seed, body, index: ${JSON.stringify(library)} },
});`;

const train = `
const generator = torch.Generator().manual_seed(5);
const w = torch.randn(8, 8, { generator }).requires_grad_();
let last = 0;
for (let i = 0; i < 200; i += 1) {
  const loss = w.matmul(w).tanh().pow(2).sum();
  w.grad = null;
  loss.backward();
  torch.no_grad(() => w.sub_(w.grad.mul(0.01)));
  last = loss.item();
}
parentPort.postMessage(last);`;

test('several workers train at once and agree', () => {
  const { status, signal, stdout, stderr } = runScript(`
${workers(train)}
const results = await Promise.all([1, 2, 3].map((seed) => new Promise((resolve, reject) => {
  const thread = start(seed);
  thread.on('message', resolve);
  thread.on('error', reject);
})));
console.log(JSON.stringify(results));`);
  expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
  const losses = JSON.parse(stdout) as number[];
  expect(losses).toHaveLength(3);
  expect(new Set(losses).size).toBe(1);
  expect(losses[0]).toBeGreaterThan(0);
}, 180_000);

const busy = `
parentPort.postMessage('busy');
const kept = [];
for (let i = 0; ; i += 1) {
  const x = torch.randn(64, 64, { requires_grad: true });
  if (seed % 2 === 0) x.register_hook((g) => g.mul(2));
  const [values] = torch.max(torch.cat([x, x.mul(2)], 1), 1);
  values.sum().backward();
  kept[i % 50] = x.index(':', '1:3').tolist();
  if (i % 7 === 0) try { x.matmul(torch.ones(3)); } catch {}
}`;

test('200 terminations in the middle of operators, backward passes and hooks crash nothing', () => {
  const { status, signal, stdout, stderr } = runScript(
    `
${workers(busy)}
let ended = 0;
const run = async (seed) => {
  const thread = start(seed);
  await new Promise((resolve, reject) => { thread.once('message', resolve); thread.once('error', reject); });
  await new Promise((resolve) => setTimeout(resolve, seed % 13));
  await thread.terminate();
  ended += 1;
};
for (let i = 0; i < 200; i += 4) await Promise.all([0, 1, 2, 3].map((k) => run(i + k)));
console.log(ended, torch.ones(3).sum().item());`,
    900_000,
  );
  expect({ status, signal }, stderr).toEqual({ status: 0, signal: null });
  expect(stdout.trim()).toBe('200 3');
}, 900_000);

test('process.exit in a hook, with tensors and hooks alive, ends the process cleanly', () => {
  const { status, signal, stderr } = runScript(`
const x = torch.ones(3, { requires_grad: true });
globalThis.keep = [x, torch.ones(1000)];
x.register_hook(() => process.exit(7));
x.mul(2).sum().backward();`);
  expect({ status, signal }, stderr).toEqual({ status: 7, signal: null });
});
