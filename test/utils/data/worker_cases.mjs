// Loaders with workers, as a program uses them: one case a process. `workers.test.ts` looks at what it prints and how it ends.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';

const [dist, name, ...rest] = process.argv.slice(2);
const { nn, torch, utils, vision } = await import(`${dist}index.js`);
const { DataLoader, Dataset, get_worker_info, IterableDataset, TensorDataset } = utils.data;
torch.set_num_threads(1);

const F = nn.functional;
const draws = [
  () => torch.rand(2),
  () => torch.randint(0, 1000, [2]).float(),
  () => torch.randn(2),
  () => F.dropout(torch.ones(8), 0.5).index(':2'),
  () => torch.randperm(7).index(':2').float(),
  () => torch.empty(2).uniform_(-1, 1),
  () => torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 2, true).float(),
  () => torch.bernoulli(torch.tensor([0.5, 0.5])),
  () => torch.normal(torch.zeros(2), torch.ones(2)),
  () => torch.empty(2).exponential_(),
];
class Draws extends Dataset {
  get length() {
    return 23;
  }
  get(i) {
    return [i, draws[i % draws.length](), get_worker_info().id];
  }
}
class Stream extends IterableDataset {
  *[Symbol.iterator]() {
    const { id, num_workers } = get_worker_info();
    for (let i = id; i < 17 - 5 * id; i += num_workers) yield [i, torch.rand(1), id];
  }
}
const probe = (generator) => [
  ...torch.rand(2, { dtype: torch.float64 }).tolist(),
  ...(generator ? torch.rand(1, { dtype: torch.float64, generator }).tolist() : []),
];
const threads = () => readdirSync('/proc/self/task').length;
const thrown = (body) => {
  try {
    body();
  } catch (error) {
    return {
      name: error.name,
      message: error.message,
      stack: error.stack,
      worker_id: error.worker_id,
      index: error.index,
      type: error instanceof Broken ? 'Broken' : error instanceof RangeError ? 'RangeError' : typeof error,
      code: error.code,
    };
  }
  return null;
};

let calls = 0;
const state = { factor: 3 };
function triple(x) {
  calls += 1;
  return x * state.factor;
}
class Broken extends Error {
  code = 'E_BROKEN';
}
class Base extends Dataset {
  #size;
  constructor(size) {
    super();
    this.#size = size;
  }
  get length() {
    return this.#size;
  }
  #square(i) {
    return i * i;
  }
  square(i) {
    return this.#square(i);
  }
}
class Rich extends Base {
  static unit = 'px';
  #secret = 40;
  names = new Map([['a', [1, 2]]]);
  dtype = torch.float64;
  device = torch.device('cpu');
  scale = triple;
  when = new Date(86400000);
  pattern = /x+/g;
  bytes = Uint8Array.of(1, 2, 3);
  constructor(size) {
    super(size);
    this.table = torch.arange(size);
    this.self = this;
  }
  get(i) {
    return {
      square: this.square(i),
      tripled: this.scale(i),
      secret: this.#secret + i,
      unit: Rich.unit,
      names: this.names.get('a')[1],
      row: this.table.select(0, i).to(this.dtype),
      device: String(this.device),
      when: this.when.getTime(),
      pattern: 'axx'.replace(this.pattern, ''),
      bytes: this.bytes[2],
      base: basename('/a/b.txt'),
      file: typeof readFileSync,
      own: this.self === this && this instanceof Dataset,
      calls: triple(0) + calls > 0,
      thread: threadId !== 0,
      meta: import.meta.url.endsWith('worker_cases.mjs'),
    };
  }
}

const endless = (get) => ({ length: 1000, get });
const sum = (loader) => {
  let total = 0;
  for (const [x] of loader) total += x.sum().item();
  return total;
};

