// The start of a worker thread in io.test.ts: decodes the file that it was given and sends the sum of its pixels.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { torch, vision } = await import('../../src/index.ts');
parentPort.postMessage(vision.io.decode_image(workerData).to(torch.int64).sum().item());
