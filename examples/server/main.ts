// The server's command line.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { flag, start, UsageError, whole } from '../cli.ts';
import { Service } from './service.ts';

const help = `Serves ResNet-18 over HTTP: POST /classify takes the bytes of a picture, GET /healthz and /metrics tell how it goes.

Usage: npm run example -- server [options]

  --weights WHAT     a file (.pt, .pth, .safetensors), DEFAULT for torchvision's trained weights (downloaded once, 45 MB),
                     or random (default: random)
  --labels FILE      names of the classes, one a line
  --size N           side of the square that the network sees, in pixels (default: 224)
  --dtype NAME       float32, or bfloat16: four times as fast where the processor has AMX, three digits exact
                     (default: float32)
  --plain            run the network as it was trained: convolutions and normalisations apart, channels first
  --workers N        threads with a copy of the model each (default: one for each processor, at most 4)
  --threads N        computing threads of each (default: the processors shared out)
  --batch N          the most pictures of a batch (default: 8)
  --wait MS          how long a picture waits for others while a model is free (default: 5)
  --queue N          the most requests under way; more get 503 (default: 64)
  --body BYTES       the largest picture file (default: 10485760)
  --pixels N         the most pixels that a picture may have (default: 50000000)
  --receive MS       time for a request to arrive (default: 10000)
  --timeout MS       time for its answer (default: 10000)
  --drain MS         how long a shutdown waits for requests under way (default: 15000)
  --host NAME        (default: 127.0.0.1)
  --port N           0 takes a free one (default: 8080)
  --help             this text

SIGTERM and SIGINT finish what is under way and refuse the rest; a second one ends the process at once.
`;

const schema = z.object({
  weights: z.string().min(1, 'must name a file, DEFAULT or random').default('random'),
  labels: z.string().min(1, 'must name a file').optional(),
  size: whole(32).default(224),
  dtype: z.enum(['float32', 'bfloat16'], 'must be float32 or bfloat16').default('float32'),
  plain: flag,
  workers: whole(1).default(Math.min(4, availableParallelism())),
  threads: whole(1).optional(),
  batch: whole(1).default(8),
  wait: whole(0).default(5),
  queue: whole(1).default(64),
  body: whole(1).default(10 << 20),
  pixels: whole(1).default(50_000_000),
  receive: whole(1).default(10_000),
  timeout: whole(1).default(10_000),
  drain: whole(0).default(15_000),
  host: z.string().min(1, 'must name a host').default('127.0.0.1'),
  port: whole(0)
    .refine((port) => port < 65536, 'must be 65535 or less')
    .default(8080),
});

function labelsOf(file: string | undefined): string[] | null {
  if (file === undefined) return null;
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  } catch (error) {
    throw new UsageError(`--labels: ${(error as Error).message}`);
  }
}

await start(help, schema, async (options) => {
  const { weights, size, dtype, plain, pixels, labels, ...rest } = options;
  const threads = options.threads ?? Math.max(1, Math.floor(availableParallelism() / options.workers));
  const model = { weights, size, dtype, plain, pixels, threads };
  // Otherwise the computing threads of a model spin while they wait for each other, on processors that others need.
  // LibTorch's OpenMP reads it when the first model is loaded.
  process.env.OMP_WAIT_POLICY ??= 'passive';
  const service = new Service({ ...rest, labels: labelsOf(labels), model });
  const { port, failed } = await service.start();
  console.log(`listening on http://${options.host}:${port}`);

  let since = 0;
  const stop = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        // A terminal's Ctrl-C can arrive twice: from the terminal, and passed on by the program that started this one.
        if (since !== 0 && performance.now() - since > 500) process.exit(1);
        since ||= performance.now();
        resolve(signal);
      });
    }
  });
  console.log(`${await Promise.race([stop, failed])}: finishing what is under way`);
  const finished = await service.close();
  console.log(finished ? 'done' : 'some requests were cut off');
  if (!finished) process.exitCode = 1;
});
