// The TypeScript side: answers the driver's requests, one line of JSON each. worker.py is its twin.
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { torch } from '../src/index.ts';
import type { Case } from './case.ts';
import { checkpoints } from './checkpoint.ts';
import { inferences } from './inference.ts';
import { operators } from './operators.ts';
import { trainings } from './training.ts';

torch.set_num_threads(1);
const onDevice = process.env.BENCH_DEVICE === 'cuda';
if (onDevice) torch.set_default_device('cuda');

const makers: Record<string, () => Case> = { ...operators, ...trainings, ...inferences, ...checkpoints };

const cases = new Map<string, Case>();
function caseOf(name: string): Case {
  let found = cases.get(name);
  if (found === undefined) {
    found = (makers[name] as () => Case)();
    cases.set(name, found);
  }
  return found;
}

/** Seconds since some moment: on the wall, or of this process's threads on the processors. */
function now(): number {
  if (process.env.BENCH_CLOCK !== 'cpu') return performance.now() / 1000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function time({ run }: Case, times: number): number {
  const begin = now();
  for (let i = 0; i < times; i += 1) run();
  if (onDevice) torch.cuda.synchronize();
  return now() - begin;
}

/** Linux counts in `resourceUsage()` what the process was before it became this program as well. */
function peakMemory(): number {
  if (onDevice) return torch.cuda.max_memory_allocated();
  const status = '/proc/self/status';
  const line = existsSync(status) && /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8'));
  return (line ? Number(line[1]) : process.resourceUsage().maxRSS) * 1024;
}

function answer(request: { command: string; case: string; times: number }): unknown {
  switch (request.command) {
    case 'about':
      return {
        language: `Node ${process.version}`,
        torch: torch.__version__,
        threads: torch.get_num_threads(),
        cases: {
          ops: Object.keys(operators),
          train: Object.keys(trainings),
          infer: Object.keys(inferences),
          checkpoint: Object.keys(checkpoints),
        },
      };
    case 'check':
      return (makers[request.case] as () => Case)().check();
    case 'run':
      return time(caseOf(request.case), request.times);
    case 'peak':
      return peakMemory();
    default:
      throw new Error(`unknown command ${request.command}`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify({ answer: answer(JSON.parse(line)) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String((error as Error).stack) }));
  }
}
