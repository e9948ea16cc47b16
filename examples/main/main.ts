// What `npm start` runs, once all is set up.
import { start } from '../cli.ts';
import { help, type Options, schema } from './options.ts';

// Loaded when the options are right: a wrong one is told at once.
const run = async (options: Options) => (await import('./svhn.ts')).run(options);
await start(help, schema, run, 'npm start -- ');
