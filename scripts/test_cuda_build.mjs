// The CUDA sources compile, link and load against a CUDA LibTorch; no GPU is needed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addonFile, buildAddon } from './setup/build.mjs';
import { notPossible } from './setup/exit_codes.mjs';
import { inspect } from './setup/find.mjs';
import { askAddon, loadFailure } from './setup/load.mjs';
import { commandLine, main, succeeds } from './setup/run.mjs';
import { smokeTest } from './setup/smoke.mjs';
import { project } from './setup.mjs';

commandLine(`Builds the addon against a CUDA LibTorch, which pip fetches (about 6 GB), loads it and runs the smoke test.

Usage: npm run test:cuda-build`);

// torch, the libraries that it loads, and CUDA's headers: what pip would choose, less its Python dependencies.
const wheels = [
  'torch==2.14.1',
  'nvidia-cublas==13.1.1.3',
  'nvidia-cuda-cccl==13.0.85',
  'nvidia-cuda-crt==13.0.88',
  'nvidia-cuda-cupti==13.0.85',
  'nvidia-cuda-nvrtc==13.0.88',
  'nvidia-cuda-runtime==13.0.96',
  'nvidia-cudnn-cu13==9.24.0.43',
  'nvidia-cufft==12.0.0.61',
  'nvidia-cufile==1.15.1.6',
  'nvidia-curand==10.4.0.35',
  'nvidia-cusolver==12.0.4.66',
  'nvidia-cusparse==12.6.3.3',
  'nvidia-cusparselt-cu13==0.8.1',
  'nvidia-nccl-cu13==2.30.7',
  'nvidia-nvjitlink==13.4.92',
  'nvidia-nvshmem-cu13==3.4.5',
  'nvidia-nvtx==13.0.85',
];
const packages = join(project, 'build-cuda/python');
const complete = join(packages, 'torch-2.14.1.dist-info/RECORD');

function install() {
  if (existsSync(complete)) return true;
  console.log('installing torch 2.14.1 and the CUDA 13 libraries with pip (about 6 GB unpacked)');
  const options = ['--no-deps', '--no-compile', '--quiet', '--retries', '1', '--timeout', '15', '--upgrade'];
  return succeeds('python3', ['-m', 'pip', 'install', ...options, '--target', packages, ...wheels]);
}

main(() => {
  const installed = install();
  const libtorch = inspect(join(packages, 'torch'), 'pip');
  if (!installed || !libtorch?.cuda) {
    console.log('the CUDA build was not tested: no CUDA LibTorch can be installed here with pip');
    return notPossible;
  }
  buildAddon(project, libtorch, 'build-cuda');
  const addon = addonFile(project, 'build-cuda');
  const failure = loadFailure(addon);
  if (failure) {
    console.error(`built and linked, but it does not load: ${failure}`);
    return 1;
  }
  const { value, error } = askAddon(addon, 'addon.cuda_device_count()');
  if (error) {
    console.error(error);
    return 1;
  }
  console.log(
    `built, linked and loaded against LibTorch ${libtorch.version} (CUDA ${libtorch.cuda}); ${value} GPU(s) here`,
  );
  return smokeTest(project, addon);
});
