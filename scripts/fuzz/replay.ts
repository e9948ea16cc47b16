// Makes the calls of a file, one JSON description a line, from a number on, and tells of each how it ended.
import { readFileSync, writeSync } from 'node:fs';
import { torch } from '../../src/torch.ts';
import type { CallText } from './arguments.ts';
import { perform } from './perform.ts';

const [, , file = '', from = '0'] = process.argv;
torch.set_num_threads(1);
process.on('warning', () => {});

function outcome(text: CallText): string {
  try {
    perform(text);
    return 'returned';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message.split('\n')[0]}`;
  }
}

const lines = readFileSync(file, 'utf8').split('\n');
for (let number = Number(from); number < lines.length; number += 1) {
  if (lines[number] === '') continue;
  const text: CallText = JSON.parse(lines[number] as string);
  writeSync(1, `${number} ${text.op} `);
  writeSync(1, `${outcome(text)}\n`);
}
writeSync(1, 'end\n');
