import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { callable } from '../callable.ts';
import { CheckpointError, TypeError } from '../errors.ts';
import { load, save } from '../serialization/index.ts';
import { type Args, signature } from '../signature.ts';
import { torch } from '../torch.ts';

/** A model, an optimizer, a scheduler, an EarlyStopping, ... */
export interface Stateful {
  state_dict(): any;
  load_state_dict(state: any): unknown;
}
const stateful = z.custom<Stateful>(
  (value) =>
    value !== null &&
    value !== undefined &&
    typeof (value as Stateful).state_dict === 'function' &&
    typeof (value as Stateful).load_state_dict === 'function',
  'must have state_dict() and load_state_dict()',
);
const checkpointArgs = signature(
  'Checkpoint',
  ['folder', z.string()],
  ['parts', z.record(z.string(), stateful)],
  ['mode', z.enum(['min', 'max']).default('max')],
  ['map_location', z.string().nullish()],
);

/**
 * Keeps the last and the best state of a training run in a folder, and continues from there.
 *
 * ```
 * const checkpoint = Checkpoint('runs/first', { model, optimizer, scheduler });
 * for (let epoch = checkpoint.resume(); epoch < epochs; epoch++) {
 *   ...
 *   checkpoint.save(epoch, accuracy);
 * }
 * ```
 *
 * `last.pt` and `best.pt` are files of `torch.save`, which Python reads: a state_dict for every part, the epoch, the figure
 * and the state of the random generator. A file is replaced only when its successor is complete.
 *
 * @param mode whether the figure is the better the larger ('max', an accuracy) or the smaller ('min', a loss).
 */
class Checkpoint_ {
  readonly folder: string;
  readonly mode: 'min' | 'max';
  private readonly _parts: Record<string, Stateful>;
  private readonly _map_location: string | null;
  best: number | null = null;

  constructor(...args: Args<typeof checkpointArgs>) {
    const { folder, parts, mode, map_location } = checkpointArgs(args);
    const taken = Object.keys(parts).find((name) => ['epoch', 'figure', 'best', 'rng_state'].includes(name));
    if (taken !== undefined)
      throw new TypeError(`Checkpoint: '${taken}' is a name of its own; call the part otherwise`);
    this.folder = folder;
    this.mode = mode;
    this._parts = parts;
    this._map_location = map_location ?? null;
  }

  get last_path(): string {
    return join(this.folder, 'last.pt');
  }
  get best_path(): string {
    return join(this.folder, 'best.pt');
  }

  /** Writes the state after an epoch; returns whether it is the best so far. Without a figure the last counts as best. */
  save(epoch: number, figure: number | null = null): boolean {
    const better =
      figure === null ||
      this.best === null ||
      (this.mode === 'max' ? figure > this.best : figure < this.best);
    if (better && figure !== null && !Number.isNaN(figure)) this.best = figure;
    const states = Object.entries(this._parts).map(([name, part]) => [name, part.state_dict()]);
    const rng_state = torch.get_rng_state();
    const state = { ...Object.fromEntries(states), epoch, figure, best: this.best, rng_state };
    mkdirSync(this.folder, { recursive: true });
    save(state, this.last_path);
    const isBest = better && !Number.isNaN(figure);
    if (isBest) save(state, this.best_path);
    return isBest;
  }

  /** Loads the last state, if there is one; returns the epoch to go on with, 0 at the start. */
  resume(): number {
    if (!existsSync(this.last_path)) return 0;
    return this._load(this.last_path) + 1;
  }

  /** Loads the best state; returns its epoch. */
  load_best(): number {
    if (!existsSync(this.best_path))
      throw new CheckpointError(`Checkpoint: there is no ${this.best_path} yet`);
    return this._load(this.best_path);
  }

  private _load(path: string): number {
    const state = load(path, { map_location: this._map_location ?? 'cpu' }) as Record<string, any>;
    const missing = Object.keys(this._parts).filter((name) => !(name in state));
    if (missing.length > 0 || typeof state.epoch !== 'number') {
      throw new CheckpointError(
        `Checkpoint: ${path} has no ${missing.join(', ') || 'epoch'}; it is another run's file`,
      );
    }
    for (const [name, part] of Object.entries(this._parts)) part.load_state_dict(state[name]);
    this.best = state.best ?? null;
    if (state.rng_state) torch.set_rng_state(state.rng_state);
    return state.epoch;
  }
}
export const Checkpoint = callable(Checkpoint_);
export type Checkpoint = Checkpoint_;
