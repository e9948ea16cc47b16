// `npm run fuzz:transforms`: torchvision's transforms with random parameters, in Python and here.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { commandLine, flag, whole } from '../../examples/cli.ts';
import type { Tensor } from '../../src/index.ts';

interface Packed {
  mode: string | null;
  shape: number[];
  dtype: string;
  data: string;
}
type Content = Packed | Packed[];
interface Case {
  name: string;
  kind: string;
  keywords: Record<string, unknown>;
  seed: number;
  input: Packed;
  output: Content;
  next: number;
  error?: string;
}

const here = dirname(fileURLToPath(import.meta.url));
const help = `Calls torchvision's transforms with random parameters, in Python and here. Pictures must be equal, tensors nearly; the
next number that the generator draws is the same, and what one side refuses the other does.

Usage: npm run fuzz:transforms -- [options]

  --seed N     seed of the random numbers (default: 1)
  --count N    cases (default: 300)
  --v2         the transforms of torchvision.transforms.v2
  --help       this text

TORCHVISION_PYTHON names a Python with torch and torchvision (default: .venv/bin/python).
`;
const schema = z.object({
  seed: whole(0).default(1),
  count: whole(1).default(300),
  v2: flag,
});
const { seed, count, v2 } = commandLine(help, schema, 'npm run fuzz:transforms -- ');
// Loaded when the options are right: a wrong one is told at once.
const { torch, vision } = await import('../../src/index.ts');
const { Image } = vision;
const python = process.env.TORCHVISION_PYTHON ?? join(here, '../../.venv/bin/python');

function tensorOf({ data, dtype, shape }: Packed): Tensor {
  const bytes = Buffer.from(Uint8Array.from(Buffer.from(data, 'base64')).buffer);
  return torch.frombuffer(bytes, { dtype: torch[dtype as 'uint8'] }).view(shape);
}

function imageOf(packed: Packed) {
  return packed.mode === null ? tensorOf(packed) : Image.fromarray(tensorOf(packed));
}

/** How far a result is from Python's: a number, or what differs in kind. */
function distance(got: any, expected: Content): number | string {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return 'another number of images';
    const all = expected.map((each, i) => distance(got[i], each));
    return all.find((each) => typeof each === 'string') ?? Math.max(...(all as number[]));
  }
  const mode = got instanceof Image ? got.mode : null;
  if (mode !== expected.mode) return `mode ${mode} instead of ${expected.mode}`;
  const [ours, theirs] = [got instanceof Image ? got.toarray() : (got as Tensor), tensorOf(expected)];
  if (String(ours.shape) !== String(theirs.shape)) return `shape ${ours.shape} instead of ${theirs.shape}`;
  if (ours.dtype !== theirs.dtype) return `${ours.dtype} instead of ${theirs.dtype}`;
  return ours.double().sub(theirs.double()).abs().max().item() as number;
}

function run({ name, keywords, seed, input }: Case): { got: any; next: number } {
  const dtype = keywords.dtype ? { dtype: torch[keywords.dtype as 'uint8'] } : {};
  const known: any = v2 ? vision.transforms.v2 : vision.transforms;
  const transform = known[name]({ ...keywords, ...dtype });
  torch.manual_seed(BigInt(seed));
  const got = transform(imageOf(input));
  const next = torch.rand([1]).item() as number;
  return { got, next };
}

/** What is wrong with a case, or null. Resampled bytes of tensors may be off by one level. */
function problem(each: Case): string | null {
  let found: ReturnType<typeof run> | undefined;
  let error: unknown;
  try {
    found = run(each);
  } catch (thrown) {
    error = thrown;
  }
  if (each.error !== undefined || found === undefined) {
    if (each.error !== undefined && found === undefined) return null;
    return `Python: ${each.error ?? 'fine'}; here: ${error ?? 'fine'}`;
  }
  const off = distance(found.got, each.output);
  if (typeof off === 'string') return off;
  const most = each.kind === 'picture' ? 0 : each.kind === 'float' ? 2e-6 : 1;
  if (off > most) return `off by ${off}`;
  return found.next === each.next ? null : 'another number of draws';
}

torch.set_num_threads(1);
const script = join(here, 'transforms.py');
const { status, stdout, stderr } = spawnSync(python, [script, `${seed}`, `${count}`, v2 ? 'v2' : 'v1'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 31,
});
if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
let wrong = 0;
for (const line of stdout.trim().split('\n')) {
  const each = JSON.parse(line) as Case;
  const found = problem(each);
  if (found === null) continue;
  wrong += 1;
  console.log(
    `${each.name} of ${each.kind} (${each.input.shape}) ${JSON.stringify(each.keywords)}: ${found}`,
  );
}
console.log(`${count} cases of seed ${seed}: ${wrong} differ`);
process.exitCode = wrong === 0 ? 0 : 1;
