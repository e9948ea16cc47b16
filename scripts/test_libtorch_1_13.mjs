// The oldest supported LibTorch, from Debian 12's package: the addon builds against it, and the smoke test runs.
import { addonFile, buildAddon } from './setup/build.mjs';
import { notPossible } from './setup/exit_codes.mjs';
import { inSystem } from './setup/find.mjs';
import { commandLine, main, output } from './setup/run.mjs';
import { smokeTest } from './setup/smoke.mjs';
import { aptInstall, aptUpdate, canApt } from './setup/system.mjs';
import { project } from './setup.mjs';

commandLine(`Builds the addon against LibTorch 1.13, which root on Debian 12 gets from apt, and runs the smoke test.

Usage: npm run test:libtorch-1.13`);

const find = () => inSystem(['/usr']).find((found) => found?.version.startsWith('1.13.'));

function install() {
  if (!canApt()) return 'it is not installed, and only root on Debian can install it';
  aptUpdate();
  const candidate = /Candidate: (\S+)/.exec(output('apt-cache', ['policy', 'libtorch-dev']) ?? '')?.[1];
  if (!candidate?.startsWith('1.13.'))
    return `this system offers libtorch-dev ${candidate ?? 'in no version'}`;
  aptInstall(['libtorch-dev']);
  return 'libtorch-dev was installed, but is not where it should be';
}

main(() => {
  const reason = find() ? null : install();
  const libtorch = find();
  if (!libtorch) {
    console.log(`LibTorch 1.13 was not tested: ${reason}`);
    return notPossible;
  }
  buildAddon(project, libtorch, 'build-1.13');
  return smokeTest(project, addonFile(project, 'build-1.13'));
});
