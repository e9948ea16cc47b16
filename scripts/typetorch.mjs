#!/usr/bin/env node
// The command `typetorch`: set-up, its diagnosis, and programs in several processes.
import { run } from './launch.mjs';
import { diagnose } from './setup/diagnose.mjs';
import { main } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

const usage = `typetorch doctor   what is installed, which libraries load, and how to mend what does not
typetorch setup    find or fetch LibTorch and build the native addon
typetorch run      start a program in several processes for torch.distributed (typetorch run --help)

LibTorch is looked for in LIBTORCH, an earlier fetch, the active Python, the system; else fetched:
  LIBTORCH                     folder of an unpacked LibTorch
  TYPETORCH_LIBTORCH           cpu (the default), or a CUDA variant such as cu130
  TYPETORCH_LIBTORCH_ROUTES    which ways to try, in order: pip,apt,zip
  TYPETORCH_LIBTORCH_MIRROR    base address to use in place of PyTorch's download site
  TYPETORCH_LIBTORCH_ARCHIVE   a LibTorch zip or torch wheel on this machine, used without a network
  TYPETORCH_LIBTORCH_SHA256    checksum that the zip must have
  TYPETORCH_APT=0              never call apt-get
  HTTPS_PROXY, NO_PROXY        as usual`;

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
  if (rest.length === 0 && command === 'doctor') return doctor();
  if (rest.length === 0 && command === 'setup') return setUp();
  if (command === 'run') return run(rest);
  console.log(usage);
  return command === undefined || command === '--help' || command === 'help' ? 0 : 2;
});
