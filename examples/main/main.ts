// What `npm start` runs, once all is set up: reads the options, then trains.
import { help, readOptions, UsageError } from './options.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(help);
  else {
    const { run } = await import('./svhn.ts');
    run(options);
  }
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nSee npm start -- --help`);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    process.exitCode = 1;
  }
}
