import { context } from '../context.ts';
import { blockKeywords, keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { isPlainObject } from '../signature.ts';
import { warn } from '../warn.ts';

export const is_anomaly_enabled = (): boolean => native.context_flag('anomaly');
export const is_anomaly_check_nan_enabled = (): boolean => native.context_flag('anomaly_check_nan');

/** Switches anomaly detection for the whole process; see `detect_anomaly`. */
export const set_anomaly_enabled = keywords(
  'set_anomaly_enabled',
  ['mode', 'check_nan'],
  (mode: boolean, check_nan: boolean = true): void => {
    native.context_flag('anomaly', mode);
    native.context_flag('anomaly_check_nan', check_nan);
  },
);

function anomaly(mode: boolean, check_nan: boolean): () => () => void {
  return () => {
    const before = [is_anomaly_enabled(), is_anomaly_check_nan_enabled()] as const;
    set_anomaly_enabled(mode, check_nan);
    return () => set_anomaly_enabled(...before);
  };
}

export interface AnomalyOptions {
  check_nan?: boolean;
}

/**
 * For the length of a block, a backward pass that fails warns of the place in the forward that is to blame, and one that
 * makes NaN fails (unless `check_nan` is false): `detect_anomaly(() => ...)`, or with `using`. Slow; for debugging.
 *
 * @throws RuntimeError, from `backward`: "Function 'SqrtBackward0' returned nan values in its 0th output."
 */
export function detect_anomaly(options?: AnomalyOptions | boolean): Disposable;
export function detect_anomaly<T>(body: () => T): T;
export function detect_anomaly<T>(options: AnomalyOptions | boolean, body: () => T): T;
export function detect_anomaly<T>(
  options: AnomalyOptions | boolean | (() => T) = true,
  body?: () => T,
): T | Disposable {
  warn(
    'Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for debugging.',
  );
  const check = isPlainObject(options) ? ((options as AnomalyOptions).check_nan ?? true) : options !== false;
  return context(anomaly(true, check), typeof options === 'function' ? (options as () => T) : body);
}

function setDetect(mode: boolean, check_nan?: boolean): Disposable;
function setDetect<T>(mode: boolean, body: () => T): T;
function setDetect<T>(mode: boolean, check_nan: boolean | (() => T) = true, body?: () => T): T | Disposable {
  const inner = typeof check_nan === 'function' ? check_nan : body;
  return context(anomaly(mode, check_nan !== false), inner);
}
/** The same, on or off, and from now on unless it is given a block. */
export const set_detect_anomaly = blockKeywords<{ mode: boolean; check_nan?: boolean }>()(
  'set_detect_anomaly',
  ['mode', 'check_nan'],
  setDetect,
);