const cases = {
  order: () => {
    const golden = JSON.parse(readFileSync(rest[0], 'utf8'));
    return golden.map(({ dataset, options, seed }) => {
      torch.manual_seed(1412);
      const generator = seed === null ? null : torch.Generator().manual_seed(seed);
      const data = dataset === 'map' ? new Draws() : new Stream();
      const loader = DataLoader(data, { batch_size: 4, generator, ...options });
      const passes = [1, 2].map(() => {
        const batches = [...loader].map((batch) => batch.map((part) => part.tolist()));
        return { batches, probe: probe(generator) };
      });
      return { dataset, options, seed, passes };
    });
  },
  async_order: async () => {
    torch.manual_seed(1);
    const loader = DataLoader(new Draws(), { batch_size: 4, num_workers: 2, shuffle: true });
    const plain = [...loader].map((batch) => batch.map((part) => part.tolist()));
    torch.manual_seed(1);
    const turned = [];
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    for await (const batch of loader) {
      turned.push(batch.map((part) => part.tolist()));
      await sleep(5);
    }
    clearInterval(timer);
    return {
      equal: JSON.stringify(plain) === JSON.stringify(turned),
      count: turned.length,
      ticks: ticks > 0,
    };
  },
  rich: () => {
    const [batch] = DataLoader(new Rich(4), { batch_size: 2, num_workers: 2, shuffle: false });
    return Object.fromEntries(
      Object.entries(batch).map(([key, value]) => [key, value?.tolist ? value.tolist() : value]),
    );
  },
  closures: () => {
    const offset = 10;
    let seen = 0;
    const collate_fn = (samples) => ({ total: samples.reduce((a, b) => a + b, 0) + offset, seen: ++seen });
    const worker_init_fn = (id) => {
      seen = id * 100;
    };
    const data = { length: 6, get: (i) => i + offset };
    return [...DataLoader(data, { batch_size: 2, num_workers: 2, collate_fn, worker_init_fn })];
  },
  transforms: () => {
    const T = vision.transforms;
    const shift = 0.25;
    const transform = T.Compose([
      T.RandomCrop(6, { padding: 1 }),
      T.ToTensor(),
      T.Normalize([0.5], [0.5]),
      T.Lambda((x) => x.add(shift)),
    ]);
    class Squares extends vision.datasets.VisionDataset {
      data = torch
        .arange(20 * 64)
        .remainder(251)
        .to(torch.uint8)
        .view(20, 1, 8, 8);
      get length() {
        return 20;
      }
      get(i) {
        return this.transformed(this.data.select(0, i), i);
      }
    }
    const data = new Squares(null, transform);
    const sums = (num_workers) =>
      [...DataLoader(utils.data.Subset(data, [1, 5, 9, 13]), { batch_size: 2, num_workers })].map(
        ([x, y]) => [x.shape.join(), x.sum().item(), y.tolist()],
      );
    torch.manual_seed(0);
    return { worker: sums(2), types: sums(0).map(([shape]) => shape) };
  },
  shared: () => {
    const x = torch.zeros(1000, 1000);
    const before = torch.memory_stats().allocated_bytes;
    class Writer extends Dataset {
      constructor(data) {
        super();
        this.data = data;
      }
      get length() {
        return 8;
      }
      get(i) {
        this.data.select(0, i).fill_(i);
        return i;
      }
    }
    let grown = 0;
    for (const _ of DataLoader(new Writer(x), { batch_size: 1, num_workers: 2 })) {
      grown = Math.max(grown, torch.memory_stats().allocated_bytes - before);
    }
    return { written: x.sum(1).index(':8').tolist(), grown: grown < 1e6 };
  },
  numpy: () => {
    // The memory of a batch is the main thread's alone, or shared: in both cases what numpy() gives is its memory.
    const kept = torch.arange(8, { dtype: torch.float32 });
    const keeps = DataLoader(
      { length: 4, get: (i) => kept.narrow(0, i, 2) },
      { batch_size: null, num_workers: 2 },
    );
    const fresh = DataLoader(TensorDataset(kept), { batch_size: 4, num_workers: 2 });
    const results = [];
    for (const x of keeps) results.push([...x.numpy()]);
    for (const [x] of fresh) {
      const array = x.numpy();
      array[0] = 7;
      results.push(x.tolist());
    }
    return results;
  },
  error: () => {
    const data = {
      length: 9,
      get(i) {
        if (i === 5) throw new Broken('sample 5 is broken');
        return i;
      },
    };
    const loader = DataLoader(data, { batch_size: 2, num_workers: 2 });
    const got = [];
    const error = thrown(() => {
      for (const batch of loader) got.push(batch.tolist());
    });
    const range = thrown(() => [
      ...DataLoader({ length: 1, get: () => new Array(-1) }, { num_workers: 1, batch_size: null }),
    ]);
    const init = thrown(() => [
      ...DataLoader([1, 2], {
        num_workers: 1,
        worker_init_fn: () => {
          throw new RangeError('no start');
        },
      }),
    ]);
    return { got, error, range, init, again: [...DataLoader([1, 2], { num_workers: 1 })].length };
  },
  death: () => {
    const exit = thrown(() => [
      ...DataLoader(
        endless((i) => (i === 6 ? process.exit(3) : i)),
        { num_workers: 2 },
      ),
    ]);
    const later = thrown(() => [
      ...DataLoader(
        endless(async (i) => {
          if (i === 3) {
            setTimeout(() => {
              throw new RangeError('in a timer');
            }, 1);
          }
          await sleep(50);
          return i;
        }),
        { num_workers: 1 },
      ),
    ]);
    return { exit, later, alive: torch.ones(2).sum().item() };
  },
  out_of_memory: () => {
    const memory = thrown(() => [
      ...DataLoader(
        endless(() => {
          const hoard = [];
          while (true) hoard.push(new Array(1e6).fill({}).map((_, i) => ({ i })));
        }),
        { num_workers: 1 },
      ),
    ]);
    return { memory, alive: torch.ones(2).sum().item() };
  },
  leave: async () => {
    [...DataLoader([1, 2, 3], { num_workers: 2 })];
    await sleep(600);
    const before = threads();
    for (let k = 0; k < 3; k += 1) {
      for (const _ of DataLoader(
        endless((i) => i),
        { num_workers: 3 },
      ))
        break;
      thrown(() => {
        for (const _ of DataLoader(
          endless((i) => i),
          { num_workers: 3 },
        ))
          throw new Error('out');
      });
      for await (const _ of DataLoader(
        endless((i) => i),
        { num_workers: 3 },
      ))
        break;
    }
    await sleep(1200);
    return { left: threads() - before };
  },
  stuck: async () => {
    // A worker that never comes back is ended with the loop.
    const loader = DataLoader(
      endless((i) => {
        while (i === 3);
        return i;
      }),
      { num_workers: 2, batch_size: 1 },
    );
    for (const _ of loader) break;
    await sleep(800);
    return { again: [...DataLoader([1, 2], { num_workers: 2 })].length };
  },
  exits_naturally: () => {
    for (const _ of DataLoader(
      endless((i) => i),
      { num_workers: 2 },
    ))
      break;
    const persistent = DataLoader([1, 2, 3], { num_workers: 2, persistent_workers: true });
    return { batches: [...persistent].length };
  },
  timeout: () => {
    const slow = {
      length: 2,
      get: (i) => {
        if (i === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
        return i;
      },
    };
    const begin = performance.now();
    const error = thrown(() => [...DataLoader(slow, { num_workers: 2, timeout: 1.5 })]);
    return { error, seconds: (performance.now() - begin) / 1000 };
  },
  persistent: async () => {
    const data = {
      length: 4,
      count: 0,
      get() {
        this.count += 1;
        return this.count * 100 + get_worker_info().id;
      },
    };
    const passes = (options) => {
      const loader = DataLoader(data, { num_workers: 2, ...options });
      return [1, 2].map(() => [...loader].map((x) => x.item()));
    };
    const kept = passes({ persistent_workers: true });
    return { kept, fresh: passes({}) };
  },
  early_persistent: () => {
    const loader = DataLoader(
      { length: 20, get: (i) => i },
      { num_workers: 2, persistent_workers: true, batch_size: 2 },
    );
    const firsts = [];
    for (let k = 0; k < 3; k += 1) {
      for (const x of loader) {
        firsts.push(x.tolist());
        if (firsts.length % 2 === 0) break;
      }
    }
    return { firsts, whole: [...loader].length };
  },
  memory: () => {
    const data = TensorDataset(torch.randn(256, 3, 32, 32), torch.arange(256));
    const loader = DataLoader(
      { length: 64, get: (i) => [torch.full([3, 64, 64], i), i] },
      { batch_size: 16, num_workers: 2 },
    );
    const rss = [];
    for (let epoch = 0; epoch < 60; epoch += 1) {
      sum(loader);
      sum(DataLoader(data, { batch_size: 64, num_workers: 2 }));
      if (epoch % 20 === 19) rss.push(process.memoryUsage().rss / 2 ** 20);
    }
    const { allocated_bytes } = torch.memory_stats();
    return { rss, tensors: allocated_bytes / 2 ** 20 };
  },
  skip: () => {
    const data = {
      length: 10,
      get(i) {
        if (i % 3 === 1) throw new Error(`unreadable ${i}`);
        return i;
      },
    };
    process.removeAllListeners('warning');
    return [0, 2].map((num_workers) => {
      const loader = DataLoader(data, { batch_size: 2, num_workers, on_error: 'skip' });
      const batches = [...loader].map((batch) => batch.tolist());
      const only = DataLoader(data, { num_workers, on_error: (error) => error.message.endsWith('1') });
      return {
        batches,
        skipped: loader.skipped.map(({ index, error }) => [index, error.message]),
        stopped: thrown(() => [...only])?.message,
      };
    });
  },
  refused: () => {
    const tries = {
      promise: { length: 1, waits: Promise.resolve(), get: () => 1 },
      bound: { length: 1, get: triple.bind(null) },
      lazily: { length: 1, get: () => promised.then },
    };
    return Object.fromEntries(
      Object.entries(tries).map(([key, data]) => [
        key,
        thrown(() => [...DataLoader(data, { num_workers: 1 })])?.message,
      ]),
    );
  },
  asynchronous: async () => {
    class Later extends Dataset {
      length = 5;
      async get(i) {
        await sleep(1);
        return i;
      }
    }
    const plain = [...DataLoader(new Later(), { batch_size: 2, num_workers: 2 })].map((x) => x.tolist());
    const turned = [];
    for await (const x of DataLoader(new Later(), { batch_size: 2, num_workers: 2 })) turned.push(x.tolist());
    return { plain, turned };
  },
  imports: async () => {
    class Late extends Dataset {
      get length() {
        return 3;
      }
      async get(i) {
        const { factor } = await import('./worker_part.mjs');
        return i * factor * (await import('node:path')).posix.sep.length;
      }
    }
    const found = [];
    for await (const batch of DataLoader(new Late(), { num_workers: 1 })) found.push(...batch.tolist());
    return found;
  },
  unordered: () => {
    const data = {
      length: 12,
      get: (i) => {
        if (i === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
        return i;
      },
    };
    const got = [...DataLoader(data, { num_workers: 2, in_order: false })].map((x) => x.item());
    return { first: got[0], all: got.toSorted((a, b) => a - b) };
  },
  interrupt: () => {
    console.log('ready');
    for (const _ of DataLoader(
      endless((i) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        return i;
      }),
      { num_workers: 2 },
    ));
  },
};
const promised = Promise.resolve(1);

const result = await cases[name]();
console.log(JSON.stringify(result));
