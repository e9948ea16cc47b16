import { lobpcg } from './_lobpcg.ts';
import { pca_lowrank, svd_lowrank } from './_lowrank.ts';
import './_tensor.ts';
import * as lowrank from './_lowrank.ts';
import { get_printoptions, printoptions, set_printoptions } from './_tensor_str.ts';
import { set_default_tensor_type, TensorConstructor, tensorTypes } from './_tensor_types.ts';
import * as accelerator from './accelerator.ts';
import * as autocast_mode from './amp/autocast_mode.ts';
import * as amp from './amp/index.ts';
import * as autograd from './autograd/index.ts';
import * as backends from './backends/index.ts';
import { callable, closed } from './callable.ts';
import { Complex } from './complex.ts';
import * as cpu from './cpu/index.ts';
import * as creation from './creation.ts';
import * as cuda from './cuda/index.ts';
import { factories, factoryFunction, get_default_device, set_default_device } from './default_device.ts';
import type { Future } from './distributed/futures.ts';
import type * as Distributed from './distributed/index.ts';
import type * as Distributions from './distributions/index.ts';
import {
  device,
  dtype,
  dtypes,
  layout,
  layouts,
  makeDevice,
  memory_format,
  memory_formats,
  qscheme,
  qschemes,
} from './dtype.ts';
import * as errors from './errors.ts';
import * as func from './func/index.ts';
import * as functional from './functional.ts';
import type { AtenFunctions } from './generated/aten_functions.ts';
import type {
  FftFunctions,
  LinalgFunctions,
  SparseFunctions,
  SpecialFunctions,
} from './generated/namespaces.ts';
import { functionNames, namespaces } from './generated/op_names.ts';
import type { TorchFunctions } from './generated/torch_functions.ts';
import * as hub from './hub.ts';
import { slice } from './indexing.ts';
import type * as Jit from './jit/index.ts';
import { masked } from './masked.ts';
import * as memory from './memory.ts';
import { checked, checkedAll } from './misuse.ts';
import { native } from './native.ts';
import * as nested from './nested.ts';
import { lazyFunction, operatorTable, ops } from './ops/index.ts';
import * as profiler from './profiler/index.ts';
import { SobolEngine } from './quasirandom.ts';
import * as random from './random.ts';
import { removed } from './removed.ts';
import { scope } from './scope.ts';
import * as serialization from './serialization/index.ts';
import * as settings from './settings.ts';
import * as signal from './signal.ts';
import { makeSize } from './size.ts';
import * as sparseTools from './sparse.ts';
import { is_storage, storageTypes, TypedStorage, UntypedStorage } from './storage.ts';
import { Event, Stream } from './streams.ts';
import { future } from './swap.ts';
import { Tensor } from './tensor.ts';
import * as testing from './testing/index.ts';
import { finfo, iinfo } from './type_info.ts';

/** `with torch.device('meta'):`, with the block as a function. */
type DeviceBlock = <T>(type: string | number | device, body: () => T) => T;

/**
 * `device('cuda', 0)`, `device('cuda:0')`, `device('cpu')`; equal devices are the same object. With a body it is the default
 * device while that runs: `torch.device('meta', () => new Net())`.
 */
const deviceFactory = new Proxy(device, {
  apply: (_target, _self, [type, then]) =>
    typeof then === 'function' ? set_default_device(type, then) : makeDevice(type, then),
  construct: (_target, [type, index]) => makeDevice(type, index),
}) as typeof device & DeviceBlock & typeof makeDevice; // the last is what `ReturnType` sees

const { functionalMethods: _, ...functions } = functional;
const {
  run: _run,
  custom_fwd: _fwd,
  custom_bwd: _bwd,
  is_autocast_available: _known,
  ...autocastNames
} = autocast_mode;
const { deviceModuleName: _module, ...settingsNames } = settings;
type StorageName =
  | 'DoubleStorage'
  | 'FloatStorage'
  | 'HalfStorage'
  | 'BFloat16Storage'
  | `${'Long' | 'Int' | 'Short' | 'Char' | 'Byte' | 'Bool'}Storage`
  | `Complex${'Float' | 'Double'}Storage`;
