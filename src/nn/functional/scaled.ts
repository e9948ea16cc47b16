import type { dtype as DType } from '../../dtype.ts';
import { keywords } from '../../keywords.ts';
import type { Tensor } from '../../tensor.ts';
import { torch } from '../../torch.ts';

/** What one scale of an 8 or 4 bit matrix belongs to. */
export const ScalingType = {
  TensorWise: 0,
  RowWise: 1,
  BlockWise1x16: 2,
  BlockWise1x32: 3,
  BlockWise1x128: 4,
  BlockWise128x128: 5,
} as const;
/** How block scales are laid out in memory. */
export const SwizzleType = { NO_SWIZZLE: 0, SWIZZLE_32_4_4: 1 } as const;

type OneOrMore<T> = T | readonly T[];
const list = <T>(value: OneOrMore<T> | null): readonly T[] =>
  value === null ? [] : ((Array.isArray(value) ? value : [value]) as readonly T[]);

const names = [
  'mat_a',
  'mat_b',
  'scale_a',
  'scale_recipe_a',
  'scale_b',
  'scale_recipe_b',
  'swizzle_a',
  'swizzle_b',
  'bias',
] as const;
const rest = ['output_dtype', 'contraction_dim', 'use_fast_accum'] as const;

/**
 * The product of matrices of few bits, (M, K) and (K, N), with scales: (M, N) of `output_dtype`.
 *
 * `scale_recipe_a` and `_b` say what a scale belongs to (ScalingType), `swizzle_a` and `_b` its layout (SwizzleType).
 * Source: PyTorch 2.13, `torch.nn.functional.scaled_mm`.
 */
export const scaled_mm = keywords(
  'scaled_mm',
  [...names, ...rest],
  (
    mat_a: Tensor,
    mat_b: Tensor,
    scale_a: OneOrMore<Tensor>,
    scale_recipe_a: OneOrMore<number>,
    scale_b: OneOrMore<Tensor>,
    scale_recipe_b: OneOrMore<number>,
    swizzle_a: OneOrMore<number> | null = null,
    swizzle_b: OneOrMore<number> | null = null,
    bias: Tensor | null = null,
    output_dtype: DType | null = torch.bfloat16,
    contraction_dim: readonly number[] = [],
    use_fast_accum: boolean = false,
  ): Tensor => {
    const a = [list(scale_a), list(scale_recipe_a), list(swizzle_a)];
    const b = [list(scale_b), list(scale_recipe_b), list(swizzle_b)];
    const multiply = torch._scaled_mm_v2 as (...args: unknown[]) => Tensor;
    return multiply(mat_a, mat_b, ...a, ...b, bias, output_dtype, contraction_dim, use_fast_accum);
  },
);

/**
 * `scaled_mm` of several pairs of matrices in one call; `offs` are the places where each ends.
 *
 * Source: PyTorch 2.13, `torch.nn.functional.scaled_grouped_mm`.
 */
export const scaled_grouped_mm = keywords(
  'scaled_grouped_mm',
  [...names, 'offs', ...rest],
  (
    mat_a: Tensor,
    mat_b: Tensor,
    scale_a: OneOrMore<Tensor>,
    scale_recipe_a: OneOrMore<number>,
    scale_b: OneOrMore<Tensor>,
    scale_recipe_b: OneOrMore<number>,
    swizzle_a: OneOrMore<number> | null = null,
    swizzle_b: OneOrMore<number> | null = null,
    bias: Tensor | null = null,
    offs: Tensor | null = null,
    output_dtype: DType | null = torch.bfloat16,
    contraction_dim: readonly number[] = [],
    use_fast_accum: boolean = false,
  ): Tensor => {
    const a = [list(scale_a), list(scale_recipe_a), list(swizzle_a)];
    const b = [list(scale_b), list(scale_recipe_b), list(swizzle_b)];
    const multiply = torch._scaled_grouped_mm_v2 as (...args: unknown[]) => Tensor;
    return multiply(mat_a, mat_b, ...a, ...b, offs, bias, output_dtype, contraction_dim, use_fast_accum);
  },
);
