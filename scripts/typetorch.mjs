#!/usr/bin/env node
// The command `typetorch`: set-up, its diagnosis, and programs in several processes.
import { run } from './launch.mjs';
import { diagnose } from './setup/diagnose.mjs';
import { asksForHelp, main } from './setup/run.mjs';
import { project, settings, setUp } from './setup.mjs';

const usage = `typetorch doctor   what is installed, which libraries load, and how to mend what does not
typetorch setup    find or fetch LibTorch and build the native addon
typetorch run      start a program in several processes for torch.distributed (typetorch run --help)

${settings}`;

const signs = { ok: 'ok    ', note: 'note  ', failed: 'FAILED' };

function doctor() {
  const { findings, usable } = diagnose(project);
  for (const { state, name, text, fix } of findings) {
    console.log(`${signs[state]} ${name.padEnd(18)} ${text}`);
    if (fix && state !== 'ok') console.log(`       ${' '.repeat(18)} -> ${fix}`);
  }
  return usable ? 0 : 1;
}

main(async () => {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'run') return run(rest);
  const asked = command === undefined || command === 'help' || asksForHelp([command, ...rest]);
  const known = { doctor, setup: setUp }[command];
  if (known && !asked && rest.length === 0) return known();
  if (!asked) console.error(`'${known ? rest[0] : command}' is not understood`);
  console.log(usage);
  return asked ? 0 : 2;
});
