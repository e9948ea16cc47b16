import { z } from 'zod';
import { no_grad } from '../autograd/modes.ts';
import { callable } from '../callable.ts';
import type { device } from '../dtype.ts';
import { dtypes } from '../dtype.ts';
import { AssertionError, RuntimeError, ValueError } from '../errors.ts';
import { native } from '../native.ts';
import { aten } from '../ops/index.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { warnOnce } from '../warn.ts';

/** As much of an optimizer as scaling needs. */
interface OptimizerLike {
  param_groups: { params: Tensor[] }[];
  step(...args: any[]): any;
  grad_scale?: Tensor | null;
  found_inf?: Tensor | null;
  _step_supports_amp_scaling?: boolean;
}

type Stage = 'ready' | 'unscaled' | 'stepped';
interface OptimizerState {
  stage: Stage;
  found_inf: Map<device, Tensor>;
}

export interface GradScalerState {
  scale: number;
  growth_factor: number;
  backoff_factor: number;
  growth_interval: number;
  _growth_tracker: number;
}

const full = aten('full') as (size: number[], value: number, options: object) => Tensor;
const checkAndUnscale = aten('_amp_foreach_non_finite_check_and_unscale_');
const updateScale = aten('_amp_update_scale_');

const options = signature(
  'GradScaler',
  ['device', z.string().default('cuda')],
  ['init_scale', z.number().default(2 ** 16)],
  ['growth_factor', z.number().default(2)],
  ['backoff_factor', z.number().default(0.5)],
  ['growth_interval', z.number().int().default(2000)],
  ['enabled', z.boolean().default(true)],
);

/** A number's copies on the devices that ask for it. */
class Replicas {
  readonly made = new Map<device, Tensor>();
  private readonly _master: Tensor;
  constructor(master: Tensor) {
    this._master = master;
  }
  on(place: device): Tensor {
    let copy = this.made.get(place);
    if (copy === undefined) {
      copy = this._master.to(place, { non_blocking: true, copy: true });
      this.made.set(place, copy);
    }
    return copy;
  }
}

/**
 * Scales the loss, so that small gradients do not vanish in float16, and steps optimizers whose gradients are finite:
 *
 *     scaler.scale(loss).backward();
 *     scaler.step(optimizer);
 *     scaler.update();
 *
 * The scale grows by `growth_factor` (> 1) after `growth_interval` steps without infinities and shrinks by `backoff_factor`
 * (< 1) after one with any.
 *
 * @see https://docs.pytorch.org/docs/2.13/amp.html#torch.amp.GradScaler
 */
export class GradScaler_ {
  private readonly _device: string;
  private readonly _enabled: boolean;
  private _initScale: number;
  private _growth_factor: number;
  private _backoff_factor: number;
  private _growth_interval: number;
  private _initTracker = 0;
  /** Made with the first loss, on its device. */
  private _scale: Tensor | null = null;
  private _tracker: Tensor | null = null;
  private _states = new Map<OptimizerLike, OptimizerState>();

  constructor(...args: Args<typeof options>) {
    const given = options(args);
    this._device = given.device;
    let { enabled } = given;
    if (enabled && given.device === 'cuda' && native.cuda_device_count() === 0) {
      warnOnce('torch.cuda.amp.GradScaler is enabled, but CUDA is not available.  Disabling.');
      enabled = false;
    }
    this._enabled = enabled;
    if (enabled && given.growth_factor <= 1) throw new AssertionError('The growth factor must be > 1.0.');
    if (enabled && given.backoff_factor >= 1) throw new AssertionError('The backoff factor must be < 1.0.');
    this._initScale = given.init_scale;
    this._growth_factor = given.growth_factor;
    this._backoff_factor = given.backoff_factor;
    this._growth_interval = given.growth_interval;
  }

  /** The output, or each of a list of outputs, times the scale. */
  scale<T extends Tensor | readonly unknown[]>(outputs: T): T {
    if (!this._enabled) return outputs;
    const replicas: Replicas[] = [];
    const apply = (value: unknown): unknown => {
      if (value instanceof Tensor) {
        replicas[0] ??= new Replicas(this._scaleOn(value.device));
        return value.mul(replicas[0].on(value.device));
      }
      if (Array.isArray(value)) return value.map(apply);
      throw new ValueError('outputs must be a Tensor or an iterable of Tensors');
    };
    return apply(outputs) as T;
  }

