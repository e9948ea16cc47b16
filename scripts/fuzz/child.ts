// Makes the calls of scripts/fuzz/ops.ts from one number to another, and writes each into the journal before it is made:
// when LibTorch ends the process, the journal's last line says which call did it.
import { openSync, readFileSync, writeSync } from 'node:fs';
import { operatorTable, schemaOf } from '../../src/ops/index.ts';
import { torch } from '../../src/torch.ts';
import { type CallText, Dice, randomCall } from './arguments.ts';
import { HEADER, left } from './journal.ts';
import { mutatedCall, type RecordedCase } from './mutate.ts';
import { perform } from './perform.ts';

const [, , file = '', seed = '0', from = '0', to = '0', skipped = '', only = '', form = '', recorded = ''] =
  process.argv;
const skip = new Set(skipped.split(' '));
const wanted = only.split(',');
/** For the tests: the call before which the child kills itself. */
const dieAt = Number(process.env.TYPETORCH_FUZZ_DIE_AT ?? -1);

torch.set_num_threads(1);
process.on('warning', () => {});

/** What calls are made of. */
interface Source {
  readonly op: string;
  readonly call: (dice: Dice) => CallText;
}

/** Every overload of every operator, in an order that does not depend on LibTorch's tables. */
function overloads(): Source[] {
  const all: Source[] = [];
  for (const [namespace, operators] of operatorTable()) {
    for (const [name, names] of operators) {
      for (const overload of names) {
        const op = `${namespace}::${name}${overload && `.${overload}`}`;
        if (left(op) || !wanted.some((text) => op.includes(text))) continue;
        const schema = schemaOf(`${namespace}::${name}`, overload);
        all.push({ op, call: (dice) => randomCall(op, schema, dice, form) });
      }
    }
  }
  return all.sort((a, b) => (a.op < b.op ? -1 : 1));
}

function mutations(): Source[] {
  const lines = readFileSync(recorded, 'utf8').trim().split('\n');
  const all = lines.map((line): Source => {
    const cases = JSON.parse(line) as RecordedCase[];
    return { op: (cases[0] as RecordedCase).op, call: (dice) => mutatedCall(cases, dice) };
  });
  return all.filter(({ op }) => wanted.some((text) => op.includes(text)));
}

const fd = openSync(file, 'w');
const header = Buffer.alloc(HEADER, ' ');
let end = HEADER;
const counts = { returned: 0, errors: 0 };

function note(number: number, line: string): void {
  header.fill(' ');
  header.write(`${number} ${counts.returned} ${counts.errors}`);
  writeSync(fd, header, 0, HEADER, 0);
  if (line !== '') end += writeSync(fd, `${line}\n`, end);
}

const list = recorded === '' ? overloads() : mutations();
for (let number = Number(from); number < Number(to); number += 1) {
  const { op, call } = list[number % list.length] as Source;
  if (skip.has(op)) continue;
  const text = call(new Dice(`${seed} ${op} ${Math.floor(number / list.length)}`));
  note(number, JSON.stringify(text));
  if (number === dieAt) process.kill(process.pid, 'SIGKILL');
  try {
    perform(text);
    counts.returned += 1;
  } catch (error) {
    if (!(error instanceof Error)) throw new Error(`${op} threw something that is no error`);
    if (error.message === '') throw new Error(`${op} threw an error without a message`);
    counts.errors += 1;
  }
}
// What was written out of bounds may show when everything is freed.
torch.memory.release_cached_memory();
note(Number(to), '');
