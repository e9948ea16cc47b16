/** What a dataset can ask about the worker that it runs in. */
export interface WorkerInfo {
  readonly id: number;
  readonly num_workers: number;
  /** The worker's own seed: the loader's base seed plus the id. */
  readonly seed: number | bigint;
  /** This worker's copy of the dataset. */
  readonly dataset: any;
}

let info: WorkerInfo | null = null;

/** The worker that this code runs in; null in the main thread. An IterableDataset shares out its data by it. */
export function get_worker_info(): WorkerInfo | null {
  return info;
}

/** @internal */
export function setWorkerInfo(given: WorkerInfo | null): void {
  info = given;
}
