// `npm run bench:server`: the example's server against its twin in Python, loaded in turn; or one long run with its memory.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { folder, start, UsageError, whole } from '../../examples/cli.ts';
import { torch, vision } from '../../src/index.ts';
import { quantile } from '../measure.ts';
import { table } from '../table.ts';
import { type Loaded, load, post } from './load.ts';

const help = `Loads the inference server of examples/server and its twin in Python (bench/server/side.py) in turn, on loopback.

Usage: npm run bench:server -- [options]

  --photographs DIR  pictures to send (default: handwritten digits as JPEG files of 256 x 256 pixels)
  --modes NAMES      some of plain (the network as trained), folded (convolutions joined with normalisations, channels
                     last), bfloat16 (folded, in bfloat16), with commas between (default: plain,folded)
  --rounds N         pairs of measurements (default: 5)
  --seconds N        length of each (default: 6)
  --connections N    clients, each of which sends the next picture when it has its answer (default: 16)
  --workers N        model threads (default: one for each processor)
  --threads N        computing threads of each (default: 1)
  --batch N          the most pictures of a batch (default: 8)
  --wait MS          how long a picture waits for others (default: 5)
  --long N           no comparison: N small pictures, one in fifty damaged, to the TypeScript server; prints its memory
  --help             this text

TORCHVISION_PYTHON names a Python with torch, torchvision and Pillow.
`;

const modes = ['plain', 'folded', 'bfloat16'] as const;
type Mode = (typeof modes)[number];
const schema = z.object({
  photographs: folder.optional(),
  modes: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(modes, `must be some of ${modes.join(', ')}`)))
    .default(['plain', 'folded']),
  rounds: whole(1).default(5),
  seconds: whole(1).default(6),
  connections: whole(1).default(16),
  workers: whole(1).default(availableParallelism()),
  threads: whole(1).default(1),
  batch: whole(1).default(8),
  wait: whole(0).default(5),
  long: whole(1).optional(),
});
type Options = z.output<typeof schema>;

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env.TORCHVISION_PYTHON ?? join(here, '../../.venv/bin/python');
const commands = {
  typescript: [
    process.execPath,
    '--import',
    'tsx',
    join(here, '../../examples/server/main.ts'),
    '--port',
    '0',
  ],
  python: [python, join(here, 'side.py')],
};
const sides = ['typescript', 'python'] as const;
type Name = (typeof sides)[number];

/** A server in a process of its own. */
class Server {
  readonly #child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static start(name: Name, args: readonly string[]): Promise<Server> {
    const [program, ...first] = commands[name] as [string, ...string[]];
    // As the example sets it for itself.
    const env = { OMP_WAIT_POLICY: 'passive', ...process.env };
    const child = spawn(program, [...first, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env });
    return new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (bytes) => {
        text += bytes;
        const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
        if (port) resolve(new Server(child, Number(port)));
      });
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`the ${name} server ended early with exit code ${code}`)));
    });
  }

  /** Seconds on the processors since its start; NaN where the system does not tell. */
  get cpu(): number {
    const file = `/proc/${this.#child.pid}/stat`;
    if (!existsSync(file)) return Number.NaN;
    const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  stop(): void {
    this.#child.removeAllListeners();
    this.#child.kill();
  }
}

function pictures({ photographs }: Options): Uint8Array[] {
  if (photographs !== undefined) {
    const names = readdirSync(photographs).filter((name) => /\.(jpe?g|png)$/i.test(name));
    if (names.length === 0) throw new UsageError(`--photographs: ${photographs} holds no .jpg or .png files`);
    return names.sort().map((name) => readFileSync(join(photographs, name)));
  }
  const { data } = new vision.datasets.Digits();
  return Array.from({ length: 50 }, (_, i) => {
    const large = vision.Image.fromarray(data.select(0, i)).resize([256, 256]).convert('RGB');
    return jpeg(vision.transforms.functional.pil_to_tensor(large));
  });
}

const jpeg = (pixels: ReturnType<typeof torch.zeros>) => vision.io.encode_jpeg(pixels).numpy() as Uint8Array;

function args(
  { workers, threads, batch, wait, connections }: Options,
  weights: string,
  mode: Mode,
  size = 224,
) {
  const values = { weights, size, workers, threads, batch, wait, queue: 2 * connections };
  const list = Object.entries(values).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const dtype = ['--dtype', mode === 'bfloat16' ? 'bfloat16' : 'float32'];
  return [...list, ...dtype, ...(mode === 'plain' ? ['--plain'] : [])];
}