const constant = <C extends abstract new (...args: any) => unknown>(kind: C): C =>
  closed(kind, `cannot create 'torch.${kind.name}' instances`);
const transforms = checkedAll(func);
const gradients = checkedAll(autograd);
const devices = { cpu: checkedAll(cpu), cuda: checkedAll(cuda) };
const own = {
  ...dtypes,
  ...layouts,
  ...memory_formats,
  ...qschemes,
  qscheme: constant(qscheme),
  ...checkedAll(creation),
  ...checkedAll(functions),
  Tensor: TensorConstructor,
  ...tensorTypes,
  set_default_tensor_type,
  set_default_device,
  get_default_device,
  finfo,
  iinfo,
  ...checkedAll(lowrank),
  ...removed,
  ...checkedAll(settingsNames),
  get_device_module: (device: string | device | null = null): typeof cpu | typeof cuda =>
    devices[settings.deviceModuleName(device) === 'cuda' ? 'cuda' : 'cpu'],
  testing: checkedAll(testing),
  TypedStorage,
  UntypedStorage,
  ...(storageTypes as Record<StorageName, (typeof storageTypes)[string]>),
  is_storage,
  OutOfMemoryError: errors.OutOfMemoryError,
  AcceleratorError: errors.AcceleratorError,
  has_lapack: native.context_flag('has_lapack'),
  has_mkl: native.context_flag('has_mkl'),
  has_openmp: native.context_flag('has_openmp'),
  has_spectral: true,
  legacy_contiguous_format: memory_formats.contiguous_format,
  compiled_with_cxx11_abi: (): boolean => true,
  thread_safe_generator: (): null => null,
  Size: makeSize,
  Complex: callable(Complex),
  dtype: constant(dtype),
  layout: constant(layout),
  memory_format: constant(memory_format),
  device: deviceFactory,
  slice,
  svd_lowrank,
  pca_lowrank,
  lobpcg,
  signal: { windows: signal.windows },
  quasirandom: { SobolEngine },
  nested,
  masked,
  ops,
  scope: checked('scope', scope),
  // Random numbers
  Generator: random.Generator,
  default_generator: random.default_generator,
  manual_seed: checked('manual_seed', random.manual_seed),
  seed: random.seed,
  initial_seed: random.initial_seed,
  get_rng_state: random.get_rng_state,
  set_rng_state: checked('set_rng_state', random.set_rng_state),
  random,
  // Autograd
  autograd: { ...gradients, profiler: profiler.autogradProfiler },
  profiler,
  no_grad: autograd.no_grad,
  enable_grad: autograd.enable_grad,
  set_grad_enabled: autograd.set_grad_enabled,
  is_grad_enabled: autograd.is_grad_enabled,
  inference_mode: autograd.inference_mode,
  is_inference_mode_enabled: autograd.is_inference_mode_enabled,
  // Mixed precision
  amp: checkedAll(amp),
  cpu: devices.cpu,
  GradScaler: amp.GradScaler,
  ...checkedAll(autocastNames),
  func: transforms,
  vmap: transforms.vmap,
  is_anomaly_enabled: autograd.is_anomaly_enabled,
  is_anomaly_check_nan_enabled: autograd.is_anomaly_check_nan_enabled,
  set_anomaly_enabled: autograd.set_anomaly_enabled,
  // Checkpoints
  save: serialization.save,
  load: serialization.load,
  serialization,
  // src/distributed, src/distributions and src/jit lie above this file, and fill these.
  distributed: {} as typeof Distributed,
  futures: {} as { Future: typeof Future },
  distributions: {} as typeof Distributions,
  jit: {} as Omit<typeof Jit, 'ScriptObject' | 'aoti_load_package'>,
  _inductor: {} as Pick<typeof Jit, 'aoti_load_package'>,
  export: {} as { load: typeof Jit.aoti_load_package },
  hub,
  // Printing
  set_printoptions,
  get_printoptions,
  printoptions,
  // Settings
  accelerator: checkedAll(accelerator),
  Stream: callable(Stream),
  Event: callable(Event),
  cuda: devices.cuda,
  backends,
  memory_stats: memory.memory_stats,
  memory,
  /** Threads that one operator may use. */
  set_num_threads: (count: number): void => {
    native.threads(false, count);
  },
  get_num_threads: (): number => native.threads(false),
  set_num_interop_threads: (count: number): void => {
    native.threads(true, count);
  },
  get_num_interop_threads: (): number => native.threads(true),
  __future__: future,
  /** The LibTorch that the addon was built against. */
  __version__: native.build_info().libtorch,
  __config__: { show: (): string => native.build_info().config },
  // What Python asks of a value
  is_tensor: (value: unknown): value is Tensor => value instanceof Tensor,
  ...checkedAll({
    is_floating_point: (input: Tensor): boolean => input.is_floating_point(),
    is_complex: (input: Tensor): boolean => input.is_complex(),
    numel: (input: Tensor): number => input.numel(),
  }),
  /** A new dimension of size 1 in an index, as null is. */
  newaxis: null,
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
  pi: Math.PI,
  e: Math.E,
};