  private _scaleOn(place: device): Tensor {
    this._scale ??= full([], this._initScale, { dtype: dtypes.float32, device: place });
    this._tracker ??= full([], this._initTracker, { dtype: dtypes.int32, device: place });
    return this._scale;
  }

  private _started(what: string): { scale: Tensor; tracker: Tensor } {
    if (this._scale === null || this._tracker === null) {
      throw new AssertionError(
        `Attempted ${what} but _scale is None.  This may indicate your script did not use scaler.scale(loss or outputs) earlier in the iteration.`,
      );
    }
    return { scale: this._scale, tracker: this._tracker };
  }

  private _stateOf(optimizer: OptimizerLike): OptimizerState {
    let state = this._states.get(optimizer);
    if (state === undefined) {
      state = { stage: 'ready', found_inf: new Map() };
      this._states.set(optimizer, state);
    }
    return state;
  }

  /** Divides the gradients of an optimizer's parameters by the scale: before clipping them, say. Once a step. */
  unscale_(optimizer: OptimizerLike): void {
    if (!this._enabled) return;
    const { scale } = this._started('unscale_');
    const state = this._stateOf(optimizer);
    if (state.stage === 'unscaled')
      throw new RuntimeError('unscale_() has already been called on this optimizer since the last update().');
    if (state.stage === 'stepped') throw new RuntimeError('unscale_() is being called after step().');
    // The reciprocal in float64: float32 division can be inexact.
    const inverse = scale.double().reciprocal().float();
    state.found_inf = this._unscaleGradients(optimizer, inverse, false);
    state.stage = 'unscaled';
  }

  private _unscaleGradients(
    optimizer: OptimizerLike,
    inverse: Tensor,
    allow_fp16: boolean,
  ): Map<device, Tensor> {
    const inverses = new Replicas(inverse);
    const found = new Replicas(full([], 0, { dtype: dtypes.float32, device: inverse.device }));
    const groups = new Map<string, Tensor[]>();
    no_grad(() => {
      for (const param of optimizer.param_groups.flatMap((group) => group.params)) {
        let gradient = param.grad;
        if (gradient === null) continue;
        const half = gradient.dtype === dtypes.float16;
        if (!allow_fp16 && half) throw new ValueError('Attempting to unscale FP16 gradients.');
        if (gradient.is_sparse) {
          // Values at the same place add up, which overflows float16 easily: look at their sums.
          if (half) {
            gradient = gradient.coalesce();
            param.grad = gradient;
          }
          gradient = (gradient as any)._values() as Tensor;
        }
        const key = `${gradient.device} ${gradient.dtype}`;
        const list = groups.get(key);
        if (list) list.push(gradient);
        else groups.set(key, [gradient]);
      }
      for (const list of groups.values()) {
        const place = (list[0] as Tensor).device;
        checkAndUnscale(list, found.on(place), inverses.on(place));
      }
    });
    return found.made;
  }

  /**
   * Unscales the gradients, unless that was done, and takes the optimizer's step if all of them are finite. Returns what
   * `optimizer.step` returns, undefined for a step that was left out.
   */
  step(optimizer: OptimizerLike, ...args: unknown[]): any {
    if (!this._enabled) return optimizer.step(...args);
    if (args.some((arg) => typeof arg === 'function' || (arg as { closure?: unknown } | null)?.closure)) {
      throw new RuntimeError('Closure use is not currently supported if GradScaler is enabled.');
    }
    const { scale } = this._started('step');
    const state = this._stateOf(optimizer);
    if (state.stage === 'stepped')
      throw new RuntimeError('step() has already been called since the last update().');
    if (optimizer._step_supports_amp_scaling) return this._fusedStep(optimizer, state, scale, args);
    if (state.stage === 'ready') this.unscale_(optimizer);
    if (state.found_inf.size === 0)
      throw new AssertionError('No inf checks were recorded for this optimizer.');
    let infinite = 0;
    for (const found of state.found_inf.values()) infinite += found.item();
    const result = infinite === 0 ? optimizer.step(...args) : undefined;
    state.stage = 'stepped';
    return result;
  }

