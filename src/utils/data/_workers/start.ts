/** The first module of a loader's worker thread. */
import { extname } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { Report, Start } from './messages.ts';

const { port, shared, sent } = workerData as Start;
// Functions that are made anew find what they import() by this setting of Node's, which it calls an experiment.
const { emitWarning } = process;
process.emitWarning = (warning: any, ...rest: any[]) => {
  if (!String(warning).startsWith('vm.USE_MAIN_CONTEXT_DEFAULT_LOADER')) emitWarning(warning, ...rest);
};
try {
  const { native } = await import('../../../native.ts');
  // Before anything looks at the default generator.
  native.become_worker();
  // The whole package, so that its exports can be found by name.
  await import(new URL(`../../../index${extname(import.meta.url)}`, import.meta.url).href);
  const { serve } = await import('./thread.ts');
  serve(port, new Int32Array(shared), new Int32Array(sent));
} catch (thrown) {
  const { name, message, stack = '' } = thrown as Error;
  const error = { name, message, stack, home: undefined, index: undefined, properties: {} };
  port.postMessage({ kind: 'fatal', error } satisfies Report);
}