const registered = operatorTable().get('aten');

/** Functions of `torch.sparse` by the names of their operators. */
const sparseOperators = {
  mm: '_sparse_mm',
  sum: '_sparse_sum',
  addmm: '_sparse_addmm',
  softmax: '_sparse_softmax',
  log_softmax: '_sparse_log_softmax',
  spdiags: '_spdiags',
  spsolve: '_spsolve',
};
const sparse = Object.fromEntries(
  Object.entries(sparseOperators).map(([name, operator]) => [name, lazyFunction('aten', operator)]),
) as Record<keyof typeof sparseOperators, (...args: unknown[]) => Tensor>;

/** The operators of `torch.linalg` and its like, by their short names. */
function namespace(name: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [short, operator] of Object.entries(namespaces[name] ?? {})) {
    if (registered?.has(operator)) found[short] = lazyFunction('aten', operator);
  }
  return found;
}

// PyTorch's functions first, then every other operator, so that nothing of LibTorch is out of reach.
const operators: Record<string, unknown> = {};
for (const name of registered?.keys() ?? []) operators[name] = lazyFunction('aten', name);
for (const name of factories) if (registered?.has(name)) operators[name] = factoryFunction(name);
void functionNames;

type Own = typeof own;
export type Torch = Own &
  Omit<TorchFunctions, keyof Own> &
  Omit<AtenFunctions, keyof Own | keyof TorchFunctions> & {
    linalg: LinalgFunctions & { LinAlgError: typeof errors.LinAlgError };
    fft: FftFunctions;
    special: SpecialFunctions;
    sparse: SparseFunctions & typeof sparse & typeof sparseTools;
  };

/**
 * PyTorch's `torch`: every operator of LibTorch as a function, positions as in Python and keywords in a last plain
 * object, together with dtypes, devices, factories, autograd and settings.
 */
export const torch = Object.assign(operators, own, {
  linalg: Object.assign(namespace('linalg'), { LinAlgError: errors.LinAlgError }),
  fft: namespace('fft'),
  special: namespace('special'),
  sparse: { ...namespace('sparse'), ...sparse, ...sparseTools },
  _segment_reduce: lazyFunction('aten', 'segment_reduce'),
}) as unknown as Torch;

