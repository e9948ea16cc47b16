import { createRequire } from 'node:module';
import { SetupError } from '../../errors.ts';
import { native } from '../../native.ts';

// Both libraries come with packages of npm; the native side opens their files by itself, so that decoding is synchronous
// and works alike on the main thread and in workers.
const require = createRequire(import.meta.url);

let vips = false;
let turbo: boolean | undefined;

/** Opens libvips, which sharp brings along, or the system's. */
export function needVips(): void {
  if (vips) return;
  const problems: string[] = [];
  for (const path of vipsPaths()) {
    const problem = native.image_library('vips', path);
    if (problem === null) {
      vips = true;
      return;
    }
    problems.push(`${path}: ${problem}`);
  }
  throw new SetupError(
    `reading and writing images needs libvips, which the package sharp brings along; install it with ` +
      `\`npm install --include=optional sharp\`\n${problems.join('\n')}`,
  );
}

function vipsPaths(): string[] {
  const suffix = process.platform === 'darwin' ? '42.dylib' : 'so.42';
  const system = process.platform === 'darwin' ? `libvips.${suffix}` : `libvips.${suffix}`;
  return [...packaged(), system];
}

function packaged(): string[] {
  const found: string[] = [];
  for (const platform of [process.platform, `${process.platform}musl`]) {
    try {
      const sharp = createRequire(require.resolve('sharp'));
      found.push(sharp.resolve(`@img/sharp-libvips-${platform}-${process.arch}/binary`));
    } catch {
      // Not installed: only one of them fits a system.
    }
  }
  return found;
}

/** Is libjpeg-turbo's own interface there? Without it JPEG files go through libvips, with the same pixels. */
export function hasTurboJpeg(): boolean {
  turbo ??= turboPaths().some((path) => native.image_library('turbojpeg', path) === null);
  return turbo;
}

function turboPaths(): string[] {
  const found: string[] = [];
  for (const platform of [`linux-${process.arch}`, `linux-${process.arch}-musl`]) {
    try {
      found.push(require.resolve(`@julusian/jpeg-turbo/prebuilds/jpeg-turbo-${platform}/libturbojpeg.so.0`));
    } catch {
      // Not installed, or not for this system.
    }
  }
  return [...found, process.platform === 'darwin' ? 'libturbojpeg.0.dylib' : 'libturbojpeg.so.0'];
}
