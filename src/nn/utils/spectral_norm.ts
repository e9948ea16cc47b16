import { RuntimeError, ValueError } from '../../errors.ts';
import { passing } from '../../keywords.ts';
import { Parameter, Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { normalize } from '../functional/distance.ts';
import { _ConvTransposeNd } from '../modules/conv.ts';
import type { Module } from '../modules/module.ts';
import { getAttribute, INTERNALS, removeMember, slotsOf } from '../modules/slots.ts';
import type { LoadStateDictPreHook, StateDictHook } from '../modules/state_dict.ts';
import { is_lazy } from '../parameter.ts';
import { addOwned, dropOwned, ownersOf } from './_owned_hook.ts';

/** Which dimension of a module's weight belongs to its outputs. */
export const outputDim = (module: Module): number => (module instanceof _ConvTransposeNd ? 1 : 0);

/** The hook's owner. */
export class SpectralNorm {
  readonly _version = 1;
  readonly name: string;
  readonly dim: number;
  readonly n_power_iterations: number;
  readonly eps: number;
  readonly stateHook: StateDictHook;
  readonly loadHook: LoadStateDictPreHook;

  constructor(name: string, n_power_iterations: number, dim: number, eps: number) {
    if (n_power_iterations <= 0) {
      throw new ValueError(
        `Expected n_power_iterations to be positive, but got n_power_iterations=${n_power_iterations}`,
      );
    }
    this.name = name;
    this.dim = dim;
    this.n_power_iterations = n_power_iterations;
    this.eps = eps;
    this.stateHook = (_module, _state, _prefix, metadata) => {
      const versions = (metadata.spectral_norm ?? {}) as Record<string, number>;
      metadata.spectral_norm = { ...versions, [`${name}.version`]: this._version };
    };
    this.loadHook = (_module, state, prefix, metadata, strict, missing) => {
      const versions = (metadata.spectral_norm ?? {}) as Record<string, number>;
      if ((versions[`${name}.version`] ?? 0) < 1) this.mend(state, prefix + name, strict, missing);
    };
  }

  /** (out, everything else) */
  reshape_weight_to_matrix(weight: Tensor): Tensor {
    const { dim } = this;
    const dims = weight.shape.map((_, d) => d).filter((d) => d !== dim);
    const first = dim === 0 ? weight : weight.permute([dim, ...dims]);
    return first.reshape(first.size(0), -1);
  }

  compute_weight(module: Module, do_power_iteration: boolean): Tensor {
    const slots = slotsOf(module) as Record<string, Tensor>;
    const [weight, u0, v0] = ['orig', 'u', 'v'].map((part) => slots[`${this.name}_${part}`]) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const matrix = this.reshape_weight_to_matrix(weight);
    let [u, v] = [u0, v0];
    if (do_power_iteration) {
      torch.no_grad(() => {
        for (let i = 0; i < this.n_power_iterations; i += 1) {
          v = normalize(torch.mv(matrix.t(), u), { dim: 0, eps: this.eps, out: v });
          u = normalize(torch.mv(matrix, v), { dim: 0, eps: this.eps, out: u });
        }
        // The graph keeps these, and the next iteration overwrites the buffers.
        [u, v] = [u.clone(), v.clone()];
      });
    }
    return weight.div(torch.dot(u, torch.mv(matrix, v)));
  }

  // Files from before version 1 hold the normalised weight in place of v.
  private mend(state: Record<string, Tensor>, key: string, strict: boolean, missing: string[]): void {
    const has = (suffix: string) => Object.hasOwn(state, key + suffix);
    if (has('_orig') && has('_u') && has('_v') && !has('')) return;
    const lacking = ['_orig', '', '_u'].filter((suffix) => !has(suffix)).map((suffix) => key + suffix);
    if (strict) missing.push(...lacking);
    if (lacking.length > 0) return;
    torch.no_grad(() => {
      const [orig, weight, u] = ['_orig', '', '_u'].map((suffix) => state[key + suffix]) as [
        Tensor,
        Tensor,
        Tensor,
      ];
      delete state[key];
      const matrix = this.reshape_weight_to_matrix(orig);
      const inverse = matrix.t().mm(matrix).pinverse();
      const v = torch.linalg.multi_dot([inverse, matrix.t(), u.unsqueeze(1)]).squeeze(1);
      const sigma = orig.div(weight).mean();
      state[`${key}_v`] = v.mul_(sigma.div(torch.dot(u, torch.mv(matrix, v))));
    });
  }
}

const recompute = (norm: SpectralNorm, module: Module): void => {
  slotsOf(module)[norm.name] = norm.compute_weight(module, module.training);
};

const normOf = (module: Module, name: string): SpectralNorm | undefined =>
  ownersOf(module).find(
    (owner): owner is SpectralNorm => owner instanceof SpectralNorm && owner.name === name,
  );

/**
 * Divides a parameter by its largest singular value before each forward; `n_power_iterations` steps of power iteration
 * estimate it. The parameter is then `<name>_orig`, the estimate in the buffers `<name>_u` and `<name>_v`.
 *
 * `parametrizations.spectral_norm` is the newer form. Throws ValueError for n_power_iterations below 1.
 * Source: Miyato et al. 2018, arXiv:1802.05957; PyTorch 2.13, `torch.nn.utils.spectral_norm`.
 */
export const spectral_norm = passing(
  'spectral_norm',
  ['module', 'name', 'n_power_iterations', 'eps', 'dim'],
  (
    module: Module,
    name: string = 'weight',
    n_power_iterations: number = 1,
    eps: number = 1e-12,
    dim: number | null = null,
  ): Module => {
    if (normOf(module, name)) {
      throw new RuntimeError(`Cannot register two spectral_norm hooks on the same parameter ${name}`);
    }
    const norm = new SpectralNorm(name, n_power_iterations, dim ?? outputDim(module), eps);
    const weight = getAttribute(module, name);
    if (!(weight instanceof Tensor)) {
      throw new ValueError(`\`SpectralNorm\` cannot be applied as parameter \`${name}\` is None`);
    }
    if (is_lazy(weight)) {
      throw new ValueError(
        "The module passed to `SpectralNorm` can't have uninitialized parameters. " +
          'Make sure to run the dummy forward before applying spectral normalization',
      );
    }
    const [u, v] = torch.no_grad(() => {
      const matrix = norm.reshape_weight_to_matrix(weight);
      const start = (size: number) => normalize(weight.new_empty([size]).normal_(0, 1), { dim: 0, eps });
      return [start(matrix.size(0)), start(matrix.size(1))];
    }) as [Tensor, Tensor];
    removeMember(module, name);
    module.register_parameter(`${name}_orig`, weight as Parameter);
    slotsOf(module)[name] = weight.data;
    module.register_buffer(`${name}_u`, u);
    module.register_buffer(`${name}_v`, v);
    addOwned(module, norm, recompute);
    module.register_state_dict_post_hook(norm.stateHook);
    module.register_load_state_dict_pre_hook(norm.loadHook);
    return module;
  },
);

/** Undoes `spectral_norm`; the parameter keeps its normalised value. Throws ValueError where there is none. */
export const remove_spectral_norm = passing(
  'remove_spectral_norm',
  ['module', 'name'],
  (module: Module, name: string = 'weight'): Module => {
    const norm = normOf(module, name);
    if (norm === undefined) throw new ValueError(`spectral_norm of '${name}' not found in ${module}`);
    const weight = torch.no_grad(() => norm.compute_weight(module, false));
    for (const suffix of ['', '_u', '_v', '_orig']) removeMember(module, name + suffix);
    module.register_parameter(name, new Parameter(weight));
    dropOwned(module, norm);
    const { state_dict_post, load_pre } = module[INTERNALS];
    state_dict_post.splice(state_dict_post.indexOf(norm.stateHook), 1);
    load_pre.splice(load_pre.indexOf(norm.loadHook), 1);
    return module;
  },
);