/** PyTorch's types under the names of its annotations: `x: torch.Tensor`, `kind: torch.dtype`. */
export declare namespace torch {
  export type Tensor = import('./tensor.ts').Tensor;
  export type Size = import('./size.ts').Size;
  export type Generator = import('./random.ts').Generator;
  export type Complex = import('./complex.ts').Complex;
  export type dtype = import('./dtype.ts').dtype;
  export type device = import('./dtype.ts').device;
  export type layout = import('./dtype.ts').layout;
  export type memory_format = import('./dtype.ts').memory_format;
  export type finfo = import('./type_info.ts').finfo;
  export type iinfo = import('./type_info.ts').iinfo;
  export namespace autograd {
    export type Function = import('./autograd/index.ts').Function;
    export type FunctionCtx = import('./autograd/index.ts').FunctionCtx;
    export type Node = import('./autograd/index.ts').graph.Node;
  }
  export namespace distributed {
    export type Group = Distributed.Group;
    export type P2POp = Distributed.P2POp;
    export type ProcessGroup = Distributed.ProcessGroup;
    export type ReduceOp = Distributed.ReduceOp;
    export type Store = Distributed.Store;
    export type Work = Distributed.Work;
  }
  export namespace distributions {
    export type AbsTransform = Distributions.AbsTransform;
    export type AffineTransform = Distributions.AffineTransform;
    export type Bernoulli = Distributions.Bernoulli;
    export type Beta = Distributions.Beta;
    export type Binomial = Distributions.Binomial;
    export type CatTransform = Distributions.CatTransform;
    export type Categorical = Distributions.Categorical;
    export type Cauchy = Distributions.Cauchy;
    export type Chi2 = Distributions.Chi2;
    export type ComposeTransform = Distributions.ComposeTransform;
    export type ContinuousBernoulli = Distributions.ContinuousBernoulli;
    export type CorrCholeskyTransform = Distributions.CorrCholeskyTransform;
    export type CumulativeDistributionTransform = Distributions.CumulativeDistributionTransform;
    export type Dirichlet = Distributions.Dirichlet;
    export type Distribution = Distributions.Distribution;
    export type ExpTransform = Distributions.ExpTransform;
    export type Exponential = Distributions.Exponential;
    export type ExponentialFamily = Distributions.ExponentialFamily;
    export type FisherSnedecor = Distributions.FisherSnedecor;
    export type Gamma = Distributions.Gamma;
    export type GeneralizedPareto = Distributions.GeneralizedPareto;
    export type Geometric = Distributions.Geometric;
    export type Gumbel = Distributions.Gumbel;
    export type HalfCauchy = Distributions.HalfCauchy;
    export type HalfNormal = Distributions.HalfNormal;
    export type Independent = Distributions.Independent;
    export type IndependentTransform = Distributions.IndependentTransform;
    export type InverseGamma = Distributions.InverseGamma;
    export type Kumaraswamy = Distributions.Kumaraswamy;
    export type LKJCholesky = Distributions.LKJCholesky;
    export type Laplace = Distributions.Laplace;
    export type LogNormal = Distributions.LogNormal;
    export type LogisticNormal = Distributions.LogisticNormal;
    export type LowRankMultivariateNormal = Distributions.LowRankMultivariateNormal;
    export type LowerCholeskyTransform = Distributions.LowerCholeskyTransform;
    export type MixtureSameFamily = Distributions.MixtureSameFamily;
    export type Multinomial = Distributions.Multinomial;
    export type MultivariateNormal = Distributions.MultivariateNormal;
    export type NegativeBinomial = Distributions.NegativeBinomial;
    export type Normal = Distributions.Normal;
    export type OneHotCategorical = Distributions.OneHotCategorical;
    export type OneHotCategoricalStraightThrough = Distributions.OneHotCategoricalStraightThrough;
    export type Pareto = Distributions.Pareto;
    export type Poisson = Distributions.Poisson;
    export type PositiveDefiniteTransform = Distributions.PositiveDefiniteTransform;
    export type PowerTransform = Distributions.PowerTransform;
    export type RelaxedBernoulli = Distributions.RelaxedBernoulli;
    export type RelaxedOneHotCategorical = Distributions.RelaxedOneHotCategorical;
    export type ReshapeTransform = Distributions.ReshapeTransform;
    export type SigmoidTransform = Distributions.SigmoidTransform;
    export type SoftmaxTransform = Distributions.SoftmaxTransform;
    export type SoftplusTransform = Distributions.SoftplusTransform;
    export type StackTransform = Distributions.StackTransform;
    export type StickBreakingTransform = Distributions.StickBreakingTransform;
    export type StudentT = Distributions.StudentT;
    export type TanhTransform = Distributions.TanhTransform;
    export type Transform = Distributions.Transform;
    export type TransformedDistribution = Distributions.TransformedDistribution;
    export type Uniform = Distributions.Uniform;
    export type VonMises = Distributions.VonMises;
    export type Weibull = Distributions.Weibull;
    export type Wishart = Distributions.Wishart;
  }
}
