/** Which module of ours stands for which of Python's, for checkpoints that hold whole modules (`torch.load` with weights_only: false). */
import { UnpicklingError } from '../errors.ts';
import { type ClassReader, registerClass, registerFunction } from '../serialization/classes.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import * as functional from './functional.ts';
import * as activation from './modules/activation.ts';
import * as adaptive from './modules/adaptive.ts';
import * as batchnorm from './modules/batchnorm.ts';
import * as channelshuffle from './modules/channelshuffle.ts';
import * as container from './modules/container.ts';
import * as conv from './modules/conv.ts';
import * as distance from './modules/distance.ts';
import * as dropout from './modules/dropout.ts';
import * as flatten from './modules/flatten.ts';
import * as fold from './modules/fold.ts';
import * as instancenorm from './modules/instancenorm.ts';
import * as linear from './modules/linear.ts';
import * as loss from './modules/loss.ts';
import { Module } from './modules/module.ts';
import * as normalization from './modules/normalization.ts';
import * as padding from './modules/padding.ts';
import * as pixelshuffle from './modules/pixelshuffle.ts';
import * as pooling from './modules/pooling.ts';
import * as rnn from './modules/rnn.ts';
import { isModule, slotsOf } from './modules/slots.ts';
import * as sparse from './modules/sparse.ts';
import * as transformer from './modules/transformer.ts';
import * as upsampling from './modules/upsampling.ts';
import { DataParallel } from './parallel/data_parallel.ts';
import { PackedSequence } from './utils/rnn.ts';

const FILES = {
  activation,
  adaptive,
  batchnorm,
  channelshuffle,
  container,
  conv,
  distance,
  dropout,
  flatten,
  fold,
  instancenorm,
  linear,
  loss,
  normalization,
  padding,
  pixelshuffle,
  pooling,
  rnn,
  sparse,
  transformer,
  upsampling,
};

/** Python's own bookkeeping, which modules here keep elsewhere. */
const INTERNAL =
  /^(training|_parameters|_buffers|_modules|_non_persistent_buffers_set|_backend|_is_full_backward_hook|_compiled_call_impl|_(forward|backward|state_dict|load_state_dict)(_pre|_post)?_hooks(_with_kwargs|_always_called)?|_backward_pre_hooks|_load_state_dict_(pre|post)_hooks)$/;

type State = Record<string, unknown>;

const asObject = (dict: unknown): State =>
  dict instanceof Map ? Object.fromEntries(dict) : ((dict ?? {}) as State);
const entriesOf = (dict: unknown): [string, unknown][] =>
  dict instanceof Map ? [...dict] : Object.entries(dict ?? {});

/** Puts a module's parameters, buffers, sub-modules and settings where ours have them. */
function setState(module: Module, given: unknown): void {
  const state = asObject(given);
  const slots = slotsOf(module);
  module.training = state.training !== false;
  for (const [name, value] of Object.entries(state)) {
    if (INTERNAL.test(name) || isReadOnly(module, name)) continue;
    slots[name] = value;
  }
  for (const [name, parameter] of entriesOf(state._parameters)) slots[name] = parameter;
  const passing = state._non_persistent_buffers_set;
  for (const [name, buffer] of entriesOf(state._buffers)) {
    if (buffer !== null && !(buffer instanceof Tensor))
      throw new UnpicklingError(`the pickled data is damaged: buffer '${name}' of a module is no tensor`);
    module.register_buffer(name, buffer, !(passing instanceof Set && passing.has(name)));
  }
  for (const [name, child] of entriesOf(state._modules)) {
    if (child !== null && !isModule(child))
      throw new UnpicklingError(
        `it holds a module whose part '${name}' is of a class that is not known here; torch.serialization.add_safe_globals can name ` +
          'a class of yours for it',
      );
    module.add_module(name, child);
  }
}

/** Some settings of Python's are computed here. */
function isReadOnly(module: object, name: string): boolean {
  for (let at = Object.getPrototypeOf(module); at !== null; at = Object.getPrototypeOf(at)) {
    const property = Object.getOwnPropertyDescriptor(at, name);
    if (property) return property.set === undefined && property.writable !== true;
  }
  return false;
}

/** Containers keep the order of their keys apart, so that their own constructor must run; other classes' would want arguments. */
function bareModule(type: Function): object {
  const { Sequential, ModuleDict, ModuleList } = container;
  const base = [Sequential, ModuleDict, ModuleList].find((known) => type.prototype instanceof known);
  return Reflect.construct(base ?? Module, [], type);
}

/** How modules of a class are read: without running its constructor, which would want arguments, where it has any. */
export function moduleReader(type: Function, bare = true): ClassReader {
  return {
    create(args) {
      if (args.length > 0) throw new UnpicklingError('the pickled data is damaged: a module with arguments');
      return bare ? bareModule(type) : Reflect.construct(type, []);
    },
    setState: (module, state) => setState(module as Module, state),
  };
}

for (const [file, exported] of Object.entries(FILES)) {
  for (const [name, type] of Object.entries(exported)) {
    const isClass = typeof type === 'function' && type.prototype instanceof Module;
    // Containers keep the order of their keys apart.
    if (isClass)
      registerClass(`torch.nn.modules.${file}.${name}`, type, moduleReader(type, file !== 'container'));
  }
}
registerClass('torch.nn.modules.module.Module', Module, moduleReader(Module));
const parallel = moduleReader(DataParallel);
registerClass('torch.nn.parallel.data_parallel.DataParallel', DataParallel, {
  create: parallel.create,
  setState(module, state) {
    parallel.setState(module, state);
    // The GPUs of the machine that saved it.
    if (!torch.cuda.is_available()) (module as DataParallel).device_ids = [];
  },
});
registerClass('torch.nn.utils.rnn.PackedSequence', PackedSequence, {
  create: (args) => Reflect.construct(PackedSequence, args),
  setState() {},
});

// A transformer keeps its activation as a function, which Python finds under one of these names.
for (const [name, fn] of Object.entries(functional)) {
  for (const module of ['torch.nn.functional', 'torch._C._nn', 'torch'])
    registerFunction(`${module}.${name}`, fn as Function);
}
