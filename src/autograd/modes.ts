import { type Context, context } from '../context.ts';
import { blockKeywords } from '../keywords.ts';
import { native } from '../native.ts';

function gradMode(enabled: boolean): Context {
  return (<T>(body?: () => T) =>
    context(() => {
      const before = native.grad_mode(enabled);
      return () => {
        native.grad_mode(before);
      };
    }, body)) as Context;
}

/** Operators inside record no graph: `torch.no_grad(() => ...)` or `using _ = torch.no_grad()`. */
export const no_grad = gradMode(false);
/** Operators inside record the graph again, within `no_grad`. */
export const enable_grad = gradMode(true);

function setGradEnabled(mode: boolean): Disposable;
function setGradEnabled<T>(mode: boolean, body: () => T): T;
function setGradEnabled<T>(mode: boolean, body?: () => T): T | Disposable {
  return body === undefined ? gradMode(mode)() : gradMode(mode)(body);
}
/** Sets whether operators record the graph, for good or for the length of a block. */
export const set_grad_enabled = blockKeywords<{ mode: boolean }>()(
  'set_grad_enabled',
  ['mode'],
  setGradEnabled,
);

export function is_grad_enabled(): boolean {
  return native.grad_mode();
}

function inferenceMode(mode?: boolean): Disposable;
function inferenceMode<T>(body: () => T): T;
function inferenceMode<T>(mode: boolean, body: () => T): T;
function inferenceMode<T>(mode: boolean | (() => T) = true, body?: () => T): T | Disposable {
  const enabled = typeof mode === 'boolean' ? mode : true;
  return context(
    () => {
      native.inference_mode(enabled);
      return () => {
        native.inference_mode(null);
      };
    },
    typeof mode === 'function' ? mode : body,
  );
}
/**
 * Like `no_grad`, and its tensors never take part in autograd at all, which makes operators a little faster.
 * Blocks must end in the reverse order of their beginnings.
 */
export const inference_mode = blockKeywords<{ mode?: boolean }>()('inference_mode', ['mode'], inferenceMode);

export function is_inference_mode_enabled(): boolean {
  return native.inference_mode();
}

function enforceLayout(enable?: boolean): Disposable;
function enforceLayout<T>(enable: boolean, body: () => T): T;
function enforceLayout<T>(enable = true, body?: () => T): T | Disposable {
  return context(() => {
    const before = native.context_flag('autograd.grad_layout');
    native.context_flag('autograd.grad_layout', enable);
    return () => {
      native.context_flag('autograd.grad_layout', before);
    };
  }, body);
}
/**
 * Whether a gradient takes its leaf's strides (the default). Without that, a gradient of other strides that nobody else
 * holds becomes `.grad` as it is, which saves a copy. For good or for the length of a block; of this thread.
 */
export const enforce_grad_layout_policy = blockKeywords<{ enable?: boolean }>()(
  'enforce_grad_layout_policy',
  ['enable'],
  enforceLayout,
);
