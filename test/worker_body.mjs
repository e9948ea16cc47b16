// The start of a worker thread in worker.test.ts: loads the library for itself, then runs the code that it was given.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { torch } = await import(workerData.index);
torch.set_num_threads(1);
const body = new Function('torch', 'parentPort', 'seed', workerData.body);
body(torch, parentPort, workerData.seed);
