// The model's thread: the bytes of a batch's pictures come in, their outcomes go out.
import { parentPort, workerData } from 'node:worker_threads';
import { Classifier } from './model.ts';
import type { Outcome, Reply, Start } from './protocol.ts';

const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread; start main.ts');
const reply = (message: Reply) => port.postMessage(message);

function outcomesOf(classifier: Classifier, files: readonly Uint8Array[]): readonly Outcome[] {
  try {
    return classifier.classify(files);
  } catch (error) {
    // Such as a lack of memory: the next batch may do well.
    return files.map(() => ({ failed: (error as Error).message }));
  }
}

const { model, batch } = workerData as Start;
try {
  const classifier = new Classifier(model);
  classifier.warmUp(batch);
  port.on('message', (files: readonly Uint8Array[]) =>
    reply({ kind: 'done', outcomes: outcomesOf(classifier, files) }),
  );
  reply({ kind: 'ready', labels: classifier.labels });
} catch (error) {
  reply({ kind: 'unfit', message: (error as Error).message });
}