/** @throws Error unless both servers give each picture the same class, within rounding of the same probability. */
async function checkSame(
  servers: Record<Name, Server>,
  files: readonly Uint8Array[],
  mode: Mode,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (const [i, file] of files.entries()) {
    const [ours, theirs] = await Promise.all(
      sides.map(async (side) => JSON.parse((await post(agent, servers[side].port, file)).text)),
    );
    const [a, b] = [ours.predictions[0], theirs.predictions[0]];
    const same = a.class === b.class && Math.abs(a.probability - b.probability) < 1e-4;
    if (!same && mode !== 'bfloat16') {
      throw new Error(`picture ${i}: the servers differ: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
    }
  }
  agent.destroy();
}

/** What is compared, one figure a round. */
const columns = {
  'pictures/s': ({ latencies, seconds }: Loaded) => latencies.length / seconds,
  'p50 ms': ({ latencies }: Loaded) => quantile(latencies, 0.5),
  'p99 ms': ({ latencies }: Loaded) => quantile(latencies, 0.99),
  'CPU ms a picture': ({ latencies }: Loaded, cpu: number) => (1000 * cpu) / latencies.length,
};

async function compare(options: Options, weights: string): Promise<void> {
  const { rounds, seconds, connections, workers, threads, batch, wait } = options;
  const files = pictures(options);
  console.log(
    `ResNet-18 over HTTP: TypeScript (Node ${process.version}, examples/server) against Python (ThreadingHTTPServer, ` +
      `bench/server/side.py), ${workers} model threads of ${threads}, batches up to ${batch} after ${wait} ms, ` +
      `${connections} connections, ${files.length} pictures; ${cpus()[0]?.model}, ${cpus().length} cores, ` +
      `load ${(loadavg()[0] as number).toFixed(1)} at the start. Medians of ${rounds} interleaved rounds of ` +
      `${seconds} s; the load comes from the same machine.\n`,
  );
  const rows: string[][] = [['', 'figure', 'TypeScript', 'Python', 'ratio', 'spread']];
  for (const mode of options.modes) {
    const servers = {} as Record<Name, Server>;
    const found = Object.keys(columns).map(() => ({ typescript: [] as number[], python: [] as number[] }));
    try {
      for (const side of sides) servers[side] = await Server.start(side, args(options, weights, mode));
      await checkSame(servers, files, mode);
      for (let round = -1; round < rounds; round += 1) {
        for (const side of round % 2 ? sides.toReversed() : sides) {
          const server = servers[side];
          const before = server.cpu;
          const length = round < 0 ? 2 : seconds; // the first warms up
          const loaded = await load({
            port: server.port,
            connections,
            files,
            seconds: length,
            count: Infinity,
          });
          if (loaded.latencies.length < loaded.answers)
            throw new Error(`${side}: ${JSON.stringify(loaded.statuses)}`);
          if (round < 0) continue;
          for (const [i, figure] of Object.values(columns).entries()) {
            found[i]?.[side].push(figure(loaded, server.cpu - before));
          }
        }
      }
    } finally {
      for (const side of sides) servers[side]?.stop();
    }
    for (const [i, name] of Object.keys(columns).entries()) {
      const { typescript, python } = found[i] as { typescript: number[]; python: number[] };
      const ratios = typescript.map((value, k) => value / (python[k] as number));
      const middle = [typescript, python].map((list) => quantile(list, 0.5).toFixed(1));
      const [low, ratio, high] = [0.25, 0.5, 0.75].map((q) => quantile(ratios, q).toFixed(2));
      rows.push([i === 0 ? mode : '', name, ...middle, `${ratio}`, `${low}–${high}`]);
    }
  }
  console.log(table(rows));
}

async function longRun(options: Options, weights: string): Promise<void> {
  const count = options.long as number;
  const { data } = new vision.datasets.Digits();
  const files = Array.from({ length: 50 }, (_, i) => {
    const png = vision.io.encode_png(data.select(0, i).unsqueeze(0)).numpy() as Uint8Array;
    return i === 49 ? png.subarray(0, 40) : png;
  });
  const server = await Server.start('typescript', args(options, weights, 'folded', 32));
  try {
    const rows = [['answers', 'RSS, MB', 'p99, ms', 'pictures a batch', 'seconds']];
    const begin = performance.now();
    const marks = new Set([0.001, 0.1, 0.25, 0.5, 0.75, 1].map((part) => Math.round(part * count)));
    const { statuses } = await load({
      ...{ port: server.port, connections: options.connections, files, seconds: Infinity, count },
      onAnswer: async (answers) => {
        if (!marks.has(answers)) return;
        const health = await fetch(`http://127.0.0.1:${server.port}/healthz`);
        const { rss_mb, latency_ms, pictures_per_batch } = (await health.json()) as any;
        const figures = [rss_mb.toFixed(0), latency_ms.p99.toFixed(1), pictures_per_batch.toFixed(2)];
        rows.push([`${answers}`, ...figures, ((performance.now() - begin) / 1000).toFixed(0)]);
      },
    });
    console.log(`${table(rows)}\n\nAnswers by status: ${JSON.stringify(statuses)}`);
  } finally {
    server.stop();
  }
}

async function main(options: Options): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'typetorch-bench-server-'));
  try {
    const weights = join(scratch, 'resnet18.pt');
    torch.manual_seed(0);
    torch.save(vision.models.resnet18().state_dict(), weights);
    await (options.long === undefined ? compare(options, weights) : longRun(options, weights));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await start(help, schema, main, 'npm run bench:server -- ');
