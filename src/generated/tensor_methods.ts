// Made by `npm run gen:types` (scripts/gen_types.py) from the operator table of torch 2.13.0. Do not edit.
import type { dtype, layout, memory_format } from '../dtype.ts';
import type { Generator } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import type { Device, FactoryOptions, Int, IntList, Keywords, Scalar, TensorList, ToOptions, tensorBrand } from './types.ts';
export type MinMax = [min: Tensor, max: Tensor] & { readonly min: Tensor; readonly max: Tensor };
export type ValuesIndices = [values: Tensor, indices: Tensor] & { readonly values: Tensor; readonly indices: Tensor };
export type MantissaExponent = [mantissa: Tensor, exponent: Tensor] & { readonly mantissa: Tensor; readonly exponent: Tensor };
export type ATau = [a: Tensor, tau: Tensor] & { readonly a: Tensor; readonly tau: Tensor };
export type HistBinEdges = [hist: Tensor, bin_edges: Tensor] & { readonly hist: Tensor; readonly bin_edges: Tensor };
export type QR = [Q: Tensor, R: Tensor] & { readonly Q: Tensor; readonly R: Tensor };
export type SignLogabsdet = [sign: Tensor, logabsdet: Tensor] & { readonly sign: Tensor; readonly logabsdet: Tensor };
export type USV = [U: Tensor, S: Tensor, V: Tensor] & { readonly U: Tensor; readonly S: Tensor; readonly V: Tensor };
export type SolutionClonedCoefficient = [solution: Tensor, cloned_coefficient: Tensor] & { readonly solution: Tensor; readonly cloned_coefficient: Tensor };
export interface AlphaOptions extends Keywords { alpha?: Scalar }
export interface BetaAlphaOptions extends Keywords { beta?: Scalar; alpha?: Scalar }
export interface ValueOptions extends Keywords { value?: Scalar }
export interface KeepdimOptions extends Keywords { keepdim?: boolean }
export interface DimKeepdimOptions extends Keywords { dim?: readonly number[] | null; keepdim?: boolean }
export interface RtolAtolEqualNanOptions extends Keywords { rtol?: number; atol?: number; equal_nan?: boolean }
export interface DimKeepdimOptions2 extends Keywords { dim?: IntList; keepdim?: boolean }
export interface DimKeepdimOptions3 extends Keywords { dim?: number | null; keepdim?: boolean }
export interface DimDescendingOptions extends Keywords { dim?: number; descending?: boolean }
export interface ArgsortOptions extends Keywords { stable: boolean; dim?: number; descending?: boolean }
export interface StorageOffsetOptions extends Keywords { storage_offset?: number | null }
export interface GeneratorOptions extends Keywords { generator?: Generator | null }
export interface BernoulliOptions extends Keywords { p?: number; generator?: Generator | null }
export interface BincountOptions extends Keywords { weights?: Tensor | null; minlength?: number }
export interface CauchyOptions extends Keywords { median?: number; sigma?: number; generator?: Generator | null }
export interface MemoryFormatOptions extends Keywords { memory_format?: memory_format | null }
export interface UpperOptions extends Keywords { upper?: boolean }
export interface DimOptions extends Keywords { dim?: number }
export interface MinMaxOptions extends Keywords { min?: Scalar | null; max?: Scalar | null }
export interface MinMaxOptions2 extends Keywords { min?: Tensor | null; max?: Tensor | null }
export interface ContiguousOptions extends Keywords { memory_format?: memory_format }
export interface CopyOptions extends Keywords { non_blocking?: boolean }
export interface DimOptions2 extends Keywords { dim?: number | null }
export interface CovOptions extends Keywords { correction?: number; fweights?: Tensor | null; aweights?: Tensor | null }
export interface DtypeOptions extends Keywords { dtype?: dtype | null }
export interface DiagonalOptions extends Keywords { diagonal?: number }
export interface OffsetDim1Dim2Options extends Keywords { offset?: number; dim1?: number; dim2?: number }
export interface DiagflatOptions extends Keywords { offset?: number }
export interface DiffOptions extends Keywords { n?: number; dim?: number; prepend?: Tensor | null; append?: Tensor | null }
export interface DistOptions extends Keywords { p?: Scalar }
export interface RoundingModeOptions extends Keywords { rounding_mode?: 'floor' | 'trunc' | null }
export interface ExpandOptions extends Keywords { implicit?: boolean }
export interface ExponentialOptions extends Keywords { lambd?: number; generator?: Generator | null }
export interface FillDiagonalOptions extends Keywords { wrap?: boolean }
export interface FlattenOptions extends Keywords { start_dim?: number; end_dim?: number }
export interface GatherOptions extends Keywords { sparse_grad?: boolean }
export interface HardshrinkOptions extends Keywords { lambd?: Scalar }
export interface HashTensorOptions extends Keywords { dim?: IntList; keepdim?: boolean; mode?: number }
export interface HistcOptions extends Keywords { bins?: number; min?: Scalar; max?: Scalar }
export interface HistogramOptions extends Keywords { weight?: Tensor | null; density?: boolean }
export interface HistogramOptions2 extends Keywords { bins?: number; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }
export interface AccumulateOptions extends Keywords { accumulate?: boolean }
export interface IncludeSelfOptions extends Keywords { include_self?: boolean }
export interface DeviceOptions extends Keywords { device?: Device | null }
export interface IstftOptions extends Keywords { hop_length?: number | null; win_length?: number | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: number | null; return_complex?: boolean }
export interface DimKeepdimOptions4 extends Keywords { dim?: number; keepdim?: boolean }
export interface MeanStdGeneratorOptions extends Keywords { mean?: number; std?: number; generator?: Generator | null }
export interface LogitOptions extends Keywords { eps?: number | null }
export interface KeepdimDtypeOptions extends Keywords { keepdim?: boolean; dtype?: dtype | null }
export interface MultinomialOptions extends Keywords { replacement?: boolean; generator?: Generator | null }
export interface NanToNumOptions extends Keywords { nan?: number | null; posinf?: number | null; neginf?: number | null }
export interface DimKeepdimDtypeOptions extends Keywords { dim?: IntList | null; keepdim?: boolean; dtype?: dtype | null }
export interface DimKeepdimInterpolationOptions extends Keywords { dim?: number | null; keepdim?: boolean; interpolation?: 'higher' | 'linear' | 'lower' | 'midpoint' | 'nearest' }
export interface NonzeroStaticOptions extends Keywords { size: number; fill_value?: number }
export interface OrmqrOptions extends Keywords { left?: boolean; transpose?: boolean }
export interface PinverseOptions extends Keywords { rcond?: number }
export interface QrOptions extends Keywords { some?: boolean }
export interface RepeatInterleaveOptions extends Keywords { dim?: number | null; output_size?: number | null }
export interface RollOptions extends Keywords { dims?: IntList }
export interface Rot90Options extends Keywords { k?: number; dims?: readonly number[] }
export interface RoundOptions extends Keywords { decimals?: number }
export interface ScatterOptions extends Keywords { reduce?: 'add' | 'multiply' }
export interface SetOptions extends Keywords { stride?: readonly number[] }
export interface SliceInverseOptions extends Keywords { dim?: number; start?: number | null; end?: number | null; step?: number }
export interface SortOptions extends Keywords { stable: boolean | null; dim?: number; descending?: boolean }
export interface UnbiasedOptions extends Keywords { unbiased?: boolean }
export interface UnbiasedKeepdimOptions extends Keywords { unbiased?: boolean; keepdim?: boolean }
export interface DimCorrectionKeepdimOptions extends Keywords { dim?: IntList | null; correction?: Scalar | null; keepdim?: boolean }
export interface SvdOptions extends Keywords { some?: boolean; compute_uv?: boolean }
export interface ToDenseOptions extends Keywords { dtype?: dtype | null; masked_grad?: boolean | null }
export interface ToPaddedTensorOptions extends Keywords { output_size?: readonly number[] | null }
export interface ToSparseOptions extends Keywords { layout?: layout | null; blocksize?: IntList | null; dense_dim?: number | null }
export interface DenseDimOptions extends Keywords { dense_dim?: number | null }
export interface TopkOptions extends Keywords { dim?: number; largest?: boolean; sorted?: boolean }
export interface TriangularSolveOptions extends Keywords { upper?: boolean; transpose?: boolean; unitriangular?: boolean }
export interface UniformOptions extends Keywords { from?: number; to?: number; generator?: Generator | null }
/** Every tensor method that PyTorch makes from an operator. */
export interface TensorMethods {
  /** Exists in types only. */
  readonly [tensorBrand]: true;
  /** [torch.Tensor.bfloat16](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bfloat16.html) */
  bfloat16(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.bool](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bool.html) */
  bool(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.byte](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.byte.html) */
  byte(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.cdouble](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cdouble.html) */
  cdouble(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.cfloat](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cfloat.html) */
  cfloat(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.char](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.char.html) */
  char(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.double](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.double.html) */
  double(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.float](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.float.html) */
  float(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.half](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.half.html) */
  half(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.int](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.int.html) */
  int(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.long](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.long.html) */
  long(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.short](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.short.html) */
  short(options?: { memory_format?: memory_format }): Tensor;
  /** [torch.Tensor.to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to.html) */
  to(dtype: dtype, non_blocking?: boolean | ToOptions, copy?: boolean | ToOptions, options?: ToOptions): Tensor;
  /** [torch.Tensor.to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to.html) */
  to(other: Tensor, non_blocking?: boolean | ToOptions, copy?: boolean | ToOptions, options?: ToOptions): Tensor;
  /** [torch.Tensor.to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to.html) */
  to(device: Device | null, dtype?: dtype | null | ToOptions, non_blocking?: boolean | ToOptions, copy?: boolean | ToOptions, options?: ToOptions): Tensor;
  /** [torch.Tensor.to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to.html) */
  to(options: ToOptions): Tensor;
  /** `_indices(Tensor(a) self) -> Tensor(a)` */
  _indices(): Tensor;
  /** `_nnz(Tensor self) -> int` */
  _nnz(): number;
  /** `_values(Tensor(a) self) -> Tensor(a)` */
  _values(): Tensor;
  /** `abs(Tensor self) -> Tensor` · [torch.Tensor.abs](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.abs.html) */
  abs(): Tensor;
  /** `abs_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.abs_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.abs_.html) */
  abs_(): this;
  /** `absolute(Tensor self) -> Tensor` · [torch.Tensor.absolute](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.absolute.html) */
  absolute(): Tensor;
  /** `absolute_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.absolute_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.absolute_.html) */
  absolute_(): this;
  /** `acos(Tensor self) -> Tensor` · [torch.Tensor.acos](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.acos.html) */
  acos(): Tensor;
  /** `acos_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.acos_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.acos_.html) */
  acos_(): this;
  /** `acosh(Tensor self) -> Tensor` · [torch.Tensor.acosh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.acosh.html) */
  acosh(): Tensor;
  /** `acosh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.acosh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.acosh_.html) */
  acosh_(): this;
  /** `add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.Tensor.add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.add.html) */
  add(other: Tensor | Scalar, options?: AlphaOptions): Tensor;
  /** `add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.Tensor.add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.add.html) */
  add(options: { other: Tensor | Scalar } & AlphaOptions): Tensor;
  /** `add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` · `add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.add_.html) */
  add_(other: Tensor | Scalar, options?: AlphaOptions): this;
  /** `add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` · `add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.add_.html) */
  add_(options: { other: Tensor | Scalar } & AlphaOptions): this;
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addbmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addbmm.html) */
  addbmm(batch1: Tensor, batch2: Tensor, options?: BetaAlphaOptions): Tensor;
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addbmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addbmm.html) */
  addbmm(batch1: Tensor, options: { batch2: Tensor } & BetaAlphaOptions): Tensor;
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addbmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addbmm.html) */
  addbmm(options: { batch1: Tensor; batch2: Tensor } & BetaAlphaOptions): Tensor;
  /** `addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addbmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addbmm_.html) */
  addbmm_(batch1: Tensor, batch2: Tensor, options?: BetaAlphaOptions): this;
  /** `addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addbmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addbmm_.html) */
  addbmm_(batch1: Tensor, options: { batch2: Tensor } & BetaAlphaOptions): this;
  /** `addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addbmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addbmm_.html) */
  addbmm_(options: { batch1: Tensor; batch2: Tensor } & BetaAlphaOptions): this;
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.Tensor.addcdiv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcdiv.html) */
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: ValueOptions): Tensor;
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.Tensor.addcdiv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcdiv.html) */
  addcdiv(tensor1: Tensor, options: { tensor2: Tensor } & ValueOptions): Tensor;
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.Tensor.addcdiv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcdiv.html) */
  addcdiv(options: { tensor1: Tensor; tensor2: Tensor } & ValueOptions): Tensor;
  /** `addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` · [torch.Tensor.addcdiv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcdiv_.html) */
  addcdiv_(tensor1: Tensor, tensor2: Tensor, options?: ValueOptions): this;
  /** `addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` · [torch.Tensor.addcdiv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcdiv_.html) */
  addcdiv_(tensor1: Tensor, options: { tensor2: Tensor } & ValueOptions): this;
  /** `addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` · [torch.Tensor.addcdiv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcdiv_.html) */
  addcdiv_(options: { tensor1: Tensor; tensor2: Tensor } & ValueOptions): this;
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.Tensor.addcmul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcmul.html) */
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: ValueOptions): Tensor;
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.Tensor.addcmul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcmul.html) */
  addcmul(tensor1: Tensor, options: { tensor2: Tensor } & ValueOptions): Tensor;
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.Tensor.addcmul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcmul.html) */
  addcmul(options: { tensor1: Tensor; tensor2: Tensor } & ValueOptions): Tensor;
  /** `addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` · [torch.Tensor.addcmul_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcmul_.html) */
  addcmul_(tensor1: Tensor, tensor2: Tensor, options?: ValueOptions): this;
  /** `addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` · [torch.Tensor.addcmul_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcmul_.html) */
  addcmul_(tensor1: Tensor, options: { tensor2: Tensor } & ValueOptions): this;
  /** `addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` · [torch.Tensor.addcmul_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addcmul_.html) */
  addcmul_(options: { tensor1: Tensor; tensor2: Tensor } & ValueOptions): this;
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmm.html) */
  addmm(mat1: Tensor, mat2: Tensor, options?: BetaAlphaOptions): Tensor;
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmm.html) */
  addmm(mat1: Tensor, options: { mat2: Tensor } & BetaAlphaOptions): Tensor;
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmm.html) */
  addmm(options: { mat1: Tensor; mat2: Tensor } & BetaAlphaOptions): Tensor;
  /** `addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmm_.html) */
  addmm_(mat1: Tensor, mat2: Tensor, options?: BetaAlphaOptions): this;
  /** `addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmm_.html) */
  addmm_(mat1: Tensor, options: { mat2: Tensor } & BetaAlphaOptions): this;
  /** `addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmm_.html) */
  addmm_(options: { mat1: Tensor; mat2: Tensor } & BetaAlphaOptions): this;
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addmv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmv.html) */
  addmv(mat: Tensor, vec: Tensor, options?: BetaAlphaOptions): Tensor;
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addmv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmv.html) */
  addmv(mat: Tensor, options: { vec: Tensor } & BetaAlphaOptions): Tensor;
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addmv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmv.html) */
  addmv(options: { mat: Tensor; vec: Tensor } & BetaAlphaOptions): Tensor;
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addmv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmv_.html) */
  addmv_(mat: Tensor, vec: Tensor, options?: BetaAlphaOptions): this;
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addmv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmv_.html) */
  addmv_(mat: Tensor, options: { vec: Tensor } & BetaAlphaOptions): this;
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addmv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addmv_.html) */
  addmv_(options: { mat: Tensor; vec: Tensor } & BetaAlphaOptions): this;
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addr.html) */
  addr(vec1: Tensor, vec2: Tensor, options?: BetaAlphaOptions): Tensor;
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addr.html) */
  addr(vec1: Tensor, options: { vec2: Tensor } & BetaAlphaOptions): Tensor;
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.addr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addr.html) */
  addr(options: { vec1: Tensor; vec2: Tensor } & BetaAlphaOptions): Tensor;
  /** `addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addr_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addr_.html) */
  addr_(vec1: Tensor, vec2: Tensor, options?: BetaAlphaOptions): this;
  /** `addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addr_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addr_.html) */
  addr_(vec1: Tensor, options: { vec2: Tensor } & BetaAlphaOptions): this;
  /** `addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.addr_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.addr_.html) */
  addr_(options: { vec1: Tensor; vec2: Tensor } & BetaAlphaOptions): this;
  /** `adjoint(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.adjoint](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.adjoint.html) */
  adjoint(): Tensor;
  /** `all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.Tensor.all](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.all.html) */
  all(dim: number, keepdim?: boolean | KeepdimOptions): Tensor;
  /** `all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.Tensor.all](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.all.html) */
  all(options: { dim: number } & KeepdimOptions): Tensor;
  /** `all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` · [torch.Tensor.all](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.all.html) */
  all(dim?: readonly number[] | null | DimKeepdimOptions, keepdim?: boolean | DimKeepdimOptions): Tensor;
  /** `all(Tensor self) -> Tensor` · [torch.Tensor.all](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.all.html) */
  all(): Tensor;
  /** `allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool` · [torch.Tensor.allclose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.allclose.html) */
  allclose(other: Tensor, rtol?: number | RtolAtolEqualNanOptions, atol?: number | RtolAtolEqualNanOptions, equal_nan?: boolean | RtolAtolEqualNanOptions): boolean;
  /** `allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool` · [torch.Tensor.allclose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.allclose.html) */
  allclose(options: { other: Tensor } & RtolAtolEqualNanOptions): boolean;
  /** `amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` · [torch.Tensor.amax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.amax.html) */
  amax(dim?: IntList | DimKeepdimOptions2, keepdim?: boolean | DimKeepdimOptions2): Tensor;
  /** `amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` · [torch.Tensor.amin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.amin.html) */
  amin(dim?: IntList | DimKeepdimOptions2, keepdim?: boolean | DimKeepdimOptions2): Tensor;
  /** `aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)` · [torch.Tensor.aminmax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.aminmax.html) */
  aminmax(options?: DimKeepdimOptions3): MinMax;
  /** `angle(Tensor self) -> Tensor` · [torch.Tensor.angle](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.angle.html) */
  angle(): Tensor;
  /** `any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.Tensor.any](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.any.html) */
  any(dim: number, keepdim?: boolean | KeepdimOptions): Tensor;
  /** `any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.Tensor.any](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.any.html) */
  any(options: { dim: number } & KeepdimOptions): Tensor;
  /** `any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` · [torch.Tensor.any](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.any.html) */
  any(dim?: readonly number[] | null | DimKeepdimOptions, keepdim?: boolean | DimKeepdimOptions): Tensor;
  /** `any(Tensor self) -> Tensor` · [torch.Tensor.any](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.any.html) */
  any(): Tensor;
  /** `arccos(Tensor self) -> Tensor` · [torch.Tensor.arccos](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arccos.html) */
  arccos(): Tensor;
  /** `arccos_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.arccos_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arccos_.html) */
  arccos_(): this;
  /** `arccosh(Tensor self) -> Tensor` · [torch.Tensor.arccosh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arccosh.html) */
  arccosh(): Tensor;
  /** `arccosh_(Tensor(a!) self) -> Tensor(a!)` */
  arccosh_(): this;
  /** `arcsin(Tensor self) -> Tensor` · [torch.Tensor.arcsin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arcsin.html) */
  arcsin(): Tensor;
  /** `arcsin_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.arcsin_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arcsin_.html) */
  arcsin_(): this;
  /** `arcsinh(Tensor self) -> Tensor` · [torch.Tensor.arcsinh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arcsinh.html) */
  arcsinh(): Tensor;
  /** `arcsinh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.arcsinh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arcsinh_.html) */
  arcsinh_(): this;
  /** `arctan(Tensor self) -> Tensor` · [torch.Tensor.arctan](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arctan.html) */
  arctan(): Tensor;
  /** `arctan2(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.arctan2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arctan2.html) */
  arctan2(other: Tensor): Tensor;
  /** `arctan2(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.arctan2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arctan2.html) */
  arctan2(options: { other: Tensor }): Tensor;
  /** `arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  arctan2_(other: Tensor): this;
  /** `arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  arctan2_(options: { other: Tensor }): this;
  /** `arctan_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.arctan_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arctan_.html) */
  arctan_(): this;
  /** `arctanh(Tensor self) -> Tensor` · [torch.Tensor.arctanh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arctanh.html) */
  arctanh(): Tensor;
  /** `arctanh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.arctanh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.arctanh_.html) */
  arctanh_(): this;
  /** `argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` · [torch.Tensor.argmax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.argmax.html) */
  argmax(dim?: number | null | DimKeepdimOptions3, keepdim?: boolean | DimKeepdimOptions3): Tensor;
  /** `argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` · [torch.Tensor.argmin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.argmin.html) */
  argmin(dim?: number | null | DimKeepdimOptions3, keepdim?: boolean | DimKeepdimOptions3): Tensor;
  /** `argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor` · [torch.Tensor.argsort](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.argsort.html) */
  argsort(dim?: number | DimDescendingOptions, descending?: boolean | DimDescendingOptions): Tensor;
  /** `argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor` · [torch.Tensor.argsort](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.argsort.html) */
  argsort(options: ArgsortOptions): Tensor;
  /** `argwhere(Tensor self) -> Tensor` · [torch.Tensor.argwhere](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.argwhere.html) */
  argwhere(): Tensor;
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` · [torch.Tensor.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided.html) */
  as_strided(size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): Tensor;
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` · [torch.Tensor.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided.html) */
  as_strided(size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` · [torch.Tensor.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided.html) */
  as_strided(options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` · [torch.Tensor.as_strided_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_.html) */
  as_strided_(size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): this;
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` · [torch.Tensor.as_strided_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_.html) */
  as_strided_(size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): this;
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` · [torch.Tensor.as_strided_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_.html) */
  as_strided_(options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): this;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.Tensor.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_scatter.html) */
  as_strided_scatter(src: Tensor, size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.Tensor.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_scatter.html) */
  as_strided_scatter(src: Tensor, size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.Tensor.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_scatter.html) */
  as_strided_scatter(src: Tensor, options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.Tensor.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.as_strided_scatter.html) */
  as_strided_scatter(options: { src: Tensor; size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `asin(Tensor self) -> Tensor` · [torch.Tensor.asin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.asin.html) */
  asin(): Tensor;
  /** `asin_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.asin_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.asin_.html) */
  asin_(): this;
  /** `asinh(Tensor self) -> Tensor` · [torch.Tensor.asinh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.asinh.html) */
  asinh(): Tensor;
  /** `asinh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.asinh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.asinh_.html) */
  asinh_(): this;
  /** `atan(Tensor self) -> Tensor` · [torch.Tensor.atan](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atan.html) */
  atan(): Tensor;
  /** `atan2(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.atan2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atan2.html) */
  atan2(other: Tensor): Tensor;
  /** `atan2(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.atan2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atan2.html) */
  atan2(options: { other: Tensor }): Tensor;
  /** `atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.atan2_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atan2_.html) */
  atan2_(other: Tensor): this;
  /** `atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.atan2_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atan2_.html) */
  atan2_(options: { other: Tensor }): this;
  /** `atan_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.atan_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atan_.html) */
  atan_(): this;
  /** `atanh(Tensor self) -> Tensor` · [torch.Tensor.atanh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atanh.html) */
  atanh(): Tensor;
  /** `atanh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.atanh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.atanh_.html) */
  atanh_(): this;
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.baddbmm.html) */
  baddbmm(batch1: Tensor, batch2: Tensor, options?: BetaAlphaOptions): Tensor;
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.baddbmm.html) */
  baddbmm(batch1: Tensor, options: { batch2: Tensor } & BetaAlphaOptions): Tensor;
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.baddbmm.html) */
  baddbmm(options: { batch1: Tensor; batch2: Tensor } & BetaAlphaOptions): Tensor;
  /** `baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.baddbmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.baddbmm_.html) */
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: BetaAlphaOptions): this;
  /** `baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.baddbmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.baddbmm_.html) */
  baddbmm_(batch1: Tensor, options: { batch2: Tensor } & BetaAlphaOptions): this;
  /** `baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.baddbmm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.baddbmm_.html) */
  baddbmm_(options: { batch1: Tensor; batch2: Tensor } & BetaAlphaOptions): this;
  /** `bernoulli(Tensor self, *, Generator? generator=None) -> Tensor` · [torch.Tensor.bernoulli](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bernoulli.html) */
  bernoulli(options?: GeneratorOptions): Tensor;
  /** `bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` · [torch.Tensor.bernoulli](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bernoulli.html) */
  bernoulli(p: number, options?: GeneratorOptions): Tensor;
  /** `bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` · [torch.Tensor.bernoulli](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bernoulli.html) */
  bernoulli(options: { p: number } & GeneratorOptions): Tensor;
  /** `bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.bernoulli_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bernoulli_.html) */
  bernoulli_(p: Tensor, options?: GeneratorOptions): this;
  /** `bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.bernoulli_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bernoulli_.html) */
  bernoulli_(options: { p: Tensor } & GeneratorOptions): this;
  /** `bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.bernoulli_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bernoulli_.html) */
  bernoulli_(p?: number | BernoulliOptions, options?: BernoulliOptions): this;
  /** `bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor` · [torch.Tensor.bincount](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bincount.html) */
  bincount(weights?: Tensor | null | BincountOptions, minlength?: number | BincountOptions): Tensor;
  /** `bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor` · `bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.bitwise_and](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_and.html) */
  bitwise_and(other: Tensor | Scalar): Tensor;
  /** `bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor` · `bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.bitwise_and](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_and.html) */
  bitwise_and(options: { other: Tensor | Scalar }): Tensor;
  /** `bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.bitwise_and_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_and_.html) */
  bitwise_and_(other: Tensor | Scalar): this;
  /** `bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.bitwise_and_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_and_.html) */
  bitwise_and_(options: { other: Tensor | Scalar }): this;
  /** `bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.bitwise_left_shift](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_left_shift.html) */
  bitwise_left_shift(other: Tensor | Scalar): Tensor;
  /** `bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.bitwise_left_shift](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_left_shift.html) */
  bitwise_left_shift(options: { other: Tensor | Scalar }): Tensor;
  /** `bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.bitwise_left_shift_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_left_shift_.html) */
  bitwise_left_shift_(other: Tensor | Scalar): this;
  /** `bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.bitwise_left_shift_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_left_shift_.html) */
  bitwise_left_shift_(options: { other: Tensor | Scalar }): this;
  /** `bitwise_not(Tensor self) -> Tensor` · [torch.Tensor.bitwise_not](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_not.html) */
  bitwise_not(): Tensor;
  /** `bitwise_not_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.bitwise_not_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_not_.html) */
  bitwise_not_(): this;
  /** `bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor` · `bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.bitwise_or](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_or.html) */
  bitwise_or(other: Tensor | Scalar): Tensor;
  /** `bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor` · `bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.bitwise_or](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_or.html) */
  bitwise_or(options: { other: Tensor | Scalar }): Tensor;
  /** `bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.bitwise_or_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_or_.html) */
  bitwise_or_(other: Tensor | Scalar): this;
  /** `bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.bitwise_or_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_or_.html) */
  bitwise_or_(options: { other: Tensor | Scalar }): this;
  /** `bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.bitwise_right_shift](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_right_shift.html) */
  bitwise_right_shift(other: Tensor | Scalar): Tensor;
  /** `bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.bitwise_right_shift](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_right_shift.html) */
  bitwise_right_shift(options: { other: Tensor | Scalar }): Tensor;
  /** `bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.bitwise_right_shift_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_right_shift_.html) */
  bitwise_right_shift_(other: Tensor | Scalar): this;
  /** `bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.bitwise_right_shift_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_right_shift_.html) */
  bitwise_right_shift_(options: { other: Tensor | Scalar }): this;
  /** `bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor` · `bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.bitwise_xor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_xor.html) */
  bitwise_xor(other: Tensor | Scalar): Tensor;
  /** `bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor` · `bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.bitwise_xor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_xor.html) */
  bitwise_xor(options: { other: Tensor | Scalar }): Tensor;
  /** `bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.bitwise_xor_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_xor_.html) */
  bitwise_xor_(other: Tensor | Scalar): this;
  /** `bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.bitwise_xor_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bitwise_xor_.html) */
  bitwise_xor_(options: { other: Tensor | Scalar }): this;
  /** `bmm(Tensor self, Tensor mat2) -> Tensor` · [torch.Tensor.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bmm.html) */
  bmm(mat2: Tensor): Tensor;
  /** `bmm(Tensor self, Tensor mat2) -> Tensor` · [torch.Tensor.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.bmm.html) */
  bmm(options: { mat2: Tensor }): Tensor;
  /** `broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.Tensor.broadcast_to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.broadcast_to.html) */
  broadcast_to(...size: number[]): Tensor;
  /** `broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.Tensor.broadcast_to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.broadcast_to.html) */
  broadcast_to(size: readonly number[]): Tensor;
  /** `broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.Tensor.broadcast_to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.broadcast_to.html) */
  broadcast_to(options: { size: readonly number[] }): Tensor;
  /** `cauchy_(Tensor(a!) self, float median=0, float sigma=1, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.cauchy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cauchy_.html) */
  cauchy_(median?: number | CauchyOptions, sigma?: number | CauchyOptions, options?: CauchyOptions): this;
  /** `ccol_indices(Tensor(a) self) -> Tensor(a)` */
  ccol_indices(): Tensor;
  /** `ceil(Tensor self) -> Tensor` · [torch.Tensor.ceil](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ceil.html) */
  ceil(): Tensor;
  /** `ceil_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.ceil_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ceil_.html) */
  ceil_(): this;
  /** `chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` · [torch.Tensor.chalf](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.chalf.html) */
  chalf(options?: MemoryFormatOptions): Tensor;
  /** `cholesky(Tensor self, bool upper=False) -> Tensor` · [torch.Tensor.cholesky](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cholesky.html) */
  cholesky(upper?: boolean | UpperOptions): Tensor;
  /** `cholesky_inverse(Tensor self, bool upper=False) -> Tensor` · [torch.Tensor.cholesky_inverse](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cholesky_inverse.html) */
  cholesky_inverse(upper?: boolean | UpperOptions): Tensor;
  /** `cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` · [torch.Tensor.cholesky_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cholesky_solve.html) */
  cholesky_solve(input2: Tensor, upper?: boolean | UpperOptions): Tensor;
  /** `cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` · [torch.Tensor.cholesky_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cholesky_solve.html) */
  cholesky_solve(options: { input2: Tensor } & UpperOptions): Tensor;
  /** `chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` · [torch.Tensor.chunk](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.chunk.html) */
  chunk(chunks: number, dim?: number | DimOptions): TensorList;
  /** `chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` · [torch.Tensor.chunk](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.chunk.html) */
  chunk(options: { chunks: number } & DimOptions): TensorList;
  /** `clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` · [torch.Tensor.clamp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clamp.html) */
  clamp(min?: Scalar | null | MinMaxOptions, max?: Scalar | null | MinMaxOptions): Tensor;
  /** `clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` · [torch.Tensor.clamp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clamp.html) */
  clamp(min?: Tensor | null | MinMaxOptions2, max?: Tensor | null | MinMaxOptions2): Tensor;
  /** `clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` · [torch.Tensor.clamp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clamp_.html) */
  clamp_(min?: Scalar | null | MinMaxOptions, max?: Scalar | null | MinMaxOptions): this;
  /** `clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` · [torch.Tensor.clamp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clamp_.html) */
  clamp_(min?: Tensor | null | MinMaxOptions2, max?: Tensor | null | MinMaxOptions2): this;
  /** `clamp_max(Tensor self, Scalar max) -> Tensor` · `clamp_max.Tensor(Tensor self, Tensor max) -> Tensor` */
  clamp_max(max: Tensor | Scalar): Tensor;
  /** `clamp_max(Tensor self, Scalar max) -> Tensor` · `clamp_max.Tensor(Tensor self, Tensor max) -> Tensor` */
  clamp_max(options: { max: Tensor | Scalar }): Tensor;
  /** `clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` · `clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)` */
  clamp_max_(max: Tensor | Scalar): this;
  /** `clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` · `clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)` */
  clamp_max_(options: { max: Tensor | Scalar }): this;
  /** `clamp_min(Tensor self, Scalar min) -> Tensor` · `clamp_min.Tensor(Tensor self, Tensor min) -> Tensor` */
  clamp_min(min: Tensor | Scalar): Tensor;
  /** `clamp_min(Tensor self, Scalar min) -> Tensor` · `clamp_min.Tensor(Tensor self, Tensor min) -> Tensor` */
  clamp_min(options: { min: Tensor | Scalar }): Tensor;
  /** `clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` · `clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)` */
  clamp_min_(min: Tensor | Scalar): this;
  /** `clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` · `clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)` */
  clamp_min_(options: { min: Tensor | Scalar }): this;
  /** `clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` · [torch.Tensor.clip](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clip.html) */
  clip(min?: Scalar | null | MinMaxOptions, max?: Scalar | null | MinMaxOptions): Tensor;
  /** `clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` · [torch.Tensor.clip](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clip.html) */
  clip(min?: Tensor | null | MinMaxOptions2, max?: Tensor | null | MinMaxOptions2): Tensor;
  /** `clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` · [torch.Tensor.clip_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clip_.html) */
  clip_(min?: Scalar | null | MinMaxOptions, max?: Scalar | null | MinMaxOptions): this;
  /** `clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` · [torch.Tensor.clip_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clip_.html) */
  clip_(min?: Tensor | null | MinMaxOptions2, max?: Tensor | null | MinMaxOptions2): this;
  /** `clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` · [torch.Tensor.clone](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.clone.html) */
  clone(options?: MemoryFormatOptions): Tensor;
  /** `coalesce(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.coalesce](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.coalesce.html) */
  coalesce(): Tensor;
  /** `col_indices(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.col_indices](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.col_indices.html) */
  col_indices(): Tensor;
  /** `conj(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.conj](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.conj.html) */
  conj(): Tensor;
  /** `conj_physical(Tensor self) -> Tensor` · [torch.Tensor.conj_physical](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.conj_physical.html) */
  conj_physical(): Tensor;
  /** `conj_physical_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.conj_physical_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.conj_physical_.html) */
  conj_physical_(): this;
  /** `contiguous(Tensor(a) self, *, MemoryFormat memory_format=contiguous_format) -> Tensor(a)` · [torch.Tensor.contiguous](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.contiguous.html) */
  contiguous(options?: ContiguousOptions): Tensor;
  /** `copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` · [torch.Tensor.copy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.copy_.html) */
  copy_(src: Tensor, non_blocking?: boolean | CopyOptions): this;
  /** `copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` · [torch.Tensor.copy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.copy_.html) */
  copy_(options: { src: Tensor } & CopyOptions): this;
  /** `copysign.Tensor(Tensor self, Tensor other) -> Tensor` · `copysign.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.copysign](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.copysign.html) */
  copysign(other: Tensor | Scalar): Tensor;
  /** `copysign.Tensor(Tensor self, Tensor other) -> Tensor` · `copysign.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.copysign](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.copysign.html) */
  copysign(options: { other: Tensor | Scalar }): Tensor;
  /** `copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.copysign_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.copysign_.html) */
  copysign_(other: Tensor | Scalar): this;
  /** `copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.copysign_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.copysign_.html) */
  copysign_(options: { other: Tensor | Scalar }): this;
  /** `corrcoef(Tensor self) -> Tensor` · [torch.Tensor.corrcoef](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.corrcoef.html) */
  corrcoef(): Tensor;
  /** `cos(Tensor self) -> Tensor` · [torch.Tensor.cos](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cos.html) */
  cos(): Tensor;
  /** `cos_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.cos_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cos_.html) */
  cos_(): this;
  /** `cosh(Tensor self) -> Tensor` · [torch.Tensor.cosh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cosh.html) */
  cosh(): Tensor;
  /** `cosh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.cosh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cosh_.html) */
  cosh_(): this;
  /** `count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` · [torch.Tensor.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.count_nonzero.html) */
  count_nonzero(...dim: number[]): Tensor;
  /** `count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` · [torch.Tensor.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.count_nonzero.html) */
  count_nonzero(dim: readonly number[]): Tensor;
  /** `count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` · [torch.Tensor.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.count_nonzero.html) */
  count_nonzero(options: { dim: readonly number[] }): Tensor;
  /** `count_nonzero(Tensor self, int? dim=None) -> Tensor` · [torch.Tensor.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.count_nonzero.html) */
  count_nonzero(dim?: number | null | DimOptions2): Tensor;
  /** `cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor` · [torch.Tensor.cov](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cov.html) */
  cov(options?: CovOptions): Tensor;
  /** `cross(Tensor self, Tensor other, int? dim=None) -> Tensor` · [torch.Tensor.cross](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cross.html) */
  cross(other: Tensor, dim?: number | null | DimOptions2): Tensor;
  /** `cross(Tensor self, Tensor other, int? dim=None) -> Tensor` · [torch.Tensor.cross](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cross.html) */
  cross(options: { other: Tensor } & DimOptions2): Tensor;
  /** `crow_indices(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.crow_indices](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.crow_indices.html) */
  crow_indices(): Tensor;
  /** `cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.Tensor.cummax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cummax.html) */
  cummax(dim: number): ValuesIndices;
  /** `cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.Tensor.cummax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cummax.html) */
  cummax(options: { dim: number }): ValuesIndices;
  /** `cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.Tensor.cummin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cummin.html) */
  cummin(dim: number): ValuesIndices;
  /** `cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.Tensor.cummin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cummin.html) */
  cummin(options: { dim: number }): ValuesIndices;
  /** `cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.cumprod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumprod.html) */
  cumprod(dim: number, options?: DtypeOptions): Tensor;
  /** `cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.cumprod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumprod.html) */
  cumprod(options: { dim: number } & DtypeOptions): Tensor;
  /** `cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` · [torch.Tensor.cumprod_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumprod_.html) */
  cumprod_(dim: number, options?: DtypeOptions): this;
  /** `cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` · [torch.Tensor.cumprod_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumprod_.html) */
  cumprod_(options: { dim: number } & DtypeOptions): this;
  /** `cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.cumsum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumsum.html) */
  cumsum(dim: number, options?: DtypeOptions): Tensor;
  /** `cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.cumsum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumsum.html) */
  cumsum(options: { dim: number } & DtypeOptions): Tensor;
  /** `cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` · [torch.Tensor.cumsum_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumsum_.html) */
  cumsum_(dim: number, options?: DtypeOptions): this;
  /** `cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` · [torch.Tensor.cumsum_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.cumsum_.html) */
  cumsum_(options: { dim: number } & DtypeOptions): this;
  /** `deg2rad(Tensor self) -> Tensor` · [torch.Tensor.deg2rad](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.deg2rad.html) */
  deg2rad(): Tensor;
  /** `deg2rad_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.deg2rad_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.deg2rad_.html) */
  deg2rad_(): this;
  /** `dense_dim(Tensor self) -> int` · [torch.Tensor.dense_dim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dense_dim.html) */
  dense_dim(): number;
  /** `dequantize.self(Tensor self) -> Tensor` · [torch.Tensor.dequantize](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dequantize.html) */
  dequantize(): Tensor;
  /** `det(Tensor self) -> Tensor` · [torch.Tensor.det](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.det.html) */
  det(): Tensor;
  /** `detach(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.detach](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.detach.html) */
  detach(): Tensor;
  /** `detach_(Tensor(a!) self) -> Tensor(a!)` */
  detach_(): this;
  /** `diag(Tensor self, int diagonal=0) -> Tensor` · [torch.Tensor.diag](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diag.html) */
  diag(diagonal?: number | DiagonalOptions): Tensor;
  /** `diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor` · [torch.Tensor.diag_embed](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diag_embed.html) */
  diag_embed(offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagflat(Tensor self, int offset=0) -> Tensor` · [torch.Tensor.diagflat](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diagflat.html) */
  diagflat(offset?: number | DiagflatOptions): Tensor;
  /** `diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)` · [torch.Tensor.diagonal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diagonal.html) */
  diagonal(offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` · [torch.Tensor.diagonal_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diagonal_scatter.html) */
  diagonal_scatter(src: Tensor, offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` · [torch.Tensor.diagonal_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diagonal_scatter.html) */
  diagonal_scatter(options: { src: Tensor } & OffsetDim1Dim2Options): Tensor;
  /** `diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor` · [torch.Tensor.diff](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.diff.html) */
  diff(n?: number | DiffOptions, dim?: number | DiffOptions, prepend?: Tensor | null | DiffOptions, append?: Tensor | null | DiffOptions): Tensor;
  /** `digamma(Tensor self) -> Tensor` · [torch.Tensor.digamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.digamma.html) */
  digamma(): Tensor;
  /** `digamma_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.digamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.digamma_.html) */
  digamma_(): this;
  /** `dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` · [torch.Tensor.dist](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dist.html) */
  dist(other: Tensor, p?: Scalar | DistOptions): Tensor;
  /** `dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` · [torch.Tensor.dist](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dist.html) */
  dist(options: { other: Tensor } & DistOptions): Tensor;
  /** `div.Tensor(Tensor self, Tensor other) -> Tensor` · `div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `div.Scalar(Tensor self, Scalar other) -> Tensor` · `div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.Tensor.div](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.div.html) */
  div(other: Tensor | Scalar, options?: RoundingModeOptions): Tensor;
  /** `div.Tensor(Tensor self, Tensor other) -> Tensor` · `div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `div.Scalar(Tensor self, Scalar other) -> Tensor` · `div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.Tensor.div](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.div.html) */
  div(options: { other: Tensor | Scalar } & RoundingModeOptions): Tensor;
  /** `div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` · `div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` · [torch.Tensor.div_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.div_.html) */
  div_(other: Tensor | Scalar, options?: RoundingModeOptions): this;
  /** `div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` · `div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` · [torch.Tensor.div_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.div_.html) */
  div_(options: { other: Tensor | Scalar } & RoundingModeOptions): this;
  /** `divide.Tensor(Tensor self, Tensor other) -> Tensor` · `divide.Scalar(Tensor self, Scalar other) -> Tensor` · `divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.Tensor.divide](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.divide.html) */
  divide(other: Tensor | Scalar, options?: RoundingModeOptions): Tensor;
  /** `divide.Tensor(Tensor self, Tensor other) -> Tensor` · `divide.Scalar(Tensor self, Scalar other) -> Tensor` · `divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.Tensor.divide](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.divide.html) */
  divide(options: { other: Tensor | Scalar } & RoundingModeOptions): Tensor;
  /** `divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` · `divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` · [torch.Tensor.divide_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.divide_.html) */
  divide_(other: Tensor | Scalar, options?: RoundingModeOptions): this;
  /** `divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` · `divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` · [torch.Tensor.divide_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.divide_.html) */
  divide_(options: { other: Tensor | Scalar } & RoundingModeOptions): this;
  /** `dot(Tensor self, Tensor tensor) -> Tensor` · [torch.Tensor.dot](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dot.html) */
  dot(tensor: Tensor): Tensor;
  /** `dot(Tensor self, Tensor tensor) -> Tensor` · [torch.Tensor.dot](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dot.html) */
  dot(options: { tensor: Tensor }): Tensor;
  /** `dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.Tensor.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dsplit.html) */
  dsplit(sections: number): TensorList;
  /** `dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.Tensor.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dsplit.html) */
  dsplit(options: { sections: number }): TensorList;
  /** `dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dsplit.html) */
  dsplit(...indices: number[]): TensorList;
  /** `dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dsplit.html) */
  dsplit(indices: readonly number[]): TensorList;
  /** `dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.dsplit.html) */
  dsplit(options: { indices: readonly number[] }): TensorList;
  /** `eq.Scalar(Tensor self, Scalar other) -> Tensor` · `eq.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.eq](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.eq.html) */
  eq(other: Tensor | Scalar): Tensor;
  /** `eq.Scalar(Tensor self, Scalar other) -> Tensor` · `eq.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.eq](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.eq.html) */
  eq(options: { other: Tensor | Scalar }): Tensor;
  /** `eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.eq_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.eq_.html) */
  eq_(other: Tensor | Scalar): this;
  /** `eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.eq_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.eq_.html) */
  eq_(options: { other: Tensor | Scalar }): this;
  /** `equal(Tensor self, Tensor other) -> bool` · [torch.Tensor.equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.equal.html) */
  equal(other: Tensor): boolean;
  /** `equal(Tensor self, Tensor other) -> bool` · [torch.Tensor.equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.equal.html) */
  equal(options: { other: Tensor }): boolean;
  /** `erf(Tensor self) -> Tensor` · [torch.Tensor.erf](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.erf.html) */
  erf(): Tensor;
  /** `erf_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.erf_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.erf_.html) */
  erf_(): this;
  /** `erfc(Tensor self) -> Tensor` · [torch.Tensor.erfc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.erfc.html) */
  erfc(): Tensor;
  /** `erfc_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.erfc_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.erfc_.html) */
  erfc_(): this;
  /** `erfinv(Tensor self) -> Tensor` · [torch.Tensor.erfinv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.erfinv.html) */
  erfinv(): Tensor;
  /** `erfinv_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.erfinv_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.erfinv_.html) */
  erfinv_(): this;
  /** `exp(Tensor self) -> Tensor` · [torch.Tensor.exp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.exp.html) */
  exp(): Tensor;
  /** `exp2(Tensor self) -> Tensor` · [torch.Tensor.exp2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.exp2.html) */
  exp2(): Tensor;
  /** `exp2_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.exp2_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.exp2_.html) */
  exp2_(): this;
  /** `exp_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.exp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.exp_.html) */
  exp_(): this;
  /** `expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` · [torch.Tensor.expand](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expand.html) */
  expand(...size: number[]): Tensor;
  /** `expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` · [torch.Tensor.expand](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expand.html) */
  expand(...args: [...size: number[], options: ExpandOptions]): Tensor;
  /** `expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` · [torch.Tensor.expand](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expand.html) */
  expand(size: readonly number[], options?: ExpandOptions): Tensor;
  /** `expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` · [torch.Tensor.expand](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expand.html) */
  expand(options: { size: readonly number[] } & ExpandOptions): Tensor;
  /** `expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` · [torch.Tensor.expand_as](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expand_as.html) */
  expand_as(other: Tensor): Tensor;
  /** `expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` · [torch.Tensor.expand_as](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expand_as.html) */
  expand_as(options: { other: Tensor }): Tensor;
  /** `expm1(Tensor self) -> Tensor` · [torch.Tensor.expm1](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expm1.html) */
  expm1(): Tensor;
  /** `expm1_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.expm1_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.expm1_.html) */
  expm1_(): this;
  /** `exponential_(Tensor(a!) self, float lambd=1, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.exponential_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.exponential_.html) */
  exponential_(lambd?: number | ExponentialOptions, options?: ExponentialOptions): this;
  /** `fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` · `fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)` · [torch.Tensor.fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fill_.html) */
  fill_(value: Tensor | Scalar): this;
  /** `fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` · `fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)` · [torch.Tensor.fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fill_.html) */
  fill_(options: { value: Tensor | Scalar }): this;
  /** `fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)` · [torch.Tensor.fill_diagonal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fill_diagonal_.html) */
  fill_diagonal_(fill_value: Scalar, wrap?: boolean | FillDiagonalOptions): this;
  /** `fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)` · [torch.Tensor.fill_diagonal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fill_diagonal_.html) */
  fill_diagonal_(options: { fill_value: Scalar } & FillDiagonalOptions): this;
  /** `fix(Tensor self) -> Tensor` · [torch.Tensor.fix](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fix.html) */
  fix(): Tensor;
  /** `fix_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.fix_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fix_.html) */
  fix_(): this;
  /** `flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)` · [torch.Tensor.flatten](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.flatten.html) */
  flatten(start_dim?: number | FlattenOptions, end_dim?: number | FlattenOptions): Tensor;
  /** `flip(Tensor self, int[] dims) -> Tensor` · [torch.Tensor.flip](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.flip.html) */
  flip(...dims: number[]): Tensor;
  /** `flip(Tensor self, int[] dims) -> Tensor` · [torch.Tensor.flip](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.flip.html) */
  flip(dims: readonly number[]): Tensor;
  /** `flip(Tensor self, int[] dims) -> Tensor` · [torch.Tensor.flip](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.flip.html) */
  flip(options: { dims: readonly number[] }): Tensor;
  /** `fliplr(Tensor self) -> Tensor` · [torch.Tensor.fliplr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fliplr.html) */
  fliplr(): Tensor;
  /** `flipud(Tensor self) -> Tensor` · [torch.Tensor.flipud](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.flipud.html) */
  flipud(): Tensor;
  /** `float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.Tensor.float_power](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.float_power.html) */
  float_power(exponent: Tensor | Scalar): Tensor;
  /** `float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.Tensor.float_power](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.float_power.html) */
  float_power(options: { exponent: Tensor | Scalar }): Tensor;
  /** `float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` · `float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` · [torch.Tensor.float_power_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.float_power_.html) */
  float_power_(exponent: Tensor | Scalar): this;
  /** `float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` · `float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` · [torch.Tensor.float_power_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.float_power_.html) */
  float_power_(options: { exponent: Tensor | Scalar }): this;
  /** `floor(Tensor self) -> Tensor` · [torch.Tensor.floor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.floor.html) */
  floor(): Tensor;
  /** `floor_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.floor_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.floor_.html) */
  floor_(): this;
  /** `floor_divide(Tensor self, Tensor other) -> Tensor` · `floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.floor_divide](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.floor_divide.html) */
  floor_divide(other: Tensor | Scalar): Tensor;
  /** `floor_divide(Tensor self, Tensor other) -> Tensor` · `floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.floor_divide](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.floor_divide.html) */
  floor_divide(options: { other: Tensor | Scalar }): Tensor;
  /** `floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.floor_divide_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.floor_divide_.html) */
  floor_divide_(other: Tensor | Scalar): this;
  /** `floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.floor_divide_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.floor_divide_.html) */
  floor_divide_(options: { other: Tensor | Scalar }): this;
  /** `fmax(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.fmax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmax.html) */
  fmax(other: Tensor): Tensor;
  /** `fmax(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.fmax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmax.html) */
  fmax(options: { other: Tensor }): Tensor;
  /** `fmin(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.fmin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmin.html) */
  fmin(other: Tensor): Tensor;
  /** `fmin(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.fmin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmin.html) */
  fmin(options: { other: Tensor }): Tensor;
  /** `fmod.Scalar(Tensor self, Scalar other) -> Tensor` · `fmod.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.fmod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmod.html) */
  fmod(other: Tensor | Scalar): Tensor;
  /** `fmod.Scalar(Tensor self, Scalar other) -> Tensor` · `fmod.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.fmod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmod.html) */
  fmod(options: { other: Tensor | Scalar }): Tensor;
  /** `fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.fmod_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmod_.html) */
  fmod_(other: Tensor | Scalar): this;
  /** `fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.fmod_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.fmod_.html) */
  fmod_(options: { other: Tensor | Scalar }): this;
  /** `frac(Tensor self) -> Tensor` · [torch.Tensor.frac](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.frac.html) */
  frac(): Tensor;
  /** `frac_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.frac_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.frac_.html) */
  frac_(): this;
  /** `frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)` · [torch.Tensor.frexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.frexp.html) */
  frexp(): MantissaExponent;
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · [torch.Tensor.gather](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gather.html) */
  gather(dim: number, index: Tensor, options?: GatherOptions): Tensor;
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · [torch.Tensor.gather](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gather.html) */
  gather(dim: number, options: { index: Tensor } & GatherOptions): Tensor;
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · [torch.Tensor.gather](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gather.html) */
  gather(options: { dim: number; index: Tensor } & GatherOptions): Tensor;
  /** `gcd(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.gcd](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gcd.html) */
  gcd(other: Tensor): Tensor;
  /** `gcd(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.gcd](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gcd.html) */
  gcd(options: { other: Tensor }): Tensor;
  /** `gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.gcd_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gcd_.html) */
  gcd_(other: Tensor): this;
  /** `gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.gcd_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gcd_.html) */
  gcd_(options: { other: Tensor }): this;
  /** `ge.Scalar(Tensor self, Scalar other) -> Tensor` · `ge.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.ge](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ge.html) */
  ge(other: Tensor | Scalar): Tensor;
  /** `ge.Scalar(Tensor self, Scalar other) -> Tensor` · `ge.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.ge](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ge.html) */
  ge(options: { other: Tensor | Scalar }): Tensor;
  /** `ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.ge_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ge_.html) */
  ge_(other: Tensor | Scalar): this;
  /** `ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.ge_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ge_.html) */
  ge_(options: { other: Tensor | Scalar }): this;
  /** `geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.geometric_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.geometric_.html) */
  geometric_(p: number, options?: GeneratorOptions): this;
  /** `geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.geometric_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.geometric_.html) */
  geometric_(options: { p: number } & GeneratorOptions): this;
  /** `geqrf(Tensor self) -> (Tensor a, Tensor tau)` · [torch.Tensor.geqrf](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.geqrf.html) */
  geqrf(): ATau;
  /** `ger(Tensor self, Tensor vec2) -> Tensor` · [torch.Tensor.ger](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ger.html) */
  ger(vec2: Tensor): Tensor;
  /** `ger(Tensor self, Tensor vec2) -> Tensor` · [torch.Tensor.ger](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ger.html) */
  ger(options: { vec2: Tensor }): Tensor;
  /** `greater.Scalar(Tensor self, Scalar other) -> Tensor` · `greater.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.greater](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater.html) */
  greater(other: Tensor | Scalar): Tensor;
  /** `greater.Scalar(Tensor self, Scalar other) -> Tensor` · `greater.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.greater](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater.html) */
  greater(options: { other: Tensor | Scalar }): Tensor;
  /** `greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.greater_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater_.html) */
  greater_(other: Tensor | Scalar): this;
  /** `greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.greater_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater_.html) */
  greater_(options: { other: Tensor | Scalar }): this;
  /** `greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `greater_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.greater_equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater_equal.html) */
  greater_equal(other: Tensor | Scalar): Tensor;
  /** `greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `greater_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.greater_equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater_equal.html) */
  greater_equal(options: { other: Tensor | Scalar }): Tensor;
  /** `greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.greater_equal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater_equal_.html) */
  greater_equal_(other: Tensor | Scalar): this;
  /** `greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.greater_equal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.greater_equal_.html) */
  greater_equal_(options: { other: Tensor | Scalar }): this;
  /** `gt.Scalar(Tensor self, Scalar other) -> Tensor` · `gt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.gt](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gt.html) */
  gt(other: Tensor | Scalar): Tensor;
  /** `gt.Scalar(Tensor self, Scalar other) -> Tensor` · `gt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.gt](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gt.html) */
  gt(options: { other: Tensor | Scalar }): Tensor;
  /** `gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.gt_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gt_.html) */
  gt_(other: Tensor | Scalar): this;
  /** `gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.gt_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.gt_.html) */
  gt_(options: { other: Tensor | Scalar }): this;
  /** `hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor` · [torch.Tensor.hardshrink](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hardshrink.html) */
  hardshrink(lambd?: Scalar | HardshrinkOptions): Tensor;
  /** `hash_tensor(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` */
  hash_tensor(dim?: IntList | HashTensorOptions, options?: HashTensorOptions): Tensor;
  /** `heaviside(Tensor self, Tensor values) -> Tensor` · [torch.Tensor.heaviside](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.heaviside.html) */
  heaviside(values: Tensor): Tensor;
  /** `heaviside(Tensor self, Tensor values) -> Tensor` · [torch.Tensor.heaviside](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.heaviside.html) */
  heaviside(options: { values: Tensor }): Tensor;
  /** `heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)` · [torch.Tensor.heaviside_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.heaviside_.html) */
  heaviside_(values: Tensor): this;
  /** `heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)` · [torch.Tensor.heaviside_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.heaviside_.html) */
  heaviside_(options: { values: Tensor }): this;
  /** `histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor` · [torch.Tensor.histc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.histc.html) */
  histc(bins?: number | HistcOptions, min?: Scalar | HistcOptions, max?: Scalar | HistcOptions): Tensor;
  /** `histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · [torch.Tensor.histogram](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.histogram.html) */
  histogram(bins: Tensor, options?: HistogramOptions): HistBinEdges;
  /** `histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · [torch.Tensor.histogram](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.histogram.html) */
  histogram(options: { bins: Tensor } & HistogramOptions): HistBinEdges;
  /** `histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · [torch.Tensor.histogram](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.histogram.html) */
  histogram(bins?: number | HistogramOptions2, options?: HistogramOptions2): HistBinEdges;
  /** `hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.Tensor.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hsplit.html) */
  hsplit(sections: number): TensorList;
  /** `hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.Tensor.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hsplit.html) */
  hsplit(options: { sections: number }): TensorList;
  /** `hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hsplit.html) */
  hsplit(...indices: number[]): TensorList;
  /** `hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hsplit.html) */
  hsplit(indices: readonly number[]): TensorList;
  /** `hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hsplit.html) */
  hsplit(options: { indices: readonly number[] }): TensorList;
  /** `hypot(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.hypot](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hypot.html) */
  hypot(other: Tensor): Tensor;
  /** `hypot(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.hypot](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hypot.html) */
  hypot(options: { other: Tensor }): Tensor;
  /** `hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.hypot_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hypot_.html) */
  hypot_(other: Tensor): this;
  /** `hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.hypot_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.hypot_.html) */
  hypot_(options: { other: Tensor }): this;
  /** `i0(Tensor self) -> Tensor` · [torch.Tensor.i0](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.i0.html) */
  i0(): Tensor;
  /** `i0_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.i0_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.i0_.html) */
  i0_(): this;
  /** `igamma(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.igamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igamma.html) */
  igamma(other: Tensor): Tensor;
  /** `igamma(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.igamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igamma.html) */
  igamma(options: { other: Tensor }): Tensor;
  /** `igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.igamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igamma_.html) */
  igamma_(other: Tensor): this;
  /** `igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.igamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igamma_.html) */
  igamma_(options: { other: Tensor }): this;
  /** `igammac(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.igammac](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igammac.html) */
  igammac(other: Tensor): Tensor;
  /** `igammac(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.igammac](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igammac.html) */
  igammac(options: { other: Tensor }): Tensor;
  /** `igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.igammac_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igammac_.html) */
  igammac_(other: Tensor): this;
  /** `igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.igammac_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.igammac_.html) */
  igammac_(options: { other: Tensor }): this;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.Tensor.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add.html) */
  index_add(dim: number, index: Tensor, source: Tensor, options?: AlphaOptions): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.Tensor.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add.html) */
  index_add(dim: number, index: Tensor, options: { source: Tensor } & AlphaOptions): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.Tensor.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add.html) */
  index_add(dim: number, options: { index: Tensor; source: Tensor } & AlphaOptions): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.Tensor.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add.html) */
  index_add(options: { dim: number; index: Tensor; source: Tensor } & AlphaOptions): Tensor;
  /** `index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.index_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add_.html) */
  index_add_(dim: number, index: Tensor, source: Tensor, options?: AlphaOptions): this;
  /** `index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.index_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add_.html) */
  index_add_(dim: number, index: Tensor, options: { source: Tensor } & AlphaOptions): this;
  /** `index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.index_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add_.html) */
  index_add_(dim: number, options: { index: Tensor; source: Tensor } & AlphaOptions): this;
  /** `index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.index_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_add_.html) */
  index_add_(options: { dim: number; index: Tensor; source: Tensor } & AlphaOptions): this;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` · [torch.Tensor.index_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy.html) */
  index_copy(dim: number, index: Tensor, source: Tensor): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` · [torch.Tensor.index_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy.html) */
  index_copy(dim: number, index: Tensor, options: { source: Tensor }): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` · [torch.Tensor.index_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy.html) */
  index_copy(dim: number, options: { index: Tensor; source: Tensor }): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` · [torch.Tensor.index_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy.html) */
  index_copy(options: { dim: number; index: Tensor; source: Tensor }): Tensor;
  /** `index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` · [torch.Tensor.index_copy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy_.html) */
  index_copy_(dim: number, index: Tensor, source: Tensor): this;
  /** `index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` · [torch.Tensor.index_copy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy_.html) */
  index_copy_(dim: number, index: Tensor, options: { source: Tensor }): this;
  /** `index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` · [torch.Tensor.index_copy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy_.html) */
  index_copy_(dim: number, options: { index: Tensor; source: Tensor }): this;
  /** `index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` · [torch.Tensor.index_copy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_copy_.html) */
  index_copy_(options: { dim: number; index: Tensor; source: Tensor }): this;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` · [torch.Tensor.index_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill.html) */
  index_fill(dim: number, index: Tensor, value: Tensor | Scalar): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` · [torch.Tensor.index_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill.html) */
  index_fill(dim: number, index: Tensor, options: { value: Tensor | Scalar }): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` · [torch.Tensor.index_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill.html) */
  index_fill(dim: number, options: { index: Tensor; value: Tensor | Scalar }): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` · [torch.Tensor.index_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill.html) */
  index_fill(options: { dim: number; index: Tensor; value: Tensor | Scalar }): Tensor;
  /** `index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)` · [torch.Tensor.index_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill_.html) */
  index_fill_(dim: number, index: Tensor, value: Tensor | Scalar): this;
  /** `index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)` · [torch.Tensor.index_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill_.html) */
  index_fill_(dim: number, index: Tensor, options: { value: Tensor | Scalar }): this;
  /** `index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)` · [torch.Tensor.index_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill_.html) */
  index_fill_(dim: number, options: { index: Tensor; value: Tensor | Scalar }): this;
  /** `index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)` · [torch.Tensor.index_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_fill_.html) */
  index_fill_(options: { dim: number; index: Tensor; value: Tensor | Scalar }): this;
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` · [torch.Tensor.index_put](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_put.html) */
  index_put(indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean | AccumulateOptions): Tensor;
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` · [torch.Tensor.index_put](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_put.html) */
  index_put(indices: readonly (Tensor | null)[], options: { values: Tensor } & AccumulateOptions): Tensor;
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` · [torch.Tensor.index_put](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_put.html) */
  index_put(options: { indices: readonly (Tensor | null)[]; values: Tensor } & AccumulateOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  index_reduce(dim: number, index: Tensor, source: Tensor, reduce: 'prod' | 'mean' | 'amax' | 'amin', options?: IncludeSelfOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  index_reduce(dim: number, index: Tensor, source: Tensor, options: { reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  index_reduce(dim: number, index: Tensor, options: { source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  index_reduce(dim: number, options: { index: Tensor; source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  index_reduce(options: { dim: number; index: Tensor; source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.index_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_reduce_.html) */
  index_reduce_(dim: number, index: Tensor, source: Tensor, reduce: 'prod' | 'mean' | 'amax' | 'amin', options?: IncludeSelfOptions): this;
  /** `index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.index_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_reduce_.html) */
  index_reduce_(dim: number, index: Tensor, source: Tensor, options: { reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.index_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_reduce_.html) */
  index_reduce_(dim: number, index: Tensor, options: { source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.index_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_reduce_.html) */
  index_reduce_(dim: number, options: { index: Tensor; source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.index_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_reduce_.html) */
  index_reduce_(options: { dim: number; index: Tensor; source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` · [torch.Tensor.index_select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_select.html) */
  index_select(dim: number, index: Tensor): Tensor;
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` · [torch.Tensor.index_select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_select.html) */
  index_select(dim: number, options: { index: Tensor }): Tensor;
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` · [torch.Tensor.index_select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.index_select.html) */
  index_select(options: { dim: number; index: Tensor }): Tensor;
  /** `indices(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.indices](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.indices.html) */
  indices(): Tensor;
  /** `inner(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.inner](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.inner.html) */
  inner(other: Tensor): Tensor;
  /** `inner(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.inner](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.inner.html) */
  inner(options: { other: Tensor }): Tensor;
  /** `int_repr(Tensor self) -> Tensor` · [torch.Tensor.int_repr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.int_repr.html) */
  int_repr(): Tensor;
  /** `inverse(Tensor self) -> Tensor` · [torch.Tensor.inverse](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.inverse.html) */
  inverse(): Tensor;
  /** `is_coalesced(Tensor self) -> bool` · [torch.Tensor.is_coalesced](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.is_coalesced.html) */
  is_coalesced(): boolean;
  /** `is_distributed(Tensor self) -> bool` */
  is_distributed(): boolean;
  /** `is_nonzero(Tensor self) -> bool` */
  is_nonzero(): boolean;
  /** `is_pinned(Tensor self, Device? device=None) -> bool` */
  is_pinned(device?: Device | null | DeviceOptions): boolean;
  /** `is_same_size(Tensor self, Tensor other) -> bool` */
  is_same_size(other: Tensor): boolean;
  /** `is_same_size(Tensor self, Tensor other) -> bool` */
  is_same_size(options: { other: Tensor }): boolean;
  /** `is_set_to(Tensor self, Tensor tensor) -> bool` · [torch.Tensor.is_set_to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.is_set_to.html) */
  is_set_to(tensor: Tensor): boolean;
  /** `is_set_to(Tensor self, Tensor tensor) -> bool` · [torch.Tensor.is_set_to](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.is_set_to.html) */
  is_set_to(options: { tensor: Tensor }): boolean;
  /** `isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` · [torch.Tensor.isclose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isclose.html) */
  isclose(other: Tensor, rtol?: number | RtolAtolEqualNanOptions, atol?: number | RtolAtolEqualNanOptions, equal_nan?: boolean | RtolAtolEqualNanOptions): Tensor;
  /** `isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` · [torch.Tensor.isclose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isclose.html) */
  isclose(options: { other: Tensor } & RtolAtolEqualNanOptions): Tensor;
  /** `isfinite(Tensor self) -> Tensor` · [torch.Tensor.isfinite](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isfinite.html) */
  isfinite(): Tensor;
  /** `isinf(Tensor self) -> Tensor` · [torch.Tensor.isinf](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isinf.html) */
  isinf(): Tensor;
  /** `isnan(Tensor self) -> Tensor` · [torch.Tensor.isnan](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isnan.html) */
  isnan(): Tensor;
  /** `isneginf(Tensor self) -> Tensor` · [torch.Tensor.isneginf](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isneginf.html) */
  isneginf(): Tensor;
  /** `isposinf(Tensor self) -> Tensor` · [torch.Tensor.isposinf](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isposinf.html) */
  isposinf(): Tensor;
  /** `isreal(Tensor self) -> Tensor` · [torch.Tensor.isreal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.isreal.html) */
  isreal(): Tensor;
  /** `istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` · [torch.Tensor.istft](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.istft.html) */
  istft(n_fft: number, hop_length?: number | null | IstftOptions, win_length?: number | null | IstftOptions, window?: Tensor | null | IstftOptions, center?: boolean | IstftOptions, normalized?: boolean | IstftOptions, onesided?: boolean | null | IstftOptions, length?: number | null | IstftOptions, return_complex?: boolean | IstftOptions): Tensor;
  /** `istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` · [torch.Tensor.istft](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.istft.html) */
  istft(options: { n_fft: number } & IstftOptions): Tensor;
  /** `kron(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.kron](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.kron.html) */
  kron(other: Tensor): Tensor;
  /** `kron(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.kron](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.kron.html) */
  kron(options: { other: Tensor }): Tensor;
  /** `kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.kthvalue](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.kthvalue.html) */
  kthvalue(k: number, dim?: number | DimKeepdimOptions4, keepdim?: boolean | DimKeepdimOptions4): ValuesIndices;
  /** `kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.kthvalue](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.kthvalue.html) */
  kthvalue(options: { k: number } & DimKeepdimOptions4): ValuesIndices;
  /** `lcm(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.lcm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lcm.html) */
  lcm(other: Tensor): Tensor;
  /** `lcm(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.lcm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lcm.html) */
  lcm(options: { other: Tensor }): Tensor;
  /** `lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.lcm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lcm_.html) */
  lcm_(other: Tensor): this;
  /** `lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.lcm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lcm_.html) */
  lcm_(options: { other: Tensor }): this;
  /** `ldexp.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.ldexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ldexp.html) */
  ldexp(other: Tensor): Tensor;
  /** `ldexp.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.ldexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ldexp.html) */
  ldexp(options: { other: Tensor }): Tensor;
  /** `ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.ldexp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ldexp_.html) */
  ldexp_(other: Tensor): this;
  /** `ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.ldexp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ldexp_.html) */
  ldexp_(options: { other: Tensor }): this;
  /** `le.Scalar(Tensor self, Scalar other) -> Tensor` · `le.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.le](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.le.html) */
  le(other: Tensor | Scalar): Tensor;
  /** `le.Scalar(Tensor self, Scalar other) -> Tensor` · `le.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.le](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.le.html) */
  le(options: { other: Tensor | Scalar }): Tensor;
  /** `le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.le_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.le_.html) */
  le_(other: Tensor | Scalar): this;
  /** `le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.le_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.le_.html) */
  le_(options: { other: Tensor | Scalar }): this;
  /** `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` · `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` · [torch.Tensor.lerp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lerp.html) */
  lerp(end: Tensor, weight: Tensor | Scalar): Tensor;
  /** `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` · `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` · [torch.Tensor.lerp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lerp.html) */
  lerp(end: Tensor, options: { weight: Tensor | Scalar }): Tensor;
  /** `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` · `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` · [torch.Tensor.lerp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lerp.html) */
  lerp(options: { end: Tensor; weight: Tensor | Scalar }): Tensor;
  /** `lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)` · `lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)` · [torch.Tensor.lerp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lerp_.html) */
  lerp_(end: Tensor, weight: Tensor | Scalar): this;
  /** `lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)` · `lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)` · [torch.Tensor.lerp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lerp_.html) */
  lerp_(end: Tensor, options: { weight: Tensor | Scalar }): this;
  /** `lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)` · `lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)` · [torch.Tensor.lerp_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lerp_.html) */
  lerp_(options: { end: Tensor; weight: Tensor | Scalar }): this;
  /** `less.Scalar(Tensor self, Scalar other) -> Tensor` · `less.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.less](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less.html) */
  less(other: Tensor | Scalar): Tensor;
  /** `less.Scalar(Tensor self, Scalar other) -> Tensor` · `less.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.less](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less.html) */
  less(options: { other: Tensor | Scalar }): Tensor;
  /** `less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.less_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less_.html) */
  less_(other: Tensor | Scalar): this;
  /** `less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.less_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less_.html) */
  less_(options: { other: Tensor | Scalar }): this;
  /** `less_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `less_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.less_equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less_equal.html) */
  less_equal(other: Tensor | Scalar): Tensor;
  /** `less_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `less_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.less_equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less_equal.html) */
  less_equal(options: { other: Tensor | Scalar }): Tensor;
  /** `less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.less_equal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less_equal_.html) */
  less_equal_(other: Tensor | Scalar): this;
  /** `less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.less_equal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.less_equal_.html) */
  less_equal_(options: { other: Tensor | Scalar }): this;
  /** `lgamma(Tensor self) -> Tensor` · [torch.Tensor.lgamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lgamma.html) */
  lgamma(): Tensor;
  /** `lgamma_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.lgamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lgamma_.html) */
  lgamma_(): this;
  /** `log(Tensor self) -> Tensor` · [torch.Tensor.log](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log.html) */
  log(): Tensor;
  /** `log10(Tensor self) -> Tensor` · [torch.Tensor.log10](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log10.html) */
  log10(): Tensor;
  /** `log10_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.log10_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log10_.html) */
  log10_(): this;
  /** `log1p(Tensor self) -> Tensor` · [torch.Tensor.log1p](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log1p.html) */
  log1p(): Tensor;
  /** `log1p_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.log1p_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log1p_.html) */
  log1p_(): this;
  /** `log2(Tensor self) -> Tensor` · [torch.Tensor.log2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log2.html) */
  log2(): Tensor;
  /** `log2_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.log2_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log2_.html) */
  log2_(): this;
  /** `log_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.log_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log_.html) */
  log_(): this;
  /** `log_normal_(Tensor(a!) self, float mean=1, float std=2, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.log_normal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.log_normal_.html) */
  log_normal_(mean?: number | MeanStdGeneratorOptions, std?: number | MeanStdGeneratorOptions, options?: MeanStdGeneratorOptions): this;
  /** `log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  log_softmax(dim: number, dtype?: dtype | null | DtypeOptions): Tensor;
  /** `log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  log_softmax(options: { dim: number } & DtypeOptions): Tensor;
  /** `logaddexp(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logaddexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logaddexp.html) */
  logaddexp(other: Tensor): Tensor;
  /** `logaddexp(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logaddexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logaddexp.html) */
  logaddexp(options: { other: Tensor }): Tensor;
  /** `logaddexp2(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logaddexp2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logaddexp2.html) */
  logaddexp2(other: Tensor): Tensor;
  /** `logaddexp2(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logaddexp2](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logaddexp2.html) */
  logaddexp2(options: { other: Tensor }): Tensor;
  /** `logcumsumexp(Tensor self, int dim) -> Tensor` · [torch.Tensor.logcumsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logcumsumexp.html) */
  logcumsumexp(dim: number): Tensor;
  /** `logcumsumexp(Tensor self, int dim) -> Tensor` · [torch.Tensor.logcumsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logcumsumexp.html) */
  logcumsumexp(options: { dim: number }): Tensor;
  /** `logdet(Tensor self) -> Tensor` · [torch.Tensor.logdet](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logdet.html) */
  logdet(): Tensor;
  /** `logical_and(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logical_and](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_and.html) */
  logical_and(other: Tensor): Tensor;
  /** `logical_and(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logical_and](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_and.html) */
  logical_and(options: { other: Tensor }): Tensor;
  /** `logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.logical_and_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_and_.html) */
  logical_and_(other: Tensor): this;
  /** `logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.logical_and_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_and_.html) */
  logical_and_(options: { other: Tensor }): this;
  /** `logical_not(Tensor self) -> Tensor` · [torch.Tensor.logical_not](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_not.html) */
  logical_not(): Tensor;
  /** `logical_not_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.logical_not_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_not_.html) */
  logical_not_(): this;
  /** `logical_or(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logical_or](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_or.html) */
  logical_or(other: Tensor): Tensor;
  /** `logical_or(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logical_or](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_or.html) */
  logical_or(options: { other: Tensor }): Tensor;
  /** `logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.logical_or_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_or_.html) */
  logical_or_(other: Tensor): this;
  /** `logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.logical_or_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_or_.html) */
  logical_or_(options: { other: Tensor }): this;
  /** `logical_xor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logical_xor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_xor.html) */
  logical_xor(other: Tensor): Tensor;
  /** `logical_xor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.logical_xor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_xor.html) */
  logical_xor(options: { other: Tensor }): Tensor;
  /** `logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.logical_xor_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_xor_.html) */
  logical_xor_(other: Tensor): this;
  /** `logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.logical_xor_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logical_xor_.html) */
  logical_xor_(options: { other: Tensor }): this;
  /** `logit(Tensor self, float? eps=None) -> Tensor` · [torch.Tensor.logit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logit.html) */
  logit(eps?: number | null | LogitOptions): Tensor;
  /** `logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)` · [torch.Tensor.logit_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logit_.html) */
  logit_(eps?: number | null | LogitOptions): this;
  /** `logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` · [torch.Tensor.logsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logsumexp.html) */
  logsumexp(dim: IntList, keepdim?: boolean | KeepdimOptions): Tensor;
  /** `logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` · [torch.Tensor.logsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.logsumexp.html) */
  logsumexp(options: { dim: IntList } & KeepdimOptions): Tensor;
  /** `lt.Scalar(Tensor self, Scalar other) -> Tensor` · `lt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.lt](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lt.html) */
  lt(other: Tensor | Scalar): Tensor;
  /** `lt.Scalar(Tensor self, Scalar other) -> Tensor` · `lt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.lt](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lt.html) */
  lt(options: { other: Tensor | Scalar }): Tensor;
  /** `lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.lt_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lt_.html) */
  lt_(other: Tensor | Scalar): this;
  /** `lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.lt_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lt_.html) */
  lt_(options: { other: Tensor | Scalar }): this;
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` · [torch.Tensor.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lu_solve.html) */
  lu_solve(LU_data: Tensor, LU_pivots: Tensor): Tensor;
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` · [torch.Tensor.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lu_solve.html) */
  lu_solve(LU_data: Tensor, options: { LU_pivots: Tensor }): Tensor;
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` · [torch.Tensor.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.lu_solve.html) */
  lu_solve(options: { LU_data: Tensor; LU_pivots: Tensor }): Tensor;
  /** `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` · `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` · [torch.Tensor.masked_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_fill.html) */
  masked_fill(mask: Tensor, value: Tensor | Scalar): Tensor;
  /** `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` · `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` · [torch.Tensor.masked_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_fill.html) */
  masked_fill(mask: Tensor, options: { value: Tensor | Scalar }): Tensor;
  /** `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` · `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` · [torch.Tensor.masked_fill](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_fill.html) */
  masked_fill(options: { mask: Tensor; value: Tensor | Scalar }): Tensor;
  /** `masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)` · `masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)` · [torch.Tensor.masked_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_fill_.html) */
  masked_fill_(mask: Tensor, value: Tensor | Scalar): this;
  /** `masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)` · `masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)` · [torch.Tensor.masked_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_fill_.html) */
  masked_fill_(mask: Tensor, options: { value: Tensor | Scalar }): this;
  /** `masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)` · `masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)` · [torch.Tensor.masked_fill_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_fill_.html) */
  masked_fill_(options: { mask: Tensor; value: Tensor | Scalar }): this;
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` · [torch.Tensor.masked_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_scatter.html) */
  masked_scatter(mask: Tensor, source: Tensor): Tensor;
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` · [torch.Tensor.masked_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_scatter.html) */
  masked_scatter(mask: Tensor, options: { source: Tensor }): Tensor;
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` · [torch.Tensor.masked_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_scatter.html) */
  masked_scatter(options: { mask: Tensor; source: Tensor }): Tensor;
  /** `masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)` · [torch.Tensor.masked_scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_scatter_.html) */
  masked_scatter_(mask: Tensor, source: Tensor): this;
  /** `masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)` · [torch.Tensor.masked_scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_scatter_.html) */
  masked_scatter_(mask: Tensor, options: { source: Tensor }): this;
  /** `masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)` · [torch.Tensor.masked_scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_scatter_.html) */
  masked_scatter_(options: { mask: Tensor; source: Tensor }): this;
  /** `masked_select(Tensor self, Tensor mask) -> Tensor` · [torch.Tensor.masked_select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_select.html) */
  masked_select(mask: Tensor): Tensor;
  /** `masked_select(Tensor self, Tensor mask) -> Tensor` · [torch.Tensor.masked_select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.masked_select.html) */
  masked_select(options: { mask: Tensor }): Tensor;
  /** `matmul(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.matmul.html) */
  matmul(other: Tensor): Tensor;
  /** `matmul(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.matmul.html) */
  matmul(options: { other: Tensor }): Tensor;
  /** `matrix_exp(Tensor self) -> Tensor` · [torch.Tensor.matrix_exp](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.matrix_exp.html) */
  matrix_exp(): Tensor;
  /** `matrix_power(Tensor self, int n) -> Tensor` · [torch.Tensor.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.matrix_power.html) */
  matrix_power(n: number): Tensor;
  /** `matrix_power(Tensor self, int n) -> Tensor` · [torch.Tensor.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.matrix_power.html) */
  matrix_power(options: { n: number }): Tensor;
  /** `max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.max](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.max.html) */
  max(dim: number, keepdim?: boolean | KeepdimOptions): ValuesIndices;
  /** `max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.max](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.max.html) */
  max(options: { dim: number } & KeepdimOptions): ValuesIndices;
  /** `max(Tensor self) -> Tensor` · [torch.Tensor.max](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.max.html) */
  max(): Tensor;
  /** `max.other(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.max](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.max.html) */
  max(other: Tensor): Tensor;
  /** `max.other(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.max](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.max.html) */
  max(options: { other: Tensor }): Tensor;
  /** `maximum(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.maximum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.maximum.html) */
  maximum(other: Tensor): Tensor;
  /** `maximum(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.maximum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.maximum.html) */
  maximum(options: { other: Tensor }): Tensor;
  /** `mean(Tensor self, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.mean](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mean.html) */
  mean(options?: DtypeOptions): Tensor;
  /** `mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.mean](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mean.html) */
  mean(dim: IntList | null, keepdim?: boolean | KeepdimDtypeOptions, options?: KeepdimDtypeOptions): Tensor;
  /** `mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.mean](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mean.html) */
  mean(options: { dim: IntList | null } & KeepdimDtypeOptions): Tensor;
  /** `median(Tensor self) -> Tensor` · [torch.Tensor.median](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.median.html) */
  median(): Tensor;
  /** `median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.median](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.median.html) */
  median(dim: number, keepdim?: boolean | KeepdimOptions): ValuesIndices;
  /** `median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.median](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.median.html) */
  median(options: { dim: number } & KeepdimOptions): ValuesIndices;
  /** `min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.min](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.min.html) */
  min(dim: number, keepdim?: boolean | KeepdimOptions): ValuesIndices;
  /** `min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.min](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.min.html) */
  min(options: { dim: number } & KeepdimOptions): ValuesIndices;
  /** `min(Tensor self) -> Tensor` · [torch.Tensor.min](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.min.html) */
  min(): Tensor;
  /** `min.other(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.min](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.min.html) */
  min(other: Tensor): Tensor;
  /** `min.other(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.min](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.min.html) */
  min(options: { other: Tensor }): Tensor;
  /** `minimum(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.minimum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.minimum.html) */
  minimum(other: Tensor): Tensor;
  /** `minimum(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.minimum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.minimum.html) */
  minimum(options: { other: Tensor }): Tensor;
  /** `mm(Tensor self, Tensor mat2) -> Tensor` · [torch.Tensor.mm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mm.html) */
  mm(mat2: Tensor): Tensor;
  /** `mm(Tensor self, Tensor mat2) -> Tensor` · [torch.Tensor.mm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mm.html) */
  mm(options: { mat2: Tensor }): Tensor;
  /** `mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.mode](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mode.html) */
  mode(dim?: number | DimKeepdimOptions4, keepdim?: boolean | DimKeepdimOptions4): ValuesIndices;
  /** `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.Tensor.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.moveaxis.html) */
  moveaxis(source: readonly number[], destination: readonly number[]): Tensor;
  /** `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.Tensor.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.moveaxis.html) */
  moveaxis(source: readonly number[], options: { destination: readonly number[] }): Tensor;
  /** `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.Tensor.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.moveaxis.html) */
  moveaxis(options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.Tensor.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.moveaxis.html) */
  moveaxis(source: number, destination: number): Tensor;
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.Tensor.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.moveaxis.html) */
  moveaxis(source: number, options: { destination: number }): Tensor;
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.Tensor.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.moveaxis.html) */
  moveaxis(options: { source: number; destination: number }): Tensor;
  /** `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.Tensor.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.movedim.html) */
  movedim(source: readonly number[], destination: readonly number[]): Tensor;
  /** `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.Tensor.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.movedim.html) */
  movedim(source: readonly number[], options: { destination: readonly number[] }): Tensor;
  /** `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.Tensor.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.movedim.html) */
  movedim(options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.Tensor.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.movedim.html) */
  movedim(source: number, destination: number): Tensor;
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.Tensor.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.movedim.html) */
  movedim(source: number, options: { destination: number }): Tensor;
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.Tensor.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.movedim.html) */
  movedim(options: { source: number; destination: number }): Tensor;
  /** `msort(Tensor self) -> Tensor` · [torch.Tensor.msort](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.msort.html) */
  msort(): Tensor;
  /** `mul.Tensor(Tensor self, Tensor other) -> Tensor` · `mul.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.mul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mul.html) */
  mul(other: Tensor | Scalar): Tensor;
  /** `mul.Tensor(Tensor self, Tensor other) -> Tensor` · `mul.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.mul](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mul.html) */
  mul(options: { other: Tensor | Scalar }): Tensor;
  /** `mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.mul_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mul_.html) */
  mul_(other: Tensor | Scalar): this;
  /** `mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.mul_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mul_.html) */
  mul_(options: { other: Tensor | Scalar }): this;
  /** `multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` · [torch.Tensor.multinomial](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.multinomial.html) */
  multinomial(num_samples: number, replacement?: boolean | MultinomialOptions, options?: MultinomialOptions): Tensor;
  /** `multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` · [torch.Tensor.multinomial](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.multinomial.html) */
  multinomial(options: { num_samples: number } & MultinomialOptions): Tensor;
  /** `multiply.Tensor(Tensor self, Tensor other) -> Tensor` · `multiply.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.multiply](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.multiply.html) */
  multiply(other: Tensor | Scalar): Tensor;
  /** `multiply.Tensor(Tensor self, Tensor other) -> Tensor` · `multiply.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.multiply](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.multiply.html) */
  multiply(options: { other: Tensor | Scalar }): Tensor;
  /** `multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.multiply_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.multiply_.html) */
  multiply_(other: Tensor | Scalar): this;
  /** `multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.multiply_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.multiply_.html) */
  multiply_(options: { other: Tensor | Scalar }): this;
  /** `mv(Tensor self, Tensor vec) -> Tensor` · [torch.Tensor.mv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mv.html) */
  mv(vec: Tensor): Tensor;
  /** `mv(Tensor self, Tensor vec) -> Tensor` · [torch.Tensor.mv](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mv.html) */
  mv(options: { vec: Tensor }): Tensor;
  /** `mvlgamma(Tensor self, int p) -> Tensor` · [torch.Tensor.mvlgamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mvlgamma.html) */
  mvlgamma(p: number): Tensor;
  /** `mvlgamma(Tensor self, int p) -> Tensor` · [torch.Tensor.mvlgamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mvlgamma.html) */
  mvlgamma(options: { p: number }): Tensor;
  /** `mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)` · [torch.Tensor.mvlgamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mvlgamma_.html) */
  mvlgamma_(p: number): this;
  /** `mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)` · [torch.Tensor.mvlgamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.mvlgamma_.html) */
  mvlgamma_(options: { p: number }): this;
  /** `nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor` · [torch.Tensor.nan_to_num](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nan_to_num.html) */
  nan_to_num(nan?: number | null | NanToNumOptions, posinf?: number | null | NanToNumOptions, neginf?: number | null | NanToNumOptions): Tensor;
  /** `nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)` · [torch.Tensor.nan_to_num_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nan_to_num_.html) */
  nan_to_num_(nan?: number | null | NanToNumOptions, posinf?: number | null | NanToNumOptions, neginf?: number | null | NanToNumOptions): this;
  /** `nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.nanmean](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nanmean.html) */
  nanmean(dim?: IntList | null | DimKeepdimDtypeOptions, keepdim?: boolean | DimKeepdimDtypeOptions, options?: DimKeepdimDtypeOptions): Tensor;
  /** `nanmedian(Tensor self) -> Tensor` · [torch.Tensor.nanmedian](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nanmedian.html) */
  nanmedian(): Tensor;
  /** `nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.nanmedian](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nanmedian.html) */
  nanmedian(dim: number, keepdim?: boolean | KeepdimOptions): ValuesIndices;
  /** `nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.nanmedian](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nanmedian.html) */
  nanmedian(options: { dim: number } & KeepdimOptions): ValuesIndices;
  /** `nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.Tensor.nanquantile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nanquantile.html) */
  nanquantile(q: Tensor | number, dim?: number | null | DimKeepdimInterpolationOptions, keepdim?: boolean | DimKeepdimInterpolationOptions, options?: DimKeepdimInterpolationOptions): Tensor;
  /** `nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.Tensor.nanquantile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nanquantile.html) */
  nanquantile(options: { q: Tensor | number } & DimKeepdimInterpolationOptions): Tensor;
  /** `nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.nansum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nansum.html) */
  nansum(dim?: IntList | null | DimKeepdimDtypeOptions, keepdim?: boolean | DimKeepdimDtypeOptions, options?: DimKeepdimDtypeOptions): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.Tensor.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow.html) */
  narrow(dim: number, start: Tensor | number, length: number): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.Tensor.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow.html) */
  narrow(dim: number, start: Tensor | number, options: { length: number }): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.Tensor.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow.html) */
  narrow(dim: number, options: { start: Tensor | number; length: number }): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.Tensor.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow.html) */
  narrow(options: { dim: number; start: Tensor | number; length: number }): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.Tensor.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow_copy.html) */
  narrow_copy(dim: number, start: number, length: number): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.Tensor.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow_copy.html) */
  narrow_copy(dim: number, start: number, options: { length: number }): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.Tensor.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow_copy.html) */
  narrow_copy(dim: number, options: { start: number; length: number }): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.Tensor.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.narrow_copy.html) */
  narrow_copy(options: { dim: number; start: number; length: number }): Tensor;
  /** `ne.Scalar(Tensor self, Scalar other) -> Tensor` · `ne.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.ne](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ne.html) */
  ne(other: Tensor | Scalar): Tensor;
  /** `ne.Scalar(Tensor self, Scalar other) -> Tensor` · `ne.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.ne](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ne.html) */
  ne(options: { other: Tensor | Scalar }): Tensor;
  /** `ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.ne_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ne_.html) */
  ne_(other: Tensor | Scalar): this;
  /** `ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.ne_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ne_.html) */
  ne_(options: { other: Tensor | Scalar }): this;
  /** `neg(Tensor self) -> Tensor` · [torch.Tensor.neg](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.neg.html) */
  neg(): Tensor;
  /** `neg_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.neg_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.neg_.html) */
  neg_(): this;
  /** `negative(Tensor self) -> Tensor` · [torch.Tensor.negative](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.negative.html) */
  negative(): Tensor;
  /** `negative_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.negative_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.negative_.html) */
  negative_(): this;
  /** `new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty.html) */
  new_empty(...size: number[]): Tensor;
  /** `new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty.html) */
  new_empty(...args: [...size: number[], options: FactoryOptions]): Tensor;
  /** `new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty.html) */
  new_empty(size: readonly number[], options?: FactoryOptions): Tensor;
  /** `new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty.html) */
  new_empty(options: { size: readonly number[] } & FactoryOptions): Tensor;
  /** `new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty_strided](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty_strided.html) */
  new_empty_strided(size: readonly number[], stride: readonly number[], options?: FactoryOptions): Tensor;
  /** `new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty_strided](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty_strided.html) */
  new_empty_strided(size: readonly number[], options: { stride: readonly number[] } & FactoryOptions): Tensor;
  /** `new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_empty_strided](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_empty_strided.html) */
  new_empty_strided(options: { size: readonly number[]; stride: readonly number[] } & FactoryOptions): Tensor;
  /** `new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_full](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_full.html) */
  new_full(size: readonly number[], fill_value: Scalar, options?: FactoryOptions): Tensor;
  /** `new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_full](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_full.html) */
  new_full(size: readonly number[], options: { fill_value: Scalar } & FactoryOptions): Tensor;
  /** `new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_full](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_full.html) */
  new_full(options: { size: readonly number[]; fill_value: Scalar } & FactoryOptions): Tensor;
  /** `new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_ones](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_ones.html) */
  new_ones(...size: number[]): Tensor;
  /** `new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_ones](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_ones.html) */
  new_ones(...args: [...size: number[], options: FactoryOptions]): Tensor;
  /** `new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_ones](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_ones.html) */
  new_ones(size: readonly number[], options?: FactoryOptions): Tensor;
  /** `new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_ones](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_ones.html) */
  new_ones(options: { size: readonly number[] } & FactoryOptions): Tensor;
  /** `new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_zeros](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_zeros.html) */
  new_zeros(...size: number[]): Tensor;
  /** `new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_zeros](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_zeros.html) */
  new_zeros(...args: [...size: number[], options: FactoryOptions]): Tensor;
  /** `new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_zeros](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_zeros.html) */
  new_zeros(size: readonly number[], options?: FactoryOptions): Tensor;
  /** `new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.Tensor.new_zeros](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_zeros.html) */
  new_zeros(options: { size: readonly number[] } & FactoryOptions): Tensor;
  /** `nextafter(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.nextafter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nextafter.html) */
  nextafter(other: Tensor): Tensor;
  /** `nextafter(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.nextafter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nextafter.html) */
  nextafter(options: { other: Tensor }): Tensor;
  /** `nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.nextafter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nextafter_.html) */
  nextafter_(other: Tensor): this;
  /** `nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.nextafter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nextafter_.html) */
  nextafter_(options: { other: Tensor }): this;
  /** `nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` · [torch.Tensor.nonzero_static](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.nonzero_static.html) */
  nonzero_static(options: NonzeroStaticOptions): Tensor;
  /** `normal_(Tensor(a!) self, float mean=0, float std=1, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.normal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.normal_.html) */
  normal_(mean?: number | MeanStdGeneratorOptions, std?: number | MeanStdGeneratorOptions, options?: MeanStdGeneratorOptions): this;
  /** `not_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `not_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.not_equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.not_equal.html) */
  not_equal(other: Tensor | Scalar): Tensor;
  /** `not_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `not_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.not_equal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.not_equal.html) */
  not_equal(options: { other: Tensor | Scalar }): Tensor;
  /** `not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.not_equal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.not_equal_.html) */
  not_equal_(other: Tensor | Scalar): this;
  /** `not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.not_equal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.not_equal_.html) */
  not_equal_(options: { other: Tensor | Scalar }): this;
  /** `orgqr(Tensor self, Tensor input2) -> Tensor` · [torch.Tensor.orgqr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.orgqr.html) */
  orgqr(input2: Tensor): Tensor;
  /** `orgqr(Tensor self, Tensor input2) -> Tensor` · [torch.Tensor.orgqr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.orgqr.html) */
  orgqr(options: { input2: Tensor }): Tensor;
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` · [torch.Tensor.ormqr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ormqr.html) */
  ormqr(input2: Tensor, input3: Tensor, left?: boolean | OrmqrOptions, transpose?: boolean | OrmqrOptions): Tensor;
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` · [torch.Tensor.ormqr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ormqr.html) */
  ormqr(input2: Tensor, options: { input3: Tensor } & OrmqrOptions): Tensor;
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` · [torch.Tensor.ormqr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ormqr.html) */
  ormqr(options: { input2: Tensor; input3: Tensor } & OrmqrOptions): Tensor;
  /** `outer(Tensor self, Tensor vec2) -> Tensor` · [torch.Tensor.outer](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.outer.html) */
  outer(vec2: Tensor): Tensor;
  /** `outer(Tensor self, Tensor vec2) -> Tensor` · [torch.Tensor.outer](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.outer.html) */
  outer(options: { vec2: Tensor }): Tensor;
  /** `permute(Tensor(a) self, int[] dims) -> Tensor(a)` · [torch.Tensor.permute](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.permute.html) */
  permute(...dims: number[]): Tensor;
  /** `permute(Tensor(a) self, int[] dims) -> Tensor(a)` · [torch.Tensor.permute](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.permute.html) */
  permute(dims: readonly number[]): Tensor;
  /** `permute(Tensor(a) self, int[] dims) -> Tensor(a)` · [torch.Tensor.permute](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.permute.html) */
  permute(options: { dims: readonly number[] }): Tensor;
  /** `pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)` · [torch.Tensor.pin_memory](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.pin_memory.html) */
  pin_memory(device?: Device | null | DeviceOptions): Tensor;
  /** `pinverse(Tensor self, float rcond=1e-15) -> Tensor` · [torch.Tensor.pinverse](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.pinverse.html) */
  pinverse(rcond?: number | PinverseOptions): Tensor;
  /** `polygamma(int n, Tensor self) -> Tensor` · [torch.Tensor.polygamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.polygamma.html) */
  polygamma(n: number): Tensor;
  /** `polygamma(int n, Tensor self) -> Tensor` · [torch.Tensor.polygamma](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.polygamma.html) */
  polygamma(options: { n: number }): Tensor;
  /** `polygamma_(Tensor(a!) self, int n) -> Tensor(a!)` · [torch.Tensor.polygamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.polygamma_.html) */
  polygamma_(n: number): this;
  /** `polygamma_(Tensor(a!) self, int n) -> Tensor(a!)` · [torch.Tensor.polygamma_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.polygamma_.html) */
  polygamma_(options: { n: number }): this;
  /** `positive(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.positive](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.positive.html) */
  positive(): Tensor;
  /** `pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.Tensor.pow](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.pow.html) */
  pow(exponent: Tensor | Scalar): Tensor;
  /** `pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.Tensor.pow](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.pow.html) */
  pow(options: { exponent: Tensor | Scalar }): Tensor;
  /** `pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` · `pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` · [torch.Tensor.pow_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.pow_.html) */
  pow_(exponent: Tensor | Scalar): this;
  /** `pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` · `pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` · [torch.Tensor.pow_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.pow_.html) */
  pow_(options: { exponent: Tensor | Scalar }): this;
  /** `prelu(Tensor self, Tensor weight) -> Tensor` */
  prelu(weight: Tensor): Tensor;
  /** `prelu(Tensor self, Tensor weight) -> Tensor` */
  prelu(options: { weight: Tensor }): Tensor;
  /** `prod(Tensor self, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.prod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.prod.html) */
  prod(options?: DtypeOptions): Tensor;
  /** `prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.prod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.prod.html) */
  prod(dim: number, keepdim?: boolean | KeepdimDtypeOptions, options?: KeepdimDtypeOptions): Tensor;
  /** `prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.prod](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.prod.html) */
  prod(options: { dim: number } & KeepdimDtypeOptions): Tensor;
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` · [torch.Tensor.put](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.put.html) */
  put(index: Tensor, source: Tensor, accumulate?: boolean | AccumulateOptions): Tensor;
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` · [torch.Tensor.put](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.put.html) */
  put(index: Tensor, options: { source: Tensor } & AccumulateOptions): Tensor;
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` · [torch.Tensor.put](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.put.html) */
  put(options: { index: Tensor; source: Tensor } & AccumulateOptions): Tensor;
  /** `put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)` · [torch.Tensor.put_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.put_.html) */
  put_(index: Tensor, source: Tensor, accumulate?: boolean | AccumulateOptions): this;
  /** `put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)` · [torch.Tensor.put_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.put_.html) */
  put_(index: Tensor, options: { source: Tensor } & AccumulateOptions): this;
  /** `put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)` · [torch.Tensor.put_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.put_.html) */
  put_(options: { index: Tensor; source: Tensor } & AccumulateOptions): this;
  /** `q_per_channel_axis(Tensor self) -> int` · [torch.Tensor.q_per_channel_axis](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.q_per_channel_axis.html) */
  q_per_channel_axis(): number;
  /** `q_per_channel_scales(Tensor self) -> Tensor` · [torch.Tensor.q_per_channel_scales](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.q_per_channel_scales.html) */
  q_per_channel_scales(): Tensor;
  /** `q_per_channel_zero_points(Tensor self) -> Tensor` · [torch.Tensor.q_per_channel_zero_points](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.q_per_channel_zero_points.html) */
  q_per_channel_zero_points(): Tensor;
  /** `q_scale(Tensor self) -> float` · [torch.Tensor.q_scale](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.q_scale.html) */
  q_scale(): number;
  /** `q_zero_point(Tensor self) -> int` · [torch.Tensor.q_zero_point](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.q_zero_point.html) */
  q_zero_point(): number;
  /** `qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)` · [torch.Tensor.qr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.qr.html) */
  qr(some?: boolean | QrOptions): QR;
  /** `qscheme(Tensor self) -> QScheme` · [torch.Tensor.qscheme](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.qscheme.html) */
  qscheme(): string;
  /** `quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.Tensor.quantile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.quantile.html) */
  quantile(q: Tensor | number, dim?: number | null | DimKeepdimInterpolationOptions, keepdim?: boolean | DimKeepdimInterpolationOptions, options?: DimKeepdimInterpolationOptions): Tensor;
  /** `quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.Tensor.quantile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.quantile.html) */
  quantile(options: { q: Tensor | number } & DimKeepdimInterpolationOptions): Tensor;
  /** `rad2deg(Tensor self) -> Tensor` · [torch.Tensor.rad2deg](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.rad2deg.html) */
  rad2deg(): Tensor;
  /** `rad2deg_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.rad2deg_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.rad2deg_.html) */
  rad2deg_(): this;
  /** `random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.random_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.random_.html) */
  random_(from: Int, to: Int | null, options?: GeneratorOptions): this;
  /** `random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.random_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.random_.html) */
  random_(from: Int, options: { to: Int | null } & GeneratorOptions): this;
  /** `random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.random_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.random_.html) */
  random_(options: { from: Int; to: Int | null } & GeneratorOptions): this;
  /** `random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.random_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.random_.html) */
  random_(to: Int, options?: GeneratorOptions): this;
  /** `random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.random_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.random_.html) */
  random_(options: { to: Int } & GeneratorOptions): this;
  /** `random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.random_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.random_.html) */
  random_(options?: GeneratorOptions): this;
  /** `ravel(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.ravel](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.ravel.html) */
  ravel(): Tensor;
  /** `reciprocal(Tensor self) -> Tensor` · [torch.Tensor.reciprocal](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reciprocal.html) */
  reciprocal(): Tensor;
  /** `reciprocal_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.reciprocal_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reciprocal_.html) */
  reciprocal_(): this;
  /** `record_stream(Tensor(a!) self, Stream s) -> ()` · [torch.Tensor.record_stream](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.record_stream.html) */
  record_stream(s: object): void;
  /** `record_stream(Tensor(a!) self, Stream s) -> ()` · [torch.Tensor.record_stream](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.record_stream.html) */
  record_stream(options: { s: object }): void;
  /** `relu(Tensor self) -> Tensor` */
  relu(): Tensor;
  /** `relu_(Tensor(a!) self) -> Tensor(a!)` */
  relu_(): this;
  /** `remainder.Scalar(Tensor self, Scalar other) -> Tensor` · `remainder.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.remainder](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.remainder.html) */
  remainder(other: Tensor | Scalar): Tensor;
  /** `remainder.Scalar(Tensor self, Scalar other) -> Tensor` · `remainder.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.remainder](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.remainder.html) */
  remainder(options: { other: Tensor | Scalar }): Tensor;
  /** `remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.remainder_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.remainder_.html) */
  remainder_(other: Tensor | Scalar): this;
  /** `remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · `remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · [torch.Tensor.remainder_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.remainder_.html) */
  remainder_(options: { other: Tensor | Scalar }): this;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.Tensor.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm.html) */
  renorm(p: Scalar, dim: number, maxnorm: Scalar): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.Tensor.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm.html) */
  renorm(p: Scalar, dim: number, options: { maxnorm: Scalar }): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.Tensor.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm.html) */
  renorm(p: Scalar, options: { dim: number; maxnorm: Scalar }): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.Tensor.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm.html) */
  renorm(options: { p: Scalar; dim: number; maxnorm: Scalar }): Tensor;
  /** `renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` · [torch.Tensor.renorm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm_.html) */
  renorm_(p: Scalar, dim: number, maxnorm: Scalar): this;
  /** `renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` · [torch.Tensor.renorm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm_.html) */
  renorm_(p: Scalar, dim: number, options: { maxnorm: Scalar }): this;
  /** `renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` · [torch.Tensor.renorm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm_.html) */
  renorm_(p: Scalar, options: { dim: number; maxnorm: Scalar }): this;
  /** `renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` · [torch.Tensor.renorm_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.renorm_.html) */
  renorm_(options: { p: Scalar; dim: number; maxnorm: Scalar }): this;
  /** `repeat(Tensor self, SymInt[] repeats) -> Tensor` · [torch.Tensor.repeat](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.repeat.html) */
  repeat(...repeats: number[]): Tensor;
  /** `repeat(Tensor self, SymInt[] repeats) -> Tensor` · [torch.Tensor.repeat](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.repeat.html) */
  repeat(repeats: readonly number[]): Tensor;
  /** `repeat(Tensor self, SymInt[] repeats) -> Tensor` · [torch.Tensor.repeat](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.repeat.html) */
  repeat(options: { repeats: readonly number[] }): Tensor;
  /** `repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · `repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · [torch.Tensor.repeat_interleave](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.repeat_interleave.html) */
  repeat_interleave(repeats: Tensor | number, dim?: number | null | RepeatInterleaveOptions, options?: RepeatInterleaveOptions): Tensor;
  /** `repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · `repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · [torch.Tensor.repeat_interleave](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.repeat_interleave.html) */
  repeat_interleave(options: { repeats: Tensor | number } & RepeatInterleaveOptions): Tensor;
  /** `reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` · [torch.Tensor.reshape](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reshape.html) */
  reshape(...shape: number[]): Tensor;
  /** `reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` · [torch.Tensor.reshape](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reshape.html) */
  reshape(shape: readonly number[]): Tensor;
  /** `reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` · [torch.Tensor.reshape](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reshape.html) */
  reshape(options: { shape: readonly number[] }): Tensor;
  /** `reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` · [torch.Tensor.reshape_as](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reshape_as.html) */
  reshape_as(other: Tensor): Tensor;
  /** `reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` · [torch.Tensor.reshape_as](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.reshape_as.html) */
  reshape_as(options: { other: Tensor }): Tensor;
  /** `resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` · [torch.Tensor.resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resize_.html) */
  resize_(...size: number[]): this;
  /** `resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` · [torch.Tensor.resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resize_.html) */
  resize_(...args: [...size: number[], options: MemoryFormatOptions]): this;
  /** `resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` · [torch.Tensor.resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resize_.html) */
  resize_(size: readonly number[], options?: MemoryFormatOptions): this;
  /** `resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` · [torch.Tensor.resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resize_.html) */
  resize_(options: { size: readonly number[] } & MemoryFormatOptions): this;
  /** `resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` · [torch.Tensor.resize_as_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resize_as_.html) */
  resize_as_(the_template: Tensor, options?: MemoryFormatOptions): this;
  /** `resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` · [torch.Tensor.resize_as_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resize_as_.html) */
  resize_as_(options: { the_template: Tensor } & MemoryFormatOptions): this;
  /** `resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resize_as_sparse_(the_template: Tensor): this;
  /** `resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resize_as_sparse_(options: { the_template: Tensor }): this;
  /** `resolve_conj(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.resolve_conj](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resolve_conj.html) */
  resolve_conj(): Tensor;
  /** `resolve_neg(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.resolve_neg](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.resolve_neg.html) */
  resolve_neg(): Tensor;
  /** `retain_grad(Tensor(a!) self) -> ()` · [torch.Tensor.retain_grad](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.retain_grad.html) */
  retain_grad(): void;
  /** `roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` · [torch.Tensor.roll](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.roll.html) */
  roll(shifts: IntList, dims?: IntList | RollOptions): Tensor;
  /** `roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` · [torch.Tensor.roll](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.roll.html) */
  roll(options: { shifts: IntList } & RollOptions): Tensor;
  /** `rot90(Tensor self, int k=1, int[] dims=[0,1]) -> Tensor` · [torch.Tensor.rot90](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.rot90.html) */
  rot90(k?: number | Rot90Options, dims?: readonly number[] | Rot90Options): Tensor;
  /** `round(Tensor self) -> Tensor` · `round.decimals(Tensor self, *, int decimals) -> Tensor` · [torch.Tensor.round](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.round.html) */
  round(options?: RoundOptions): Tensor;
  /** `round_(Tensor(a!) self) -> Tensor(a!)` · `round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)` · [torch.Tensor.round_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.round_.html) */
  round_(options?: RoundOptions): this;
  /** `row_indices(Tensor(a) self) -> Tensor(a)` */
  row_indices(): Tensor;
  /** `rsqrt(Tensor self) -> Tensor` · [torch.Tensor.rsqrt](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.rsqrt.html) */
  rsqrt(): Tensor;
  /** `rsqrt_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.rsqrt_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.rsqrt_.html) */
  rsqrt_(): this;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(dim: number, index: Tensor, src: Tensor, options?: ScatterOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(dim: number, index: Tensor, options: { src: Tensor } & ScatterOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(dim: number, options: { index: Tensor; src: Tensor } & ScatterOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(options: { dim: number; index: Tensor; src: Tensor } & ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(dim: number, index: Tensor, value: Scalar, options?: ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(dim: number, index: Tensor, options: { value: Scalar } & ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(dim: number, options: { index: Tensor; value: Scalar } & ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.Tensor.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter.html) */
  scatter(options: { dim: number; index: Tensor; value: Scalar } & ScatterOptions): Tensor;
  /** `scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · `scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(dim: number, index: Tensor, src: Tensor, options?: ScatterOptions): this;
  /** `scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · `scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(dim: number, index: Tensor, options: { src: Tensor } & ScatterOptions): this;
  /** `scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · `scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(dim: number, options: { index: Tensor; src: Tensor } & ScatterOptions): this;
  /** `scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · `scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(options: { dim: number; index: Tensor; src: Tensor } & ScatterOptions): this;
  /** `scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(dim: number, index: Tensor, value: Scalar, options?: ScatterOptions): this;
  /** `scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(dim: number, index: Tensor, options: { value: Scalar } & ScatterOptions): this;
  /** `scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(dim: number, options: { index: Tensor; value: Scalar } & ScatterOptions): this;
  /** `scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` · `scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` · [torch.Tensor.scatter_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_.html) */
  scatter_(options: { dim: number; index: Tensor; value: Scalar } & ScatterOptions): this;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.Tensor.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add.html) */
  scatter_add(dim: number, index: Tensor, src: Tensor): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.Tensor.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add.html) */
  scatter_add(dim: number, index: Tensor, options: { src: Tensor }): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.Tensor.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add.html) */
  scatter_add(dim: number, options: { index: Tensor; src: Tensor }): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.Tensor.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add.html) */
  scatter_add(options: { dim: number; index: Tensor; src: Tensor }): Tensor;
  /** `scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · [torch.Tensor.scatter_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add_.html) */
  scatter_add_(dim: number, index: Tensor, src: Tensor): this;
  /** `scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · [torch.Tensor.scatter_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add_.html) */
  scatter_add_(dim: number, index: Tensor, options: { src: Tensor }): this;
  /** `scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · [torch.Tensor.scatter_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add_.html) */
  scatter_add_(dim: number, options: { index: Tensor; src: Tensor }): this;
  /** `scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` · [torch.Tensor.scatter_add_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_add_.html) */
  scatter_add_(options: { dim: number; index: Tensor; src: Tensor }): this;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.Tensor.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce.html) */
  scatter_reduce(dim: number, index: Tensor, src: Tensor, reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin', options?: IncludeSelfOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.Tensor.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce.html) */
  scatter_reduce(dim: number, index: Tensor, src: Tensor, options: { reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.Tensor.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce.html) */
  scatter_reduce(dim: number, index: Tensor, options: { src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.Tensor.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce.html) */
  scatter_reduce(dim: number, options: { index: Tensor; src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.Tensor.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce.html) */
  scatter_reduce(options: { dim: number; index: Tensor; src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): Tensor;
  /** `scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.scatter_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce_.html) */
  scatter_reduce_(dim: number, index: Tensor, src: Tensor, reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin', options?: IncludeSelfOptions): this;
  /** `scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.scatter_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce_.html) */
  scatter_reduce_(dim: number, index: Tensor, src: Tensor, options: { reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.scatter_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce_.html) */
  scatter_reduce_(dim: number, index: Tensor, options: { src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.scatter_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce_.html) */
  scatter_reduce_(dim: number, options: { index: Tensor; src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` · [torch.Tensor.scatter_reduce_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.scatter_reduce_.html) */
  scatter_reduce_(options: { dim: number; index: Tensor; src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOptions): this;
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` · [torch.Tensor.select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select.html) */
  select(dim: number, index: number): Tensor;
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` · [torch.Tensor.select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select.html) */
  select(dim: number, options: { index: number }): Tensor;
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` · [torch.Tensor.select](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select.html) */
  select(options: { dim: number; index: number }): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.Tensor.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select_scatter.html) */
  select_scatter(src: Tensor, dim: number, index: number): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.Tensor.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select_scatter.html) */
  select_scatter(src: Tensor, dim: number, options: { index: number }): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.Tensor.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select_scatter.html) */
  select_scatter(src: Tensor, options: { dim: number; index: number }): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.Tensor.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.select_scatter.html) */
  select_scatter(options: { src: Tensor; dim: number; index: number }): Tensor;
  /** `set_.source_Storage(Tensor(a!) self, Storage source) -> Tensor(a!)` · `set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(source: Tensor | object): this;
  /** `set_.source_Storage(Tensor(a!) self, Storage source) -> Tensor(a!)` · `set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(options: { source: Tensor | object }): this;
  /** `set_.source_Storage_storage_offset(Tensor(a!) self, Storage source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · `set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(source: Tensor | object, storage_offset: number, size: readonly number[], stride?: readonly number[] | SetOptions): this;
  /** `set_.source_Storage_storage_offset(Tensor(a!) self, Storage source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · `set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(source: Tensor | object, storage_offset: number, options: { size: readonly number[] } & SetOptions): this;
  /** `set_.source_Storage_storage_offset(Tensor(a!) self, Storage source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · `set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(source: Tensor | object, options: { storage_offset: number; size: readonly number[] } & SetOptions): this;
  /** `set_.source_Storage_storage_offset(Tensor(a!) self, Storage source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · `set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(options: { source: Tensor | object; storage_offset: number; size: readonly number[] } & SetOptions): this;
  /** `set_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.set_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.set_.html) */
  set_(): this;
  /** `sgn(Tensor self) -> Tensor` · [torch.Tensor.sgn](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sgn.html) */
  sgn(): Tensor;
  /** `sgn_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sgn_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sgn_.html) */
  sgn_(): this;
  /** `sigmoid(Tensor self) -> Tensor` · [torch.Tensor.sigmoid](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sigmoid.html) */
  sigmoid(): Tensor;
  /** `sigmoid_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sigmoid_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sigmoid_.html) */
  sigmoid_(): this;
  /** `sign(Tensor self) -> Tensor` · [torch.Tensor.sign](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sign.html) */
  sign(): Tensor;
  /** `sign_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sign_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sign_.html) */
  sign_(): this;
  /** `signbit(Tensor self) -> Tensor` · [torch.Tensor.signbit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.signbit.html) */
  signbit(): Tensor;
  /** `sin(Tensor self) -> Tensor` · [torch.Tensor.sin](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sin.html) */
  sin(): Tensor;
  /** `sin_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sin_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sin_.html) */
  sin_(): this;
  /** `sinc(Tensor self) -> Tensor` · [torch.Tensor.sinc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sinc.html) */
  sinc(): Tensor;
  /** `sinc_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sinc_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sinc_.html) */
  sinc_(): this;
  /** `sinh(Tensor self) -> Tensor` · [torch.Tensor.sinh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sinh.html) */
  sinh(): Tensor;
  /** `sinh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sinh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sinh_.html) */
  sinh_(): this;
  /** `slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice_inverse(src: Tensor, dim?: number | SliceInverseOptions, start?: number | null | SliceInverseOptions, end?: number | null | SliceInverseOptions, step?: number | SliceInverseOptions): Tensor;
  /** `slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice_inverse(options: { src: Tensor } & SliceInverseOptions): Tensor;
  /** `slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` · [torch.Tensor.slice_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.slice_scatter.html) */
  slice_scatter(src: Tensor, dim?: number | SliceInverseOptions, start?: number | null | SliceInverseOptions, end?: number | null | SliceInverseOptions, step?: number | SliceInverseOptions): Tensor;
  /** `slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` · [torch.Tensor.slice_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.slice_scatter.html) */
  slice_scatter(options: { src: Tensor } & SliceInverseOptions): Tensor;
  /** `slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)` · [torch.Tensor.slogdet](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.slogdet.html) */
  slogdet(): SignLogabsdet;
  /** `smm(Tensor self, Tensor mat2) -> Tensor` · [torch.Tensor.smm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.smm.html) */
  smm(mat2: Tensor): Tensor;
  /** `smm(Tensor self, Tensor mat2) -> Tensor` · [torch.Tensor.smm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.smm.html) */
  smm(options: { mat2: Tensor }): Tensor;
  /** `softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.softmax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.softmax.html) */
  softmax(dim: number, dtype?: dtype | null | DtypeOptions): Tensor;
  /** `softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.softmax](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.softmax.html) */
  softmax(options: { dim: number } & DtypeOptions): Tensor;
  /** `sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.sort](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sort.html) */
  sort(dim?: number | DimDescendingOptions, descending?: boolean | DimDescendingOptions): ValuesIndices;
  /** `sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` · [torch.Tensor.sort](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sort.html) */
  sort(options: SortOptions): ValuesIndices;
  /** `sparse_dim(Tensor self) -> int` · [torch.Tensor.sparse_dim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_dim.html) */
  sparse_dim(): number;
  /** `sparse_mask(Tensor self, Tensor mask) -> Tensor` · [torch.Tensor.sparse_mask](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_mask.html) */
  sparse_mask(mask: Tensor): Tensor;
  /** `sparse_mask(Tensor self, Tensor mask) -> Tensor` · [torch.Tensor.sparse_mask](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_mask.html) */
  sparse_mask(options: { mask: Tensor }): Tensor;
  /** `sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_.html) */
  sparse_resize_(size: readonly number[], sparse_dim: number, dense_dim: number): this;
  /** `sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_.html) */
  sparse_resize_(size: readonly number[], sparse_dim: number, options: { dense_dim: number }): this;
  /** `sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_.html) */
  sparse_resize_(size: readonly number[], options: { sparse_dim: number; dense_dim: number }): this;
  /** `sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_.html) */
  sparse_resize_(options: { size: readonly number[]; sparse_dim: number; dense_dim: number }): this;
  /** `sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_and_clear_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_and_clear_.html) */
  sparse_resize_and_clear_(size: readonly number[], sparse_dim: number, dense_dim: number): this;
  /** `sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_and_clear_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_and_clear_.html) */
  sparse_resize_and_clear_(size: readonly number[], sparse_dim: number, options: { dense_dim: number }): this;
  /** `sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_and_clear_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_and_clear_.html) */
  sparse_resize_and_clear_(size: readonly number[], options: { sparse_dim: number; dense_dim: number }): this;
  /** `sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` · [torch.Tensor.sparse_resize_and_clear_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sparse_resize_and_clear_.html) */
  sparse_resize_and_clear_(options: { size: readonly number[]; sparse_dim: number; dense_dim: number }): this;
  /** `split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]` · `split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` · [torch.Tensor.split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.split.html) */
  split(split_size: number | readonly number[], dim?: number | DimOptions): TensorList;
  /** `split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]` · `split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` · [torch.Tensor.split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.split.html) */
  split(options: { split_size: number | readonly number[] } & DimOptions): TensorList;
  /** `split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  split_with_sizes(split_sizes: readonly number[], dim?: number | DimOptions): TensorList;
  /** `split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  split_with_sizes(options: { split_sizes: readonly number[] } & DimOptions): TensorList;
  /** `sqrt(Tensor self) -> Tensor` · [torch.Tensor.sqrt](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sqrt.html) */
  sqrt(): Tensor;
  /** `sqrt_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.sqrt_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sqrt_.html) */
  sqrt_(): this;
  /** `square(Tensor self) -> Tensor` · [torch.Tensor.square](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.square.html) */
  square(): Tensor;
  /** `square_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.square_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.square_.html) */
  square_(): this;
  /** `squeeze(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze.html) */
  squeeze(): Tensor;
  /** `squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` · `squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` · [torch.Tensor.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze.html) */
  squeeze(...dim: number[]): Tensor;
  /** `squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` · `squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` · [torch.Tensor.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze.html) */
  squeeze(dim: number | readonly number[]): Tensor;
  /** `squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` · `squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` · [torch.Tensor.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze.html) */
  squeeze(options: { dim: number | readonly number[] }): Tensor;
  /** `squeeze_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.squeeze_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze_.html) */
  squeeze_(): this;
  /** `squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)` · `squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)` · [torch.Tensor.squeeze_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze_.html) */
  squeeze_(...dim: number[]): this;
  /** `squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)` · `squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)` · [torch.Tensor.squeeze_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze_.html) */
  squeeze_(dim: number | readonly number[]): this;
  /** `squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)` · `squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)` · [torch.Tensor.squeeze_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.squeeze_.html) */
  squeeze_(options: { dim: number | readonly number[] }): this;
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.sspaddmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sspaddmm.html) */
  sspaddmm(mat1: Tensor, mat2: Tensor, options?: BetaAlphaOptions): Tensor;
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.sspaddmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sspaddmm.html) */
  sspaddmm(mat1: Tensor, options: { mat2: Tensor } & BetaAlphaOptions): Tensor;
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.Tensor.sspaddmm](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sspaddmm.html) */
  sspaddmm(options: { mat1: Tensor; mat2: Tensor } & BetaAlphaOptions): Tensor;
  /** `std(Tensor self, bool unbiased=True) -> Tensor` · [torch.Tensor.std](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.std.html) */
  std(unbiased?: boolean | UnbiasedOptions): Tensor;
  /** `std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.Tensor.std](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.std.html) */
  std(dim: IntList | null, unbiased?: boolean | UnbiasedKeepdimOptions, keepdim?: boolean | UnbiasedKeepdimOptions): Tensor;
  /** `std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.Tensor.std](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.std.html) */
  std(options: { dim: IntList | null } & UnbiasedKeepdimOptions): Tensor;
  /** `std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` · [torch.Tensor.std](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.std.html) */
  std(dim?: IntList | null | DimCorrectionKeepdimOptions, options?: DimCorrectionKeepdimOptions): Tensor;
  /** `sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.Tensor.sub](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sub.html) */
  sub(other: Tensor | Scalar, options?: AlphaOptions): Tensor;
  /** `sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.Tensor.sub](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sub.html) */
  sub(options: { other: Tensor | Scalar } & AlphaOptions): Tensor;
  /** `sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` · `sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.sub_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sub_.html) */
  sub_(other: Tensor | Scalar, options?: AlphaOptions): this;
  /** `sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` · `sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.sub_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sub_.html) */
  sub_(options: { other: Tensor | Scalar } & AlphaOptions): this;
  /** `subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · [torch.Tensor.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract.html) */
  subtract(other: Tensor, options?: AlphaOptions): Tensor;
  /** `subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · [torch.Tensor.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract.html) */
  subtract(options: { other: Tensor } & AlphaOptions): Tensor;
  /** `subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.Tensor.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract.html) */
  subtract(other: Scalar, alpha?: Scalar | AlphaOptions): Tensor;
  /** `subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.Tensor.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract.html) */
  subtract(options: { other: Scalar } & AlphaOptions): Tensor;
  /** `subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.subtract_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract_.html) */
  subtract_(other: Tensor, options?: AlphaOptions): this;
  /** `subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.subtract_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract_.html) */
  subtract_(options: { other: Tensor } & AlphaOptions): this;
  /** `subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.subtract_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract_.html) */
  subtract_(other: Scalar, alpha?: Scalar | AlphaOptions): this;
  /** `subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` · [torch.Tensor.subtract_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.subtract_.html) */
  subtract_(options: { other: Scalar } & AlphaOptions): this;
  /** `sum(Tensor self, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.sum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sum.html) */
  sum(options?: DtypeOptions): Tensor;
  /** `sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.sum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sum.html) */
  sum(dim: IntList | null, keepdim?: boolean | KeepdimDtypeOptions, options?: KeepdimDtypeOptions): Tensor;
  /** `sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.sum](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sum.html) */
  sum(options: { dim: IntList | null } & KeepdimDtypeOptions): Tensor;
  /** `sum_to_size(Tensor self, SymInt[] size) -> Tensor` · [torch.Tensor.sum_to_size](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sum_to_size.html) */
  sum_to_size(...size: number[]): Tensor;
  /** `sum_to_size(Tensor self, SymInt[] size) -> Tensor` · [torch.Tensor.sum_to_size](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sum_to_size.html) */
  sum_to_size(size: readonly number[]): Tensor;
  /** `sum_to_size(Tensor self, SymInt[] size) -> Tensor` · [torch.Tensor.sum_to_size](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.sum_to_size.html) */
  sum_to_size(options: { size: readonly number[] }): Tensor;
  /** `svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)` · [torch.Tensor.svd](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.svd.html) */
  svd(some?: boolean | SvdOptions, compute_uv?: boolean | SvdOptions): USV;
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` · [torch.Tensor.swapaxes](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapaxes.html) */
  swapaxes(axis0: number, axis1: number): Tensor;
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` · [torch.Tensor.swapaxes](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapaxes.html) */
  swapaxes(axis0: number, options: { axis1: number }): Tensor;
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` · [torch.Tensor.swapaxes](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapaxes.html) */
  swapaxes(options: { axis0: number; axis1: number }): Tensor;
  /** `swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)` · [torch.Tensor.swapaxes_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapaxes_.html) */
  swapaxes_(axis0: number, axis1: number): this;
  /** `swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)` · [torch.Tensor.swapaxes_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapaxes_.html) */
  swapaxes_(axis0: number, options: { axis1: number }): this;
  /** `swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)` · [torch.Tensor.swapaxes_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapaxes_.html) */
  swapaxes_(options: { axis0: number; axis1: number }): this;
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.Tensor.swapdims](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapdims.html) */
  swapdims(dim0: number, dim1: number): Tensor;
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.Tensor.swapdims](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapdims.html) */
  swapdims(dim0: number, options: { dim1: number }): Tensor;
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.Tensor.swapdims](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapdims.html) */
  swapdims(options: { dim0: number; dim1: number }): Tensor;
  /** `swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` · [torch.Tensor.swapdims_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapdims_.html) */
  swapdims_(dim0: number, dim1: number): this;
  /** `swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` · [torch.Tensor.swapdims_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapdims_.html) */
  swapdims_(dim0: number, options: { dim1: number }): this;
  /** `swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` · [torch.Tensor.swapdims_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.swapdims_.html) */
  swapdims_(options: { dim0: number; dim1: number }): this;
  /** `t(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.t](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.t.html) */
  t(): Tensor;
  /** `t_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.t_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.t_.html) */
  t_(): this;
  /** `take(Tensor self, Tensor index) -> Tensor` · [torch.Tensor.take](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.take.html) */
  take(index: Tensor): Tensor;
  /** `take(Tensor self, Tensor index) -> Tensor` · [torch.Tensor.take](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.take.html) */
  take(options: { index: Tensor }): Tensor;
  /** `take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` · [torch.Tensor.take_along_dim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.take_along_dim.html) */
  take_along_dim(indices: Tensor, dim?: number | null | DimOptions2): Tensor;
  /** `take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` · [torch.Tensor.take_along_dim](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.take_along_dim.html) */
  take_along_dim(options: { indices: Tensor } & DimOptions2): Tensor;
  /** `tan(Tensor self) -> Tensor` · [torch.Tensor.tan](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tan.html) */
  tan(): Tensor;
  /** `tan_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.tan_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tan_.html) */
  tan_(): this;
  /** `tanh(Tensor self) -> Tensor` · [torch.Tensor.tanh](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tanh.html) */
  tanh(): Tensor;
  /** `tanh_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.tanh_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tanh_.html) */
  tanh_(): this;
  /** `tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]` · [torch.Tensor.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tensor_split.html) */
  tensor_split(sections: number, dim?: number | DimOptions): TensorList;
  /** `tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]` · [torch.Tensor.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tensor_split.html) */
  tensor_split(options: { sections: number } & DimOptions): TensorList;
  /** `tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` · [torch.Tensor.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tensor_split.html) */
  tensor_split(indices: readonly number[], dim?: number | DimOptions): TensorList;
  /** `tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` · [torch.Tensor.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tensor_split.html) */
  tensor_split(options: { indices: readonly number[] } & DimOptions): TensorList;
  /** `tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]` · [torch.Tensor.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tensor_split.html) */
  tensor_split(tensor_indices_or_sections: Tensor, dim?: number | DimOptions): TensorList;
  /** `tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]` · [torch.Tensor.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tensor_split.html) */
  tensor_split(options: { tensor_indices_or_sections: Tensor } & DimOptions): TensorList;
  /** `tile(Tensor self, SymInt[] dims) -> Tensor` · [torch.Tensor.tile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tile.html) */
  tile(...dims: number[]): Tensor;
  /** `tile(Tensor self, SymInt[] dims) -> Tensor` · [torch.Tensor.tile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tile.html) */
  tile(dims: readonly number[]): Tensor;
  /** `tile(Tensor self, SymInt[] dims) -> Tensor` · [torch.Tensor.tile](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tile.html) */
  tile(options: { dims: readonly number[] }): Tensor;
  /** `to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor` · [torch.Tensor.to_dense](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_dense.html) */
  to_dense(dtype?: dtype | null | ToDenseOptions, options?: ToDenseOptions): Tensor;
  /** `to_mkldnn(Tensor self, ScalarType? dtype=None) -> Tensor` · [torch.Tensor.to_mkldnn](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_mkldnn.html) */
  to_mkldnn(dtype?: dtype | null | DtypeOptions): Tensor;
  /** `to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor` · [torch.Tensor.to_padded_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_padded_tensor.html) */
  to_padded_tensor(padding: number, output_size?: readonly number[] | null | ToPaddedTensorOptions): Tensor;
  /** `to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor` · [torch.Tensor.to_padded_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_padded_tensor.html) */
  to_padded_tensor(options: { padding: number } & ToPaddedTensorOptions): Tensor;
  /** `to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` · [torch.Tensor.to_sparse](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse.html) */
  to_sparse(sparse_dim: number): Tensor;
  /** `to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` · [torch.Tensor.to_sparse](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse.html) */
  to_sparse(options: { sparse_dim: number }): Tensor;
  /** `to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse.html) */
  to_sparse(options?: ToSparseOptions): Tensor;
  /** `to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse_bsc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_bsc.html) */
  to_sparse_bsc(blocksize: IntList, dense_dim?: number | null | DenseDimOptions): Tensor;
  /** `to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse_bsc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_bsc.html) */
  to_sparse_bsc(options: { blocksize: IntList } & DenseDimOptions): Tensor;
  /** `to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse_bsr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_bsr.html) */
  to_sparse_bsr(blocksize: IntList, dense_dim?: number | null | DenseDimOptions): Tensor;
  /** `to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse_bsr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_bsr.html) */
  to_sparse_bsr(options: { blocksize: IntList } & DenseDimOptions): Tensor;
  /** `to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse_csc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_csc.html) */
  to_sparse_csc(dense_dim?: number | null | DenseDimOptions): Tensor;
  /** `to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` · [torch.Tensor.to_sparse_csr](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_csr.html) */
  to_sparse_csr(dense_dim?: number | null | DenseDimOptions): Tensor;
  /** `topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` · [torch.Tensor.topk](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.topk.html) */
  topk(k: number, dim?: number | TopkOptions, largest?: boolean | TopkOptions, sorted?: boolean | TopkOptions): ValuesIndices;
  /** `topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` · [torch.Tensor.topk](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.topk.html) */
  topk(options: { k: number } & TopkOptions): ValuesIndices;
  /** `trace(Tensor self) -> Tensor` · [torch.Tensor.trace](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.trace.html) */
  trace(): Tensor;
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.Tensor.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.transpose.html) */
  transpose(dim0: number, dim1: number): Tensor;
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.Tensor.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.transpose.html) */
  transpose(dim0: number, options: { dim1: number }): Tensor;
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.Tensor.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.transpose.html) */
  transpose(options: { dim0: number; dim1: number }): Tensor;
  /** `transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` · [torch.Tensor.transpose_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.transpose_.html) */
  transpose_(dim0: number, dim1: number): this;
  /** `transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` · [torch.Tensor.transpose_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.transpose_.html) */
  transpose_(dim0: number, options: { dim1: number }): this;
  /** `transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` · [torch.Tensor.transpose_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.transpose_.html) */
  transpose_(options: { dim0: number; dim1: number }): this;
  /** `triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` · [torch.Tensor.triangular_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.triangular_solve.html) */
  triangular_solve(A: Tensor, upper?: boolean | TriangularSolveOptions, transpose?: boolean | TriangularSolveOptions, unitriangular?: boolean | TriangularSolveOptions): SolutionClonedCoefficient;
  /** `triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` · [torch.Tensor.triangular_solve](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.triangular_solve.html) */
  triangular_solve(options: { A: Tensor } & TriangularSolveOptions): SolutionClonedCoefficient;
  /** `tril(Tensor self, SymInt diagonal=0) -> Tensor` · [torch.Tensor.tril](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tril.html) */
  tril(diagonal?: number | DiagonalOptions): Tensor;
  /** `tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` · [torch.Tensor.tril_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tril_.html) */
  tril_(diagonal?: number | DiagonalOptions): this;
  /** `triu(Tensor self, SymInt diagonal=0) -> Tensor` · [torch.Tensor.triu](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.triu.html) */
  triu(diagonal?: number | DiagonalOptions): Tensor;
  /** `triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` · [torch.Tensor.triu_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.triu_.html) */
  triu_(diagonal?: number | DiagonalOptions): this;
  /** `true_divide.Tensor(Tensor self, Tensor other) -> Tensor` · `true_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.true_divide](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.true_divide.html) */
  true_divide(other: Tensor | Scalar): Tensor;
  /** `true_divide.Tensor(Tensor self, Tensor other) -> Tensor` · `true_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.true_divide](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.true_divide.html) */
  true_divide(options: { other: Tensor | Scalar }): Tensor;
  /** `true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.true_divide_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.true_divide_.html) */
  true_divide_(other: Tensor | Scalar): this;
  /** `true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.true_divide_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.true_divide_.html) */
  true_divide_(options: { other: Tensor | Scalar }): this;
  /** `trunc(Tensor self) -> Tensor` · [torch.Tensor.trunc](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.trunc.html) */
  trunc(): Tensor;
  /** `trunc_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.trunc_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.trunc_.html) */
  trunc_(): this;
  /** `unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]` · [torch.Tensor.unbind](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unbind.html) */
  unbind(dim?: number | DimOptions): TensorList;
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` · [torch.Tensor.unflatten](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unflatten.html) */
  unflatten(dim: number, sizes: readonly number[]): Tensor;
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` · [torch.Tensor.unflatten](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unflatten.html) */
  unflatten(dim: number, options: { sizes: readonly number[] }): Tensor;
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` · [torch.Tensor.unflatten](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unflatten.html) */
  unflatten(options: { dim: number; sizes: readonly number[] }): Tensor;
  /** `unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` · [torch.Tensor.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unfold.html) */
  unfold(dimension: number, size: number, step: number): Tensor;
  /** `unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` · [torch.Tensor.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unfold.html) */
  unfold(dimension: number, size: number, options: { step: number }): Tensor;
  /** `unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` · [torch.Tensor.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unfold.html) */
  unfold(dimension: number, options: { size: number; step: number }): Tensor;
  /** `unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` · [torch.Tensor.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unfold.html) */
  unfold(options: { dimension: number; size: number; step: number }): Tensor;
  /** `uniform_(Tensor(a!) self, float from=0, float to=1, *, Generator? generator=None) -> Tensor(a!)` · [torch.Tensor.uniform_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.uniform_.html) */
  uniform_(from?: number | UniformOptions, to?: number | UniformOptions, options?: UniformOptions): this;
  /** `unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` · [torch.Tensor.unsafe_chunk](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsafe_chunk.html) */
  unsafe_chunk(chunks: number, dim?: number | DimOptions): TensorList;
  /** `unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` · [torch.Tensor.unsafe_chunk](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsafe_chunk.html) */
  unsafe_chunk(options: { chunks: number } & DimOptions): TensorList;
  /** `unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` · [torch.Tensor.unsafe_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsafe_split.html) */
  unsafe_split(split_size: number, dim?: number | DimOptions): TensorList;
  /** `unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` · [torch.Tensor.unsafe_split](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsafe_split.html) */
  unsafe_split(options: { split_size: number } & DimOptions): TensorList;
  /** `unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafe_split_with_sizes(split_sizes: readonly number[], dim?: number | DimOptions): TensorList;
  /** `unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafe_split_with_sizes(options: { split_sizes: readonly number[] } & DimOptions): TensorList;
  /** `unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` · [torch.Tensor.unsqueeze](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsqueeze.html) */
  unsqueeze(dim: number): Tensor;
  /** `unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` · [torch.Tensor.unsqueeze](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsqueeze.html) */
  unsqueeze(options: { dim: number }): Tensor;
  /** `unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)` · [torch.Tensor.unsqueeze_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsqueeze_.html) */
  unsqueeze_(dim: number): this;
  /** `unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)` · [torch.Tensor.unsqueeze_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.unsqueeze_.html) */
  unsqueeze_(options: { dim: number }): this;
  /** `values(Tensor(a) self) -> Tensor(a)` · [torch.Tensor.values](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.values.html) */
  values(): Tensor;
  /** `var(Tensor self, bool unbiased=True) -> Tensor` · [torch.Tensor.var](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.var.html) */
  var(unbiased?: boolean | UnbiasedOptions): Tensor;
  /** `var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.Tensor.var](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.var.html) */
  var(dim: IntList | null, unbiased?: boolean | UnbiasedKeepdimOptions, keepdim?: boolean | UnbiasedKeepdimOptions): Tensor;
  /** `var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.Tensor.var](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.var.html) */
  var(options: { dim: IntList | null } & UnbiasedKeepdimOptions): Tensor;
  /** `var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` · [torch.Tensor.var](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.var.html) */
  var(dim?: IntList | null | DimCorrectionKeepdimOptions, options?: DimCorrectionKeepdimOptions): Tensor;
  /** `vdot(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.vdot](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vdot.html) */
  vdot(other: Tensor): Tensor;
  /** `vdot(Tensor self, Tensor other) -> Tensor` · [torch.Tensor.vdot](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vdot.html) */
  vdot(options: { other: Tensor }): Tensor;
  /** `view(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.Tensor.view](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view.html) */
  view(...size: number[]): Tensor;
  /** `view(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.Tensor.view](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view.html) */
  view(size: readonly number[]): Tensor;
  /** `view(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.Tensor.view](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view.html) */
  view(options: { size: readonly number[] }): Tensor;
  /** `view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` · [torch.Tensor.view](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view.html) */
  view(dtype: dtype): Tensor;
  /** `view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` · [torch.Tensor.view](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view.html) */
  view(options: { dtype: dtype }): Tensor;
  /** `view_as(Tensor(a) self, Tensor other) -> Tensor(a)` · [torch.Tensor.view_as](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view_as.html) */
  view_as(other: Tensor): Tensor;
  /** `view_as(Tensor(a) self, Tensor other) -> Tensor(a)` · [torch.Tensor.view_as](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.view_as.html) */
  view_as(options: { other: Tensor }): Tensor;
  /** `vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.Tensor.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vsplit.html) */
  vsplit(sections: number): TensorList;
  /** `vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.Tensor.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vsplit.html) */
  vsplit(options: { sections: number }): TensorList;
  /** `vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vsplit.html) */
  vsplit(...indices: number[]): TensorList;
  /** `vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vsplit.html) */
  vsplit(indices: readonly number[]): TensorList;
  /** `vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.Tensor.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.vsplit.html) */
  vsplit(options: { indices: readonly number[] }): TensorList;
  /** `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` · `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` · [torch.Tensor.where](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.where.html) */
  where(condition: Tensor, other: Tensor | Scalar): Tensor;
  /** `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` · `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` · [torch.Tensor.where](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.where.html) */
  where(condition: Tensor, options: { other: Tensor | Scalar }): Tensor;
  /** `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` · `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` · [torch.Tensor.where](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.where.html) */
  where(options: { condition: Tensor; other: Tensor | Scalar }): Tensor;
  /** `xlogy.Tensor(Tensor self, Tensor other) -> Tensor` · `xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.xlogy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.xlogy.html) */
  xlogy(other: Tensor | Scalar): Tensor;
  /** `xlogy.Tensor(Tensor self, Tensor other) -> Tensor` · `xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor` · [torch.Tensor.xlogy](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.xlogy.html) */
  xlogy(options: { other: Tensor | Scalar }): Tensor;
  /** `xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.xlogy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.xlogy_.html) */
  xlogy_(other: Tensor | Scalar): this;
  /** `xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` · [torch.Tensor.xlogy_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.xlogy_.html) */
  xlogy_(options: { other: Tensor | Scalar }): this;
  /** `zero_(Tensor(a!) self) -> Tensor(a!)` · [torch.Tensor.zero_](https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.zero_.html) */
  zero_(): this;
}
