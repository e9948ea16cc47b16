// Calls every function of the addon with wrong arguments of every kind. Anything but a JavaScript error ends the process.
import { writeSync } from 'node:fs';
import { createServer } from 'node:net';

const [, , dist, seed = '1', rounds = '300', only = ''] = process.argv;
const { native, scratch } = await import(`${dist}native.js`);
const { torch } = await import(`${dist}torch.js`);

let state = Number(seed) >>> 0;
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
// An external that is not ours: the address of one of Node's own streams.
const foreign = server._handle._externalStream ?? process.stdin._handle?._externalStream;
server.unref();

// Handles live as long as their tensors do.
const owners = [];
const handle = (tensor) => {
  owners[owners.length % 64] = tensor;
  return tensor._h;
};
const leaf = () => handle(torch.arange(6, { dtype: torch.float32 }).reshape(2, 3).requires_grad_());
const disposed = torch.ones(2);
const disposedHandle = disposed._h;
disposed.dispose();
const cycle = [];
cycle.push(cycle);
const throwing = {
  get() {
    throw new Error('a getter that throws');
  },
};
const revoked = Proxy.revocable([], {});
revoked.revoke();
const lyingArray = [leaf(), 1];
Object.defineProperty(lyingArray, 0, throwing);
const detached = new Uint8Array(16);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

// Fresh ones each time: a call may dispose, detach or write to what it got.
const makers = [
  () => undefined,
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -0,
  () => 1,
  () => -1,
  () => 2,
  () => 7,
  () => 0.5,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -1e308,
  () => 2 ** 31,
  () => 2 ** 53,
  () => 2 ** 63,
  () => 65536 * 4095 + 65535,
  () => 2,
  () => 0n,
  () => 2n ** 63n,
  () => -(2n ** 200n),
  () => '',
  () => 'cpu',
  () => 'cuda:99',
  () => 'meta',
  () => 'aten::add',
  () => '\0\uD800',
  () => 'x'.repeat(100_000),
  () => Symbol('s'),
  () => () => {},
  () => () => {
    throw new Error('a callback that throws');
  },
  () => class {},
  () => ({}),
  () => Object.create(null),
  () => ({ valueOf: () => 1, length: 3 }),
  () => new Proxy({}, throwing),
  () => new Proxy([], throwing),
  () => revoked.proxy,
  () => Promise.resolve(1),
  () => new Date(),
  () => [],
  () => [1, 2],
  () => [-1, 0, 2 ** 40],
  () => [0.5, Number.NaN],
  () => [null],
  () => ['a', 1n, {}],
  () => lyingArray,
  () => cycle,
  () => new Array(2 ** 32 - 1),
  () => [handle(torch.ones(2)), handle(torch.ones(3))],
  () => [handle(torch.ones(2)), disposedHandle],
  () => [handle(torch.ones(2).requires_grad_().sum())],
  () => {
    scratch.set([handle(torch.ones(2)), 0, -1, 2 ** 31, Number.NaN, 0.5, 7], 0);
    return 7;
  },
  () => new ArrayBuffer(0),
  () => new ArrayBuffer(24),
  () => new SharedArrayBuffer(24),
  () => detached,
  () => detached.buffer,
  () => new Float32Array(6),
  () => new Uint8Array(25).subarray(1),
  () => new BigInt64Array(2),
  () => new DataView(new ArrayBuffer(8)),
  () => Buffer.from('abc'),
  leaf,
  () => handle(torch.ones(2, 3)),
  () => handle(torch.ones([])),
  () => handle(torch.zeros(0)),
  () => handle(torch.arange(3)),
  () => handle(torch.ones(2, 3, { device: 'meta' })),
  () => handle(torch.ones(3).to_sparse()),
  () => handle(torch.ones(3, { dtype: torch.complex64 })),
  () => handle(torch.ones(3).expand(4, 3)),
  () => handle(torch.quantize_per_tensor(torch.ones(3, { dtype: torch.float32 }), 0.1, 0, torch.qint8)),
  () => handle(torch.ones(2).requires_grad_().mul(2)),
  () => disposedHandle,
  () => torch.float32._h,
  () => torch.qint8._h,
  () => torch.strided._h,
  () => torch.channels_last._h,
  () => torch.device('cpu')._h,
  () => torch.Generator()._h,
  () => native.make_constant(7, 1, 2),
  () => foreign,
  () => torch.ones(2),
];

// Loading it again would replace what the rest of this process stands on, and thread counts are the machine's.
const skipped = new Set(['init', 'threads']);
const bound = {
  add: native.op_bind('aten::add', 'Tensor', ''),
  add_number: native.op_bind('aten::add', 'Tensor', ' n'),
  max: native.op_bind('aten::max', 'dim', ''),
  cat: native.op_bind('aten::cat', '', ''),
  split: native.op_bind('aten::split', 'sizes', ''),
  sum: native.op_bind('aten::sum', 'dim_IntList', ''),
  zeros: native.op_bind('aten::zeros', '', ''),
  conv2d: native.op_bind('aten::conv2d', '', ''),
  index: native.op_bind('aten::index', 'Tensor', ''),
  einsum: native.op_bind('aten::einsum', '', ''),
  fill: native.op_bind('aten::fill_', 'Scalar', ' t'),
  norm: native.op_bind('aten::_foreach_norm', 'Scalar', ''),
  upsample: native.op_bind('aten::upsample_nearest2d', 'vec', ''),
  random: native.op_bind('aten::rand', 'generator', ''),
};
// What is written into a descriptor of Node's own, such as the pipe of its signals, it takes for an order.
const unowned = (fd) => (typeof fd === 'number' && fd >= 0 ? fd + 4096 : fd);
const storage_write = (fd, ...rest) => native.storage_write(unowned(fd), ...rest);
const functions = { ...native, ...bound, storage_write };
const names = Object.keys(functions).filter((name) => !skipped.has(name) && (!only || name === only));
const report = { calls: 0, returned: 0, thrown: 0, foreign: typeof foreign };

function attempt(name, args) {
  if (process.env.TRACE) writeSync(3, `${name} ${args.map((value) => describe(value)).join(', ')}\n`);
  report.calls += 1;
  try {
    functions[name](...args);
    report.returned += 1;
    if (name === 'default_dtype') native.default_dtype(torch.float32.code);
    if (name === 'watch_writes') native.watch_writes(); // or every operator would call what was passed
  } catch (error) {
    report.thrown += 1;
    if (!(error instanceof Error)) throw new Error(`${name} threw ${String(error)}`);
    if (error.message === '') throw new Error(`${name} threw an error without a message`);
  }
}

function describe(value) {
  try {
    return `${typeof value} ${String(value).slice(0, 40)}`;
  } catch {
    return typeof value;
  }
}

for (const name of names) {
  attempt(name, []);
  for (const make of makers) attempt(name, [make()]);
  for (let round = 0; round < Number(rounds); round += 1) {
    const count = 1 + random(7);
    attempt(
      name,
      // A tensor in front gets past the first check.
      Array.from({ length: count }, (_, i) =>
        i === 0 && random(2) ? leaf() : makers[random(makers.length)](),
      ),
    );
  }
}
// What a call left switched on.
for (let i = 0; i < 10_000 && native.inference_mode(); i += 1) native.inference_mode(null);
native.grad_mode(true);
report.sum = torch.ones(2, 3).add(1).sum().item();
// A line of its own: `storage_write` may have been handed 1 for a file, and written there.
console.log(`\n${JSON.stringify(report)}`);
server.close();
process.exit(0);
