// Whether this machine has a GPU that the addon can use, and what a script says and returns where it has none.
import { addonFile } from './setup/build.mjs';
import { askAddon } from './setup/load.mjs';
import { project } from './setup.mjs';

/** {count, name, reason}: GPUs that LibTorch sees, the first one's name, and why there are none. */
export function findGpu() {
  const addon = process.env.TYPETORCH_ADDON ?? addonFile(project);
  const found = askAddon(
    addon,
    '(() => { const count = addon.cuda_device_count(); const { cuda, libtorch } = addon.build_info(); ' +
      "return { count, cuda, libtorch, name: count > 0 ? addon.cuda_device_properties(0).name : '' }; })()",
  );
  if (found.error) return { count: 0, name: '', reason: `the addon does not load: ${found.error}` };
  const { count, cuda, libtorch, name } = found.value;
  const reason = cuda
    ? `LibTorch ${libtorch} finds no GPU on this machine`
    : `this is a build without CUDA (LibTorch ${libtorch})`;
  return { count, name, libtorch, reason };
}

/** Says that there is no GPU; the exit code is 1 only where one was required. */
export function withoutGpu(reason, required) {
  console[required ? 'error' : 'log'](`nothing was run: ${reason}`);
  return required ? 1 : 0;
}
