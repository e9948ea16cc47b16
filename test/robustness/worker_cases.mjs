// Ends of workers and of the process, in the middle of work. One case a process; the parent looks at how it ends.
import { isMainThread, parentPort, threadId, Worker, workerData } from 'node:worker_threads';

const [dist, name] = isMainThread ? process.argv.slice(2) : [workerData.dist, workerData.name];
const { nn, optim, torch } = await import(`${dist}index.js`);
const { native } = await import(`${dist}native.js`);

const MB = 2 ** 20;
const live = [];

/** Everything at once: layers, hooks, shared memory, errors, checkpoints; for ever. */
function work(turn = () => {}) {
  const net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10));
  const opt = optim.Adam(net.parameters());
  for (let i = 0; ; i += 1) {
    const x = torch.randn(32, 64);
    const hidden = net[0](x);
    hidden.register_hook((grad) => {
      if (i % 5 === 0) torch.ones(100).add(1).tolist();
      return grad.mul(0.5);
    });
    const loss = net[2](net[1](hidden)).pow(2).sum();
    // Every third pass runs beside this thread, as it does on devices.
    native.backward([loss._h], [null], false, false, [], i % 3 === 0);
    opt.step();
    opt.zero_grad();
    live[i % 20] = [torch.from_numpy(new Float32Array(1000)), x.numpy(), loss];
    try {
      x.mm(x);
    } catch {}
    if (i % 10 === 0) {
      const file = new torch.serialization.BytesIO();
      torch.save(net.state_dict(), file);
      torch.load(file.getvalue());
    }
    turn(i);
  }
}

/** A graph with hooks, alive when its environment goes. */
function leaveAlive() {
  const x = torch.ones(MB / 4).requires_grad_();
  const y = x.mul(2);
  y.register_hook((grad) => grad.mul(y.detach()));
  live.push(x, y.sum(), y, y.detach().numpy(), torch.from_numpy(new Uint8Array(MB)), torch.Generator());
}

const insideWorker = {
  busy: () => {
    parentPort.postMessage('busy');
    work();
  },
  lends: () => {
    native.storage_lend(torch.ones(MB)._h, () => {
      parentPort.postMessage('busy');
      for (;;);
    });
  },
  exits: () => {
    leaveAlive();
    const y = torch.ones(2).requires_grad_().mul(1);
    y.register_hook(() => process.exit(5));
    native.backward([y.sum()._h], [null], false, false, [], workerData.seed % 2 === 0);
  },
  throws: () => {
    leaveAlive();
    const y = torch.ones(2).requires_grad_().mul(1);
    y.register_hook(() => {
      throw new Error('out of a hook');
    });
    native.backward([y.sum()._h], [null], false, false, [], workerData.seed % 2 === 0);
  },
  returns: leaveAlive,
  exit_in_operator_callback: () => {
    leaveAlive();
    // A getter of an argument runs in the middle of a conversion.
    const list = [1, 2];
    Object.defineProperty(list, 0, { get: () => process.exit(6) });
    native.op_bind('aten::ones', '', '')({}, list);
  },
};

const start = (inside, seed = 0) =>
  new Worker(new URL(import.meta.url), { workerData: { dist, name: inside, seed } });
const ended = (worker) =>
  new Promise((resolve) => {
    let error = '';
    worker.on('error', (thrown) => {
      error = thrown.message;
    });
    worker.on('exit', (code) => resolve(`${code} ${error}`.trim()));
  });
const begun = (worker) => new Promise((resolve) => worker.once('message', resolve));

/** Runs `count` workers, three at a time, and counts how they ended. */
async function many(inside, count, during = () => {}) {
  const endings = {};
  let next = 0;
  await Promise.all(
    [0, 1, 2].map(async () => {
      while (next < count) {
        next += 1;
        const worker = start(inside, next);
        const end = ended(worker);
        await during(worker, next);
        const how = await end;
        endings[how] = (endings[how] ?? 0) + 1;
      }
    }),
  );
  return endings;
}

const cases = {
  // Ended at every point of the work: 0 to 30 ms after it began.
  terminated: (count) =>
    many('busy', count, async (worker, seed) => {
      await begun(worker);
      await new Promise((resolve) => setTimeout(resolve, (seed * 7) % 31));
      worker.terminate();
    }),
  // Ended while JavaScript has a tensor's memory, as in the middle of saving it.
  terminated_lending: (count) =>
    many('lends', count, async (worker) => {
      await begun(worker);
      worker.terminate();
    }),
  // Ended while the library loads.
  terminated_early: (count) =>
    many('busy', count, async (worker, seed) => {
      await new Promise((resolve) => setTimeout(resolve, seed * 12));
      worker.terminate();
    }),
  exits: (count) => many('exits', count),
  throws: (count) => many('throws', count),
  returns: (count) => many('returns', count),
  exit_in_operator_callback: (count) => many('exit_in_operator_callback', count),
  // What a worker held is free after its end.
  memory: async (count) => {
    await many('returns', 3);
    const before = torch.memory_stats().allocated_bytes;
    await many('returns', count);
    return { kept: torch.memory_stats().allocated_bytes - before };
  },
  process_exit: async () => {
    const workers = [1, 2, 3].map((seed) => start('busy', seed));
    await Promise.all(workers.map(begun));
    leaveAlive();
    work((i) => {
      if (i === 20) process.exit(3);
    });
  },
  exit_in_threaded_hook: () => {
    leaveAlive();
    const y = torch.ones(2).requires_grad_().mul(1);
    y.register_hook(() => process.exit(4));
    native.backward([y.sum()._h], [null], false, false, [], true);
  },
  uncaught_in_hook: () => {
    leaveAlive();
    const y = torch.ones(2).requires_grad_().mul(1);
    y.register_hook(() => {
      throw new Error('out of a hook');
    });
    y.sum().backward();
  },
};

if (isMainThread) {
  torch.set_num_threads(1);
  const result = await cases[name](Number(process.argv[4]));
  console.log(JSON.stringify({ ...result, alive: torch.ones(3).sum().item() }));
} else {
  torch.manual_seed(threadId);
  insideWorker[name]();
}
