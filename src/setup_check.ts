// What to tell a user whose addon or LibTorch is missing or does not fit, instead of the loader's own words.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './errors.ts';

/** What the build wrote beside the addon: the LibTorch that it was built against. */
export interface BuildStamp {
  libtorch: string;
  lib: string;
  version: string;
  cuda: string | null;
}

const mend = 'Run `npx typetorch setup` to build it anew, or `npx typetorch doctor` to see what is wrong.';

/**
 * Refuses an addon whose LibTorch is gone or was replaced by another version: loading it could crash much later.
 * An addon without a stamp (a prebuilt one) passes.
 * @throws SetupError
 */
export function checkBeforeLoad(addonPath: string): void {
  const stamp = readStamp(addonPath);
  const problem = stamp && mismatch(stamp);
  if (problem) throw new SetupError(`${problem} ${mend}`);
}

/** The error to throw when loading the addon failed with `error`: what is the matter, and how to mend it. */
export function explainLoadFailure(error: unknown, addonPath: string): SetupError {
  const words = error instanceof Error ? error.message : String(error);
  const problem = existsSync(addonPath)
    ? loaderProblem(words, readStamp(addonPath))
    : `typetorch's native addon is not built (${addonPath} does not exist).`;
  return new SetupError(`${problem} ${mend}\n  The loader said: ${words}`, { cause: error });
}

function loaderProblem(words: string, stamp: BuildStamp | null): string {
  const built = stamp ? `LibTorch ${stamp.version} (${stamp.libtorch})` : 'another LibTorch';
  const changed = stamp && mismatch(stamp);
  const missing = /(\S+\.(?:so|dylib)[\d.]*): cannot open shared object file/.exec(words)?.[1];
  const symbol = /undefined symbol: (\S+)/.exec(words)?.[1];
  const runtime = /version [`'](\S+)' not found/.exec(words)?.[1];
  if (changed) return changed;
  if (missing && /cuda|cudnn|cublas|cufft|curand|cusolver|cusparse|nccl|nvrtc|nvjit|cupti/.test(missing)) {
    return `The addon was built against ${built} for CUDA ${stamp?.cuda ?? ''}, and the CUDA library ${missing} is missing.`;
  }
  if (missing) return `The addon was built against ${built}, and its library ${missing} cannot be found.`;
  if (symbol)
    return `The addon does not fit the LibTorch it finds: built against ${built}, ${symbol} is not there.`;
  if (runtime)
    return `The addon or its LibTorch needs ${runtime}, which this system's libstdc++ or libc lacks.`;
  if (/invalid ELF header|wrong ELF class|incompatible architecture|exec format/i.test(words)) {
    return `The addon was built for another system or processor than this one (${process.platform}-${process.arch}).`;
  }
  return `The native addon cannot be loaded; it was built against ${built}.`;
}

/** What is wrong with the LibTorch that an addon was built against, or null when it is still there unchanged. */
export function mismatch({ libtorch, lib, version }: BuildStamp): string | null {
  const library = ['so', 'dylib'].map((suffix) => join(lib, `libtorch_cpu.${suffix}`)).find(existsSync);
  if (!library)
    return `The addon was built against LibTorch ${version} in ${libtorch}, which is no longer there.`;
  const now = installedVersion(libtorch);
  if (now === null || now === version) return null;
  return `The addon was built against LibTorch ${version}, but ${libtorch} now holds LibTorch ${now}.`;
}

function readStamp(addonPath: string): BuildStamp | null {
  try {
    return JSON.parse(readFileSync(join(dirname(addonPath), 'typetorch.json'), 'utf8'));
  } catch {
    return null;
  }
}

// The files that name a LibTorch's version: of the Python package, of the zip, of a distribution's headers.
function installedVersion(root: string): string | null {
  const places: [string, RegExp][] = [
    ['version.py', /__version__ = '([^']+)'/],
    ['build-version', /^(\S+)\s*$/],
    ['include/torch/headeronly/version.h', /#define TORCH_VERSION\s*\\?\s*"([^"]+)"/],
    ['include/torch/csrc/api/include/torch/version.h', /#define TORCH_VERSION\s*\\?\s*"([^"]+)"/],
  ];
  for (const [file, pattern] of places) {
    const path = join(root, file);
    const version = existsSync(path) && pattern.exec(readFileSync(path, 'utf8'))?.[1];
    if (version) return version;
  }
  return null;
}
