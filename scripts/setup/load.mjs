// Whether a library loads, tried in a process of its own so that nothing it does can hurt the caller.
import { spawnSync } from 'node:child_process';

const program = `
  try {
    process.dlopen({ exports: {} }, process.argv[1], require('os').constants.dlopen.RTLD_NOW);
  } catch (error) {
    // Node looks for an addon's entry point only after the library is loaded.
    if (!/did not self-register/.test(error.message)) throw error;
  }`;

/** Null when `library` loads, else the loader's reason. */
export function loadFailure(library) {
  const child = spawnSync(process.execPath, ['-e', program, library], { encoding: 'utf8' });
  if (child.status === 0) return null;
  if (child.signal) return `loading it ended the process (${child.signal})`;
  return /Error: (.*)/.exec(child.stderr)?.[1] ?? child.stderr.trim();
}

/** Loads an addon and evaluates `expression` on its exports (`addon`); returns {value} or {error}. */
export function askAddon(file, expression) {
  const code = `const addon = require(process.argv[1]); console.log(JSON.stringify(${expression}));`;
  const child = spawnSync(process.execPath, ['-e', code, file], { encoding: 'utf8' });
  if (child.status === 0) return { value: JSON.parse(child.stdout) };
  return {
    error: child.signal
      ? `loading it ended the process (${child.signal})`
      : /Error: (.*)/.exec(child.stderr)?.[1],
  };
}
