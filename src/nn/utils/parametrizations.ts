import { IndexError, NotImplementedError, ValueError } from '../../errors.ts';
import { passing } from '../../keywords.ts';
import { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';
import { normalize } from '../functional/distance.ts';
import { Module } from '../modules/module.ts';
import { slotsOf } from '../modules/slots.ts';
import { register_parametrization } from './parametrize.ts';
import { outputDim } from './spectral_norm.ts';

// ---- orthogonal matrices

const maps = ['matrix_exp', 'cayley', 'householder'] as const;
type OrthogonalMap = (typeof maps)[number];

const epsilon: Record<string, number> = {
  float32: 2 ** -23,
  complex64: 2 ** -23,
  float64: 2 ** -52,
  complex128: 2 ** -52,
};

function isOrthogonal(q: Tensor): boolean {
  const eye = torch.eye(q.size(-1), { dtype: q.dtype, device: q.device });
  const atol = 10 * q.size(-2) * (epsilon[q.dtype.name] ?? 2 ** -10);
  return torch.allclose(q.mH.matmul(q), eye, { atol });
}

// The nearest in QR's sense; the signs make it unique.
function makeOrthogonal(a: Tensor): Tensor {
  const [x, tau] = torch.geqrf(a);
  const q = torch.linalg.householder_product(x, tau);
  return q.mul_(diagonal(x).sgn().unsqueeze(-2));
}

const diagonal = (x: Tensor): Tensor => x.diagonal({ dim1: -2, dim2: -1 });

class _Orthogonal extends Module {
  declare base: Tensor | null; // (*, n, n), what the map's result is multiplied with
  declare shape: readonly number[];
  declare orthogonal_map: OrthogonalMap;

  constructor(weight: Tensor, orthogonal_map: OrthogonalMap, use_trivialization: boolean) {
    super();
    if (weight.is_complex() && orthogonal_map === 'householder') {
      throw new ValueError('The householder parametrization does not support complex tensors.');
    }
    this.shape = weight.shape;
    this.orthogonal_map = orthogonal_map;
    if (use_trivialization) this.register_buffer('base', null);
  }

  override forward(x: Tensor): Tensor {
    const wide = x.size(-2) < x.size(-1);
    const tall = wide ? x.mT : x; // (*, n, k), k <= n
    const mapped = this.orthogonal_map === 'householder' ? reflect(tall) : rotate(tall, this.orthogonal_map);
    const q = this.base instanceof Tensor ? this.base.matmul(mapped) : mapped;
    return wide ? q.mT : q;
  }

  right_inverse(q: Tensor): Tensor {
    if (String(q.shape) !== String(this.shape)) {
      throw new ValueError(
        `Expected a matrix or batch of matrices of shape ${this.shape}. Got a tensor of shape ${q.shape}.`,
      );
    }
    return torch.no_grad(() => (this.base === undefined ? this.factor(q) : this.rebase(q)));
  }

  // Without a base, only Householder's map can be inverted.
  private factor(q: Tensor): Tensor {
    if (this.orthogonal_map !== 'householder') {
      throw new NotImplementedError(
        'It is not possible to assign to the matrix exponential or the Cayley parametrizations when ' +
          'use_trivialization=False.',
      );
    }
    const wide = q.size(-2) < q.size(-1);
    const [a, tau] = torch.geqrf(wide ? q.mT : q);
    const signs = diagonal(a).sign_();
    signs.index_put_([tau.eq(0)], signs.index(tau.eq(0)).mul(-1));
    return wide ? a.mT : a;
  }

  // The base becomes the value, and the original what the map makes the identity of.
  private rebase(given: Tensor): Tensor {
    const q = given.size(-2) < given.size(-1) ? given.mT : given;
    const [n, k] = [q.size(-2), q.size(-1)];
    if (n === k) this.base = isOrthogonal(q) ? q.clone() : makeOrthogonal(q);
    else {
      const more = torch.randn([...q.shape.slice(0, -2), n, n - k], { dtype: q.dtype, device: q.device });
      this.base = makeOrthogonal(torch.cat([q, more], -1));
    }
    const original = torch.zeros_like(given);
    diagonal(original).fill_(-1);
    return original;
  }
}

// (*, n, k) -> the first k columns of a rotation, from the skew-symmetric matrix with x below its diagonal.
function rotate(x: Tensor, map: OrthogonalMap): Tensor {
  const [n, k] = [x.size(-2), x.size(-1)];
  const lower = x.tril();
  const square =
    n === k
      ? lower
      : torch.cat([lower, x.new_zeros([n, n - k]).expand([...x.shape.slice(0, -2), -1, -1])], -1);
  const skew = square.sub(square.mH);
  const eye = () => torch.eye(n, { dtype: x.dtype, device: x.device });
  const q =
    map === 'matrix_exp'
      ? torch.matrix_exp(skew)
      : torch.linalg.solve(torch.add(eye(), skew, { alpha: -0.5 }), torch.add(eye(), skew, { alpha: 0.5 }));
  return n === k ? q : q.narrow(-1, 0, k);
}

// (*, n, k) -> a product of k Householder reflections.
function reflect(x: Tensor): Tensor {
  const a = x.tril(-1);
  const tau = a.mul(a).sum(-2).add(1).reciprocal().mul(2);
  const q = torch.linalg.householder_product(a, tau);
  return q.mul(diagonal(x).int().unsqueeze(-2));
}

/**
 * Keeps a matrix (or batch of them) orthogonal: Q Qᵀ = 1, or Qᵀ Q = 1 for a tall one.
 *
 * `orthogonal_map` is 'matrix_exp', 'cayley' or 'householder'; by default matrix_exp for square and complex matrices.
 * `use_trivialization` makes assigning possible for all of them. Throws ValueError for another map, for what has
 * fewer than two dimensions, and for complex matrices with 'householder'.
 * Source: Lezcano-Casado 2019, arXiv:1909.09501; PyTorch 2.13, `torch.nn.utils.parametrizations.orthogonal`.
 */
export const orthogonal = passing(
  'orthogonal',
  ['module', 'name', 'orthogonal_map', 'use_trivialization'],
  (
    module: Module,
    name: string = 'weight',
    orthogonal_map: OrthogonalMap | null = null,
    use_trivialization: boolean = true,
  ): Module => {
    const weight = tensorOf(module, name);
    if (weight.dim() < 2) {
      throw new ValueError(
        `Expected a matrix or batch of matrices. Got a tensor of ${weight.dim()} dimensions.`,
      );
    }
    const square = weight.size(-2) === weight.size(-1) || weight.is_complex();
    const map = orthogonal_map ?? (square ? 'matrix_exp' : 'householder');
    if (!maps.includes(map)) {
      throw new ValueError(
        `orthogonal_map has to be one of "matrix_exp", "cayley", "householder". Got: ${map}`,
      );
    }
    const parametrization = new _Orthogonal(weight, map, use_trivialization);
    return register_parametrization(module, name, parametrization, { unsafe: true });
  },
);

function tensorOf(module: Module, name: string): Tensor {
  const weight = slotsOf(module)[name];
  if (weight instanceof Tensor) return weight;
  throw new ValueError(`Module '${module}' has no parameter or buffer with name '${name}'`);
}

// ---- weight normalisation

class _WeightNorm extends Module {
  declare dim: number;

  constructor(dim: number | null) {
    super();
    this.dim = dim ?? -1;
  }

  override forward(weight_g: Tensor, weight_v: Tensor): Tensor {
    return torch._weight_norm(weight_v, weight_g, this.dim);
  }

  right_inverse(weight: Tensor): Tensor[] {
    return [torch.norm_except_dim(weight, 2, this.dim), weight];
  }
}

/**
 * Splits a parameter into its size (`original0`) and its direction (`original1`): w = g v / ‖v‖.
 *
 * The norm is kept for each slice of `dim`, null for one of the whole. State_dicts of the older `utils.weight_norm`
 * can be loaded. Source: Salimans & Kingma 2016, arXiv:1602.07868; PyTorch 2.13, `parametrizations.weight_norm`.
 */
export const weight_norm = passing(
  'weight_norm',
  ['module', 'name', 'dim'],
  (module: Module, name: string = 'weight', dim: number | null = 0): Module => {
    register_parametrization(module, name, new _WeightNorm(dim), { unsafe: true });
    module.register_load_state_dict_pre_hook((_module, state, prefix) => {
      const old = [`${prefix}${name}_g`, `${prefix}${name}_v`];
      if (!old.every((key) => Object.hasOwn(state, key))) return;
      old.forEach((key, i) => {
        state[`${prefix}parametrizations.${name}.original${i}`] = state[key] as Tensor;
        delete state[key];
      });
    });
    return module;
  },
);

// ---- spectral normalisation

class _SpectralNorm extends Module {
  declare dim: number;
  declare eps: number;
  declare n_power_iterations: number;
  declare _u: Tensor; // (out), the left singular vector's estimate
  declare _v: Tensor; // (everything else)

  constructor(weight: Tensor, n_power_iterations: number, dim: number, eps: number) {
    super();
    const dims = weight.dim();
    if (dim >= dims || dim < -dims) {
      throw new IndexError(
        `Dimension out of range (expected to be in range of [-${dims}, ${dims - 1}] but got ${dim})`,
      );
    }
    if (n_power_iterations <= 0) {
      throw new ValueError(
        `Expected n_power_iterations to be positive, but got n_power_iterations=${n_power_iterations}`,
      );
    }
    this.dim = dim < 0 ? dim + dims : dim;
    this.eps = eps;
    if (dims <= 1) return;
    this.n_power_iterations = n_power_iterations;
    const matrix = weight.detach();
    const flat = this._reshape_weight_to_matrix(matrix);
    const start = (size: number) => flat.new_empty([size]).normal_(0, 1);
    const [u, v] = [start(flat.size(0)), start(flat.size(1))];
    this.register_buffer('_u', normalize(u, { dim: 0, eps }));
    this.register_buffer('_v', normalize(v, { dim: 0, eps }));
    this._power_method(flat, 15);
  }

  /** (out, everything else) */
  _reshape_weight_to_matrix(weight: Tensor): Tensor {
    const { dim } = this;
    const others = weight.shape.map((_, d) => d).filter((d) => d !== dim);
    return (dim === 0 ? weight : weight.permute([dim, ...others])).flatten(1);
  }

  _power_method(matrix: Tensor, n_power_iterations: number): void {
    const { eps } = this;
    torch.no_grad(() => {
      for (let i = 0; i < n_power_iterations; i += 1) {
        normalize(torch.mv(matrix, this._v), { dim: 0, eps, out: this._u });
        normalize(torch.mv(matrix.H, this._u), { dim: 0, eps, out: this._v });
      }
    });
  }

  override forward(weight: Tensor): Tensor {
    if (weight.dim() === 1) return normalize(weight, { dim: 0, eps: this.eps });
    const matrix = this._reshape_weight_to_matrix(weight);
    if (this.training) this._power_method(matrix, this.n_power_iterations);
    // The graph keeps these, and the next iteration overwrites the buffers.
    const [u, v] = [this._u.clone(), this._v.clone()];
    return weight.div(torch.vdot(u, torch.mv(matrix, v)));
  }

  right_inverse(value: Tensor): Tensor {
    return value;
  }
}

/**
 * Divides a parameter by its largest singular value, which `n_power_iterations` steps of power iteration estimate each
 * time it is read in training.
 *
 * Throws ValueError for n_power_iterations below 1, IndexError for a `dim` that is not there.
 * Source: Miyato et al. 2018, arXiv:1802.05957; PyTorch 2.13, `torch.nn.utils.parametrizations.spectral_norm`.
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
    const weight = tensorOf(module, name);
    const parametrization = new _SpectralNorm(weight, n_power_iterations, dim ?? outputDim(module), eps);
    return register_parametrization(module, name, parametrization);
  },
);
