// `npm run example -- 002 --tiny`: set-up, then the example whose folder begins with that number.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asksForHelp, exitCode, main } from './setup/run.mjs';
import { project, setUp } from './setup.mjs';

const examples = join(project, 'examples');
const names = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^(\d{3}-|server$)/.test(entry.name))
  .map(({ name }) => name);

main(async () => {
  const [which = '', ...args] = process.argv.slice(2);
  const name = names.find((one) => one === which || (/^\d{3}$/.test(which) && one.startsWith(which)));
  if (name === undefined) {
    const asked = which === '' || asksForHelp([which]);
    if (!asked) console.error(`there is no example '${which}'`);
    console.log(
      `Usage: npm run example -- NUMBER [options]\n\n${names.map((one) => `  ${one}`).join('\n')}\n`,
    );
    console.log('NUMBER --help tells an example’s options; its README tells what it does.');
    return asked ? 0 : 2;
  }
  await setUp();
  const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
  return exitCode(process.execPath, [tsx, join(examples, name, 'main.ts'), ...args], { stdio: 'inherit' });
});
