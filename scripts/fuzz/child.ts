// Makes the calls of scripts/fuzz/ops.ts from one number to another, and writes each into the journal before it is made:
// when LibTorch ends the process, the journal's last line says which call did it.
import { openSync, writeSync } from 'node:fs';
import { operatorTable, ops, type Schema, schemaOf } from '../../src/ops/index.ts';
import { torch } from '../../src/torch.ts';
import { Dice, randomCall } from './arguments.ts';
import { HEADER, left } from './journal.ts';
import { perform } from './perform.ts';

const [, , file = '', seed = '0', from = '0', to = '0', skipped = '', only = '', form = ''] = process.argv;
const skip = new Set(skipped.split(' '));
const wanted = only.split(',');
/** For the tests: the call before which the child kills itself. */
const dieAt = Number(process.env.TYPETORCH_FUZZ_DIE_AT ?? -1);

torch.set_num_threads(1);
process.on('warning', () => {});

/** Every overload of every operator, in an order that does not depend on LibTorch's tables. */
function overloads(): { op: string; schema: Schema; call: (...args: unknown[]) => unknown }[] {
  const all = [];
  for (const [namespace, operators] of operatorTable()) {
    for (const [name, names] of operators) {
      for (const overload of names) {
        const op = `${namespace}::${name}${overload && `.${overload}`}`;
        if (left(op) || !wanted.some((text) => op.includes(text))) continue;
        const call = (ops[namespace] as any)[name][overload || 'default'];
        all.push({ op, schema: schemaOf(`${namespace}::${name}`, overload), call });
      }
    }
  }
  return all.sort((a, b) => (a.op < b.op ? -1 : 1));
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

const list = overloads();
for (let number = Number(from); number < Number(to); number += 1) {
  const { op, schema, call } = list[number % list.length] as (typeof list)[number];
  if (skip.has(op)) continue;
  const text = randomCall(op, schema, new Dice(`${seed} ${op} ${Math.floor(number / list.length)}`), form);
  note(number, JSON.stringify(text));
  if (number === dieAt) process.kill(process.pid, 'SIGKILL');
  try {
    perform(text, schema, call);
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