  /** The kernel of such an optimizer unscales the gradients and leaves out the step itself. */
  private _fusedStep(optimizer: OptimizerLike, state: OptimizerState, scale: Tensor, args: unknown[]): any {
    if (state.stage === 'ready') {
      const one = full([], 1, { dtype: dtypes.float32, device: scale.device });
      state.found_inf = this._unscaleGradients(optimizer, one, true);
    }
    const found = [...state.found_inf.values()].map((item) => item.to(scale.device, { non_blocking: true }));
    const own = optimizer.grad_scale;
    if (state.stage !== 'unscaled') optimizer.grad_scale = own ? scale.mul(own) : scale;
    optimizer.found_inf = found.reduce((sum, item) => sum.add(item));
    try {
      const result = optimizer.step(...args);
      state.stage = 'stepped';
      return result;
    } finally {
      delete optimizer.grad_scale;
      delete optimizer.found_inf;
    }
  }

  /** Grows or shrinks the scale by what the steps since the last update met; or sets it. */
  update(new_scale: number | Tensor | null = null): void {
    if (!this._enabled) return;
    const { scale, tracker } = this._started('update');
    if (typeof new_scale === 'number') scale.fill_(new_scale);
    else if (new_scale !== null) this._setScale(scale, new_scale);
    else {
      const found = [...this._states.values()].flatMap((state) =>
        [...state.found_inf.values()].map((item) => item.to(scale.device, { non_blocking: true })),
      );
      if (found.length === 0) throw new AssertionError('No inf checks were recorded prior to update.');
      const all = found.reduce((sum, item) => sum.add(item));
      updateScale(scale, tracker, all, this._growth_factor, this._backoff_factor, this._growth_interval);
    }
    this._states = new Map();
  }

  private _setScale(scale: Tensor, value: Tensor): void {
    if (value.device.type !== this._device || value.numel() !== 1 || value.requires_grad) {
      throw new AssertionError(
        'new_scale should be a float or a 1-element torch.cuda.FloatTensor or torch.FloatTensor with requires_grad=False.',
      );
    }
    scale.copy_(value);
  }

  /** The scale as a number: 1 where scaling is off. */
  get_scale(): number {
    if (!this._enabled) return 1;
    return this._scale === null ? this._initScale : this._scale.item();
  }
  get_growth_factor(): number {
    return this._growth_factor;
  }
  set_growth_factor(new_factor: number): void {
    this._growth_factor = new_factor;
  }
  get_backoff_factor(): number {
    return this._backoff_factor;
  }
  set_backoff_factor(new_factor: number): void {
    this._backoff_factor = new_factor;
  }
  get_growth_interval(): number {
    return this._growth_interval;
  }
  set_growth_interval(new_interval: number): void {
    this._growth_interval = new_interval;
  }
  _get_growth_tracker(): number {
    if (!this._enabled) return 0;
    return this._tracker === null ? this._initTracker : this._tracker.item();
  }
  is_enabled(): boolean {
    return this._enabled;
  }

  /** What a checkpoint keeps; empty where scaling is off. Take it after `update`. */
  state_dict(): GradScalerState | Record<string, never> {
    if (!this._enabled) return {};
    return {
      scale: this.get_scale(),
      growth_factor: this._growth_factor,
      backoff_factor: this._backoff_factor,
      growth_interval: this._growth_interval,
      _growth_tracker: this._get_growth_tracker(),
    };
  }
  /** @throws RuntimeError for the empty state of a scaler that was off. */
  load_state_dict(state_dict: Partial<GradScalerState>): void {
    if (!this._enabled) return;
    if (Object.keys(state_dict).length === 0) {
      throw new RuntimeError(
        'The source state dict is empty, possibly because it was saved from a disabled instance of GradScaler.',
      );
    }
    const read = stateSchema.safeParse(state_dict);
    if (!read.success) {
      throw new ValueError(
        `load_state_dict(): not the state of a GradScaler\n${z.prettifyError(read.error)}`,
      );
    }
    const state = read.data;
    this._initScale = state.scale;
    this._scale?.fill_(state.scale);
    this._growth_factor = state.growth_factor;
    this._backoff_factor = state.backoff_factor;
    this._growth_interval = state.growth_interval;
    this._initTracker = state._growth_tracker;
    this._tracker?.fill_(state._growth_tracker);
  }
}

const stateSchema = z.object({
  scale: z.number(),
  growth_factor: z.number(),
  backoff_factor: z.number(),
  growth_interval: z.number(),
  _growth_tracker: z.number(),
});

export const GradScaler = callable(GradScaler_);
export type GradScaler = GradScaler_;
