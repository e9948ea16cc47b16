// Made by `npm run gen:types` (scripts/gen_types.py) from the operator table of torch 2.13.0. Do not edit.
import type { dtype, layout, memory_format } from '../dtype.ts';
import type { Generator } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import type { Device, FactoryOptions, Int, IntList, Keywords, Scalar, TensorList } from './types.ts';
export type MinMax = [min: Tensor, max: Tensor] & { readonly min: Tensor; readonly max: Tensor };
export type ValuesIndices = [values: Tensor, indices: Tensor] & { readonly values: Tensor; readonly indices: Tensor };
export type MantissaExponent = [mantissa: Tensor, exponent: Tensor] & { readonly mantissa: Tensor; readonly exponent: Tensor };
export type ATau = [a: Tensor, tau: Tensor] & { readonly a: Tensor; readonly tau: Tensor };
export type HistBinEdges = [hist: Tensor, bin_edges: TensorList] & { readonly hist: Tensor; readonly bin_edges: TensorList };
export type PLU = [P: Tensor, L: Tensor, U: Tensor] & { readonly P: Tensor; readonly L: Tensor; readonly U: Tensor };
export type QR = [Q: Tensor, R: Tensor] & { readonly Q: Tensor; readonly R: Tensor };
export type SignLogabsdet = [sign: Tensor, logabsdet: Tensor] & { readonly sign: Tensor; readonly logabsdet: Tensor };
export type USV = [U: Tensor, S: Tensor, V: Tensor] & { readonly U: Tensor; readonly S: Tensor; readonly V: Tensor };
export type SolutionClonedCoefficient = [solution: Tensor, cloned_coefficient: Tensor] & { readonly solution: Tensor; readonly cloned_coefficient: Tensor };
export interface OutOptions extends Keywords { out?: Tensor }
export interface AlphaOutOptions extends Keywords { alpha?: Scalar; out?: Tensor }
export interface BetaAlphaOutOptions extends Keywords { beta?: Scalar; alpha?: Scalar; out?: Tensor }
export interface ValueOutOptions extends Keywords { value?: Scalar; out?: Tensor }
export interface AddmvOptions extends Keywords { beta?: Scalar; alpha?: Scalar }
export interface KeepdimOutOptions extends Keywords { keepdim?: boolean; out?: Tensor }
export interface DimKeepdimOutOptions extends Keywords { dim?: readonly number[] | null; keepdim?: boolean; out?: Tensor }
export interface RtolAtolEqualNanOptions extends Keywords { rtol?: number; atol?: number; equal_nan?: boolean }
export interface DimKeepdimOutOptions2 extends Keywords { dim?: IntList; keepdim?: boolean; out?: Tensor }
export interface AminmaxOptions extends Keywords { dim?: number | null; keepdim?: boolean; out?: readonly [Tensor, Tensor] }
export interface OutFactoryOptions extends FactoryOptions { out?: Tensor }
export interface StepOutFactoryOptions extends FactoryOptions { step?: Scalar; out?: Tensor }
export interface DimKeepdimOutOptions3 extends Keywords { dim?: number | null; keepdim?: boolean; out?: Tensor }
export interface ArgsortOptions extends Keywords { dim?: number; descending?: boolean }
export interface ArgsortOptions2 extends Keywords { stable: boolean; dim?: number; descending?: boolean; out?: Tensor }
export interface StorageOffsetOptions extends Keywords { storage_offset?: number | null }
export interface AvgPoolOptions extends Keywords { stride?: IntList; padding?: IntList; ceil_mode?: boolean; count_include_pad?: boolean }
export interface GeneratorOutOptions extends Keywords { generator?: Generator | null; out?: Tensor }
export interface GeneratorOptions extends Keywords { generator?: Generator | null }
export interface BilinearOptions extends Keywords { bias?: Tensor | null }
export interface BinaryCrossEntropyWithLogitsOptions extends Keywords { weight?: Tensor | null; pos_weight?: Tensor | null; reduction?: number }
export interface BincountOptions extends Keywords { weights?: Tensor | null; minlength?: number }
export interface BucketizeOptions extends Keywords { out_int32?: boolean; right?: boolean; out?: Tensor }
export interface DimOutOptions extends Keywords { dim?: number; out?: Tensor }
export interface CdistOptions extends Keywords { p?: number; compute_mode?: number | null }
export interface AlphaOptions extends Keywords { alpha?: Scalar }
export interface UpperOutOptions extends Keywords { upper?: boolean; out?: Tensor }
export interface DimOptions extends Keywords { dim?: number }
export interface MinMaxOutOptions extends Keywords { min?: Scalar | null; max?: Scalar | null; out?: Tensor }
export interface MinMaxOutOptions2 extends Keywords { min?: Tensor | null; max?: Tensor | null; out?: Tensor }
export interface MinMaxOptions extends Keywords { min?: Scalar | null; max?: Scalar | null }
export interface MinMaxOptions2 extends Keywords { min?: Tensor | null; max?: Tensor | null }
export interface MemoryFormatOptions extends Keywords { memory_format?: memory_format | null }
export interface CombinationsOptions extends Keywords { r?: number; with_replacement?: boolean }
export interface ConstantPadNdOptions extends Keywords { value?: Scalar }
export interface ConvOptions extends Keywords { bias?: Tensor | null; stride?: IntList; padding?: 'same' | 'valid' | IntList; dilation?: IntList; groups?: number }
export interface ConvTbcOptions extends Keywords { pad?: number }
export interface ConvTransposeOptions extends Keywords { bias?: Tensor | null; stride?: IntList; padding?: IntList; output_padding?: IntList; groups?: number; dilation?: IntList }
export interface MarginReductionOptions extends Keywords { margin?: number; reduction?: number }
export interface CosineSimilarityOptions extends Keywords { dim?: number; eps?: number }
export interface CountNonzeroOptions extends Keywords { dim?: number | null }
export interface CovOptions extends Keywords { correction?: number; fweights?: Tensor | null; aweights?: Tensor | null }
export interface DimOutOptions2 extends Keywords { dim?: number | null; out?: Tensor }
export interface CtcLossOptions extends Keywords { blank?: number; reduction?: number; zero_infinity?: boolean }
export interface CudnnBatchNormOptions extends Keywords { out?: readonly [Tensor, Tensor, Tensor, Tensor] }
export interface OutOptions2 extends Keywords { out?: readonly [Tensor, Tensor] }
export interface DtypeOutOptions extends Keywords { dtype?: dtype | null; out?: Tensor }
export interface DxDimOptions extends Keywords { dx?: Scalar; dim?: number }
export interface DiagonalOutOptions extends Keywords { diagonal?: number; out?: Tensor }
export interface OffsetDim1Dim2Options extends Keywords { offset?: number; dim1?: number; dim2?: number }
export interface DiagflatOptions extends Keywords { offset?: number }
export interface DiffOptions extends Keywords { n?: number; dim?: number; prepend?: Tensor | null; append?: Tensor | null; out?: Tensor }
export interface POptions extends Keywords { p?: Scalar }
export interface OutRoundingModeOptions extends Keywords { out?: Tensor; rounding_mode?: 'floor' | 'trunc' | null }
export interface EinsumOptions extends Keywords { path?: readonly number[] | null }
export interface EmbeddingOptions extends Keywords { padding_idx?: number; scale_grad_by_freq?: boolean; sparse?: boolean }
export interface EmbeddingBagOptions extends Keywords { scale_grad_by_freq?: boolean; mode?: number; sparse?: boolean; per_sample_weights?: Tensor | null; include_last_offset?: boolean }
export interface EmptyOptions extends FactoryOptions { memory_format?: memory_format | null; out?: Tensor }
export interface MemoryFormatFactoryOptions extends FactoryOptions { memory_format?: memory_format | null }
export interface ExpandCopyOptions extends Keywords { implicit?: boolean }
export interface FlattenOptions extends Keywords { start_dim?: number; end_dim?: number }
export interface FromFileOptions extends FactoryOptions { shared?: boolean | null; size?: number | null }
export interface FusedMovingAvgObsFakeQuantOptions extends Keywords { per_row_fake_quant?: boolean; symmetric_quant?: boolean }
export interface GatherOptions extends Keywords { sparse_grad?: boolean; out?: Tensor }
export interface GradientOptions extends Keywords { spacing?: Scalar | readonly Scalar[] | readonly Tensor[] | null; dim?: number | readonly number[] | null; edge_order?: number }
export interface GroupNormOptions extends Keywords { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnn_enabled?: boolean }
export interface BIhBHhOptions extends Keywords { b_ih?: Tensor | null; b_hh?: Tensor | null }
export interface HardshrinkOptions extends Keywords { lambd?: Scalar; out?: Tensor }
export interface HashTensorOptions extends Keywords { dim?: IntList; keepdim?: boolean; mode?: number; out?: Tensor }
export interface HistcOptions extends Keywords { bins?: number; min?: Scalar; max?: Scalar; out?: Tensor }
export interface HistogramOptions extends Keywords { weight?: Tensor | null; density?: boolean; out?: readonly [Tensor, Tensor] }
export interface HistogramOptions2 extends Keywords { bins?: number; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean; out?: readonly [Tensor, Tensor] }
export interface HistogramddOptions extends Keywords { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }
export interface AccumulateOptions extends Keywords { accumulate?: boolean }
export interface IncludeSelfOutOptions extends Keywords { include_self?: boolean; out?: Tensor }
export interface IsinOptions extends Keywords { assume_unique?: boolean; invert?: boolean; out?: Tensor }
export interface IstftOptions extends Keywords { hop_length?: number | null; win_length?: number | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: number | null; return_complex?: boolean }
export interface KlDivOptions extends Keywords { reduction?: number; log_target?: boolean }
export interface DimKeepdimOutOptions4 extends Keywords { dim?: number; keepdim?: boolean; out?: readonly [Tensor, Tensor] }
export interface LayerNormOptions extends Keywords { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnn_enable?: boolean }
export interface LogitOptions extends Keywords { eps?: number | null; out?: Tensor }
export interface LogitOptions2 extends Keywords { eps?: number | null }
export interface LogspaceOptions extends FactoryOptions { base?: number; out?: Tensor }
export interface LuUnpackOptions extends Keywords { unpack_data?: boolean; unpack_pivots?: boolean; out?: readonly [Tensor, Tensor, Tensor] }
export interface KeepdimOutOptions2 extends Keywords { keepdim?: boolean; out?: readonly [Tensor, Tensor] }
export interface MaxPoolOptions extends Keywords { stride?: IntList; padding?: IntList; dilation?: IntList; ceil_mode?: boolean }
export interface KeepdimDtypeOutOptions extends Keywords { keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface MeshgridOptions extends Keywords { indexing?: 'ij' | 'xy' }
export interface MultinomialOptions extends Keywords { replacement?: boolean; generator?: Generator | null; out?: Tensor }
export interface NanToNumOptions extends Keywords { nan?: number | null; posinf?: number | null; neginf?: number | null; out?: Tensor }
export interface NanToNumOptions2 extends Keywords { nan?: number | null; posinf?: number | null; neginf?: number | null }
export interface NanmeanOptions extends Keywords { dim?: IntList | null; keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface NanquantileOptions extends Keywords { dim?: number | null; keepdim?: boolean; interpolation?: 'higher' | 'linear' | 'lower' | 'midpoint' | 'nearest'; out?: Tensor }
export interface NativeBatchNormOptions extends Keywords { out?: readonly [Tensor, Tensor, Tensor] }
export interface NonzeroStaticOptions extends Keywords { size: number; fill_value?: number; out?: Tensor }
export interface NormOptions extends Keywords { dtype: dtype }
export interface NormOptions2 extends Keywords { dtype: dtype; out?: Tensor }
export interface NormExceptDimOptions extends Keywords { pow?: number; dim?: number }
export interface NormalOptions extends Keywords { std?: number; generator?: Generator | null; out?: Tensor }
export interface GeneratorOutFactoryOptions extends FactoryOptions { generator?: Generator | null; out?: Tensor }
export interface OrmqrOptions extends Keywords { left?: boolean; transpose?: boolean; out?: Tensor }
export interface PairwiseDistanceOptions extends Keywords { p?: number; eps?: number; keepdim?: boolean }
export interface PdistOptions extends Keywords { p?: number }
export interface PinverseOptions extends Keywords { rcond?: number }
export interface DtypeOptions extends Keywords { dtype?: dtype | null }
export interface QrOptions extends Keywords { some?: boolean; out?: readonly [Tensor, Tensor] }
export interface MemoryFormatGeneratorFactoryOptions extends FactoryOptions { memory_format?: memory_format | null; generator?: Generator | null }
export interface RepeatInterleaveOptions extends Keywords { output_size?: number | null }
export interface RepeatInterleaveOptions2 extends Keywords { dim?: number | null; output_size?: number | null }
export interface RmsNormOptions extends Keywords { weight?: Tensor | null; eps?: number | null }
export interface RollOptions extends Keywords { dims?: IntList }
export interface Rot90Options extends Keywords { k?: number; dims?: readonly number[] }
export interface RoundOptions extends Keywords { out?: Tensor; decimals?: number }
export interface RoundOptions2 extends Keywords { decimals?: number }
export interface RreluOptions extends Keywords { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }
export interface ScatterOptions extends Keywords { out?: Tensor; reduce?: 'add' | 'multiply' }
export interface SearchsortedOptions extends Keywords { out_int32?: boolean; right?: boolean; side?: 'left' | 'right' | null; sorter?: Tensor | null; out?: Tensor }
export interface SegmentReduceOptions extends Keywords { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: number; unsafe?: boolean; initial?: Scalar | null }
export interface SliceCopyOptions extends Keywords { dim?: number; start?: number | null; end?: number | null; step?: number }
export interface SortOptions extends Keywords { dim?: number; descending?: boolean; out?: readonly [Tensor, Tensor] }
export interface SortOptions2 extends Keywords { stable: boolean | null; dim?: number; descending?: boolean; out?: readonly [Tensor, Tensor] }
export interface SparseBscTensorOptions extends Keywords { dtype?: dtype | null; layout?: layout | null; device?: Device | null; pin_memory?: boolean | null }
export interface SparseCooTensorOptions extends Keywords { is_coalesced?: boolean | null; dtype?: dtype | null; layout?: layout | null; device?: Device | null; pin_memory?: boolean | null }
export interface DimOutOptions3 extends Keywords { dim?: number; out?: readonly Tensor[] }
export interface UnbiasedOptions extends Keywords { unbiased?: boolean }
export interface UnbiasedKeepdimOutOptions extends Keywords { unbiased?: boolean; keepdim?: boolean; out?: Tensor }
export interface StdOptions extends Keywords { dim?: IntList | null; correction?: Scalar | null; keepdim?: boolean; out?: Tensor }
export interface UnbiasedKeepdimOptions extends Keywords { unbiased?: boolean; keepdim?: boolean }
export interface DimCorrectionKeepdimOptions extends Keywords { dim?: IntList | null; correction?: Scalar | null; keepdim?: boolean }
export interface StftOptions extends Keywords { hop_length?: number | null; win_length?: number | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; return_complex?: boolean | null; align_to_window?: boolean | null }
export interface StftOptions2 extends Keywords { hop_length?: number | null; win_length?: number | null; window?: Tensor | null; center?: boolean; pad_mode?: string; normalized?: boolean; onesided?: boolean | null; return_complex?: boolean | null; align_to_window?: boolean | null }
export interface SvdOptions extends Keywords { some?: boolean; compute_uv?: boolean; out?: readonly [Tensor, Tensor, Tensor] }
export interface MinMaxOptions3 extends Keywords { min?: number | null; max?: number | null }
export interface TopkOptions extends Keywords { dim?: number; largest?: boolean; sorted?: boolean; out?: readonly [Tensor, Tensor] }
export interface TrapzOptions extends Keywords { dx?: number; dim?: number }
export interface TriangularSolveOptions extends Keywords { upper?: boolean; transpose?: boolean; unitriangular?: boolean; out?: readonly [Tensor, Tensor] }
export interface OffsetFactoryOptions extends FactoryOptions { offset?: number }
export interface TripletMarginLossOptions extends Keywords { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: number }
export interface UniqueConsecutiveOptions extends Keywords { return_inverse?: boolean; return_counts?: boolean; dim?: number | null }
export interface VanderOptions extends Keywords { N?: number | null; increasing?: boolean }
/** The functions of PyTorch's `torch` that are operators. */
export interface TorchFunctions {
  /** `abs(Tensor self) -> Tensor` · [torch.abs](https://docs.pytorch.org/docs/2.13/generated/torch.abs.html) */
  abs(input: Tensor, options?: OutOptions): Tensor;
  /** `abs_(Tensor(a!) self) -> Tensor(a!)` */
  abs_(input: Tensor): Tensor;
  /** `absolute(Tensor self) -> Tensor` · [torch.absolute](https://docs.pytorch.org/docs/2.13/generated/torch.absolute.html) */
  absolute(input: Tensor, options?: OutOptions): Tensor;
  /** `acos(Tensor self) -> Tensor` · [torch.acos](https://docs.pytorch.org/docs/2.13/generated/torch.acos.html) */
  acos(input: Tensor, options?: OutOptions): Tensor;
  /** `acos_(Tensor(a!) self) -> Tensor(a!)` */
  acos_(input: Tensor): Tensor;
  /** `acosh(Tensor self) -> Tensor` · [torch.acosh](https://docs.pytorch.org/docs/2.13/generated/torch.acosh.html) */
  acosh(input: Tensor, options?: OutOptions): Tensor;
  /** `acosh_(Tensor(a!) self) -> Tensor(a!)` */
  acosh_(input: Tensor): Tensor;
  /** `adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor` · [torch.nn.functional.adaptive_avg_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool1d.html) */
  adaptive_avg_pool1d(input: Tensor, output_size: IntList): Tensor;
  /** `adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor` · [torch.nn.functional.adaptive_avg_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_avg_pool1d.html) */
  adaptive_avg_pool1d(input: Tensor, options: { output_size: IntList }): Tensor;
  /** `adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)` · [torch.nn.functional.adaptive_max_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool1d.html) */
  adaptive_max_pool1d(input: Tensor, output_size: IntList): [Tensor, Tensor];
  /** `adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)` · [torch.nn.functional.adaptive_max_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool1d.html) */
  adaptive_max_pool1d(input: Tensor, options: { output_size: IntList }): [Tensor, Tensor];
  /** `add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.add](https://docs.pytorch.org/docs/2.13/generated/torch.add.html) */
  add(input: Tensor, other: Tensor | Scalar, options?: AlphaOutOptions): Tensor;
  /** `add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.add](https://docs.pytorch.org/docs/2.13/generated/torch.add.html) */
  add(input: Tensor, options: { other: Tensor | Scalar } & AlphaOutOptions): Tensor;
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addbmm](https://docs.pytorch.org/docs/2.13/generated/torch.addbmm.html) */
  addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options?: BetaAlphaOutOptions): Tensor;
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addbmm](https://docs.pytorch.org/docs/2.13/generated/torch.addbmm.html) */
  addbmm(input: Tensor, batch1: Tensor, options: { batch2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addbmm](https://docs.pytorch.org/docs/2.13/generated/torch.addbmm.html) */
  addbmm(input: Tensor, options: { batch1: Tensor; batch2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.addcdiv](https://docs.pytorch.org/docs/2.13/generated/torch.addcdiv.html) */
  addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: ValueOutOptions): Tensor;
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.addcdiv](https://docs.pytorch.org/docs/2.13/generated/torch.addcdiv.html) */
  addcdiv(input: Tensor, tensor1: Tensor, options: { tensor2: Tensor } & ValueOutOptions): Tensor;
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.addcdiv](https://docs.pytorch.org/docs/2.13/generated/torch.addcdiv.html) */
  addcdiv(input: Tensor, options: { tensor1: Tensor; tensor2: Tensor } & ValueOutOptions): Tensor;
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.addcmul](https://docs.pytorch.org/docs/2.13/generated/torch.addcmul.html) */
  addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, options?: ValueOutOptions): Tensor;
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.addcmul](https://docs.pytorch.org/docs/2.13/generated/torch.addcmul.html) */
  addcmul(input: Tensor, tensor1: Tensor, options: { tensor2: Tensor } & ValueOutOptions): Tensor;
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` · [torch.addcmul](https://docs.pytorch.org/docs/2.13/generated/torch.addcmul.html) */
  addcmul(input: Tensor, options: { tensor1: Tensor; tensor2: Tensor } & ValueOutOptions): Tensor;
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, mat1: Tensor, mat2: Tensor, options?: BetaAlphaOutOptions): Tensor;
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, mat1: Tensor, options: { mat2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, options: { mat1: Tensor; mat2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, mat1: Tensor, mat2: Tensor, out_dtype: dtype, options?: BetaAlphaOutOptions): Tensor;
  /** `addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, mat1: Tensor, mat2: Tensor, options: { out_dtype: dtype } & BetaAlphaOutOptions): Tensor;
  /** `addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, mat1: Tensor, options: { mat2: Tensor; out_dtype: dtype } & BetaAlphaOutOptions): Tensor;
  /** `addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmm](https://docs.pytorch.org/docs/2.13/generated/torch.addmm.html) */
  addmm(input: Tensor, options: { mat1: Tensor; mat2: Tensor; out_dtype: dtype } & BetaAlphaOutOptions): Tensor;
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmv](https://docs.pytorch.org/docs/2.13/generated/torch.addmv.html) */
  addmv(input: Tensor, mat: Tensor, vec: Tensor, options?: BetaAlphaOutOptions): Tensor;
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmv](https://docs.pytorch.org/docs/2.13/generated/torch.addmv.html) */
  addmv(input: Tensor, mat: Tensor, options: { vec: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addmv](https://docs.pytorch.org/docs/2.13/generated/torch.addmv.html) */
  addmv(input: Tensor, options: { mat: Tensor; vec: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmv_(input: Tensor, mat: Tensor, vec: Tensor, options?: AddmvOptions): Tensor;
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmv_(input: Tensor, mat: Tensor, options: { vec: Tensor } & AddmvOptions): Tensor;
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmv_(input: Tensor, options: { mat: Tensor; vec: Tensor } & AddmvOptions): Tensor;
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addr](https://docs.pytorch.org/docs/2.13/generated/torch.addr.html) */
  addr(input: Tensor, vec1: Tensor, vec2: Tensor, options?: BetaAlphaOutOptions): Tensor;
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addr](https://docs.pytorch.org/docs/2.13/generated/torch.addr.html) */
  addr(input: Tensor, vec1: Tensor, options: { vec2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.addr](https://docs.pytorch.org/docs/2.13/generated/torch.addr.html) */
  addr(input: Tensor, options: { vec1: Tensor; vec2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `adjoint(Tensor(a) self) -> Tensor(a)` · [torch.adjoint](https://docs.pytorch.org/docs/2.13/generated/torch.adjoint.html) */
  adjoint(input: Tensor): Tensor;
  /** `affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
  affine_grid_generator(theta: Tensor, size: readonly number[], align_corners: boolean): Tensor;
  /** `affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
  affine_grid_generator(theta: Tensor, size: readonly number[], options: { align_corners: boolean }): Tensor;
  /** `affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
  affine_grid_generator(theta: Tensor, options: { size: readonly number[]; align_corners: boolean }): Tensor;
  /** `affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
  affine_grid_generator(options: { theta: Tensor; size: readonly number[]; align_corners: boolean }): Tensor;
  /** `alias_copy(Tensor self) -> Tensor` */
  alias_copy(input: Tensor): Tensor;
  /** `all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.all](https://docs.pytorch.org/docs/2.13/generated/torch.all.html) */
  all(input: Tensor, dim: number, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.all](https://docs.pytorch.org/docs/2.13/generated/torch.all.html) */
  all(input: Tensor, options: { dim: number } & KeepdimOutOptions): Tensor;
  /** `all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` · [torch.all](https://docs.pytorch.org/docs/2.13/generated/torch.all.html) */
  all(input: Tensor, dim?: readonly number[] | null | DimKeepdimOutOptions, keepdim?: boolean | DimKeepdimOutOptions, options?: DimKeepdimOutOptions): Tensor;
  /** `all(Tensor self) -> Tensor` · [torch.all](https://docs.pytorch.org/docs/2.13/generated/torch.all.html) */
  all(input: Tensor, options?: OutOptions): Tensor;
  /** `allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool` · [torch.allclose](https://docs.pytorch.org/docs/2.13/generated/torch.allclose.html) */
  allclose(input: Tensor, other: Tensor, rtol?: number | RtolAtolEqualNanOptions, atol?: number | RtolAtolEqualNanOptions, equal_nan?: boolean | RtolAtolEqualNanOptions): boolean;
  /** `allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool` · [torch.allclose](https://docs.pytorch.org/docs/2.13/generated/torch.allclose.html) */
  allclose(input: Tensor, options: { other: Tensor } & RtolAtolEqualNanOptions): boolean;
  /** `alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  alpha_dropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  alpha_dropout(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  alpha_dropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  alpha_dropout_(input: Tensor, p: number, train: boolean): Tensor;
  /** `alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  alpha_dropout_(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  alpha_dropout_(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` · [torch.amax](https://docs.pytorch.org/docs/2.13/generated/torch.amax.html) */
  amax(input: Tensor, dim?: IntList | DimKeepdimOutOptions2, keepdim?: boolean | DimKeepdimOutOptions2, options?: DimKeepdimOutOptions2): Tensor;
  /** `amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` · [torch.amin](https://docs.pytorch.org/docs/2.13/generated/torch.amin.html) */
  amin(input: Tensor, dim?: IntList | DimKeepdimOutOptions2, keepdim?: boolean | DimKeepdimOutOptions2, options?: DimKeepdimOutOptions2): Tensor;
  /** `aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)` · [torch.aminmax](https://docs.pytorch.org/docs/2.13/generated/torch.aminmax.html) */
  aminmax(input: Tensor, options?: AminmaxOptions): MinMax;
  /** `angle(Tensor self) -> Tensor` · [torch.angle](https://docs.pytorch.org/docs/2.13/generated/torch.angle.html) */
  angle(input: Tensor, options?: OutOptions): Tensor;
  /** `any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.any](https://docs.pytorch.org/docs/2.13/generated/torch.any.html) */
  any(input: Tensor, dim: number, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` · [torch.any](https://docs.pytorch.org/docs/2.13/generated/torch.any.html) */
  any(input: Tensor, options: { dim: number } & KeepdimOutOptions): Tensor;
  /** `any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` · [torch.any](https://docs.pytorch.org/docs/2.13/generated/torch.any.html) */
  any(input: Tensor, dim?: readonly number[] | null | DimKeepdimOutOptions, keepdim?: boolean | DimKeepdimOutOptions, options?: DimKeepdimOutOptions): Tensor;
  /** `any(Tensor self) -> Tensor` · [torch.any](https://docs.pytorch.org/docs/2.13/generated/torch.any.html) */
  any(input: Tensor, options?: OutOptions): Tensor;
  /** `arange(Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `arange.out(Scalar end, *, Tensor(a!) out) -> Tensor(a!)` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(end: Scalar, options?: OutFactoryOptions): Tensor;
  /** `arange(Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `arange.out(Scalar end, *, Tensor(a!) out) -> Tensor(a!)` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(options: { end: Scalar } & OutFactoryOptions): Tensor;
  /** `arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(start: Scalar, end: Scalar, options?: FactoryOptions): Tensor;
  /** `arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(start: Scalar, options: { end: Scalar } & FactoryOptions): Tensor;
  /** `arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(options: { start: Scalar; end: Scalar } & FactoryOptions): Tensor;
  /** `arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `arange.start_out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(start: Scalar, end: Scalar, step?: Scalar | StepOutFactoryOptions, options?: StepOutFactoryOptions): Tensor;
  /** `arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `arange.start_out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(start: Scalar, options: { end: Scalar } & StepOutFactoryOptions): Tensor;
  /** `arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `arange.start_out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` · [torch.arange](https://docs.pytorch.org/docs/2.13/generated/torch.arange.html) */
  arange(options: { start: Scalar; end: Scalar } & StepOutFactoryOptions): Tensor;
  /** `arccos(Tensor self) -> Tensor` · [torch.arccos](https://docs.pytorch.org/docs/2.13/generated/torch.arccos.html) */
  arccos(input: Tensor, options?: OutOptions): Tensor;
  /** `arccos_(Tensor(a!) self) -> Tensor(a!)` */
  arccos_(input: Tensor): Tensor;
  /** `arccosh(Tensor self) -> Tensor` · [torch.arccosh](https://docs.pytorch.org/docs/2.13/generated/torch.arccosh.html) */
  arccosh(input: Tensor, options?: OutOptions): Tensor;
  /** `arccosh_(Tensor(a!) self) -> Tensor(a!)` */
  arccosh_(input: Tensor): Tensor;
  /** `arcsin(Tensor self) -> Tensor` · [torch.arcsin](https://docs.pytorch.org/docs/2.13/generated/torch.arcsin.html) */
  arcsin(input: Tensor, options?: OutOptions): Tensor;
  /** `arcsin_(Tensor(a!) self) -> Tensor(a!)` */
  arcsin_(input: Tensor): Tensor;
  /** `arcsinh(Tensor self) -> Tensor` · [torch.arcsinh](https://docs.pytorch.org/docs/2.13/generated/torch.arcsinh.html) */
  arcsinh(input: Tensor, options?: OutOptions): Tensor;
  /** `arcsinh_(Tensor(a!) self) -> Tensor(a!)` */
  arcsinh_(input: Tensor): Tensor;
  /** `arctan(Tensor self) -> Tensor` · [torch.arctan](https://docs.pytorch.org/docs/2.13/generated/torch.arctan.html) */
  arctan(input: Tensor, options?: OutOptions): Tensor;
  /** `arctan2(Tensor self, Tensor other) -> Tensor` · [torch.arctan2](https://docs.pytorch.org/docs/2.13/generated/torch.arctan2.html) */
  arctan2(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `arctan2(Tensor self, Tensor other) -> Tensor` · [torch.arctan2](https://docs.pytorch.org/docs/2.13/generated/torch.arctan2.html) */
  arctan2(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `arctan_(Tensor(a!) self) -> Tensor(a!)` */
  arctan_(input: Tensor): Tensor;
  /** `arctanh(Tensor self) -> Tensor` · [torch.arctanh](https://docs.pytorch.org/docs/2.13/generated/torch.arctanh.html) */
  arctanh(input: Tensor, options?: OutOptions): Tensor;
  /** `arctanh_(Tensor(a!) self) -> Tensor(a!)` */
  arctanh_(input: Tensor): Tensor;
  /** `argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` · [torch.argmax](https://docs.pytorch.org/docs/2.13/generated/torch.argmax.html) */
  argmax(input: Tensor, dim?: number | null | DimKeepdimOutOptions3, keepdim?: boolean | DimKeepdimOutOptions3, options?: DimKeepdimOutOptions3): Tensor;
  /** `argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` · [torch.argmin](https://docs.pytorch.org/docs/2.13/generated/torch.argmin.html) */
  argmin(input: Tensor, dim?: number | null | DimKeepdimOutOptions3, keepdim?: boolean | DimKeepdimOutOptions3, options?: DimKeepdimOutOptions3): Tensor;
  /** `argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor` · [torch.argsort](https://docs.pytorch.org/docs/2.13/generated/torch.argsort.html) */
  argsort(input: Tensor, dim?: number | ArgsortOptions, descending?: boolean | ArgsortOptions): Tensor;
  /** `argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor` · [torch.argsort](https://docs.pytorch.org/docs/2.13/generated/torch.argsort.html) */
  argsort(input: Tensor, options: ArgsortOptions2): Tensor;
  /** `argwhere(Tensor self) -> Tensor` · [torch.argwhere](https://docs.pytorch.org/docs/2.13/generated/torch.argwhere.html) */
  argwhere(input: Tensor): Tensor;
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` · [torch.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided.html) */
  as_strided(input: Tensor, size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): Tensor;
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` · [torch.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided.html) */
  as_strided(input: Tensor, size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` · [torch.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided.html) */
  as_strided(input: Tensor, options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` */
  as_strided_(input: Tensor, size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): Tensor;
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` */
  as_strided_(input: Tensor, size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` */
  as_strided_(input: Tensor, options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided.html) */
  as_strided_copy(input: Tensor, size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): Tensor;
  /** `as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided.html) */
  as_strided_copy(input: Tensor, size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided.html) */
  as_strided_copy(input: Tensor, options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided_scatter.html) */
  as_strided_scatter(input: Tensor, src: Tensor, size: readonly number[], stride: readonly number[], storage_offset?: number | null | StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided_scatter.html) */
  as_strided_scatter(input: Tensor, src: Tensor, size: readonly number[], options: { stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided_scatter.html) */
  as_strided_scatter(input: Tensor, src: Tensor, options: { size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` · [torch.as_strided_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.as_strided_scatter.html) */
  as_strided_scatter(input: Tensor, options: { src: Tensor; size: readonly number[]; stride: readonly number[] } & StorageOffsetOptions): Tensor;
  /** `asin(Tensor self) -> Tensor` · [torch.asin](https://docs.pytorch.org/docs/2.13/generated/torch.asin.html) */
  asin(input: Tensor, options?: OutOptions): Tensor;
  /** `asin_(Tensor(a!) self) -> Tensor(a!)` */
  asin_(input: Tensor): Tensor;
  /** `asinh(Tensor self) -> Tensor` · [torch.asinh](https://docs.pytorch.org/docs/2.13/generated/torch.asinh.html) */
  asinh(input: Tensor, options?: OutOptions): Tensor;
  /** `asinh_(Tensor(a!) self) -> Tensor(a!)` */
  asinh_(input: Tensor): Tensor;
  /** `atan(Tensor self) -> Tensor` · [torch.atan](https://docs.pytorch.org/docs/2.13/generated/torch.atan.html) */
  atan(input: Tensor, options?: OutOptions): Tensor;
  /** `atan2(Tensor self, Tensor other) -> Tensor` · [torch.atan2](https://docs.pytorch.org/docs/2.13/generated/torch.atan2.html) */
  atan2(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `atan2(Tensor self, Tensor other) -> Tensor` · [torch.atan2](https://docs.pytorch.org/docs/2.13/generated/torch.atan2.html) */
  atan2(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `atan_(Tensor(a!) self) -> Tensor(a!)` */
  atan_(input: Tensor): Tensor;
  /** `atanh(Tensor self) -> Tensor` · [torch.atanh](https://docs.pytorch.org/docs/2.13/generated/torch.atanh.html) */
  atanh(input: Tensor, options?: OutOptions): Tensor;
  /** `atanh_(Tensor(a!) self) -> Tensor(a!)` */
  atanh_(input: Tensor): Tensor;
  /** `atleast_1d(Tensor self) -> Tensor` · [torch.atleast_1d](https://docs.pytorch.org/docs/2.13/generated/torch.atleast_1d.html) */
  atleast_1d(input: Tensor): Tensor;
  /** `atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]` · [torch.atleast_1d](https://docs.pytorch.org/docs/2.13/generated/torch.atleast_1d.html) */
  atleast_1d(tensors: readonly Tensor[]): TensorList;
  /** `atleast_2d(Tensor self) -> Tensor` · [torch.atleast_2d](https://docs.pytorch.org/docs/2.13/generated/torch.atleast_2d.html) */
  atleast_2d(input: Tensor): Tensor;
  /** `atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]` · [torch.atleast_2d](https://docs.pytorch.org/docs/2.13/generated/torch.atleast_2d.html) */
  atleast_2d(tensors: readonly Tensor[]): TensorList;
  /** `atleast_3d(Tensor self) -> Tensor` · [torch.atleast_3d](https://docs.pytorch.org/docs/2.13/generated/torch.atleast_3d.html) */
  atleast_3d(input: Tensor): Tensor;
  /** `atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]` · [torch.atleast_3d](https://docs.pytorch.org/docs/2.13/generated/torch.atleast_3d.html) */
  atleast_3d(tensors: readonly Tensor[]): TensorList;
  /** `avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor` · [torch.nn.functional.avg_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html) */
  avg_pool1d(input: Tensor, kernel_size: IntList, stride?: IntList | AvgPoolOptions, padding?: IntList | AvgPoolOptions, ceil_mode?: boolean | AvgPoolOptions, count_include_pad?: boolean | AvgPoolOptions): Tensor;
  /** `avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) -> Tensor` · [torch.nn.functional.avg_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool1d.html) */
  avg_pool1d(input: Tensor, options: { kernel_size: IntList } & AvgPoolOptions): Tensor;
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options?: BetaAlphaOutOptions): Tensor;
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, batch1: Tensor, options: { batch2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, options: { batch1: Tensor; batch2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, out_dtype: dtype, options?: BetaAlphaOutOptions): Tensor;
  /** `baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options: { out_dtype: dtype } & BetaAlphaOutOptions): Tensor;
  /** `baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, batch1: Tensor, options: { batch2: Tensor; out_dtype: dtype } & BetaAlphaOutOptions): Tensor;
  /** `baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.baddbmm](https://docs.pytorch.org/docs/2.13/generated/torch.baddbmm.html) */
  baddbmm(input: Tensor, options: { batch1: Tensor; batch2: Tensor; out_dtype: dtype } & BetaAlphaOutOptions): Tensor;
  /** `bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.bartlett_window](https://docs.pytorch.org/docs/2.13/generated/torch.bartlett_window.html) */
  bartlett_window(window_length: number, options?: FactoryOptions): Tensor;
  /** `bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.bartlett_window](https://docs.pytorch.org/docs/2.13/generated/torch.bartlett_window.html) */
  bartlett_window(options: { window_length: number } & FactoryOptions): Tensor;
  /** `bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.bartlett_window](https://docs.pytorch.org/docs/2.13/generated/torch.bartlett_window.html) */
  bartlett_window(window_length: number, periodic: boolean, options?: FactoryOptions): Tensor;
  /** `bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.bartlett_window](https://docs.pytorch.org/docs/2.13/generated/torch.bartlett_window.html) */
  bartlett_window(window_length: number, options: { periodic: boolean } & FactoryOptions): Tensor;
  /** `bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.bartlett_window](https://docs.pytorch.org/docs/2.13/generated/torch.bartlett_window.html) */
  bartlett_window(options: { window_length: number; periodic: boolean } & FactoryOptions): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, cudnn_enabled: boolean): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, options: { cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, options: { eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, options: { momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, options: { training: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, options: { running_var: Tensor | null; training: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { running_mean: Tensor | null; running_var: Tensor | null; training: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, weight: Tensor | null, options: { bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batch_norm(input: Tensor, options: { weight: Tensor | null; bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sum_dy: Tensor, sum_dy_xmu: Tensor, count: Tensor): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sum_dy: Tensor, sum_dy_xmu: Tensor, options: { count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sum_dy: Tensor, options: { sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, options: { sum_dy: Tensor; sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, options: { weight: Tensor | null; sum_dy: Tensor; sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, mean: Tensor, options: { invstd: Tensor; weight: Tensor | null; sum_dy: Tensor; sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, input: Tensor, options: { mean: Tensor; invstd: Tensor; weight: Tensor | null; sum_dy: Tensor; sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(grad_out: Tensor, options: { input: Tensor; mean: Tensor; invstd: Tensor; weight: Tensor | null; sum_dy: Tensor; sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batch_norm_backward_elemt(options: { grad_out: Tensor; input: Tensor; mean: Tensor; invstd: Tensor; weight: Tensor | null; sum_dy: Tensor; sum_dy_xmu: Tensor; count: Tensor }): Tensor;
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, input_g: boolean, weight_g: boolean, bias_g: boolean): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, input_g: boolean, weight_g: boolean, options: { bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, input_g: boolean, options: { weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, options: { input_g: boolean; weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, options: { weight: Tensor | null; input_g: boolean; weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, mean: Tensor, options: { invstd: Tensor; weight: Tensor | null; input_g: boolean; weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, input: Tensor, options: { mean: Tensor; invstd: Tensor; weight: Tensor | null; input_g: boolean; weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(grad_out: Tensor, options: { input: Tensor; mean: Tensor; invstd: Tensor; weight: Tensor | null; input_g: boolean; weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batch_norm_backward_reduce(options: { grad_out: Tensor; input: Tensor; mean: Tensor; invstd: Tensor; weight: Tensor | null; input_g: boolean; weight_g: boolean; bias_g: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batch_norm_elemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number, options?: OutOptions): Tensor;
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batch_norm_elemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, options: { eps: number } & OutOptions): Tensor;
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batch_norm_elemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, options: { invstd: Tensor; eps: number } & OutOptions): Tensor;
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batch_norm_elemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { mean: Tensor; invstd: Tensor; eps: number } & OutOptions): Tensor;
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batch_norm_elemt(input: Tensor, weight: Tensor | null, options: { bias: Tensor | null; mean: Tensor; invstd: Tensor; eps: number } & OutOptions): Tensor;
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batch_norm_elemt(input: Tensor, options: { weight: Tensor | null; bias: Tensor | null; mean: Tensor; invstd: Tensor; eps: number } & OutOptions): Tensor;
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, count: number): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, options: { count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, options: { eps: number; count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, options: { momentum: number; eps: number; count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, options: { running_var: Tensor | null; momentum: number; eps: number; count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, invstd: Tensor, options: { running_mean: Tensor | null; running_var: Tensor | null; momentum: number; eps: number; count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, mean: Tensor, options: { invstd: Tensor; running_mean: Tensor | null; running_var: Tensor | null; momentum: number; eps: number; count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batch_norm_gather_stats(input: Tensor, options: { mean: Tensor; invstd: Tensor; running_mean: Tensor | null; running_var: Tensor | null; momentum: number; eps: number; count: number }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, counts: Tensor): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, options: { counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, options: { eps: number; counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, options: { momentum: number; eps: number; counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, options: { running_var: Tensor | null; momentum: number; eps: number; counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, invstd: Tensor, options: { running_mean: Tensor | null; running_var: Tensor | null; momentum: number; eps: number; counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, mean: Tensor, options: { invstd: Tensor; running_mean: Tensor | null; running_var: Tensor | null; momentum: number; eps: number; counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batch_norm_gather_stats_with_counts(input: Tensor, options: { mean: Tensor; invstd: Tensor; running_mean: Tensor | null; running_var: Tensor | null; momentum: number; eps: number; counts: Tensor }): [Tensor, Tensor];
  /** `batch_norm_stats(Tensor input, float eps) -> (Tensor, Tensor)` */
  batch_norm_stats(input: Tensor, eps: number): [Tensor, Tensor];
  /** `batch_norm_stats(Tensor input, float eps) -> (Tensor, Tensor)` */
  batch_norm_stats(input: Tensor, options: { eps: number }): [Tensor, Tensor];
  /** `batch_norm_update_stats(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)` */
  batch_norm_update_stats(input: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number): [Tensor, Tensor];
  /** `batch_norm_update_stats(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)` */
  batch_norm_update_stats(input: Tensor, running_mean: Tensor | null, running_var: Tensor | null, options: { momentum: number }): [Tensor, Tensor];
  /** `batch_norm_update_stats(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)` */
  batch_norm_update_stats(input: Tensor, running_mean: Tensor | null, options: { running_var: Tensor | null; momentum: number }): [Tensor, Tensor];
  /** `batch_norm_update_stats(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)` */
  batch_norm_update_stats(input: Tensor, options: { running_mean: Tensor | null; running_var: Tensor | null; momentum: number }): [Tensor, Tensor];
  /** `bernoulli(Tensor self, *, Generator? generator=None) -> Tensor` · [torch.bernoulli](https://docs.pytorch.org/docs/2.13/generated/torch.bernoulli.html) */
  bernoulli(input: Tensor, options?: GeneratorOutOptions): Tensor;
  /** `bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` · [torch.bernoulli](https://docs.pytorch.org/docs/2.13/generated/torch.bernoulli.html) */
  bernoulli(input: Tensor, p: number, options?: GeneratorOptions): Tensor;
  /** `bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` · [torch.bernoulli](https://docs.pytorch.org/docs/2.13/generated/torch.bernoulli.html) */
  bernoulli(input: Tensor, options: { p: number } & GeneratorOptions): Tensor;
  /** `bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` · [torch.nn.functional.bilinear](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.bilinear.html) */
  bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias?: Tensor | null | BilinearOptions): Tensor;
  /** `bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` · [torch.nn.functional.bilinear](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.bilinear.html) */
  bilinear(input1: Tensor, input2: Tensor, options: { weight: Tensor } & BilinearOptions): Tensor;
  /** `bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` · [torch.nn.functional.bilinear](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.bilinear.html) */
  bilinear(input1: Tensor, options: { input2: Tensor; weight: Tensor } & BilinearOptions): Tensor;
  /** `bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` · [torch.nn.functional.bilinear](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.bilinear.html) */
  bilinear(options: { input1: Tensor; input2: Tensor; weight: Tensor } & BilinearOptions): Tensor;
  /** `binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=Mean) -> Tensor` · [torch.nn.functional.binary_cross_entropy_with_logits](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy_with_logits.html) */
  binary_cross_entropy_with_logits(input: Tensor, target: Tensor, weight?: Tensor | null | BinaryCrossEntropyWithLogitsOptions, pos_weight?: Tensor | null | BinaryCrossEntropyWithLogitsOptions, reduction?: number | BinaryCrossEntropyWithLogitsOptions): Tensor;
  /** `binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=Mean) -> Tensor` · [torch.nn.functional.binary_cross_entropy_with_logits](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy_with_logits.html) */
  binary_cross_entropy_with_logits(input: Tensor, options: { target: Tensor } & BinaryCrossEntropyWithLogitsOptions): Tensor;
  /** `bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor` · [torch.bincount](https://docs.pytorch.org/docs/2.13/generated/torch.bincount.html) */
  bincount(input: Tensor, weights?: Tensor | null | BincountOptions, minlength?: number | BincountOptions): Tensor;
  /** `binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
  binomial(count: Tensor, prob: Tensor, generator?: Generator | null | GeneratorOptions): Tensor;
  /** `binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
  binomial(count: Tensor, options: { prob: Tensor } & GeneratorOptions): Tensor;
  /** `binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
  binomial(options: { count: Tensor; prob: Tensor } & GeneratorOptions): Tensor;
  /** `bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_and](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_and.html) */
  bitwise_and(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_and](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_and.html) */
  bitwise_and(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `bitwise_and.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_and](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_and.html) */
  bitwise_and(input: Scalar, other: Tensor): Tensor;
  /** `bitwise_and.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_and](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_and.html) */
  bitwise_and(input: Scalar, options: { other: Tensor }): Tensor;
  /** `bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_left_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_left_shift.html) */
  bitwise_left_shift(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_left_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_left_shift.html) */
  bitwise_left_shift(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `bitwise_left_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_left_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_left_shift.html) */
  bitwise_left_shift(input: Scalar, other: Tensor): Tensor;
  /** `bitwise_left_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_left_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_left_shift.html) */
  bitwise_left_shift(input: Scalar, options: { other: Tensor }): Tensor;
  /** `bitwise_not(Tensor self) -> Tensor` · [torch.bitwise_not](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_not.html) */
  bitwise_not(input: Tensor, options?: OutOptions): Tensor;
  /** `bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_or](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_or.html) */
  bitwise_or(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_or](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_or.html) */
  bitwise_or(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `bitwise_or.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_or](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_or.html) */
  bitwise_or(input: Scalar, other: Tensor): Tensor;
  /** `bitwise_or.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_or](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_or.html) */
  bitwise_or(input: Scalar, options: { other: Tensor }): Tensor;
  /** `bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_right_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_right_shift.html) */
  bitwise_right_shift(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_right_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_right_shift.html) */
  bitwise_right_shift(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `bitwise_right_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_right_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_right_shift.html) */
  bitwise_right_shift(input: Scalar, other: Tensor): Tensor;
  /** `bitwise_right_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_right_shift](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_right_shift.html) */
  bitwise_right_shift(input: Scalar, options: { other: Tensor }): Tensor;
  /** `bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_xor](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_xor.html) */
  bitwise_xor(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor` · `bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.bitwise_xor](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_xor.html) */
  bitwise_xor(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `bitwise_xor.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_xor](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_xor.html) */
  bitwise_xor(input: Scalar, other: Tensor): Tensor;
  /** `bitwise_xor.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.bitwise_xor](https://docs.pytorch.org/docs/2.13/generated/torch.bitwise_xor.html) */
  bitwise_xor(input: Scalar, options: { other: Tensor }): Tensor;
  /** `blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.blackman_window](https://docs.pytorch.org/docs/2.13/generated/torch.blackman_window.html) */
  blackman_window(window_length: number, options?: FactoryOptions): Tensor;
  /** `blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.blackman_window](https://docs.pytorch.org/docs/2.13/generated/torch.blackman_window.html) */
  blackman_window(options: { window_length: number } & FactoryOptions): Tensor;
  /** `blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.blackman_window](https://docs.pytorch.org/docs/2.13/generated/torch.blackman_window.html) */
  blackman_window(window_length: number, periodic: boolean, options?: FactoryOptions): Tensor;
  /** `blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.blackman_window](https://docs.pytorch.org/docs/2.13/generated/torch.blackman_window.html) */
  blackman_window(window_length: number, options: { periodic: boolean } & FactoryOptions): Tensor;
  /** `blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.blackman_window](https://docs.pytorch.org/docs/2.13/generated/torch.blackman_window.html) */
  blackman_window(options: { window_length: number; periodic: boolean } & FactoryOptions): Tensor;
  /** `block_diag(Tensor[] tensors) -> Tensor` · [torch.block_diag](https://docs.pytorch.org/docs/2.13/generated/torch.block_diag.html) */
  block_diag(tensors: readonly Tensor[]): Tensor;
  /** `bmm(Tensor self, Tensor mat2) -> Tensor` · [torch.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.bmm.html) */
  bmm(input: Tensor, mat2: Tensor, options?: OutOptions): Tensor;
  /** `bmm(Tensor self, Tensor mat2) -> Tensor` · [torch.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.bmm.html) */
  bmm(input: Tensor, options: { mat2: Tensor } & OutOptions): Tensor;
  /** `bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` · [torch.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.bmm.html) */
  bmm(input: Tensor, mat2: Tensor, out_dtype: dtype, options?: OutOptions): Tensor;
  /** `bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` · [torch.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.bmm.html) */
  bmm(input: Tensor, mat2: Tensor, options: { out_dtype: dtype } & OutOptions): Tensor;
  /** `bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` · [torch.bmm](https://docs.pytorch.org/docs/2.13/generated/torch.bmm.html) */
  bmm(input: Tensor, options: { mat2: Tensor; out_dtype: dtype } & OutOptions): Tensor;
  /** `broadcast_tensors(Tensor[] tensors) -> Tensor[]` · [torch.broadcast_tensors](https://docs.pytorch.org/docs/2.13/generated/torch.broadcast_tensors.html) */
  broadcast_tensors(tensors: readonly Tensor[]): TensorList;
  /** `broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.broadcast_to](https://docs.pytorch.org/docs/2.13/generated/torch.broadcast_to.html) */
  broadcast_to(input: Tensor, size: readonly number[]): Tensor;
  /** `broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` · [torch.broadcast_to](https://docs.pytorch.org/docs/2.13/generated/torch.broadcast_to.html) */
  broadcast_to(input: Tensor, options: { size: readonly number[] }): Tensor;
  /** `bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` · `bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` · [torch.bucketize](https://docs.pytorch.org/docs/2.13/generated/torch.bucketize.html) */
  bucketize(input: Tensor | Scalar, boundaries: Tensor, options?: BucketizeOptions): Tensor;
  /** `bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` · `bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` · [torch.bucketize](https://docs.pytorch.org/docs/2.13/generated/torch.bucketize.html) */
  bucketize(input: Tensor | Scalar, options: { boundaries: Tensor } & BucketizeOptions): Tensor;
  /** `can_cast(ScalarType from_, ScalarType to) -> bool` · [torch.can_cast](https://docs.pytorch.org/docs/2.13/generated/torch.can_cast.html) */
  can_cast(from_: dtype, to: dtype): boolean;
  /** `can_cast(ScalarType from_, ScalarType to) -> bool` · [torch.can_cast](https://docs.pytorch.org/docs/2.13/generated/torch.can_cast.html) */
  can_cast(from_: dtype, options: { to: dtype }): boolean;
  /** `can_cast(ScalarType from_, ScalarType to) -> bool` · [torch.can_cast](https://docs.pytorch.org/docs/2.13/generated/torch.can_cast.html) */
  can_cast(options: { from_: dtype; to: dtype }): boolean;
  /** `cartesian_prod(Tensor[] tensors) -> Tensor` · [torch.cartesian_prod](https://docs.pytorch.org/docs/2.13/generated/torch.cartesian_prod.html) */
  cartesian_prod(tensors: readonly Tensor[]): Tensor;
  /** `cat(Tensor[] tensors, int dim=0) -> Tensor` · [torch.cat](https://docs.pytorch.org/docs/2.13/generated/torch.cat.html) */
  cat(tensors: readonly Tensor[], dim?: number | DimOutOptions, options?: DimOutOptions): Tensor;
  /** `ccol_indices_copy(Tensor self) -> Tensor` */
  ccol_indices_copy(input: Tensor): Tensor;
  /** `cdist(Tensor x1, Tensor x2, float p=2, int? compute_mode=None) -> Tensor` · [torch.cdist](https://docs.pytorch.org/docs/2.13/generated/torch.cdist.html) */
  cdist(x1: Tensor, x2: Tensor, p?: number | CdistOptions, compute_mode?: number | null | CdistOptions): Tensor;
  /** `cdist(Tensor x1, Tensor x2, float p=2, int? compute_mode=None) -> Tensor` · [torch.cdist](https://docs.pytorch.org/docs/2.13/generated/torch.cdist.html) */
  cdist(x1: Tensor, options: { x2: Tensor } & CdistOptions): Tensor;
  /** `cdist(Tensor x1, Tensor x2, float p=2, int? compute_mode=None) -> Tensor` · [torch.cdist](https://docs.pytorch.org/docs/2.13/generated/torch.cdist.html) */
  cdist(options: { x1: Tensor; x2: Tensor } & CdistOptions): Tensor;
  /** `ceil(Tensor self) -> Tensor` · [torch.ceil](https://docs.pytorch.org/docs/2.13/generated/torch.ceil.html) */
  ceil(input: Tensor, options?: OutOptions): Tensor;
  /** `ceil_(Tensor(a!) self) -> Tensor(a!)` */
  ceil_(input: Tensor): Tensor;
  /** `celu(Tensor self, Scalar alpha=1.0) -> Tensor` · [torch.nn.functional.celu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu.html) */
  celu(input: Tensor, alpha?: Scalar | AlphaOptions): Tensor;
  /** `celu_(Tensor(a!) self, Scalar alpha=1.0) -> Tensor(a!)` · [torch.nn.functional.celu_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.celu_.html) */
  celu_(input: Tensor, alpha?: Scalar | AlphaOptions): Tensor;
  /** `chain_matmul(Tensor[] matrices) -> Tensor` · [torch.chain_matmul](https://docs.pytorch.org/docs/2.13/generated/torch.chain_matmul.html) */
  chain_matmul(matrices: readonly Tensor[], options?: OutOptions): Tensor;
  /** `chain_matmul(Tensor[] matrices) -> Tensor` · [torch.chain_matmul](https://docs.pytorch.org/docs/2.13/generated/torch.chain_matmul.html) */
  chain_matmul(options: { matrices: readonly Tensor[] } & OutOptions): Tensor;
  /** `channel_shuffle(Tensor self, SymInt groups) -> Tensor` · [torch.nn.functional.channel_shuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.channel_shuffle.html) */
  channel_shuffle(input: Tensor, groups: number): Tensor;
  /** `channel_shuffle(Tensor self, SymInt groups) -> Tensor` · [torch.nn.functional.channel_shuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.channel_shuffle.html) */
  channel_shuffle(input: Tensor, options: { groups: number }): Tensor;
  /** `cholesky(Tensor self, bool upper=False) -> Tensor` · [torch.cholesky](https://docs.pytorch.org/docs/2.13/generated/torch.cholesky.html) */
  cholesky(input: Tensor, upper?: boolean | UpperOutOptions, options?: UpperOutOptions): Tensor;
  /** `cholesky_inverse(Tensor self, bool upper=False) -> Tensor` · [torch.cholesky_inverse](https://docs.pytorch.org/docs/2.13/generated/torch.cholesky_inverse.html) */
  cholesky_inverse(input: Tensor, upper?: boolean | UpperOutOptions, options?: UpperOutOptions): Tensor;
  /** `cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` · [torch.cholesky_solve](https://docs.pytorch.org/docs/2.13/generated/torch.cholesky_solve.html) */
  cholesky_solve(input: Tensor, input2: Tensor, upper?: boolean | UpperOutOptions, options?: UpperOutOptions): Tensor;
  /** `cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` · [torch.cholesky_solve](https://docs.pytorch.org/docs/2.13/generated/torch.cholesky_solve.html) */
  cholesky_solve(input: Tensor, options: { input2: Tensor } & UpperOutOptions): Tensor;
  /** `choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  choose_qparams_optimized(input: Tensor, numel: number, n_bins: number, ratio: number, bit_width: number): [Tensor, Tensor];
  /** `choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  choose_qparams_optimized(input: Tensor, numel: number, n_bins: number, ratio: number, options: { bit_width: number }): [Tensor, Tensor];
  /** `choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  choose_qparams_optimized(input: Tensor, numel: number, n_bins: number, options: { ratio: number; bit_width: number }): [Tensor, Tensor];
  /** `choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  choose_qparams_optimized(input: Tensor, numel: number, options: { n_bins: number; ratio: number; bit_width: number }): [Tensor, Tensor];
  /** `choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  choose_qparams_optimized(input: Tensor, options: { numel: number; n_bins: number; ratio: number; bit_width: number }): [Tensor, Tensor];
  /** `chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` · [torch.chunk](https://docs.pytorch.org/docs/2.13/generated/torch.chunk.html) */
  chunk(input: Tensor, chunks: number, dim?: number | DimOptions): TensorList;
  /** `chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` · [torch.chunk](https://docs.pytorch.org/docs/2.13/generated/torch.chunk.html) */
  chunk(input: Tensor, options: { chunks: number } & DimOptions): TensorList;
  /** `clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` · [torch.clamp](https://docs.pytorch.org/docs/2.13/generated/torch.clamp.html) */
  clamp(input: Tensor, min?: Scalar | null | MinMaxOutOptions, max?: Scalar | null | MinMaxOutOptions, options?: MinMaxOutOptions): Tensor;
  /** `clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` · [torch.clamp](https://docs.pytorch.org/docs/2.13/generated/torch.clamp.html) */
  clamp(input: Tensor, min?: Tensor | null | MinMaxOutOptions2, max?: Tensor | null | MinMaxOutOptions2, options?: MinMaxOutOptions2): Tensor;
  /** `clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` */
  clamp_(input: Tensor, min?: Scalar | null | MinMaxOptions, max?: Scalar | null | MinMaxOptions): Tensor;
  /** `clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clamp_(input: Tensor, min?: Tensor | null | MinMaxOptions2, max?: Tensor | null | MinMaxOptions2): Tensor;
  /** `clamp_max(Tensor self, Scalar max) -> Tensor` · `clamp_max.Tensor(Tensor self, Tensor max) -> Tensor` */
  clamp_max(input: Tensor, max: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `clamp_max(Tensor self, Scalar max) -> Tensor` · `clamp_max.Tensor(Tensor self, Tensor max) -> Tensor` */
  clamp_max(input: Tensor, options: { max: Tensor | Scalar } & OutOptions): Tensor;
  /** `clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` · `clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)` */
  clamp_max_(input: Tensor, max: Tensor | Scalar): Tensor;
  /** `clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` · `clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)` */
  clamp_max_(input: Tensor, options: { max: Tensor | Scalar }): Tensor;
  /** `clamp_min(Tensor self, Scalar min) -> Tensor` · `clamp_min.Tensor(Tensor self, Tensor min) -> Tensor` */
  clamp_min(input: Tensor, min: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `clamp_min(Tensor self, Scalar min) -> Tensor` · `clamp_min.Tensor(Tensor self, Tensor min) -> Tensor` */
  clamp_min(input: Tensor, options: { min: Tensor | Scalar } & OutOptions): Tensor;
  /** `clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` · `clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)` */
  clamp_min_(input: Tensor, min: Tensor | Scalar): Tensor;
  /** `clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` · `clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)` */
  clamp_min_(input: Tensor, options: { min: Tensor | Scalar }): Tensor;
  /** `clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` · [torch.clip](https://docs.pytorch.org/docs/2.13/generated/torch.clip.html) */
  clip(input: Tensor, min?: Scalar | null | MinMaxOutOptions, max?: Scalar | null | MinMaxOutOptions, options?: MinMaxOutOptions): Tensor;
  /** `clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` · [torch.clip](https://docs.pytorch.org/docs/2.13/generated/torch.clip.html) */
  clip(input: Tensor, min?: Tensor | null | MinMaxOutOptions2, max?: Tensor | null | MinMaxOutOptions2, options?: MinMaxOutOptions2): Tensor;
  /** `clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` */
  clip_(input: Tensor, min?: Scalar | null | MinMaxOptions, max?: Scalar | null | MinMaxOptions): Tensor;
  /** `clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clip_(input: Tensor, min?: Tensor | null | MinMaxOptions2, max?: Tensor | null | MinMaxOptions2): Tensor;
  /** `clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` · [torch.clone](https://docs.pytorch.org/docs/2.13/generated/torch.clone.html) */
  clone(input: Tensor, options?: MemoryFormatOptions): Tensor;
  /** `col_indices_copy(Tensor self) -> Tensor` */
  col_indices_copy(input: Tensor): Tensor;
  /** `column_stack(Tensor[] tensors) -> Tensor` · [torch.column_stack](https://docs.pytorch.org/docs/2.13/generated/torch.column_stack.html) */
  column_stack(tensors: readonly Tensor[], options?: OutOptions): Tensor;
  /** `combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor` · [torch.combinations](https://docs.pytorch.org/docs/2.13/generated/torch.combinations.html) */
  combinations(input: Tensor, r?: number | CombinationsOptions, with_replacement?: boolean | CombinationsOptions): Tensor;
  /** `complex(Tensor real, Tensor imag) -> Tensor` · [torch.complex](https://docs.pytorch.org/docs/2.13/generated/torch.complex.html) */
  complex(real: Tensor, imag: Tensor, options?: OutOptions): Tensor;
  /** `complex(Tensor real, Tensor imag) -> Tensor` · [torch.complex](https://docs.pytorch.org/docs/2.13/generated/torch.complex.html) */
  complex(real: Tensor, options: { imag: Tensor } & OutOptions): Tensor;
  /** `complex(Tensor real, Tensor imag) -> Tensor` · [torch.complex](https://docs.pytorch.org/docs/2.13/generated/torch.complex.html) */
  complex(options: { real: Tensor; imag: Tensor } & OutOptions): Tensor;
  /** `concat(Tensor[] tensors, int dim=0) -> Tensor` · [torch.concat](https://docs.pytorch.org/docs/2.13/generated/torch.concat.html) */
  concat(tensors: readonly Tensor[], dim?: number | DimOutOptions, options?: DimOutOptions): Tensor;
  /** `concatenate(Tensor[] tensors, int dim=0) -> Tensor` · [torch.concatenate](https://docs.pytorch.org/docs/2.13/generated/torch.concatenate.html) */
  concatenate(tensors: readonly Tensor[], dim?: number | DimOutOptions, options?: DimOutOptions): Tensor;
  /** `conj(Tensor(a) self) -> Tensor(a)` · [torch.conj](https://docs.pytorch.org/docs/2.13/generated/torch.conj.html) */
  conj(input: Tensor): Tensor;
  /** `conj_physical(Tensor self) -> Tensor` · [torch.conj_physical](https://docs.pytorch.org/docs/2.13/generated/torch.conj_physical.html) */
  conj_physical(input: Tensor, options?: OutOptions): Tensor;
  /** `conj_physical_(Tensor(a!) self) -> Tensor(a!)` */
  conj_physical_(input: Tensor): Tensor;
  /** `constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
  constant_pad_nd(input: Tensor, pad: readonly number[], value?: Scalar | ConstantPadNdOptions): Tensor;
  /** `constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
  constant_pad_nd(input: Tensor, options: { pad: readonly number[] } & ConstantPadNdOptions): Tensor;
  /** `conv1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=1, SymInt[1] padding=0, SymInt[1] dilation=1, SymInt groups=1) -> Tensor` · `conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=1, str padding="valid", SymInt[1] dilation=1, SymInt groups=1) -> Tensor` · [torch.nn.functional.conv1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html) */
  conv1d(input: Tensor, weight: Tensor, bias?: Tensor | null | ConvOptions, stride?: IntList | ConvOptions, padding?: 'same' | 'valid' | IntList | ConvOptions, dilation?: IntList | ConvOptions, groups?: number | ConvOptions): Tensor;
  /** `conv1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=1, SymInt[1] padding=0, SymInt[1] dilation=1, SymInt groups=1) -> Tensor` · `conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=1, str padding="valid", SymInt[1] dilation=1, SymInt groups=1) -> Tensor` · [torch.nn.functional.conv1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv1d.html) */
  conv1d(input: Tensor, options: { weight: Tensor } & ConvOptions): Tensor;
  /** `conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, SymInt[2] padding=0, SymInt[2] dilation=1, SymInt groups=1) -> Tensor` · `conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, str padding="valid", SymInt[2] dilation=1, SymInt groups=1) -> Tensor` · [torch.nn.functional.conv2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html) */
  conv2d(input: Tensor, weight: Tensor, bias?: Tensor | null | ConvOptions, stride?: IntList | ConvOptions, padding?: 'same' | 'valid' | IntList | ConvOptions, dilation?: IntList | ConvOptions, groups?: number | ConvOptions): Tensor;
  /** `conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, SymInt[2] padding=0, SymInt[2] dilation=1, SymInt groups=1) -> Tensor` · `conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, str padding="valid", SymInt[2] dilation=1, SymInt groups=1) -> Tensor` · [torch.nn.functional.conv2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv2d.html) */
  conv2d(input: Tensor, options: { weight: Tensor } & ConvOptions): Tensor;
  /** `conv3d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=1, SymInt[3] padding=0, SymInt[3] dilation=1, SymInt groups=1) -> Tensor` · `conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=1, str padding="valid", SymInt[3] dilation=1, SymInt groups=1) -> Tensor` · [torch.nn.functional.conv3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html) */
  conv3d(input: Tensor, weight: Tensor, bias?: Tensor | null | ConvOptions, stride?: IntList | ConvOptions, padding?: 'same' | 'valid' | IntList | ConvOptions, dilation?: IntList | ConvOptions, groups?: number | ConvOptions): Tensor;
  /** `conv3d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=1, SymInt[3] padding=0, SymInt[3] dilation=1, SymInt groups=1) -> Tensor` · `conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=1, str padding="valid", SymInt[3] dilation=1, SymInt groups=1) -> Tensor` · [torch.nn.functional.conv3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv3d.html) */
  conv3d(input: Tensor, options: { weight: Tensor } & ConvOptions): Tensor;
  /** `conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
  conv_tbc(input: Tensor, weight: Tensor, bias: Tensor, pad?: number | ConvTbcOptions): Tensor;
  /** `conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
  conv_tbc(input: Tensor, weight: Tensor, options: { bias: Tensor } & ConvTbcOptions): Tensor;
  /** `conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
  conv_tbc(input: Tensor, options: { weight: Tensor; bias: Tensor } & ConvTbcOptions): Tensor;
  /** `conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=1, SymInt[1] padding=0, SymInt[1] output_padding=0, SymInt groups=1, SymInt[1] dilation=1) -> Tensor` · [torch.nn.functional.conv_transpose1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html) */
  conv_transpose1d(input: Tensor, weight: Tensor, bias?: Tensor | null | ConvTransposeOptions, stride?: IntList | ConvTransposeOptions, padding?: IntList | ConvTransposeOptions, output_padding?: IntList | ConvTransposeOptions, groups?: number | ConvTransposeOptions, dilation?: IntList | ConvTransposeOptions): Tensor;
  /** `conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=1, SymInt[1] padding=0, SymInt[1] output_padding=0, SymInt groups=1, SymInt[1] dilation=1) -> Tensor` · [torch.nn.functional.conv_transpose1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose1d.html) */
  conv_transpose1d(input: Tensor, options: { weight: Tensor } & ConvTransposeOptions): Tensor;
  /** `conv_transpose2d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, SymInt[2] padding=0, SymInt[2] output_padding=0, SymInt groups=1, SymInt[2] dilation=1) -> Tensor` · [torch.nn.functional.conv_transpose2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html) */
  conv_transpose2d(input: Tensor, weight: Tensor, bias?: Tensor | null | ConvTransposeOptions, stride?: IntList | ConvTransposeOptions, padding?: IntList | ConvTransposeOptions, output_padding?: IntList | ConvTransposeOptions, groups?: number | ConvTransposeOptions, dilation?: IntList | ConvTransposeOptions): Tensor;
  /** `conv_transpose2d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=1, SymInt[2] padding=0, SymInt[2] output_padding=0, SymInt groups=1, SymInt[2] dilation=1) -> Tensor` · [torch.nn.functional.conv_transpose2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose2d.html) */
  conv_transpose2d(input: Tensor, options: { weight: Tensor } & ConvTransposeOptions): Tensor;
  /** `conv_transpose3d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=1, SymInt[3] padding=0, SymInt[3] output_padding=0, SymInt groups=1, SymInt[3] dilation=1) -> Tensor` · [torch.nn.functional.conv_transpose3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html) */
  conv_transpose3d(input: Tensor, weight: Tensor, bias?: Tensor | null | ConvTransposeOptions, stride?: IntList | ConvTransposeOptions, padding?: IntList | ConvTransposeOptions, output_padding?: IntList | ConvTransposeOptions, groups?: number | ConvTransposeOptions, dilation?: IntList | ConvTransposeOptions): Tensor;
  /** `conv_transpose3d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=1, SymInt[3] padding=0, SymInt[3] output_padding=0, SymInt groups=1, SymInt[3] dilation=1) -> Tensor` · [torch.nn.functional.conv_transpose3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.conv_transpose3d.html) */
  conv_transpose3d(input: Tensor, options: { weight: Tensor } & ConvTransposeOptions): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], options: { groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, options: { output_padding: readonly number[]; groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], options: { transposed: boolean; output_padding: readonly number[]; groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], options: { dilation: readonly number[]; transposed: boolean; output_padding: readonly number[]; groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], options: { padding: readonly number[]; dilation: readonly number[]; transposed: boolean; output_padding: readonly number[]; groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; output_padding: readonly number[]; groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, options: { bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; output_padding: readonly number[]; groups: number }): Tensor;
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, options: { weight: Tensor; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; output_padding: readonly number[]; groups: number }): Tensor;
  /** `copysign.Tensor(Tensor self, Tensor other) -> Tensor` · `copysign.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.copysign](https://docs.pytorch.org/docs/2.13/generated/torch.copysign.html) */
  copysign(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `copysign.Tensor(Tensor self, Tensor other) -> Tensor` · `copysign.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.copysign](https://docs.pytorch.org/docs/2.13/generated/torch.copysign.html) */
  copysign(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `corrcoef(Tensor self) -> Tensor` · [torch.corrcoef](https://docs.pytorch.org/docs/2.13/generated/torch.corrcoef.html) */
  corrcoef(input: Tensor): Tensor;
  /** `cos(Tensor self) -> Tensor` · [torch.cos](https://docs.pytorch.org/docs/2.13/generated/torch.cos.html) */
  cos(input: Tensor, options?: OutOptions): Tensor;
  /** `cos_(Tensor(a!) self) -> Tensor(a!)` */
  cos_(input: Tensor): Tensor;
  /** `cosh(Tensor self) -> Tensor` · [torch.cosh](https://docs.pytorch.org/docs/2.13/generated/torch.cosh.html) */
  cosh(input: Tensor, options?: OutOptions): Tensor;
  /** `cosh_(Tensor(a!) self) -> Tensor(a!)` */
  cosh_(input: Tensor): Tensor;
  /** `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  cosine_embedding_loss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number | MarginReductionOptions, reduction?: number | MarginReductionOptions): Tensor;
  /** `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  cosine_embedding_loss(input1: Tensor, input2: Tensor, options: { target: Tensor } & MarginReductionOptions): Tensor;
  /** `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  cosine_embedding_loss(input1: Tensor, options: { input2: Tensor; target: Tensor } & MarginReductionOptions): Tensor;
  /** `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  cosine_embedding_loss(options: { input1: Tensor; input2: Tensor; target: Tensor } & MarginReductionOptions): Tensor;
  /** `cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor` · [torch.nn.functional.cosine_similarity](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_similarity.html) */
  cosine_similarity(x1: Tensor, x2: Tensor, dim?: number | CosineSimilarityOptions, eps?: number | CosineSimilarityOptions): Tensor;
  /** `cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor` · [torch.nn.functional.cosine_similarity](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_similarity.html) */
  cosine_similarity(x1: Tensor, options: { x2: Tensor } & CosineSimilarityOptions): Tensor;
  /** `cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor` · [torch.nn.functional.cosine_similarity](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.cosine_similarity.html) */
  cosine_similarity(options: { x1: Tensor; x2: Tensor } & CosineSimilarityOptions): Tensor;
  /** `count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` · [torch.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.count_nonzero.html) */
  count_nonzero(input: Tensor, dim: readonly number[]): Tensor;
  /** `count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` · [torch.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.count_nonzero.html) */
  count_nonzero(input: Tensor, options: { dim: readonly number[] }): Tensor;
  /** `count_nonzero(Tensor self, int? dim=None) -> Tensor` · [torch.count_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.count_nonzero.html) */
  count_nonzero(input: Tensor, dim?: number | null | CountNonzeroOptions): Tensor;
  /** `cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor` · [torch.cov](https://docs.pytorch.org/docs/2.13/generated/torch.cov.html) */
  cov(input: Tensor, options?: CovOptions): Tensor;
  /** `cross(Tensor self, Tensor other, int? dim=None) -> Tensor` · [torch.cross](https://docs.pytorch.org/docs/2.13/generated/torch.cross.html) */
  cross(input: Tensor, other: Tensor, dim?: number | null | DimOutOptions2, options?: DimOutOptions2): Tensor;
  /** `cross(Tensor self, Tensor other, int? dim=None) -> Tensor` · [torch.cross](https://docs.pytorch.org/docs/2.13/generated/torch.cross.html) */
  cross(input: Tensor, options: { other: Tensor } & DimOutOptions2): Tensor;
  /** `crow_indices_copy(Tensor self) -> Tensor` */
  crow_indices_copy(input: Tensor): Tensor;
  /** `ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank?: number | CtcLossOptions, reduction?: number | CtcLossOptions, zero_infinity?: boolean | CtcLossOptions): Tensor;
  /** `ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], options: { target_lengths: readonly number[] } & CtcLossOptions): Tensor;
  /** `ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, targets: Tensor, options: { input_lengths: readonly number[]; target_lengths: readonly number[] } & CtcLossOptions): Tensor;
  /** `ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, options: { targets: Tensor; input_lengths: readonly number[]; target_lengths: readonly number[] } & CtcLossOptions): Tensor;
  /** `ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(options: { log_probs: Tensor; targets: Tensor; input_lengths: readonly number[]; target_lengths: readonly number[] } & CtcLossOptions): Tensor;
  /** `ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank?: number | CtcLossOptions, reduction?: number | CtcLossOptions, zero_infinity?: boolean | CtcLossOptions): Tensor;
  /** `ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, options: { target_lengths: Tensor } & CtcLossOptions): Tensor;
  /** `ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, targets: Tensor, options: { input_lengths: Tensor; target_lengths: Tensor } & CtcLossOptions): Tensor;
  /** `ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(log_probs: Tensor, options: { targets: Tensor; input_lengths: Tensor; target_lengths: Tensor } & CtcLossOptions): Tensor;
  /** `ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=Mean, bool zero_infinity=False) -> Tensor` · [torch.nn.functional.ctc_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.ctc_loss.html) */
  ctc_loss(options: { log_probs: Tensor; targets: Tensor; input_lengths: Tensor; target_lengths: Tensor } & CtcLossOptions): Tensor;
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnn_affine_grid_generator(theta: Tensor, N: number, C: number, H: number, W: number): Tensor;
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnn_affine_grid_generator(theta: Tensor, N: number, C: number, H: number, options: { W: number }): Tensor;
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnn_affine_grid_generator(theta: Tensor, N: number, C: number, options: { H: number; W: number }): Tensor;
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnn_affine_grid_generator(theta: Tensor, N: number, options: { C: number; H: number; W: number }): Tensor;
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnn_affine_grid_generator(theta: Tensor, options: { N: number; C: number; H: number; W: number }): Tensor;
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnn_affine_grid_generator(options: { theta: Tensor; N: number; C: number; H: number; W: number }): Tensor;
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, epsilon: number, options?: CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, options: { epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, options: { exponential_average_factor: number; epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, options: { training: boolean; exponential_average_factor: number; epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, options: { running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, options: { running_mean: Tensor | null; running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, weight: Tensor, options: { bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnn_batch_norm(input: Tensor, options: { weight: Tensor; bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number } & CudnnBatchNormOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, allow_tf32: boolean, options?: OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, options: { allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, options: { deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, options: { benchmark: boolean; deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], options: { groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], options: { dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, padding: readonly number[], options: { stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, weight: Tensor, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution(input: Tensor, options: { weight: Tensor; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean } & OutOptions): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], options: { groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], options: { dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], options: { padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, options: { bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, options: { alpha: Scalar | null; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, weight: Tensor, options: { z: Tensor; alpha: Scalar | null; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_add_relu(input: Tensor, options: { weight: Tensor; z: Tensor; alpha: Scalar | null; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], options: { groups: number }): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], options: { dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], options: { padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, weight: Tensor, options: { bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnn_convolution_relu(input: Tensor, options: { weight: Tensor; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, allow_tf32: boolean): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, options: { allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, options: { deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, options: { benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], options: { groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], options: { dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], options: { stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], options: { output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, weight: Tensor, options: { padding: readonly number[]; output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnn_convolution_transpose(input: Tensor, options: { weight: Tensor; padding: readonly number[]; output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allow_tf32: boolean }): Tensor;
  /** `cudnn_grid_sampler(Tensor self, Tensor grid) -> Tensor output` */
  cudnn_grid_sampler(input: Tensor, grid: Tensor): Tensor;
  /** `cudnn_grid_sampler(Tensor self, Tensor grid) -> Tensor output` */
  cudnn_grid_sampler(input: Tensor, options: { grid: Tensor }): Tensor;
  /** `cudnn_is_acceptable(Tensor self) -> bool` */
  cudnn_is_acceptable(input: Tensor): boolean;
  /** `cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.cummax](https://docs.pytorch.org/docs/2.13/generated/torch.cummax.html) */
  cummax(input: Tensor, dim: number, options?: OutOptions2): ValuesIndices;
  /** `cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.cummax](https://docs.pytorch.org/docs/2.13/generated/torch.cummax.html) */
  cummax(input: Tensor, options: { dim: number } & OutOptions2): ValuesIndices;
  /** `cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.cummin](https://docs.pytorch.org/docs/2.13/generated/torch.cummin.html) */
  cummin(input: Tensor, dim: number, options?: OutOptions2): ValuesIndices;
  /** `cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` · [torch.cummin](https://docs.pytorch.org/docs/2.13/generated/torch.cummin.html) */
  cummin(input: Tensor, options: { dim: number } & OutOptions2): ValuesIndices;
  /** `cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.cumprod](https://docs.pytorch.org/docs/2.13/generated/torch.cumprod.html) */
  cumprod(input: Tensor, dim: number, options?: DtypeOutOptions): Tensor;
  /** `cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.cumprod](https://docs.pytorch.org/docs/2.13/generated/torch.cumprod.html) */
  cumprod(input: Tensor, options: { dim: number } & DtypeOutOptions): Tensor;
  /** `cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.cumsum](https://docs.pytorch.org/docs/2.13/generated/torch.cumsum.html) */
  cumsum(input: Tensor, dim: number, options?: DtypeOutOptions): Tensor;
  /** `cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.cumsum](https://docs.pytorch.org/docs/2.13/generated/torch.cumsum.html) */
  cumsum(input: Tensor, options: { dim: number } & DtypeOutOptions): Tensor;
  /** `cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.cumulative_trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.cumulative_trapezoid.html) */
  cumulative_trapezoid(y: Tensor, x: Tensor, options?: DimOptions): Tensor;
  /** `cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.cumulative_trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.cumulative_trapezoid.html) */
  cumulative_trapezoid(y: Tensor, options: { x: Tensor } & DimOptions): Tensor;
  /** `cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.cumulative_trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.cumulative_trapezoid.html) */
  cumulative_trapezoid(options: { y: Tensor; x: Tensor } & DimOptions): Tensor;
  /** `cumulative_trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` · [torch.cumulative_trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.cumulative_trapezoid.html) */
  cumulative_trapezoid(y: Tensor, options?: DxDimOptions): Tensor;
  /** `cumulative_trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` · [torch.cumulative_trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.cumulative_trapezoid.html) */
  cumulative_trapezoid(options: { y: Tensor } & DxDimOptions): Tensor;
  /** `deg2rad(Tensor self) -> Tensor` · [torch.deg2rad](https://docs.pytorch.org/docs/2.13/generated/torch.deg2rad.html) */
  deg2rad(input: Tensor, options?: OutOptions): Tensor;
  /** `deg2rad_(Tensor(a!) self) -> Tensor(a!)` */
  deg2rad_(input: Tensor): Tensor;
  /** `dequantize.self(Tensor self) -> Tensor` · [torch.dequantize](https://docs.pytorch.org/docs/2.13/generated/torch.dequantize.html) */
  dequantize(input: Tensor): Tensor;
  /** `dequantize.tensors(Tensor[] tensors) -> Tensor[]` · [torch.dequantize](https://docs.pytorch.org/docs/2.13/generated/torch.dequantize.html) */
  dequantize(tensors: readonly Tensor[]): TensorList;
  /** `det(Tensor self) -> Tensor` · [torch.det](https://docs.pytorch.org/docs/2.13/generated/torch.det.html) */
  det(input: Tensor): Tensor;
  /** `detach(Tensor(a) self) -> Tensor(a)` */
  detach(input: Tensor): Tensor;
  /** `detach_(Tensor(a!) self) -> Tensor(a!)` */
  detach_(input: Tensor): Tensor;
  /** `detach_copy(Tensor self) -> Tensor` */
  detach_copy(input: Tensor): Tensor;
  /** `diag(Tensor self, int diagonal=0) -> Tensor` · [torch.diag](https://docs.pytorch.org/docs/2.13/generated/torch.diag.html) */
  diag(input: Tensor, diagonal?: number | DiagonalOutOptions, options?: DiagonalOutOptions): Tensor;
  /** `diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor` · [torch.diag_embed](https://docs.pytorch.org/docs/2.13/generated/torch.diag_embed.html) */
  diag_embed(input: Tensor, offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagflat(Tensor self, int offset=0) -> Tensor` · [torch.diagflat](https://docs.pytorch.org/docs/2.13/generated/torch.diagflat.html) */
  diagflat(input: Tensor, offset?: number | DiagflatOptions): Tensor;
  /** `diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)` · [torch.diagonal](https://docs.pytorch.org/docs/2.13/generated/torch.diagonal.html) */
  diagonal(input: Tensor, offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` · [torch.diagonal](https://docs.pytorch.org/docs/2.13/generated/torch.diagonal.html) */
  diagonal_copy(input: Tensor, offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` · [torch.diagonal_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.diagonal_scatter.html) */
  diagonal_scatter(input: Tensor, src: Tensor, offset?: number | OffsetDim1Dim2Options, dim1?: number | OffsetDim1Dim2Options, dim2?: number | OffsetDim1Dim2Options): Tensor;
  /** `diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` · [torch.diagonal_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.diagonal_scatter.html) */
  diagonal_scatter(input: Tensor, options: { src: Tensor } & OffsetDim1Dim2Options): Tensor;
  /** `diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor` · [torch.diff](https://docs.pytorch.org/docs/2.13/generated/torch.diff.html) */
  diff(input: Tensor, n?: number | DiffOptions, dim?: number | DiffOptions, prepend?: Tensor | null | DiffOptions, append?: Tensor | null | DiffOptions, options?: DiffOptions): Tensor;
  /** `digamma(Tensor self) -> Tensor` · [torch.digamma](https://docs.pytorch.org/docs/2.13/generated/torch.digamma.html) */
  digamma(input: Tensor, options?: OutOptions): Tensor;
  /** `dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` · [torch.dist](https://docs.pytorch.org/docs/2.13/generated/torch.dist.html) */
  dist(input: Tensor, other: Tensor, p?: Scalar | POptions): Tensor;
  /** `dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` · [torch.dist](https://docs.pytorch.org/docs/2.13/generated/torch.dist.html) */
  dist(input: Tensor, options: { other: Tensor } & POptions): Tensor;
  /** `div.Tensor(Tensor self, Tensor other) -> Tensor` · `div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `div.Scalar(Tensor self, Scalar other) -> Tensor` · `div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.div](https://docs.pytorch.org/docs/2.13/generated/torch.div.html) */
  div(input: Tensor, other: Tensor | Scalar, options?: OutRoundingModeOptions): Tensor;
  /** `div.Tensor(Tensor self, Tensor other) -> Tensor` · `div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `div.Scalar(Tensor self, Scalar other) -> Tensor` · `div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.div](https://docs.pytorch.org/docs/2.13/generated/torch.div.html) */
  div(input: Tensor, options: { other: Tensor | Scalar } & OutRoundingModeOptions): Tensor;
  /** `divide.Tensor(Tensor self, Tensor other) -> Tensor` · `divide.Scalar(Tensor self, Scalar other) -> Tensor` · `divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.divide](https://docs.pytorch.org/docs/2.13/generated/torch.divide.html) */
  divide(input: Tensor, other: Tensor | Scalar, options?: OutRoundingModeOptions): Tensor;
  /** `divide.Tensor(Tensor self, Tensor other) -> Tensor` · `divide.Scalar(Tensor self, Scalar other) -> Tensor` · `divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` · `divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` · [torch.divide](https://docs.pytorch.org/docs/2.13/generated/torch.divide.html) */
  divide(input: Tensor, options: { other: Tensor | Scalar } & OutRoundingModeOptions): Tensor;
  /** `dot(Tensor self, Tensor tensor) -> Tensor` · [torch.dot](https://docs.pytorch.org/docs/2.13/generated/torch.dot.html) */
  dot(input: Tensor, tensor: Tensor, options?: OutOptions): Tensor;
  /** `dot(Tensor self, Tensor tensor) -> Tensor` · [torch.dot](https://docs.pytorch.org/docs/2.13/generated/torch.dot.html) */
  dot(input: Tensor, options: { tensor: Tensor } & OutOptions): Tensor;
  /** `dropout(Tensor input, float p, bool train) -> Tensor` · [torch.nn.functional.dropout](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout.html) */
  dropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `dropout(Tensor input, float p, bool train) -> Tensor` · [torch.nn.functional.dropout](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout.html) */
  dropout(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `dropout(Tensor input, float p, bool train) -> Tensor` · [torch.nn.functional.dropout](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.dropout.html) */
  dropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  dropout_(input: Tensor, p: number, train: boolean): Tensor;
  /** `dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  dropout_(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  dropout_(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.dsplit.html) */
  dsplit(input: Tensor, sections: number): TensorList;
  /** `dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.dsplit.html) */
  dsplit(input: Tensor, options: { sections: number }): TensorList;
  /** `dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.dsplit.html) */
  dsplit(input: Tensor, indices: readonly number[]): TensorList;
  /** `dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.dsplit](https://docs.pytorch.org/docs/2.13/generated/torch.dsplit.html) */
  dsplit(input: Tensor, options: { indices: readonly number[] }): TensorList;
  /** `dstack(Tensor[] tensors) -> Tensor` · [torch.dstack](https://docs.pytorch.org/docs/2.13/generated/torch.dstack.html) */
  dstack(tensors: readonly Tensor[], options?: OutOptions): Tensor;
  /** `einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor` · [torch.einsum](https://docs.pytorch.org/docs/2.13/generated/torch.einsum.html) */
  einsum(equation: string, tensors: readonly Tensor[], options?: EinsumOptions): Tensor;
  /** `einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor` · [torch.einsum](https://docs.pytorch.org/docs/2.13/generated/torch.einsum.html) */
  einsum(equation: string, options: { tensors: readonly Tensor[] } & EinsumOptions): Tensor;
  /** `einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor` · [torch.einsum](https://docs.pytorch.org/docs/2.13/generated/torch.einsum.html) */
  einsum(options: { equation: string; tensors: readonly Tensor[] } & EinsumOptions): Tensor;
  /** `embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor` · [torch.nn.functional.embedding](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding.html) */
  embedding(weight: Tensor, indices: Tensor, padding_idx?: number | EmbeddingOptions, scale_grad_by_freq?: boolean | EmbeddingOptions, sparse?: boolean | EmbeddingOptions): Tensor;
  /** `embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor` · [torch.nn.functional.embedding](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding.html) */
  embedding(weight: Tensor, options: { indices: Tensor } & EmbeddingOptions): Tensor;
  /** `embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor` · [torch.nn.functional.embedding](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding.html) */
  embedding(options: { weight: Tensor; indices: Tensor } & EmbeddingOptions): Tensor;
  /** `embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq?: boolean | EmbeddingBagOptions, mode?: number | EmbeddingBagOptions, sparse?: boolean | EmbeddingBagOptions, per_sample_weights?: Tensor | null | EmbeddingBagOptions, include_last_offset?: boolean | EmbeddingBagOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, options: { offsets: Tensor } & EmbeddingBagOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, options: { indices: Tensor; offsets: Tensor } & EmbeddingBagOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(options: { weight: Tensor; indices: Tensor; offsets: Tensor } & EmbeddingBagOptions): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, mode: number, sparse: boolean, per_sample_weights: Tensor | null, include_last_offset: boolean, padding_idx: number | null): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, mode: number, sparse: boolean, per_sample_weights: Tensor | null, include_last_offset: boolean, options: { padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, mode: number, sparse: boolean, per_sample_weights: Tensor | null, options: { include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, mode: number, sparse: boolean, options: { per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, mode: number, options: { sparse: boolean; per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, options: { mode: number; sparse: boolean; per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, options: { scale_grad_by_freq: boolean; mode: number; sparse: boolean; per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, indices: Tensor, options: { offsets: Tensor; scale_grad_by_freq: boolean; mode: number; sparse: boolean; per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(weight: Tensor, options: { indices: Tensor; offsets: Tensor; scale_grad_by_freq: boolean; mode: number; sparse: boolean; per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` · [torch.nn.functional.embedding_bag](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.embedding_bag.html) */
  embedding_bag(options: { weight: Tensor; indices: Tensor; offsets: Tensor; scale_grad_by_freq: boolean; mode: number; sparse: boolean; per_sample_weights: Tensor | null; include_last_offset: boolean; padding_idx: number | null }): [Tensor, Tensor, Tensor, Tensor];
  /** `embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embedding_renorm_(input: Tensor, indices: Tensor, max_norm: number, norm_type: number): Tensor;
  /** `embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embedding_renorm_(input: Tensor, indices: Tensor, max_norm: number, options: { norm_type: number }): Tensor;
  /** `embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embedding_renorm_(input: Tensor, indices: Tensor, options: { max_norm: number; norm_type: number }): Tensor;
  /** `embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embedding_renorm_(input: Tensor, options: { indices: Tensor; max_norm: number; norm_type: number }): Tensor;
  /** `empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `empty.out(SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` · [torch.empty](https://docs.pytorch.org/docs/2.13/generated/torch.empty.html) */
  empty(...size: number[]): Tensor;
  /** `empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `empty.out(SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` · [torch.empty](https://docs.pytorch.org/docs/2.13/generated/torch.empty.html) */
  empty(...args: [...size: number[], options: EmptyOptions]): Tensor;
  /** `empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `empty.out(SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` · [torch.empty](https://docs.pytorch.org/docs/2.13/generated/torch.empty.html) */
  empty(size: readonly number[], options?: EmptyOptions): Tensor;
  /** `empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `empty.out(SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` · [torch.empty](https://docs.pytorch.org/docs/2.13/generated/torch.empty.html) */
  empty(options: { size: readonly number[] } & EmptyOptions): Tensor;
  /** `empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.empty_like](https://docs.pytorch.org/docs/2.13/generated/torch.empty_like.html) */
  empty_like(input: Tensor, options?: MemoryFormatFactoryOptions): Tensor;
  /** `empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.empty_permuted](https://docs.pytorch.org/docs/2.13/generated/torch.empty_permuted.html) */
  empty_permuted(size: readonly number[], physical_layout: readonly number[], options?: FactoryOptions): Tensor;
  /** `empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.empty_permuted](https://docs.pytorch.org/docs/2.13/generated/torch.empty_permuted.html) */
  empty_permuted(size: readonly number[], options: { physical_layout: readonly number[] } & FactoryOptions): Tensor;
  /** `empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.empty_permuted](https://docs.pytorch.org/docs/2.13/generated/torch.empty_permuted.html) */
  empty_permuted(options: { size: readonly number[]; physical_layout: readonly number[] } & FactoryOptions): Tensor;
  /** `empty_quantized(int[] size, Tensor qtensor, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  empty_quantized(size: readonly number[], qtensor: Tensor, options?: MemoryFormatFactoryOptions): Tensor;
  /** `empty_quantized(int[] size, Tensor qtensor, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  empty_quantized(size: readonly number[], options: { qtensor: Tensor } & MemoryFormatFactoryOptions): Tensor;
  /** `empty_quantized(int[] size, Tensor qtensor, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  empty_quantized(options: { size: readonly number[]; qtensor: Tensor } & MemoryFormatFactoryOptions): Tensor;
  /** `empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.empty_strided](https://docs.pytorch.org/docs/2.13/generated/torch.empty_strided.html) */
  empty_strided(size: readonly number[], stride: readonly number[], options?: FactoryOptions): Tensor;
  /** `empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.empty_strided](https://docs.pytorch.org/docs/2.13/generated/torch.empty_strided.html) */
  empty_strided(size: readonly number[], options: { stride: readonly number[] } & FactoryOptions): Tensor;
  /** `empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.empty_strided](https://docs.pytorch.org/docs/2.13/generated/torch.empty_strided.html) */
  empty_strided(options: { size: readonly number[]; stride: readonly number[] } & FactoryOptions): Tensor;
  /** `eq.Scalar(Tensor self, Scalar other) -> Tensor` · `eq.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.eq](https://docs.pytorch.org/docs/2.13/generated/torch.eq.html) */
  eq(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `eq.Scalar(Tensor self, Scalar other) -> Tensor` · `eq.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.eq](https://docs.pytorch.org/docs/2.13/generated/torch.eq.html) */
  eq(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `equal(Tensor self, Tensor other) -> bool` · [torch.equal](https://docs.pytorch.org/docs/2.13/generated/torch.equal.html) */
  equal(input: Tensor, other: Tensor): boolean;
  /** `equal(Tensor self, Tensor other) -> bool` · [torch.equal](https://docs.pytorch.org/docs/2.13/generated/torch.equal.html) */
  equal(input: Tensor, options: { other: Tensor }): boolean;
  /** `erf(Tensor self) -> Tensor` · [torch.erf](https://docs.pytorch.org/docs/2.13/generated/torch.erf.html) */
  erf(input: Tensor, options?: OutOptions): Tensor;
  /** `erf_(Tensor(a!) self) -> Tensor(a!)` */
  erf_(input: Tensor): Tensor;
  /** `erfc(Tensor self) -> Tensor` · [torch.erfc](https://docs.pytorch.org/docs/2.13/generated/torch.erfc.html) */
  erfc(input: Tensor, options?: OutOptions): Tensor;
  /** `erfc_(Tensor(a!) self) -> Tensor(a!)` */
  erfc_(input: Tensor): Tensor;
  /** `erfinv(Tensor self) -> Tensor` · [torch.erfinv](https://docs.pytorch.org/docs/2.13/generated/torch.erfinv.html) */
  erfinv(input: Tensor, options?: OutOptions): Tensor;
  /** `exp(Tensor self) -> Tensor` · [torch.exp](https://docs.pytorch.org/docs/2.13/generated/torch.exp.html) */
  exp(input: Tensor, options?: OutOptions): Tensor;
  /** `exp2(Tensor self) -> Tensor` · [torch.exp2](https://docs.pytorch.org/docs/2.13/generated/torch.exp2.html) */
  exp2(input: Tensor, options?: OutOptions): Tensor;
  /** `exp2_(Tensor(a!) self) -> Tensor(a!)` */
  exp2_(input: Tensor): Tensor;
  /** `exp_(Tensor(a!) self) -> Tensor(a!)` */
  exp_(input: Tensor): Tensor;
  /** `expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
  expand_copy(input: Tensor, size: readonly number[], options?: ExpandCopyOptions): Tensor;
  /** `expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
  expand_copy(input: Tensor, options: { size: readonly number[] } & ExpandCopyOptions): Tensor;
  /** `expm1(Tensor self) -> Tensor` · [torch.expm1](https://docs.pytorch.org/docs/2.13/generated/torch.expm1.html) */
  expm1(input: Tensor, options?: OutOptions): Tensor;
  /** `expm1_(Tensor(a!) self) -> Tensor(a!)` */
  expm1_(input: Tensor): Tensor;
  /** `eye(SymInt n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `eye.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)` · [torch.eye](https://docs.pytorch.org/docs/2.13/generated/torch.eye.html) */
  eye(n: number, options?: OutFactoryOptions): Tensor;
  /** `eye(SymInt n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `eye.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)` · [torch.eye](https://docs.pytorch.org/docs/2.13/generated/torch.eye.html) */
  eye(options: { n: number } & OutFactoryOptions): Tensor;
  /** `eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `eye.m_out(SymInt n, SymInt m, *, Tensor(a!) out) -> Tensor(a!)` · [torch.eye](https://docs.pytorch.org/docs/2.13/generated/torch.eye.html) */
  eye(n: number, m: number, options?: OutFactoryOptions): Tensor;
  /** `eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `eye.m_out(SymInt n, SymInt m, *, Tensor(a!) out) -> Tensor(a!)` · [torch.eye](https://docs.pytorch.org/docs/2.13/generated/torch.eye.html) */
  eye(n: number, options: { m: number } & OutFactoryOptions): Tensor;
  /** `eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `eye.m_out(SymInt n, SymInt m, *, Tensor(a!) out) -> Tensor(a!)` · [torch.eye](https://docs.pytorch.org/docs/2.13/generated/torch.eye.html) */
  eye(options: { n: number; m: number } & OutFactoryOptions): Tensor;
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_channel_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_channel_affine.html) */
  fake_quantize_per_channel_affine(input: Tensor, scale: Tensor, zero_point: Tensor, axis: number, quant_min: number, quant_max: number): Tensor;
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_channel_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_channel_affine.html) */
  fake_quantize_per_channel_affine(input: Tensor, scale: Tensor, zero_point: Tensor, axis: number, quant_min: number, options: { quant_max: number }): Tensor;
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_channel_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_channel_affine.html) */
  fake_quantize_per_channel_affine(input: Tensor, scale: Tensor, zero_point: Tensor, axis: number, options: { quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_channel_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_channel_affine.html) */
  fake_quantize_per_channel_affine(input: Tensor, scale: Tensor, zero_point: Tensor, options: { axis: number; quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_channel_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_channel_affine.html) */
  fake_quantize_per_channel_affine(input: Tensor, scale: Tensor, options: { zero_point: Tensor; axis: number; quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_channel_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_channel_affine.html) */
  fake_quantize_per_channel_affine(input: Tensor, options: { scale: Tensor; zero_point: Tensor; axis: number; quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: number, zero_point: number, quant_min: number, quant_max: number): Tensor;
  /** `fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: number, zero_point: number, quant_min: number, options: { quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: number, zero_point: number, options: { quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: number, options: { zero_point: number; quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, options: { scale: number; zero_point: number; quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: Tensor, zero_point: Tensor, quant_min: number, quant_max: number): Tensor;
  /** `fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: Tensor, zero_point: Tensor, quant_min: number, options: { quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: Tensor, zero_point: Tensor, options: { quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, scale: Tensor, options: { zero_point: Tensor; quant_min: number; quant_max: number }): Tensor;
  /** `fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` · [torch.fake_quantize_per_tensor_affine](https://docs.pytorch.org/docs/2.13/generated/torch.fake_quantize_per_tensor_affine.html) */
  fake_quantize_per_tensor_affine(input: Tensor, options: { scale: Tensor; zero_point: Tensor; quant_min: number; quant_max: number }): Tensor;
  /** `fbgemm_linear_fp16_weight(Tensor input, Tensor packed_weight, Tensor bias) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, packed_weight: Tensor, bias: Tensor): Tensor;
  /** `fbgemm_linear_fp16_weight(Tensor input, Tensor packed_weight, Tensor bias) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, packed_weight: Tensor, options: { bias: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight(Tensor input, Tensor packed_weight, Tensor bias) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, options: { packed_weight: Tensor; bias: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight.out(Tensor input, Tensor packed_weight, Tensor bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, packed_weight: Tensor, bias: Tensor, output: Tensor): Tensor;
  /** `fbgemm_linear_fp16_weight.out(Tensor input, Tensor packed_weight, Tensor bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, packed_weight: Tensor, bias: Tensor, options: { output: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight.out(Tensor input, Tensor packed_weight, Tensor bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, packed_weight: Tensor, options: { bias: Tensor; output: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight.out(Tensor input, Tensor packed_weight, Tensor bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight(input: Tensor, options: { packed_weight: Tensor; bias: Tensor; output: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation(Tensor input, Tensor packed_weight, Tensor? bias) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, packed_weight: Tensor, bias: Tensor | null): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation(Tensor input, Tensor packed_weight, Tensor? bias) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, packed_weight: Tensor, options: { bias: Tensor | null }): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation(Tensor input, Tensor packed_weight, Tensor? bias) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, options: { packed_weight: Tensor; bias: Tensor | null }): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation.out(Tensor input, Tensor packed_weight, Tensor? bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, packed_weight: Tensor, bias: Tensor | null, output: Tensor): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation.out(Tensor input, Tensor packed_weight, Tensor? bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, packed_weight: Tensor, bias: Tensor | null, options: { output: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation.out(Tensor input, Tensor packed_weight, Tensor? bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, packed_weight: Tensor, options: { bias: Tensor | null; output: Tensor }): Tensor;
  /** `fbgemm_linear_fp16_weight_fp32_activation.out(Tensor input, Tensor packed_weight, Tensor? bias, Tensor(a!) output) -> Tensor` */
  fbgemm_linear_fp16_weight_fp32_activation(input: Tensor, options: { packed_weight: Tensor; bias: Tensor | null; output: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: Scalar, weight_zero_point: Scalar, bias: Tensor): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: Scalar, weight_zero_point: Scalar, options: { bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: Scalar, options: { weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, options: { weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, weight: Tensor, packed: Tensor, options: { col_offsets: Tensor; weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, weight: Tensor, options: { packed: Tensor; col_offsets: Tensor; weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight(input: Tensor, options: { weight: Tensor; packed: Tensor; col_offsets: Tensor; weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: Scalar, weight_zero_point: Scalar, bias: Tensor): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: Scalar, weight_zero_point: Scalar, options: { bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: Scalar, options: { weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, options: { weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, weight: Tensor, packed: Tensor, options: { col_offsets: Tensor; weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, weight: Tensor, options: { packed: Tensor; col_offsets: Tensor; weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemm_linear_int8_weight_fp32_activation(input: Tensor, options: { weight: Tensor; packed: Tensor; col_offsets: Tensor; weight_scale: Scalar; weight_zero_point: Scalar; bias: Tensor }): Tensor;
  /** `fbgemm_linear_quantize_weight(Tensor input) -> (Tensor, Tensor, float, int)` */
  fbgemm_linear_quantize_weight(input: Tensor): [Tensor, Tensor, number, number];
  /** `fbgemm_pack_gemm_matrix_fp16(Tensor input) -> Tensor` */
  fbgemm_pack_gemm_matrix_fp16(input: Tensor): Tensor;
  /** `fbgemm_pack_quantized_matrix(Tensor input) -> Tensor` */
  fbgemm_pack_quantized_matrix(input: Tensor): Tensor;
  /** `fbgemm_pack_quantized_matrix.KN(Tensor input, int K, int N) -> Tensor` */
  fbgemm_pack_quantized_matrix(input: Tensor, K: number, N: number): Tensor;
  /** `fbgemm_pack_quantized_matrix.KN(Tensor input, int K, int N) -> Tensor` */
  fbgemm_pack_quantized_matrix(input: Tensor, K: number, options: { N: number }): Tensor;
  /** `fbgemm_pack_quantized_matrix.KN(Tensor input, int K, int N) -> Tensor` */
  fbgemm_pack_quantized_matrix(input: Tensor, options: { K: number; N: number }): Tensor;
  /** `feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  feature_alpha_dropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  feature_alpha_dropout(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  feature_alpha_dropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  feature_alpha_dropout_(input: Tensor, p: number, train: boolean): Tensor;
  /** `feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  feature_alpha_dropout_(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  feature_alpha_dropout_(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `feature_dropout(Tensor input, float p, bool train) -> Tensor` */
  feature_dropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `feature_dropout(Tensor input, float p, bool train) -> Tensor` */
  feature_dropout(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `feature_dropout(Tensor input, float p, bool train) -> Tensor` */
  feature_dropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  feature_dropout_(input: Tensor, p: number, train: boolean): Tensor;
  /** `feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  feature_dropout_(input: Tensor, p: number, options: { train: boolean }): Tensor;
  /** `feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  feature_dropout_(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `fill.Scalar(Tensor self, Scalar value) -> Tensor` · `fill.Tensor(Tensor self, Tensor value) -> Tensor` */
  fill(input: Tensor, value: Tensor | Scalar): Tensor;
  /** `fill.Scalar(Tensor self, Scalar value) -> Tensor` · `fill.Tensor(Tensor self, Tensor value) -> Tensor` */
  fill(input: Tensor, options: { value: Tensor | Scalar }): Tensor;
  /** `fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` · `fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)` */
  fill_(input: Tensor, value: Tensor | Scalar): Tensor;
  /** `fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` · `fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)` */
  fill_(input: Tensor, options: { value: Tensor | Scalar }): Tensor;
  /** `fix(Tensor self) -> Tensor` · [torch.fix](https://docs.pytorch.org/docs/2.13/generated/torch.fix.html) */
  fix(input: Tensor, options?: OutOptions): Tensor;
  /** `fix_(Tensor(a!) self) -> Tensor(a!)` */
  fix_(input: Tensor): Tensor;
  /** `flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)` · [torch.flatten](https://docs.pytorch.org/docs/2.13/generated/torch.flatten.html) */
  flatten(input: Tensor, start_dim?: number | FlattenOptions, end_dim?: number | FlattenOptions): Tensor;
  /** `flip(Tensor self, int[] dims) -> Tensor` · [torch.flip](https://docs.pytorch.org/docs/2.13/generated/torch.flip.html) */
  flip(input: Tensor, dims: readonly number[]): Tensor;
  /** `flip(Tensor self, int[] dims) -> Tensor` · [torch.flip](https://docs.pytorch.org/docs/2.13/generated/torch.flip.html) */
  flip(input: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `fliplr(Tensor self) -> Tensor` · [torch.fliplr](https://docs.pytorch.org/docs/2.13/generated/torch.fliplr.html) */
  fliplr(input: Tensor): Tensor;
  /** `flipud(Tensor self) -> Tensor` · [torch.flipud](https://docs.pytorch.org/docs/2.13/generated/torch.flipud.html) */
  flipud(input: Tensor): Tensor;
  /** `float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `float_power.Scalar(Scalar self, Tensor exponent) -> Tensor` · [torch.float_power](https://docs.pytorch.org/docs/2.13/generated/torch.float_power.html) */
  float_power(input: Tensor | Scalar, exponent: Tensor, options?: OutOptions): Tensor;
  /** `float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `float_power.Scalar(Scalar self, Tensor exponent) -> Tensor` · [torch.float_power](https://docs.pytorch.org/docs/2.13/generated/torch.float_power.html) */
  float_power(input: Tensor | Scalar, options: { exponent: Tensor } & OutOptions): Tensor;
  /** `float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.float_power](https://docs.pytorch.org/docs/2.13/generated/torch.float_power.html) */
  float_power(input: Tensor, exponent: Scalar, options?: OutOptions): Tensor;
  /** `float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.float_power](https://docs.pytorch.org/docs/2.13/generated/torch.float_power.html) */
  float_power(input: Tensor, options: { exponent: Scalar } & OutOptions): Tensor;
  /** `floor(Tensor self) -> Tensor` · [torch.floor](https://docs.pytorch.org/docs/2.13/generated/torch.floor.html) */
  floor(input: Tensor, options?: OutOptions): Tensor;
  /** `floor_(Tensor(a!) self) -> Tensor(a!)` */
  floor_(input: Tensor): Tensor;
  /** `floor_divide(Tensor self, Tensor other) -> Tensor` · `floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.floor_divide](https://docs.pytorch.org/docs/2.13/generated/torch.floor_divide.html) */
  floor_divide(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `floor_divide(Tensor self, Tensor other) -> Tensor` · `floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.floor_divide](https://docs.pytorch.org/docs/2.13/generated/torch.floor_divide.html) */
  floor_divide(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `fmax(Tensor self, Tensor other) -> Tensor` · [torch.fmax](https://docs.pytorch.org/docs/2.13/generated/torch.fmax.html) */
  fmax(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `fmax(Tensor self, Tensor other) -> Tensor` · [torch.fmax](https://docs.pytorch.org/docs/2.13/generated/torch.fmax.html) */
  fmax(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `fmin(Tensor self, Tensor other) -> Tensor` · [torch.fmin](https://docs.pytorch.org/docs/2.13/generated/torch.fmin.html) */
  fmin(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `fmin(Tensor self, Tensor other) -> Tensor` · [torch.fmin](https://docs.pytorch.org/docs/2.13/generated/torch.fmin.html) */
  fmin(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `fmod.Scalar(Tensor self, Scalar other) -> Tensor` · `fmod.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.fmod](https://docs.pytorch.org/docs/2.13/generated/torch.fmod.html) */
  fmod(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `fmod.Scalar(Tensor self, Scalar other) -> Tensor` · `fmod.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.fmod](https://docs.pytorch.org/docs/2.13/generated/torch.fmod.html) */
  fmod(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `frac(Tensor self) -> Tensor` · [torch.frac](https://docs.pytorch.org/docs/2.13/generated/torch.frac.html) */
  frac(input: Tensor, options?: OutOptions): Tensor;
  /** `frac_(Tensor(a!) self) -> Tensor(a!)` */
  frac_(input: Tensor): Tensor;
  /** `frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)` · [torch.frexp](https://docs.pytorch.org/docs/2.13/generated/torch.frexp.html) */
  frexp(input: Tensor, options?: OutOptions2): MantissaExponent;
  /** `frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  frobenius_norm(input: Tensor, dim: IntList, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  frobenius_norm(input: Tensor, options: { dim: IntList } & KeepdimOutOptions): Tensor;
  /** `from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.from_file](https://docs.pytorch.org/docs/2.13/generated/torch.from_file.html) */
  from_file(filename: string, shared?: boolean | null | FromFileOptions, size?: number | null | FromFileOptions, options?: FromFileOptions): Tensor;
  /** `from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.from_file](https://docs.pytorch.org/docs/2.13/generated/torch.from_file.html) */
  from_file(options: { filename: string } & FromFileOptions): Tensor;
  /** `full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `full.out(SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)` · [torch.full](https://docs.pytorch.org/docs/2.13/generated/torch.full.html) */
  full(size: readonly number[], fill_value: Scalar, options?: OutFactoryOptions): Tensor;
  /** `full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `full.out(SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)` · [torch.full](https://docs.pytorch.org/docs/2.13/generated/torch.full.html) */
  full(size: readonly number[], options: { fill_value: Scalar } & OutFactoryOptions): Tensor;
  /** `full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `full.out(SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)` · [torch.full](https://docs.pytorch.org/docs/2.13/generated/torch.full.html) */
  full(options: { size: readonly number[]; fill_value: Scalar } & OutFactoryOptions): Tensor;
  /** `full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.full_like](https://docs.pytorch.org/docs/2.13/generated/torch.full_like.html) */
  full_like(input: Tensor, fill_value: Scalar, options?: MemoryFormatFactoryOptions): Tensor;
  /** `full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.full_like](https://docs.pytorch.org/docs/2.13/generated/torch.full_like.html) */
  full_like(input: Tensor, options: { fill_value: Scalar } & MemoryFormatFactoryOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: number, quant_max: number, ch_axis: number, per_row_fake_quant?: boolean | FusedMovingAvgObsFakeQuantOptions, symmetric_quant?: boolean | FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: number, quant_max: number, options: { ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: number, options: { quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, options: { quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, options: { averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, options: { zero_point: Tensor; averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, options: { scale: Tensor; zero_point: Tensor; averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, options: { running_max: Tensor; scale: Tensor; zero_point: Tensor; averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, options: { running_min: Tensor; running_max: Tensor; scale: Tensor; zero_point: Tensor; averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, observer_on: Tensor, options: { fake_quant_on: Tensor; running_min: Tensor; running_max: Tensor; scale: Tensor; zero_point: Tensor; averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fused_moving_avg_obs_fake_quant(input: Tensor, options: { observer_on: Tensor; fake_quant_on: Tensor; running_min: Tensor; running_max: Tensor; scale: Tensor; zero_point: Tensor; averaging_const: number; quant_min: number; quant_max: number; ch_axis: number } & FusedMovingAvgObsFakeQuantOptions): Tensor;
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · [torch.gather](https://docs.pytorch.org/docs/2.13/generated/torch.gather.html) */
  gather(input: Tensor, dim: number, index: Tensor, options?: GatherOptions): Tensor;
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · [torch.gather](https://docs.pytorch.org/docs/2.13/generated/torch.gather.html) */
  gather(input: Tensor, dim: number, options: { index: Tensor } & GatherOptions): Tensor;
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` · [torch.gather](https://docs.pytorch.org/docs/2.13/generated/torch.gather.html) */
  gather(input: Tensor, options: { dim: number; index: Tensor } & GatherOptions): Tensor;
  /** `gcd(Tensor self, Tensor other) -> Tensor` · [torch.gcd](https://docs.pytorch.org/docs/2.13/generated/torch.gcd.html) */
  gcd(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `gcd(Tensor self, Tensor other) -> Tensor` · [torch.gcd](https://docs.pytorch.org/docs/2.13/generated/torch.gcd.html) */
  gcd(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gcd_(input: Tensor, other: Tensor): Tensor;
  /** `gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gcd_(input: Tensor, options: { other: Tensor }): Tensor;
  /** `ge.Scalar(Tensor self, Scalar other) -> Tensor` · `ge.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.ge](https://docs.pytorch.org/docs/2.13/generated/torch.ge.html) */
  ge(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `ge.Scalar(Tensor self, Scalar other) -> Tensor` · `ge.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.ge](https://docs.pytorch.org/docs/2.13/generated/torch.ge.html) */
  ge(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `geqrf(Tensor self) -> (Tensor a, Tensor tau)` · [torch.geqrf](https://docs.pytorch.org/docs/2.13/generated/torch.geqrf.html) */
  geqrf(input: Tensor, options?: OutOptions2): ATau;
  /** `ger(Tensor self, Tensor vec2) -> Tensor` · [torch.ger](https://docs.pytorch.org/docs/2.13/generated/torch.ger.html) */
  ger(input: Tensor, vec2: Tensor, options?: OutOptions): Tensor;
  /** `ger(Tensor self, Tensor vec2) -> Tensor` · [torch.ger](https://docs.pytorch.org/docs/2.13/generated/torch.ger.html) */
  ger(input: Tensor, options: { vec2: Tensor } & OutOptions): Tensor;
  /** `gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]` · `gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]` · `gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]` · `gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` · `gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]` · `gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` · `gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]` · [torch.gradient](https://docs.pytorch.org/docs/2.13/generated/torch.gradient.html) */
  gradient(input: Tensor, options?: GradientOptions): TensorList;
  /** `greater.Scalar(Tensor self, Scalar other) -> Tensor` · `greater.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.greater](https://docs.pytorch.org/docs/2.13/generated/torch.greater.html) */
  greater(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `greater.Scalar(Tensor self, Scalar other) -> Tensor` · `greater.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.greater](https://docs.pytorch.org/docs/2.13/generated/torch.greater.html) */
  greater(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `greater_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.greater_equal](https://docs.pytorch.org/docs/2.13/generated/torch.greater_equal.html) */
  greater_equal(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `greater_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.greater_equal](https://docs.pytorch.org/docs/2.13/generated/torch.greater_equal.html) */
  greater_equal(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean): Tensor;
  /** `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, options: { align_corners: boolean }): Tensor;
  /** `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler(input: Tensor, grid: Tensor, interpolation_mode: number, options: { padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler(input: Tensor, grid: Tensor, options: { interpolation_mode: number; padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler(input: Tensor, options: { grid: Tensor; interpolation_mode: number; padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_2d(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean): Tensor;
  /** `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_2d(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, options: { align_corners: boolean }): Tensor;
  /** `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_2d(input: Tensor, grid: Tensor, interpolation_mode: number, options: { padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_2d(input: Tensor, grid: Tensor, options: { interpolation_mode: number; padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_2d(input: Tensor, options: { grid: Tensor; interpolation_mode: number; padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_3d(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean): Tensor;
  /** `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_3d(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, options: { align_corners: boolean }): Tensor;
  /** `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_3d(input: Tensor, grid: Tensor, interpolation_mode: number, options: { padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_3d(input: Tensor, grid: Tensor, options: { interpolation_mode: number; padding_mode: number; align_corners: boolean }): Tensor;
  /** `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_3d(input: Tensor, options: { grid: Tensor; interpolation_mode: number; padding_mode: number; align_corners: boolean }): Tensor;
  /** `group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor` */
  group_norm(input: Tensor, num_groups: number, weight?: Tensor | null | GroupNormOptions, bias?: Tensor | null | GroupNormOptions, eps?: number | GroupNormOptions, cudnn_enabled?: boolean | GroupNormOptions): Tensor;
  /** `group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True) -> Tensor` */
  group_norm(input: Tensor, options: { num_groups: number } & GroupNormOptions): Tensor;
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, options: { batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, options: { hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, hx: Tensor, options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batch_sizes: Tensor, options: { hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, options: { batch_sizes: Tensor; hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(options: { data: Tensor; batch_sizes: Tensor; hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null | BIhBHhOptions, b_hh?: Tensor | null | BIhBHhOptions): Tensor;
  /** `gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, options: { w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  gru_cell(input: Tensor, hx: Tensor, options: { w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  gru_cell(input: Tensor, options: { hx: Tensor; w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `gt.Scalar(Tensor self, Scalar other) -> Tensor` · `gt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.gt](https://docs.pytorch.org/docs/2.13/generated/torch.gt.html) */
  gt(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `gt.Scalar(Tensor self, Scalar other) -> Tensor` · `gt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.gt](https://docs.pytorch.org/docs/2.13/generated/torch.gt.html) */
  gt(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, options?: FactoryOptions): Tensor;
  /** `hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(options: { window_length: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, periodic: boolean, options?: FactoryOptions): Tensor;
  /** `hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, options: { periodic: boolean } & FactoryOptions): Tensor;
  /** `hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(options: { window_length: number; periodic: boolean } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, periodic: boolean, alpha: number, options?: FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, periodic: boolean, options: { alpha: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, options: { periodic: boolean; alpha: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(options: { window_length: number; periodic: boolean; alpha: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, periodic: boolean, alpha: number, beta: number, options?: FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, periodic: boolean, alpha: number, options: { beta: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, periodic: boolean, options: { alpha: number; beta: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(window_length: number, options: { periodic: boolean; alpha: number; beta: number } & FactoryOptions): Tensor;
  /** `hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hamming_window](https://docs.pytorch.org/docs/2.13/generated/torch.hamming_window.html) */
  hamming_window(options: { window_length: number; periodic: boolean; alpha: number; beta: number } & FactoryOptions): Tensor;
  /** `hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hann_window](https://docs.pytorch.org/docs/2.13/generated/torch.hann_window.html) */
  hann_window(window_length: number, options?: FactoryOptions): Tensor;
  /** `hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hann_window](https://docs.pytorch.org/docs/2.13/generated/torch.hann_window.html) */
  hann_window(options: { window_length: number } & FactoryOptions): Tensor;
  /** `hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hann_window](https://docs.pytorch.org/docs/2.13/generated/torch.hann_window.html) */
  hann_window(window_length: number, periodic: boolean, options?: FactoryOptions): Tensor;
  /** `hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hann_window](https://docs.pytorch.org/docs/2.13/generated/torch.hann_window.html) */
  hann_window(window_length: number, options: { periodic: boolean } & FactoryOptions): Tensor;
  /** `hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.hann_window](https://docs.pytorch.org/docs/2.13/generated/torch.hann_window.html) */
  hann_window(options: { window_length: number; periodic: boolean } & FactoryOptions): Tensor;
  /** `hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor` · [torch.nn.functional.hardshrink](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardshrink.html) */
  hardshrink(input: Tensor, lambd?: Scalar | HardshrinkOptions, options?: HardshrinkOptions): Tensor;
  /** `hash_tensor(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` · [torch.hash_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.hash_tensor.html) */
  hash_tensor(input: Tensor, dim?: IntList | HashTensorOptions, options?: HashTensorOptions): Tensor;
  /** `heaviside(Tensor self, Tensor values) -> Tensor` · [torch.heaviside](https://docs.pytorch.org/docs/2.13/generated/torch.heaviside.html) */
  heaviside(input: Tensor, values: Tensor, options?: OutOptions): Tensor;
  /** `heaviside(Tensor self, Tensor values) -> Tensor` · [torch.heaviside](https://docs.pytorch.org/docs/2.13/generated/torch.heaviside.html) */
  heaviside(input: Tensor, options: { values: Tensor } & OutOptions): Tensor;
  /** `hinge_embedding_loss(Tensor self, Tensor target, float margin=1.0, int reduction=Mean) -> Tensor` */
  hinge_embedding_loss(input: Tensor, target: Tensor, margin?: number | MarginReductionOptions, reduction?: number | MarginReductionOptions): Tensor;
  /** `hinge_embedding_loss(Tensor self, Tensor target, float margin=1.0, int reduction=Mean) -> Tensor` */
  hinge_embedding_loss(input: Tensor, options: { target: Tensor } & MarginReductionOptions): Tensor;
  /** `histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor` · [torch.histc](https://docs.pytorch.org/docs/2.13/generated/torch.histc.html) */
  histc(input: Tensor, bins?: number | HistcOptions, min?: Scalar | HistcOptions, max?: Scalar | HistcOptions, options?: HistcOptions): Tensor;
  /** `histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · [torch.histogram](https://docs.pytorch.org/docs/2.13/generated/torch.histogram.html) */
  histogram(input: Tensor, bins: Tensor, options?: HistogramOptions): HistBinEdges;
  /** `histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · [torch.histogram](https://docs.pytorch.org/docs/2.13/generated/torch.histogram.html) */
  histogram(input: Tensor, options: { bins: Tensor } & HistogramOptions): HistBinEdges;
  /** `histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` · [torch.histogram](https://docs.pytorch.org/docs/2.13/generated/torch.histogram.html) */
  histogram(input: Tensor, bins?: number | HistogramOptions2, options?: HistogramOptions2): HistBinEdges;
  /** `histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · `histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · `histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · [torch.histogramdd](https://docs.pytorch.org/docs/2.13/generated/torch.histogramdd.html) */
  histogramdd(input: Tensor, bins: number | readonly Tensor[] | readonly number[], range?: readonly number[] | null | HistogramddOptions, weight?: Tensor | null | HistogramddOptions, density?: boolean | HistogramddOptions): HistBinEdges;
  /** `histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · `histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · `histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` · [torch.histogramdd](https://docs.pytorch.org/docs/2.13/generated/torch.histogramdd.html) */
  histogramdd(input: Tensor, options: { bins: number | readonly Tensor[] | readonly number[] } & HistogramddOptions): HistBinEdges;
  /** `hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.hsplit.html) */
  hsplit(input: Tensor, sections: number): TensorList;
  /** `hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.hsplit.html) */
  hsplit(input: Tensor, options: { sections: number }): TensorList;
  /** `hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.hsplit.html) */
  hsplit(input: Tensor, indices: readonly number[]): TensorList;
  /** `hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.hsplit](https://docs.pytorch.org/docs/2.13/generated/torch.hsplit.html) */
  hsplit(input: Tensor, options: { indices: readonly number[] }): TensorList;
  /** `hspmm(Tensor mat1, Tensor mat2) -> Tensor` · [torch.hspmm](https://docs.pytorch.org/docs/2.13/generated/torch.hspmm.html) */
  hspmm(mat1: Tensor, mat2: Tensor, options?: OutOptions): Tensor;
  /** `hspmm(Tensor mat1, Tensor mat2) -> Tensor` · [torch.hspmm](https://docs.pytorch.org/docs/2.13/generated/torch.hspmm.html) */
  hspmm(mat1: Tensor, options: { mat2: Tensor } & OutOptions): Tensor;
  /** `hspmm(Tensor mat1, Tensor mat2) -> Tensor` · [torch.hspmm](https://docs.pytorch.org/docs/2.13/generated/torch.hspmm.html) */
  hspmm(options: { mat1: Tensor; mat2: Tensor } & OutOptions): Tensor;
  /** `hstack(Tensor[] tensors) -> Tensor` · [torch.hstack](https://docs.pytorch.org/docs/2.13/generated/torch.hstack.html) */
  hstack(tensors: readonly Tensor[], options?: OutOptions): Tensor;
  /** `hypot(Tensor self, Tensor other) -> Tensor` · [torch.hypot](https://docs.pytorch.org/docs/2.13/generated/torch.hypot.html) */
  hypot(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `hypot(Tensor self, Tensor other) -> Tensor` · [torch.hypot](https://docs.pytorch.org/docs/2.13/generated/torch.hypot.html) */
  hypot(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `i0(Tensor self) -> Tensor` · [torch.i0](https://docs.pytorch.org/docs/2.13/generated/torch.i0.html) */
  i0(input: Tensor, options?: OutOptions): Tensor;
  /** `i0_(Tensor(a!) self) -> Tensor(a!)` */
  i0_(input: Tensor): Tensor;
  /** `igamma(Tensor self, Tensor other) -> Tensor` · [torch.igamma](https://docs.pytorch.org/docs/2.13/generated/torch.igamma.html) */
  igamma(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `igamma(Tensor self, Tensor other) -> Tensor` · [torch.igamma](https://docs.pytorch.org/docs/2.13/generated/torch.igamma.html) */
  igamma(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `igammac(Tensor self, Tensor other) -> Tensor` · [torch.igammac](https://docs.pytorch.org/docs/2.13/generated/torch.igammac.html) */
  igammac(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `igammac(Tensor self, Tensor other) -> Tensor` · [torch.igammac](https://docs.pytorch.org/docs/2.13/generated/torch.igammac.html) */
  igammac(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `imag(Tensor(a) self) -> Tensor(a)` · [torch.imag](https://docs.pytorch.org/docs/2.13/generated/torch.imag.html) */
  imag(input: Tensor): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.index_add.html) */
  index_add(input: Tensor, dim: number, index: Tensor, source: Tensor, options?: AlphaOutOptions): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.index_add.html) */
  index_add(input: Tensor, dim: number, index: Tensor, options: { source: Tensor } & AlphaOutOptions): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.index_add.html) */
  index_add(input: Tensor, dim: number, options: { index: Tensor; source: Tensor } & AlphaOutOptions): Tensor;
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` · [torch.index_add](https://docs.pytorch.org/docs/2.13/generated/torch.index_add.html) */
  index_add(input: Tensor, options: { dim: number; index: Tensor; source: Tensor } & AlphaOutOptions): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  index_copy(input: Tensor, dim: number, index: Tensor, source: Tensor, options?: OutOptions): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  index_copy(input: Tensor, dim: number, index: Tensor, options: { source: Tensor } & OutOptions): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  index_copy(input: Tensor, dim: number, options: { index: Tensor; source: Tensor } & OutOptions): Tensor;
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  index_copy(input: Tensor, options: { dim: number; index: Tensor; source: Tensor } & OutOptions): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` */
  index_fill(input: Tensor, dim: number, index: Tensor, value: Tensor | Scalar): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` */
  index_fill(input: Tensor, dim: number, index: Tensor, options: { value: Tensor | Scalar }): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` */
  index_fill(input: Tensor, dim: number, options: { index: Tensor; value: Tensor | Scalar }): Tensor;
  /** `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` */
  index_fill(input: Tensor, options: { dim: number; index: Tensor; value: Tensor | Scalar }): Tensor;
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  index_put(input: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean | AccumulateOptions): Tensor;
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  index_put(input: Tensor, indices: readonly (Tensor | null)[], options: { values: Tensor } & AccumulateOptions): Tensor;
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  index_put(input: Tensor, options: { indices: readonly (Tensor | null)[]; values: Tensor } & AccumulateOptions): Tensor;
  /** `index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` */
  index_put_(input: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean | AccumulateOptions): Tensor;
  /** `index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` */
  index_put_(input: Tensor, indices: readonly (Tensor | null)[], options: { values: Tensor } & AccumulateOptions): Tensor;
  /** `index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` */
  index_put_(input: Tensor, options: { indices: readonly (Tensor | null)[]; values: Tensor } & AccumulateOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` · [torch.index_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.index_reduce.html) */
  index_reduce(input: Tensor, dim: number, index: Tensor, source: Tensor, reduce: 'prod' | 'mean' | 'amax' | 'amin', options?: IncludeSelfOutOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` · [torch.index_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.index_reduce.html) */
  index_reduce(input: Tensor, dim: number, index: Tensor, source: Tensor, options: { reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` · [torch.index_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.index_reduce.html) */
  index_reduce(input: Tensor, dim: number, index: Tensor, options: { source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` · [torch.index_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.index_reduce.html) */
  index_reduce(input: Tensor, dim: number, options: { index: Tensor; source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` · [torch.index_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.index_reduce.html) */
  index_reduce(input: Tensor, options: { dim: number; index: Tensor; source: Tensor; reduce: 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` · [torch.index_select](https://docs.pytorch.org/docs/2.13/generated/torch.index_select.html) */
  index_select(input: Tensor, dim: number, index: Tensor, options?: OutOptions): Tensor;
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` · [torch.index_select](https://docs.pytorch.org/docs/2.13/generated/torch.index_select.html) */
  index_select(input: Tensor, dim: number, options: { index: Tensor } & OutOptions): Tensor;
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` · [torch.index_select](https://docs.pytorch.org/docs/2.13/generated/torch.index_select.html) */
  index_select(input: Tensor, options: { dim: number; index: Tensor } & OutOptions): Tensor;
  /** `indices_copy(Tensor self) -> Tensor` */
  indices_copy(input: Tensor): Tensor;
  /** `inner(Tensor self, Tensor other) -> Tensor` · [torch.inner](https://docs.pytorch.org/docs/2.13/generated/torch.inner.html) */
  inner(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `inner(Tensor self, Tensor other) -> Tensor` · [torch.inner](https://docs.pytorch.org/docs/2.13/generated/torch.inner.html) */
  inner(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, use_input_stats: boolean, momentum: number, eps: number, cudnn_enabled: boolean): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, use_input_stats: boolean, momentum: number, eps: number, options: { cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, use_input_stats: boolean, momentum: number, options: { eps: number; cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, use_input_stats: boolean, options: { momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, options: { use_input_stats: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, options: { running_var: Tensor | null; use_input_stats: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { running_mean: Tensor | null; running_var: Tensor | null; use_input_stats: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, weight: Tensor | null, options: { bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; use_input_stats: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instance_norm(input: Tensor, options: { weight: Tensor | null; bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; use_input_stats: boolean; momentum: number; eps: number; cudnn_enabled: boolean }): Tensor;
  /** `int_repr(Tensor self) -> Tensor` */
  int_repr(input: Tensor): Tensor;
  /** `inverse(Tensor self) -> Tensor` · [torch.inverse](https://docs.pytorch.org/docs/2.13/generated/torch.inverse.html) */
  inverse(input: Tensor, options?: OutOptions): Tensor;
  /** `is_complex(Tensor self) -> bool` · [torch.is_complex](https://docs.pytorch.org/docs/2.13/generated/torch.is_complex.html) */
  is_complex(input: Tensor): boolean;
  /** `is_conj(Tensor self) -> bool` · [torch.is_conj](https://docs.pytorch.org/docs/2.13/generated/torch.is_conj.html) */
  is_conj(input: Tensor): boolean;
  /** `is_distributed(Tensor self) -> bool` */
  is_distributed(input: Tensor): boolean;
  /** `is_floating_point(Tensor self) -> bool` · [torch.is_floating_point](https://docs.pytorch.org/docs/2.13/generated/torch.is_floating_point.html) */
  is_floating_point(input: Tensor): boolean;
  /** `is_inference(Tensor self) -> bool` · [torch.is_inference](https://docs.pytorch.org/docs/2.13/generated/torch.is_inference.html) */
  is_inference(input: Tensor): boolean;
  /** `is_neg(Tensor self) -> bool` */
  is_neg(input: Tensor): boolean;
  /** `is_nonzero(Tensor self) -> bool` · [torch.is_nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.is_nonzero.html) */
  is_nonzero(input: Tensor): boolean;
  /** `is_same_size(Tensor self, Tensor other) -> bool` */
  is_same_size(input: Tensor, other: Tensor): boolean;
  /** `is_same_size(Tensor self, Tensor other) -> bool` */
  is_same_size(input: Tensor, options: { other: Tensor }): boolean;
  /** `is_signed(Tensor self) -> bool` */
  is_signed(input: Tensor): boolean;
  /** `is_vulkan_available() -> bool` */
  is_vulkan_available(): boolean;
  /** `isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` · [torch.isclose](https://docs.pytorch.org/docs/2.13/generated/torch.isclose.html) */
  isclose(input: Tensor, other: Tensor, rtol?: number | RtolAtolEqualNanOptions, atol?: number | RtolAtolEqualNanOptions, equal_nan?: boolean | RtolAtolEqualNanOptions): Tensor;
  /** `isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` · [torch.isclose](https://docs.pytorch.org/docs/2.13/generated/torch.isclose.html) */
  isclose(input: Tensor, options: { other: Tensor } & RtolAtolEqualNanOptions): Tensor;
  /** `isfinite(Tensor self) -> Tensor` · [torch.isfinite](https://docs.pytorch.org/docs/2.13/generated/torch.isfinite.html) */
  isfinite(input: Tensor): Tensor;
  /** `isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(elements: Tensor, test_elements: Tensor, options?: IsinOptions): Tensor;
  /** `isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(elements: Tensor, options: { test_elements: Tensor } & IsinOptions): Tensor;
  /** `isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(options: { elements: Tensor; test_elements: Tensor } & IsinOptions): Tensor;
  /** `isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(elements: Tensor, test_element: Scalar, options?: IsinOptions): Tensor;
  /** `isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(elements: Tensor, options: { test_element: Scalar } & IsinOptions): Tensor;
  /** `isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(options: { elements: Tensor; test_element: Scalar } & IsinOptions): Tensor;
  /** `isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(element: Scalar, test_elements: Tensor, options?: IsinOptions): Tensor;
  /** `isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(element: Scalar, options: { test_elements: Tensor } & IsinOptions): Tensor;
  /** `isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · [torch.isin](https://docs.pytorch.org/docs/2.13/generated/torch.isin.html) */
  isin(options: { element: Scalar; test_elements: Tensor } & IsinOptions): Tensor;
  /** `isinf(Tensor self) -> Tensor` · [torch.isinf](https://docs.pytorch.org/docs/2.13/generated/torch.isinf.html) */
  isinf(input: Tensor): Tensor;
  /** `isnan(Tensor self) -> Tensor` · [torch.isnan](https://docs.pytorch.org/docs/2.13/generated/torch.isnan.html) */
  isnan(input: Tensor): Tensor;
  /** `isneginf(Tensor self) -> Tensor` · [torch.isneginf](https://docs.pytorch.org/docs/2.13/generated/torch.isneginf.html) */
  isneginf(input: Tensor, options?: OutOptions): Tensor;
  /** `isposinf(Tensor self) -> Tensor` · [torch.isposinf](https://docs.pytorch.org/docs/2.13/generated/torch.isposinf.html) */
  isposinf(input: Tensor, options?: OutOptions): Tensor;
  /** `isreal(Tensor self) -> Tensor` · [torch.isreal](https://docs.pytorch.org/docs/2.13/generated/torch.isreal.html) */
  isreal(input: Tensor): Tensor;
  /** `istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` · [torch.istft](https://docs.pytorch.org/docs/2.13/generated/torch.istft.html) */
  istft(input: Tensor, n_fft: number, hop_length?: number | null | IstftOptions, win_length?: number | null | IstftOptions, window?: Tensor | null | IstftOptions, center?: boolean | IstftOptions, normalized?: boolean | IstftOptions, onesided?: boolean | null | IstftOptions, length?: number | null | IstftOptions, return_complex?: boolean | IstftOptions): Tensor;
  /** `istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` · [torch.istft](https://docs.pytorch.org/docs/2.13/generated/torch.istft.html) */
  istft(input: Tensor, options: { n_fft: number } & IstftOptions): Tensor;
  /** `kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(window_length: number, options?: FactoryOptions): Tensor;
  /** `kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(options: { window_length: number } & FactoryOptions): Tensor;
  /** `kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(window_length: number, periodic: boolean, options?: FactoryOptions): Tensor;
  /** `kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(window_length: number, options: { periodic: boolean } & FactoryOptions): Tensor;
  /** `kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(options: { window_length: number; periodic: boolean } & FactoryOptions): Tensor;
  /** `kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(window_length: number, periodic: boolean, beta: number, options?: FactoryOptions): Tensor;
  /** `kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(window_length: number, periodic: boolean, options: { beta: number } & FactoryOptions): Tensor;
  /** `kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(window_length: number, options: { periodic: boolean; beta: number } & FactoryOptions): Tensor;
  /** `kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.kaiser_window](https://docs.pytorch.org/docs/2.13/generated/torch.kaiser_window.html) */
  kaiser_window(options: { window_length: number; periodic: boolean; beta: number } & FactoryOptions): Tensor;
  /** `kl_div(Tensor self, Tensor target, int reduction=Mean, *, bool log_target=False) -> Tensor` */
  kl_div(input: Tensor, target: Tensor, reduction?: number | KlDivOptions, options?: KlDivOptions): Tensor;
  /** `kl_div(Tensor self, Tensor target, int reduction=Mean, *, bool log_target=False) -> Tensor` */
  kl_div(input: Tensor, options: { target: Tensor } & KlDivOptions): Tensor;
  /** `kron(Tensor self, Tensor other) -> Tensor` · [torch.kron](https://docs.pytorch.org/docs/2.13/generated/torch.kron.html) */
  kron(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `kron(Tensor self, Tensor other) -> Tensor` · [torch.kron](https://docs.pytorch.org/docs/2.13/generated/torch.kron.html) */
  kron(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.kthvalue](https://docs.pytorch.org/docs/2.13/generated/torch.kthvalue.html) */
  kthvalue(input: Tensor, k: number, dim?: number | DimKeepdimOutOptions4, keepdim?: boolean | DimKeepdimOutOptions4, options?: DimKeepdimOutOptions4): ValuesIndices;
  /** `kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.kthvalue](https://docs.pytorch.org/docs/2.13/generated/torch.kthvalue.html) */
  kthvalue(input: Tensor, options: { k: number } & DimKeepdimOutOptions4): ValuesIndices;
  /** `layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enable=True) -> Tensor` */
  layer_norm(input: Tensor, normalized_shape: readonly number[], weight?: Tensor | null | LayerNormOptions, bias?: Tensor | null | LayerNormOptions, eps?: number | LayerNormOptions, cudnn_enable?: boolean | LayerNormOptions): Tensor;
  /** `layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enable=True) -> Tensor` */
  layer_norm(input: Tensor, options: { normalized_shape: readonly number[] } & LayerNormOptions): Tensor;
  /** `lcm(Tensor self, Tensor other) -> Tensor` · [torch.lcm](https://docs.pytorch.org/docs/2.13/generated/torch.lcm.html) */
  lcm(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `lcm(Tensor self, Tensor other) -> Tensor` · [torch.lcm](https://docs.pytorch.org/docs/2.13/generated/torch.lcm.html) */
  lcm(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lcm_(input: Tensor, other: Tensor): Tensor;
  /** `lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lcm_(input: Tensor, options: { other: Tensor }): Tensor;
  /** `ldexp.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.ldexp](https://docs.pytorch.org/docs/2.13/generated/torch.ldexp.html) */
  ldexp(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `ldexp.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.ldexp](https://docs.pytorch.org/docs/2.13/generated/torch.ldexp.html) */
  ldexp(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ldexp_(input: Tensor, other: Tensor): Tensor;
  /** `ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ldexp_(input: Tensor, options: { other: Tensor }): Tensor;
  /** `le.Scalar(Tensor self, Scalar other) -> Tensor` · `le.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.le](https://docs.pytorch.org/docs/2.13/generated/torch.le.html) */
  le(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `le.Scalar(Tensor self, Scalar other) -> Tensor` · `le.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.le](https://docs.pytorch.org/docs/2.13/generated/torch.le.html) */
  le(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` · `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` · [torch.lerp](https://docs.pytorch.org/docs/2.13/generated/torch.lerp.html) */
  lerp(input: Tensor, end: Tensor, weight: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` · `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` · [torch.lerp](https://docs.pytorch.org/docs/2.13/generated/torch.lerp.html) */
  lerp(input: Tensor, end: Tensor, options: { weight: Tensor | Scalar } & OutOptions): Tensor;
  /** `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` · `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` · [torch.lerp](https://docs.pytorch.org/docs/2.13/generated/torch.lerp.html) */
  lerp(input: Tensor, options: { end: Tensor; weight: Tensor | Scalar } & OutOptions): Tensor;
  /** `less.Scalar(Tensor self, Scalar other) -> Tensor` · `less.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.less](https://docs.pytorch.org/docs/2.13/generated/torch.less.html) */
  less(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `less.Scalar(Tensor self, Scalar other) -> Tensor` · `less.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.less](https://docs.pytorch.org/docs/2.13/generated/torch.less.html) */
  less(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `less_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `less_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.less_equal](https://docs.pytorch.org/docs/2.13/generated/torch.less_equal.html) */
  less_equal(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `less_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `less_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.less_equal](https://docs.pytorch.org/docs/2.13/generated/torch.less_equal.html) */
  less_equal(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `lgamma(Tensor self) -> Tensor` · [torch.lgamma](https://docs.pytorch.org/docs/2.13/generated/torch.lgamma.html) */
  lgamma(input: Tensor, options?: OutOptions): Tensor;
  /** `linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.out(Scalar start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · [torch.linspace](https://docs.pytorch.org/docs/2.13/generated/torch.linspace.html) */
  linspace(start: Tensor | Scalar, end: Tensor | Scalar, steps: number, options?: OutFactoryOptions): Tensor;
  /** `linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.out(Scalar start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · [torch.linspace](https://docs.pytorch.org/docs/2.13/generated/torch.linspace.html) */
  linspace(start: Tensor | Scalar, end: Tensor | Scalar, options: { steps: number } & OutFactoryOptions): Tensor;
  /** `linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.out(Scalar start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · [torch.linspace](https://docs.pytorch.org/docs/2.13/generated/torch.linspace.html) */
  linspace(start: Tensor | Scalar, options: { end: Tensor | Scalar; steps: number } & OutFactoryOptions): Tensor;
  /** `linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.out(Scalar start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `linspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · `linspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` · [torch.linspace](https://docs.pytorch.org/docs/2.13/generated/torch.linspace.html) */
  linspace(options: { start: Tensor | Scalar; end: Tensor | Scalar; steps: number } & OutFactoryOptions): Tensor;
  /** `log(Tensor self) -> Tensor` · [torch.log](https://docs.pytorch.org/docs/2.13/generated/torch.log.html) */
  log(input: Tensor, options?: OutOptions): Tensor;
  /** `log10(Tensor self) -> Tensor` · [torch.log10](https://docs.pytorch.org/docs/2.13/generated/torch.log10.html) */
  log10(input: Tensor, options?: OutOptions): Tensor;
  /** `log10_(Tensor(a!) self) -> Tensor(a!)` */
  log10_(input: Tensor): Tensor;
  /** `log1p(Tensor self) -> Tensor` · [torch.log1p](https://docs.pytorch.org/docs/2.13/generated/torch.log1p.html) */
  log1p(input: Tensor, options?: OutOptions): Tensor;
  /** `log1p_(Tensor(a!) self) -> Tensor(a!)` */
  log1p_(input: Tensor): Tensor;
  /** `log2(Tensor self) -> Tensor` · [torch.log2](https://docs.pytorch.org/docs/2.13/generated/torch.log2.html) */
  log2(input: Tensor, options?: OutOptions): Tensor;
  /** `log2_(Tensor(a!) self) -> Tensor(a!)` */
  log2_(input: Tensor): Tensor;
  /** `log_(Tensor(a!) self) -> Tensor(a!)` */
  log_(input: Tensor): Tensor;
  /** `log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.nn.functional.log_softmax](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.log_softmax.html) */
  log_softmax(input: Tensor, dim: number, dtype?: dtype | null | DtypeOutOptions, options?: DtypeOutOptions): Tensor;
  /** `log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.nn.functional.log_softmax](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.log_softmax.html) */
  log_softmax(input: Tensor, options: { dim: number } & DtypeOutOptions): Tensor;
  /** `logaddexp(Tensor self, Tensor other) -> Tensor` · [torch.logaddexp](https://docs.pytorch.org/docs/2.13/generated/torch.logaddexp.html) */
  logaddexp(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `logaddexp(Tensor self, Tensor other) -> Tensor` · [torch.logaddexp](https://docs.pytorch.org/docs/2.13/generated/torch.logaddexp.html) */
  logaddexp(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `logaddexp2(Tensor self, Tensor other) -> Tensor` · [torch.logaddexp2](https://docs.pytorch.org/docs/2.13/generated/torch.logaddexp2.html) */
  logaddexp2(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `logaddexp2(Tensor self, Tensor other) -> Tensor` · [torch.logaddexp2](https://docs.pytorch.org/docs/2.13/generated/torch.logaddexp2.html) */
  logaddexp2(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `logcumsumexp(Tensor self, int dim) -> Tensor` · [torch.logcumsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.logcumsumexp.html) */
  logcumsumexp(input: Tensor, dim: number, options?: OutOptions): Tensor;
  /** `logcumsumexp(Tensor self, int dim) -> Tensor` · [torch.logcumsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.logcumsumexp.html) */
  logcumsumexp(input: Tensor, options: { dim: number } & OutOptions): Tensor;
  /** `logdet(Tensor self) -> Tensor` · [torch.logdet](https://docs.pytorch.org/docs/2.13/generated/torch.logdet.html) */
  logdet(input: Tensor): Tensor;
  /** `logical_and(Tensor self, Tensor other) -> Tensor` · [torch.logical_and](https://docs.pytorch.org/docs/2.13/generated/torch.logical_and.html) */
  logical_and(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `logical_and(Tensor self, Tensor other) -> Tensor` · [torch.logical_and](https://docs.pytorch.org/docs/2.13/generated/torch.logical_and.html) */
  logical_and(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `logical_not(Tensor self) -> Tensor` · [torch.logical_not](https://docs.pytorch.org/docs/2.13/generated/torch.logical_not.html) */
  logical_not(input: Tensor, options?: OutOptions): Tensor;
  /** `logical_or(Tensor self, Tensor other) -> Tensor` · [torch.logical_or](https://docs.pytorch.org/docs/2.13/generated/torch.logical_or.html) */
  logical_or(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `logical_or(Tensor self, Tensor other) -> Tensor` · [torch.logical_or](https://docs.pytorch.org/docs/2.13/generated/torch.logical_or.html) */
  logical_or(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `logical_xor(Tensor self, Tensor other) -> Tensor` · [torch.logical_xor](https://docs.pytorch.org/docs/2.13/generated/torch.logical_xor.html) */
  logical_xor(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `logical_xor(Tensor self, Tensor other) -> Tensor` · [torch.logical_xor](https://docs.pytorch.org/docs/2.13/generated/torch.logical_xor.html) */
  logical_xor(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `logit(Tensor self, float? eps=None) -> Tensor` · [torch.logit](https://docs.pytorch.org/docs/2.13/generated/torch.logit.html) */
  logit(input: Tensor, eps?: number | null | LogitOptions, options?: LogitOptions): Tensor;
  /** `logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)` */
  logit_(input: Tensor, eps?: number | null | LogitOptions2): Tensor;
  /** `logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.out(Scalar start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.logspace](https://docs.pytorch.org/docs/2.13/generated/torch.logspace.html) */
  logspace(start: Tensor | Scalar, end: Tensor | Scalar, steps: number, base?: number | LogspaceOptions, options?: LogspaceOptions): Tensor;
  /** `logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.out(Scalar start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.logspace](https://docs.pytorch.org/docs/2.13/generated/torch.logspace.html) */
  logspace(start: Tensor | Scalar, end: Tensor | Scalar, options: { steps: number } & LogspaceOptions): Tensor;
  /** `logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.out(Scalar start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.logspace](https://docs.pytorch.org/docs/2.13/generated/torch.logspace.html) */
  logspace(start: Tensor | Scalar, options: { end: Tensor | Scalar; steps: number } & LogspaceOptions): Tensor;
  /** `logspace(Scalar start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.out(Scalar start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `logspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · `logspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, float base=10.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.logspace](https://docs.pytorch.org/docs/2.13/generated/torch.logspace.html) */
  logspace(options: { start: Tensor | Scalar; end: Tensor | Scalar; steps: number } & LogspaceOptions): Tensor;
  /** `logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` · [torch.logsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.logsumexp.html) */
  logsumexp(input: Tensor, dim: IntList, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` · [torch.logsumexp](https://docs.pytorch.org/docs/2.13/generated/torch.logsumexp.html) */
  logsumexp(input: Tensor, options: { dim: IntList } & KeepdimOutOptions): Tensor;
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, options: { batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, options: { hx: readonly Tensor[]; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batch_sizes: Tensor, options: { hx: readonly Tensor[]; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, options: { batch_sizes: Tensor; hx: readonly Tensor[]; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(options: { data: Tensor; batch_sizes: Tensor; hx: readonly Tensor[]; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
  lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null | BIhBHhOptions, b_hh?: Tensor | null | BIhBHhOptions): [Tensor, Tensor];
  /** `lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
  lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, options: { w_hh: Tensor } & BIhBHhOptions): [Tensor, Tensor];
  /** `lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
  lstm_cell(input: Tensor, hx: readonly Tensor[], options: { w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): [Tensor, Tensor];
  /** `lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
  lstm_cell(input: Tensor, options: { hx: readonly Tensor[]; w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): [Tensor, Tensor];
  /** `lt.Scalar(Tensor self, Scalar other) -> Tensor` · `lt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.lt](https://docs.pytorch.org/docs/2.13/generated/torch.lt.html) */
  lt(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `lt.Scalar(Tensor self, Scalar other) -> Tensor` · `lt.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.lt](https://docs.pytorch.org/docs/2.13/generated/torch.lt.html) */
  lt(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` · [torch.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.lu_solve.html) */
  lu_solve(input: Tensor, LU_data: Tensor, LU_pivots: Tensor, options?: OutOptions): Tensor;
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` · [torch.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.lu_solve.html) */
  lu_solve(input: Tensor, LU_data: Tensor, options: { LU_pivots: Tensor } & OutOptions): Tensor;
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` · [torch.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.lu_solve.html) */
  lu_solve(input: Tensor, options: { LU_data: Tensor; LU_pivots: Tensor } & OutOptions): Tensor;
  /** `lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)` · [torch.lu_unpack](https://docs.pytorch.org/docs/2.13/generated/torch.lu_unpack.html) */
  lu_unpack(LU_data: Tensor, LU_pivots: Tensor, unpack_data?: boolean | LuUnpackOptions, unpack_pivots?: boolean | LuUnpackOptions, options?: LuUnpackOptions): PLU;
  /** `lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)` · [torch.lu_unpack](https://docs.pytorch.org/docs/2.13/generated/torch.lu_unpack.html) */
  lu_unpack(LU_data: Tensor, options: { LU_pivots: Tensor } & LuUnpackOptions): PLU;
  /** `lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)` · [torch.lu_unpack](https://docs.pytorch.org/docs/2.13/generated/torch.lu_unpack.html) */
  lu_unpack(options: { LU_data: Tensor; LU_pivots: Tensor } & LuUnpackOptions): PLU;
  /** `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  margin_ranking_loss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number | MarginReductionOptions, reduction?: number | MarginReductionOptions): Tensor;
  /** `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  margin_ranking_loss(input1: Tensor, input2: Tensor, options: { target: Tensor } & MarginReductionOptions): Tensor;
  /** `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  margin_ranking_loss(input1: Tensor, options: { input2: Tensor; target: Tensor } & MarginReductionOptions): Tensor;
  /** `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0.0, int reduction=Mean) -> Tensor` */
  margin_ranking_loss(options: { input1: Tensor; input2: Tensor; target: Tensor } & MarginReductionOptions): Tensor;
  /** `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` · `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` */
  masked_fill(input: Tensor, mask: Tensor, value: Tensor | Scalar): Tensor;
  /** `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` · `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` */
  masked_fill(input: Tensor, mask: Tensor, options: { value: Tensor | Scalar }): Tensor;
  /** `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` · `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` */
  masked_fill(input: Tensor, options: { mask: Tensor; value: Tensor | Scalar }): Tensor;
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
  masked_scatter(input: Tensor, mask: Tensor, source: Tensor): Tensor;
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
  masked_scatter(input: Tensor, mask: Tensor, options: { source: Tensor }): Tensor;
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
  masked_scatter(input: Tensor, options: { mask: Tensor; source: Tensor }): Tensor;
  /** `masked_select(Tensor self, Tensor mask) -> Tensor` · [torch.masked_select](https://docs.pytorch.org/docs/2.13/generated/torch.masked_select.html) */
  masked_select(input: Tensor, mask: Tensor, options?: OutOptions): Tensor;
  /** `masked_select(Tensor self, Tensor mask) -> Tensor` · [torch.masked_select](https://docs.pytorch.org/docs/2.13/generated/torch.masked_select.html) */
  masked_select(input: Tensor, options: { mask: Tensor } & OutOptions): Tensor;
  /** `matmul(Tensor self, Tensor other) -> Tensor` · [torch.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.matmul.html) */
  matmul(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `matmul(Tensor self, Tensor other) -> Tensor` · [torch.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.matmul.html) */
  matmul(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `matrix_exp(Tensor self) -> Tensor` · [torch.matrix_exp](https://docs.pytorch.org/docs/2.13/generated/torch.matrix_exp.html) */
  matrix_exp(input: Tensor): Tensor;
  /** `matrix_power(Tensor self, int n) -> Tensor` · [torch.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.matrix_power.html) */
  matrix_power(input: Tensor, n: number, options?: OutOptions): Tensor;
  /** `matrix_power(Tensor self, int n) -> Tensor` · [torch.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.matrix_power.html) */
  matrix_power(input: Tensor, options: { n: number } & OutOptions): Tensor;
  /** `max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.max](https://docs.pytorch.org/docs/2.13/generated/torch.max.html) */
  max(input: Tensor, dim: number, keepdim?: boolean | KeepdimOutOptions2, options?: KeepdimOutOptions2): ValuesIndices;
  /** `max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.max](https://docs.pytorch.org/docs/2.13/generated/torch.max.html) */
  max(input: Tensor, options: { dim: number } & KeepdimOutOptions2): ValuesIndices;
  /** `max(Tensor self) -> Tensor` · [torch.max](https://docs.pytorch.org/docs/2.13/generated/torch.max.html) */
  max(input: Tensor, options?: OutOptions): Tensor;
  /** `max.other(Tensor self, Tensor other) -> Tensor` · [torch.max](https://docs.pytorch.org/docs/2.13/generated/torch.max.html) */
  max(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `max.other(Tensor self, Tensor other) -> Tensor` · [torch.max](https://docs.pytorch.org/docs/2.13/generated/torch.max.html) */
  max(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.nn.functional.max_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html) */
  max_pool1d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.nn.functional.max_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool1d.html) */
  max_pool1d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  max_pool1d_with_indices(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): [Tensor, Tensor];
  /** `max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  max_pool1d_with_indices(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): [Tensor, Tensor];
  /** `max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.nn.functional.max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html) */
  max_pool2d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.nn.functional.max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool2d.html) */
  max_pool2d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.nn.functional.max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html) */
  max_pool3d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.nn.functional.max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.max_pool3d.html) */
  max_pool3d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `maximum(Tensor self, Tensor other) -> Tensor` · [torch.maximum](https://docs.pytorch.org/docs/2.13/generated/torch.maximum.html) */
  maximum(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `maximum(Tensor self, Tensor other) -> Tensor` · [torch.maximum](https://docs.pytorch.org/docs/2.13/generated/torch.maximum.html) */
  maximum(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `mean(Tensor self, *, ScalarType? dtype=None) -> Tensor` · [torch.mean](https://docs.pytorch.org/docs/2.13/generated/torch.mean.html) */
  mean(input: Tensor, options?: DtypeOutOptions): Tensor;
  /** `mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.mean](https://docs.pytorch.org/docs/2.13/generated/torch.mean.html) */
  mean(input: Tensor, dim: IntList | null, keepdim?: boolean | KeepdimDtypeOutOptions, options?: KeepdimDtypeOutOptions): Tensor;
  /** `mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.mean](https://docs.pytorch.org/docs/2.13/generated/torch.mean.html) */
  mean(input: Tensor, options: { dim: IntList | null } & KeepdimDtypeOutOptions): Tensor;
  /** `median(Tensor self) -> Tensor` · [torch.median](https://docs.pytorch.org/docs/2.13/generated/torch.median.html) */
  median(input: Tensor): Tensor;
  /** `median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.median](https://docs.pytorch.org/docs/2.13/generated/torch.median.html) */
  median(input: Tensor, dim: number, keepdim?: boolean | KeepdimOutOptions2, options?: KeepdimOutOptions2): ValuesIndices;
  /** `median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.median](https://docs.pytorch.org/docs/2.13/generated/torch.median.html) */
  median(input: Tensor, options: { dim: number } & KeepdimOutOptions2): ValuesIndices;
  /** `meshgrid(Tensor[] tensors) -> Tensor[]` · `meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]` · [torch.meshgrid](https://docs.pytorch.org/docs/2.13/generated/torch.meshgrid.html) */
  meshgrid(tensors: readonly Tensor[], options?: MeshgridOptions): TensorList;
  /** `min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.min](https://docs.pytorch.org/docs/2.13/generated/torch.min.html) */
  min(input: Tensor, dim: number, keepdim?: boolean | KeepdimOutOptions2, options?: KeepdimOutOptions2): ValuesIndices;
  /** `min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.min](https://docs.pytorch.org/docs/2.13/generated/torch.min.html) */
  min(input: Tensor, options: { dim: number } & KeepdimOutOptions2): ValuesIndices;
  /** `min(Tensor self) -> Tensor` · [torch.min](https://docs.pytorch.org/docs/2.13/generated/torch.min.html) */
  min(input: Tensor, options?: OutOptions): Tensor;
  /** `min.other(Tensor self, Tensor other) -> Tensor` · [torch.min](https://docs.pytorch.org/docs/2.13/generated/torch.min.html) */
  min(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `min.other(Tensor self, Tensor other) -> Tensor` · [torch.min](https://docs.pytorch.org/docs/2.13/generated/torch.min.html) */
  min(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `minimum(Tensor self, Tensor other) -> Tensor` · [torch.minimum](https://docs.pytorch.org/docs/2.13/generated/torch.minimum.html) */
  minimum(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `minimum(Tensor self, Tensor other) -> Tensor` · [torch.minimum](https://docs.pytorch.org/docs/2.13/generated/torch.minimum.html) */
  minimum(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, epsilon: number): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, options: { epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, options: { exponential_average_factor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, options: { training: boolean; exponential_average_factor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, options: { running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, bias: Tensor | null, options: { running_mean: Tensor | null; running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, weight: Tensor, options: { bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopen_batch_norm(input: Tensor, options: { weight: Tensor; bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; exponential_average_factor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, options: { deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, options: { benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], options: { groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], options: { dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], options: { stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, weight: Tensor, options: { bias: Tensor | null; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution(input: Tensor, options: { weight: Tensor; bias: Tensor | null; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], options: { groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], options: { dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], options: { padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, options: { bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, z: Tensor, options: { alpha: Scalar | null; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, weight: Tensor, options: { z: Tensor; alpha: Scalar | null; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_add_relu(input: Tensor, options: { weight: Tensor; z: Tensor; alpha: Scalar | null; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], options: { groups: number }): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], options: { dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], options: { padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, weight: Tensor, options: { bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopen_convolution_relu(input: Tensor, options: { weight: Tensor; bias: Tensor | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, options: { deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, options: { benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], options: { groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], options: { dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], output_padding: readonly number[], options: { stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], options: { output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, weight: Tensor, options: { bias: Tensor | null; padding: readonly number[]; output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_convolution_transpose(input: Tensor, options: { weight: Tensor; bias: Tensor | null; padding: readonly number[]; output_padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank: number, deterministic: boolean, zero_infinity: boolean): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank: number, deterministic: boolean, options: { zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank: number, options: { deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], options: { blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], options: { target_lengths: readonly number[]; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, options: { input_lengths: readonly number[]; target_lengths: readonly number[]; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, options: { targets: Tensor; input_lengths: readonly number[]; target_lengths: readonly number[]; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(options: { log_probs: Tensor; targets: Tensor; input_lengths: readonly number[]; target_lengths: readonly number[]; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: number, deterministic: boolean, zero_infinity: boolean): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: number, deterministic: boolean, options: { zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: number, options: { deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, options: { blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, options: { target_lengths: Tensor; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, targets: Tensor, options: { input_lengths: Tensor; target_lengths: Tensor; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(log_probs: Tensor, options: { targets: Tensor; input_lengths: Tensor; target_lengths: Tensor; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopen_ctc_loss(options: { log_probs: Tensor; targets: Tensor; input_lengths: Tensor; target_lengths: Tensor; blank: number; deterministic: boolean; zero_infinity: boolean }): [Tensor, Tensor];
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, options: { deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, options: { benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], options: { groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], options: { dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], options: { stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, weight: Tensor, options: { bias: Tensor | null; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopen_depthwise_convolution(input: Tensor, options: { weight: Tensor; bias: Tensor | null; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: readonly number[], dropout_state: Tensor | null): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: readonly number[], options: { dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, options: { batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, options: { bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, dropout: number, options: { train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, options: { dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, num_layers: number, options: { batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, options: { num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, mode: number, options: { hidden_size: number; num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, cx: Tensor | null, options: { mode: number; hidden_size: number; num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, hx: Tensor, options: { cx: Tensor | null; mode: number; hidden_size: number; num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, options: { hx: Tensor; cx: Tensor | null; mode: number; hidden_size: number; num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, weight: readonly Tensor[], options: { weight_stride0: number; hx: Tensor; cx: Tensor | null; mode: number; hidden_size: number; num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopen_rnn(input: Tensor, options: { weight: readonly Tensor[]; weight_stride0: number; hx: Tensor; cx: Tensor | null; mode: number; hidden_size: number; num_layers: number; batch_first: boolean; dropout: number; train: boolean; bidirectional: boolean; batch_sizes: readonly number[]; dropout_state: Tensor | null }): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor` */
  mkldnn_adaptive_avg_pool2d(input: Tensor, output_size: IntList, options?: OutOptions): Tensor;
  /** `mkldnn_adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor` */
  mkldnn_adaptive_avg_pool2d(input: Tensor, options: { output_size: IntList } & OutOptions): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], options: { groups: number }): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], options: { dilation: readonly number[]; groups: number }): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], options: { stride: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, weight: Tensor, options: { bias: Tensor | null; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnn_convolution(input: Tensor, options: { weight: Tensor; bias: Tensor | null; padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnn_linear_backward_weights(grad_output: Tensor, input: Tensor, weight: Tensor, bias_defined: boolean): [Tensor, Tensor];
  /** `mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnn_linear_backward_weights(grad_output: Tensor, input: Tensor, weight: Tensor, options: { bias_defined: boolean }): [Tensor, Tensor];
  /** `mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnn_linear_backward_weights(grad_output: Tensor, input: Tensor, options: { weight: Tensor; bias_defined: boolean }): [Tensor, Tensor];
  /** `mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnn_linear_backward_weights(grad_output: Tensor, options: { input: Tensor; weight: Tensor; bias_defined: boolean }): [Tensor, Tensor];
  /** `mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnn_linear_backward_weights(options: { grad_output: Tensor; input: Tensor; weight: Tensor; bias_defined: boolean }): [Tensor, Tensor];
  /** `mkldnn_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnn_max_pool2d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `mkldnn_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnn_max_pool2d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `mkldnn_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnn_max_pool3d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `mkldnn_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnn_max_pool3d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, hidden_size: number, num_layers: number, has_biases: boolean, bidirectional: boolean, batch_first: boolean, train: boolean): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, hidden_size: number, num_layers: number, has_biases: boolean, bidirectional: boolean, batch_first: boolean, options: { train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, hidden_size: number, num_layers: number, has_biases: boolean, bidirectional: boolean, options: { batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, hidden_size: number, num_layers: number, has_biases: boolean, options: { bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, hidden_size: number, num_layers: number, options: { has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, hidden_size: number, options: { num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], mode: number, options: { hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: readonly number[], options: { mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, options: { batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, options: { reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, options: { cx_: Tensor; reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, options: { hx_: Tensor; cx_: Tensor; reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, options: { weight3: Tensor; hx_: Tensor; cx_: Tensor; reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, weight1: Tensor, options: { weight2: Tensor; weight3: Tensor; hx_: Tensor; cx_: Tensor; reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, weight0: Tensor, options: { weight1: Tensor; weight2: Tensor; weight3: Tensor; hx_: Tensor; cx_: Tensor; reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnn_rnn_layer(input: Tensor, options: { weight0: Tensor; weight1: Tensor; weight2: Tensor; weight3: Tensor; hx_: Tensor; cx_: Tensor; reverse: boolean; batch_sizes: readonly number[]; mode: number; hidden_size: number; num_layers: number; has_biases: boolean; bidirectional: boolean; batch_first: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `mm(Tensor self, Tensor mat2) -> Tensor` · [torch.mm](https://docs.pytorch.org/docs/2.13/generated/torch.mm.html) */
  mm(input: Tensor, mat2: Tensor, options?: OutOptions): Tensor;
  /** `mm(Tensor self, Tensor mat2) -> Tensor` · [torch.mm](https://docs.pytorch.org/docs/2.13/generated/torch.mm.html) */
  mm(input: Tensor, options: { mat2: Tensor } & OutOptions): Tensor;
  /** `mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` · [torch.mm](https://docs.pytorch.org/docs/2.13/generated/torch.mm.html) */
  mm(input: Tensor, mat2: Tensor, out_dtype: dtype, options?: OutOptions): Tensor;
  /** `mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` · [torch.mm](https://docs.pytorch.org/docs/2.13/generated/torch.mm.html) */
  mm(input: Tensor, mat2: Tensor, options: { out_dtype: dtype } & OutOptions): Tensor;
  /** `mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` · [torch.mm](https://docs.pytorch.org/docs/2.13/generated/torch.mm.html) */
  mm(input: Tensor, options: { mat2: Tensor; out_dtype: dtype } & OutOptions): Tensor;
  /** `mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.mode](https://docs.pytorch.org/docs/2.13/generated/torch.mode.html) */
  mode(input: Tensor, dim?: number | DimKeepdimOutOptions4, keepdim?: boolean | DimKeepdimOutOptions4, options?: DimKeepdimOutOptions4): ValuesIndices;
  /** `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.moveaxis.html) */
  moveaxis(input: Tensor, source: readonly number[], destination: readonly number[]): Tensor;
  /** `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.moveaxis.html) */
  moveaxis(input: Tensor, source: readonly number[], options: { destination: readonly number[] }): Tensor;
  /** `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.moveaxis.html) */
  moveaxis(input: Tensor, options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.moveaxis.html) */
  moveaxis(input: Tensor, source: number, destination: number): Tensor;
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.moveaxis.html) */
  moveaxis(input: Tensor, source: number, options: { destination: number }): Tensor;
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.moveaxis](https://docs.pytorch.org/docs/2.13/generated/torch.moveaxis.html) */
  moveaxis(input: Tensor, options: { source: number; destination: number }): Tensor;
  /** `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.movedim.html) */
  movedim(input: Tensor, source: readonly number[], destination: readonly number[]): Tensor;
  /** `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.movedim.html) */
  movedim(input: Tensor, source: readonly number[], options: { destination: readonly number[] }): Tensor;
  /** `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` · [torch.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.movedim.html) */
  movedim(input: Tensor, options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.movedim.html) */
  movedim(input: Tensor, source: number, destination: number): Tensor;
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.movedim.html) */
  movedim(input: Tensor, source: number, options: { destination: number }): Tensor;
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` · [torch.movedim](https://docs.pytorch.org/docs/2.13/generated/torch.movedim.html) */
  movedim(input: Tensor, options: { source: number; destination: number }): Tensor;
  /** `msort(Tensor self) -> Tensor` · [torch.msort](https://docs.pytorch.org/docs/2.13/generated/torch.msort.html) */
  msort(input: Tensor, options?: OutOptions): Tensor;
  /** `mul.Tensor(Tensor self, Tensor other) -> Tensor` · `mul.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.mul](https://docs.pytorch.org/docs/2.13/generated/torch.mul.html) */
  mul(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `mul.Tensor(Tensor self, Tensor other) -> Tensor` · `mul.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.mul](https://docs.pytorch.org/docs/2.13/generated/torch.mul.html) */
  mul(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` · [torch.multinomial](https://docs.pytorch.org/docs/2.13/generated/torch.multinomial.html) */
  multinomial(input: Tensor, num_samples: number, replacement?: boolean | MultinomialOptions, options?: MultinomialOptions): Tensor;
  /** `multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` · [torch.multinomial](https://docs.pytorch.org/docs/2.13/generated/torch.multinomial.html) */
  multinomial(input: Tensor, options: { num_samples: number } & MultinomialOptions): Tensor;
  /** `multiply.Tensor(Tensor self, Tensor other) -> Tensor` · `multiply.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.multiply](https://docs.pytorch.org/docs/2.13/generated/torch.multiply.html) */
  multiply(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `multiply.Tensor(Tensor self, Tensor other) -> Tensor` · `multiply.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.multiply](https://docs.pytorch.org/docs/2.13/generated/torch.multiply.html) */
  multiply(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `mv(Tensor self, Tensor vec) -> Tensor` · [torch.mv](https://docs.pytorch.org/docs/2.13/generated/torch.mv.html) */
  mv(input: Tensor, vec: Tensor, options?: OutOptions): Tensor;
  /** `mv(Tensor self, Tensor vec) -> Tensor` · [torch.mv](https://docs.pytorch.org/docs/2.13/generated/torch.mv.html) */
  mv(input: Tensor, options: { vec: Tensor } & OutOptions): Tensor;
  /** `mvlgamma(Tensor self, int p) -> Tensor` · [torch.mvlgamma](https://docs.pytorch.org/docs/2.13/generated/torch.mvlgamma.html) */
  mvlgamma(input: Tensor, p: number, options?: OutOptions): Tensor;
  /** `mvlgamma(Tensor self, int p) -> Tensor` · [torch.mvlgamma](https://docs.pytorch.org/docs/2.13/generated/torch.mvlgamma.html) */
  mvlgamma(input: Tensor, options: { p: number } & OutOptions): Tensor;
  /** `nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor` · [torch.nan_to_num](https://docs.pytorch.org/docs/2.13/generated/torch.nan_to_num.html) */
  nan_to_num(input: Tensor, nan?: number | null | NanToNumOptions, posinf?: number | null | NanToNumOptions, neginf?: number | null | NanToNumOptions, options?: NanToNumOptions): Tensor;
  /** `nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)` */
  nan_to_num_(input: Tensor, nan?: number | null | NanToNumOptions2, posinf?: number | null | NanToNumOptions2, neginf?: number | null | NanToNumOptions2): Tensor;
  /** `nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.nanmean](https://docs.pytorch.org/docs/2.13/generated/torch.nanmean.html) */
  nanmean(input: Tensor, dim?: IntList | null | NanmeanOptions, keepdim?: boolean | NanmeanOptions, options?: NanmeanOptions): Tensor;
  /** `nanmedian(Tensor self) -> Tensor` · [torch.nanmedian](https://docs.pytorch.org/docs/2.13/generated/torch.nanmedian.html) */
  nanmedian(input: Tensor): Tensor;
  /** `nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.nanmedian](https://docs.pytorch.org/docs/2.13/generated/torch.nanmedian.html) */
  nanmedian(input: Tensor, dim: number, keepdim?: boolean | KeepdimOutOptions2, options?: KeepdimOutOptions2): ValuesIndices;
  /** `nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` · [torch.nanmedian](https://docs.pytorch.org/docs/2.13/generated/torch.nanmedian.html) */
  nanmedian(input: Tensor, options: { dim: number } & KeepdimOutOptions2): ValuesIndices;
  /** `nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.nanquantile](https://docs.pytorch.org/docs/2.13/generated/torch.nanquantile.html) */
  nanquantile(input: Tensor, q: Tensor | number, dim?: number | null | NanquantileOptions, keepdim?: boolean | NanquantileOptions, options?: NanquantileOptions): Tensor;
  /** `nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.nanquantile](https://docs.pytorch.org/docs/2.13/generated/torch.nanquantile.html) */
  nanquantile(input: Tensor, options: { q: Tensor | number } & NanquantileOptions): Tensor;
  /** `nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.nansum](https://docs.pytorch.org/docs/2.13/generated/torch.nansum.html) */
  nansum(input: Tensor, dim?: IntList | null | NanmeanOptions, keepdim?: boolean | NanmeanOptions, options?: NanmeanOptions): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.narrow.html) */
  narrow(input: Tensor, dim: number, start: Tensor | number, length: number): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.narrow.html) */
  narrow(input: Tensor, dim: number, start: Tensor | number, options: { length: number }): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.narrow.html) */
  narrow(input: Tensor, dim: number, options: { start: Tensor | number; length: number }): Tensor;
  /** `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` · `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` · [torch.narrow](https://docs.pytorch.org/docs/2.13/generated/torch.narrow.html) */
  narrow(input: Tensor, options: { dim: number; start: Tensor | number; length: number }): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.narrow_copy.html) */
  narrow_copy(input: Tensor, dim: number, start: number, length: number, options?: OutOptions): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.narrow_copy.html) */
  narrow_copy(input: Tensor, dim: number, start: number, options: { length: number } & OutOptions): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.narrow_copy.html) */
  narrow_copy(input: Tensor, dim: number, options: { start: number; length: number } & OutOptions): Tensor;
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` · [torch.narrow_copy](https://docs.pytorch.org/docs/2.13/generated/torch.narrow_copy.html) */
  narrow_copy(input: Tensor, options: { dim: number; start: number; length: number } & OutOptions): Tensor;
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, options?: NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, options: { eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, options: { momentum: number; eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, options: { training: boolean; momentum: number; eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, options: { running_var: Tensor | null; training: boolean; momentum: number; eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { running_mean: Tensor | null; running_var: Tensor | null; training: boolean; momentum: number; eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, weight: Tensor | null, options: { bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; momentum: number; eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  native_batch_norm(input: Tensor, options: { weight: Tensor | null; bias: Tensor | null; running_mean: Tensor | null; running_var: Tensor | null; training: boolean; momentum: number; eps: number } & NativeBatchNormOptions): [Tensor, Tensor, Tensor];
  /** `native_channel_shuffle(Tensor self, SymInt groups) -> Tensor` · [torch.nn.functional.native_channel_shuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.native_channel_shuffle.html) */
  native_channel_shuffle(input: Tensor, groups: number): Tensor;
  /** `native_channel_shuffle(Tensor self, SymInt groups) -> Tensor` · [torch.nn.functional.native_channel_shuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.native_channel_shuffle.html) */
  native_channel_shuffle(input: Tensor, options: { groups: number }): Tensor;
  /** `native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` */
  native_dropout(input: Tensor, p: number, train: boolean | null): [Tensor, Tensor];
  /** `native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` */
  native_dropout(input: Tensor, p: number, options: { train: boolean | null }): [Tensor, Tensor];
  /** `native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` */
  native_dropout(input: Tensor, options: { p: number; train: boolean | null }): [Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: number, C: number, HxW: number, group: number, eps: number): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: number, C: number, HxW: number, group: number, options: { eps: number }): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: number, C: number, HxW: number, options: { group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: number, C: number, options: { HxW: number; group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: number, options: { C: number; HxW: number; group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { N: number; C: number; HxW: number; group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, weight: Tensor | null, options: { bias: Tensor | null; N: number; C: number; HxW: number; group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  native_group_norm(input: Tensor, options: { weight: Tensor | null; bias: Tensor | null; N: number; C: number; HxW: number; group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  native_layer_norm(input: Tensor, normalized_shape: readonly number[], weight: Tensor | null, bias: Tensor | null, eps: number): [Tensor, Tensor, Tensor];
  /** `native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  native_layer_norm(input: Tensor, normalized_shape: readonly number[], weight: Tensor | null, bias: Tensor | null, options: { eps: number }): [Tensor, Tensor, Tensor];
  /** `native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  native_layer_norm(input: Tensor, normalized_shape: readonly number[], weight: Tensor | null, options: { bias: Tensor | null; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  native_layer_norm(input: Tensor, normalized_shape: readonly number[], options: { weight: Tensor | null; bias: Tensor | null; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  native_layer_norm(input: Tensor, options: { normalized_shape: readonly number[]; weight: Tensor | null; bias: Tensor | null; eps: number }): [Tensor, Tensor, Tensor];
  /** `native_norm(Tensor self, Scalar p=2) -> Tensor` */
  native_norm(input: Tensor, p?: Scalar | POptions): Tensor;
  /** `native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  native_norm(input: Tensor, p: Scalar | null, dim: IntList, keepdim: boolean, dtype: dtype | null): Tensor;
  /** `native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  native_norm(input: Tensor, p: Scalar | null, dim: IntList, keepdim: boolean, options: { dtype: dtype | null }): Tensor;
  /** `native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  native_norm(input: Tensor, p: Scalar | null, dim: IntList, options: { keepdim: boolean; dtype: dtype | null }): Tensor;
  /** `native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  native_norm(input: Tensor, p: Scalar | null, options: { dim: IntList; keepdim: boolean; dtype: dtype | null }): Tensor;
  /** `native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  native_norm(input: Tensor, options: { p: Scalar | null; dim: IntList; keepdim: boolean; dtype: dtype | null }): Tensor;
  /** `ne.Scalar(Tensor self, Scalar other) -> Tensor` · `ne.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.ne](https://docs.pytorch.org/docs/2.13/generated/torch.ne.html) */
  ne(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `ne.Scalar(Tensor self, Scalar other) -> Tensor` · `ne.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.ne](https://docs.pytorch.org/docs/2.13/generated/torch.ne.html) */
  ne(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `neg(Tensor self) -> Tensor` · [torch.neg](https://docs.pytorch.org/docs/2.13/generated/torch.neg.html) */
  neg(input: Tensor, options?: OutOptions): Tensor;
  /** `neg_(Tensor(a!) self) -> Tensor(a!)` */
  neg_(input: Tensor): Tensor;
  /** `negative(Tensor self) -> Tensor` · [torch.negative](https://docs.pytorch.org/docs/2.13/generated/torch.negative.html) */
  negative(input: Tensor, options?: OutOptions): Tensor;
  /** `negative_(Tensor(a!) self) -> Tensor(a!)` */
  negative_(input: Tensor): Tensor;
  /** `nextafter(Tensor self, Tensor other) -> Tensor` · [torch.nextafter](https://docs.pytorch.org/docs/2.13/generated/torch.nextafter.html) */
  nextafter(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `nextafter(Tensor self, Tensor other) -> Tensor` · [torch.nextafter](https://docs.pytorch.org/docs/2.13/generated/torch.nextafter.html) */
  nextafter(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `nonzero(Tensor self) -> Tensor` · [torch.nonzero](https://docs.pytorch.org/docs/2.13/generated/torch.nonzero.html) */
  nonzero(input: Tensor, options?: OutOptions): Tensor;
  /** `nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` · [torch.nonzero_static](https://docs.pytorch.org/docs/2.13/generated/torch.nonzero_static.html) */
  nonzero_static(input: Tensor, options: NonzeroStaticOptions): Tensor;
  /** `norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p: Scalar | null, options: NormOptions): Tensor;
  /** `norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, options: { p: Scalar | null } & NormOptions): Tensor;
  /** `norm.Scalar(Tensor self, Scalar p=2) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p?: Scalar | POptions): Tensor;
  /** `norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p: Scalar | null, dim: IntList, keepdim: boolean, options: NormOptions2): Tensor;
  /** `norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p: Scalar | null, dim: IntList, options: { keepdim: boolean } & NormOptions2): Tensor;
  /** `norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p: Scalar | null, options: { dim: IntList; keepdim: boolean } & NormOptions2): Tensor;
  /** `norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, options: { p: Scalar | null; dim: IntList; keepdim: boolean } & NormOptions2): Tensor;
  /** `norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p: Scalar | null, dim: IntList, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, p: Scalar | null, options: { dim: IntList } & KeepdimOutOptions): Tensor;
  /** `norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor` · [torch.norm](https://docs.pytorch.org/docs/2.13/generated/torch.norm.html) */
  norm(input: Tensor, options: { p: Scalar | null; dim: IntList } & KeepdimOutOptions): Tensor;
  /** `norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` */
  norm_except_dim(v: Tensor, pow?: number | NormExceptDimOptions, dim?: number | NormExceptDimOptions): Tensor;
  /** `norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` */
  norm_except_dim(options: { v: Tensor } & NormExceptDimOptions): Tensor;
  /** `normal.Tensor_float(Tensor mean, float std=1, *, Generator? generator=None) -> Tensor` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(mean: Tensor, std?: number | NormalOptions, options?: NormalOptions): Tensor;
  /** `normal.Tensor_float(Tensor mean, float std=1, *, Generator? generator=None) -> Tensor` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(options: { mean: Tensor } & NormalOptions): Tensor;
  /** `normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor` · `normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(mean: Tensor | number, std: Tensor, options?: GeneratorOutOptions): Tensor;
  /** `normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor` · `normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(mean: Tensor | number, options: { std: Tensor } & GeneratorOutOptions): Tensor;
  /** `normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor` · `normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(options: { mean: Tensor | number; std: Tensor } & GeneratorOutOptions): Tensor;
  /** `normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `normal.float_float_out(float mean, float std, SymInt[] size, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(mean: number, std: number, size: readonly number[], options?: GeneratorOutFactoryOptions): Tensor;
  /** `normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `normal.float_float_out(float mean, float std, SymInt[] size, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(mean: number, std: number, options: { size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `normal.float_float_out(float mean, float std, SymInt[] size, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(mean: number, options: { std: number; size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `normal.float_float_out(float mean, float std, SymInt[] size, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` · [torch.normal](https://docs.pytorch.org/docs/2.13/generated/torch.normal.html) */
  normal(options: { mean: number; std: number; size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `not_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `not_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.not_equal](https://docs.pytorch.org/docs/2.13/generated/torch.not_equal.html) */
  not_equal(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `not_equal.Scalar(Tensor self, Scalar other) -> Tensor` · `not_equal.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.not_equal](https://docs.pytorch.org/docs/2.13/generated/torch.not_equal.html) */
  not_equal(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `nuclear_norm(Tensor self, bool keepdim=False) -> Tensor` */
  nuclear_norm(input: Tensor, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
  nuclear_norm(input: Tensor, dim: IntList, keepdim?: boolean | KeepdimOutOptions, options?: KeepdimOutOptions): Tensor;
  /** `nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
  nuclear_norm(input: Tensor, options: { dim: IntList } & KeepdimOutOptions): Tensor;
  /** `ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `ones.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.ones](https://docs.pytorch.org/docs/2.13/generated/torch.ones.html) */
  ones(...size: number[]): Tensor;
  /** `ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `ones.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.ones](https://docs.pytorch.org/docs/2.13/generated/torch.ones.html) */
  ones(...args: [...size: number[], options: OutFactoryOptions]): Tensor;
  /** `ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `ones.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.ones](https://docs.pytorch.org/docs/2.13/generated/torch.ones.html) */
  ones(size: readonly number[], options?: OutFactoryOptions): Tensor;
  /** `ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `ones.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.ones](https://docs.pytorch.org/docs/2.13/generated/torch.ones.html) */
  ones(options: { size: readonly number[] } & OutFactoryOptions): Tensor;
  /** `ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.ones_like](https://docs.pytorch.org/docs/2.13/generated/torch.ones_like.html) */
  ones_like(input: Tensor, options?: MemoryFormatFactoryOptions): Tensor;
  /** `orgqr(Tensor self, Tensor input2) -> Tensor` · [torch.orgqr](https://docs.pytorch.org/docs/2.13/generated/torch.orgqr.html) */
  orgqr(input: Tensor, input2: Tensor, options?: OutOptions): Tensor;
  /** `orgqr(Tensor self, Tensor input2) -> Tensor` · [torch.orgqr](https://docs.pytorch.org/docs/2.13/generated/torch.orgqr.html) */
  orgqr(input: Tensor, options: { input2: Tensor } & OutOptions): Tensor;
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` · [torch.ormqr](https://docs.pytorch.org/docs/2.13/generated/torch.ormqr.html) */
  ormqr(input: Tensor, input2: Tensor, input3: Tensor, left?: boolean | OrmqrOptions, transpose?: boolean | OrmqrOptions, options?: OrmqrOptions): Tensor;
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` · [torch.ormqr](https://docs.pytorch.org/docs/2.13/generated/torch.ormqr.html) */
  ormqr(input: Tensor, input2: Tensor, options: { input3: Tensor } & OrmqrOptions): Tensor;
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` · [torch.ormqr](https://docs.pytorch.org/docs/2.13/generated/torch.ormqr.html) */
  ormqr(input: Tensor, options: { input2: Tensor; input3: Tensor } & OrmqrOptions): Tensor;
  /** `outer(Tensor self, Tensor vec2) -> Tensor` · [torch.outer](https://docs.pytorch.org/docs/2.13/generated/torch.outer.html) */
  outer(input: Tensor, vec2: Tensor, options?: OutOptions): Tensor;
  /** `outer(Tensor self, Tensor vec2) -> Tensor` · [torch.outer](https://docs.pytorch.org/docs/2.13/generated/torch.outer.html) */
  outer(input: Tensor, options: { vec2: Tensor } & OutOptions): Tensor;
  /** `pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False) -> Tensor` · [torch.nn.functional.pairwise_distance](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pairwise_distance.html) */
  pairwise_distance(x1: Tensor, x2: Tensor, p?: number | PairwiseDistanceOptions, eps?: number | PairwiseDistanceOptions, keepdim?: boolean | PairwiseDistanceOptions): Tensor;
  /** `pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False) -> Tensor` · [torch.nn.functional.pairwise_distance](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pairwise_distance.html) */
  pairwise_distance(x1: Tensor, options: { x2: Tensor } & PairwiseDistanceOptions): Tensor;
  /** `pairwise_distance(Tensor x1, Tensor x2, float p=2, float eps=1e-06, bool keepdim=False) -> Tensor` · [torch.nn.functional.pairwise_distance](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pairwise_distance.html) */
  pairwise_distance(options: { x1: Tensor; x2: Tensor } & PairwiseDistanceOptions): Tensor;
  /** `pdist(Tensor self, float p=2) -> Tensor` · [torch.nn.functional.pdist](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pdist.html) */
  pdist(input: Tensor, p?: number | PdistOptions): Tensor;
  /** `permute(Tensor(a) self, int[] dims) -> Tensor(a)` · [torch.permute](https://docs.pytorch.org/docs/2.13/generated/torch.permute.html) */
  permute(input: Tensor, dims: readonly number[]): Tensor;
  /** `permute(Tensor(a) self, int[] dims) -> Tensor(a)` · [torch.permute](https://docs.pytorch.org/docs/2.13/generated/torch.permute.html) */
  permute(input: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `permute_copy(Tensor self, int[] dims) -> Tensor` · [torch.permute](https://docs.pytorch.org/docs/2.13/generated/torch.permute.html) */
  permute_copy(input: Tensor, dims: readonly number[]): Tensor;
  /** `permute_copy(Tensor self, int[] dims) -> Tensor` · [torch.permute](https://docs.pytorch.org/docs/2.13/generated/torch.permute.html) */
  permute_copy(input: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `pinverse(Tensor self, float rcond=1e-15) -> Tensor` · [torch.pinverse](https://docs.pytorch.org/docs/2.13/generated/torch.pinverse.html) */
  pinverse(input: Tensor, rcond?: number | PinverseOptions): Tensor;
  /** `pixel_shuffle(Tensor self, int upscale_factor) -> Tensor` · [torch.nn.functional.pixel_shuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pixel_shuffle.html) */
  pixel_shuffle(input: Tensor, upscale_factor: number): Tensor;
  /** `pixel_shuffle(Tensor self, int upscale_factor) -> Tensor` · [torch.nn.functional.pixel_shuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pixel_shuffle.html) */
  pixel_shuffle(input: Tensor, options: { upscale_factor: number }): Tensor;
  /** `pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor` · [torch.nn.functional.pixel_unshuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pixel_unshuffle.html) */
  pixel_unshuffle(input: Tensor, downscale_factor: number): Tensor;
  /** `pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor` · [torch.nn.functional.pixel_unshuffle](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pixel_unshuffle.html) */
  pixel_unshuffle(input: Tensor, options: { downscale_factor: number }): Tensor;
  /** `poisson(Tensor self, Generator? generator=None) -> Tensor` · [torch.poisson](https://docs.pytorch.org/docs/2.13/generated/torch.poisson.html) */
  poisson(input: Tensor, generator?: Generator | null | GeneratorOptions): Tensor;
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poisson_nll_loss(input: Tensor, target: Tensor, log_input: boolean, full: boolean, eps: number, reduction: number): Tensor;
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poisson_nll_loss(input: Tensor, target: Tensor, log_input: boolean, full: boolean, eps: number, options: { reduction: number }): Tensor;
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poisson_nll_loss(input: Tensor, target: Tensor, log_input: boolean, full: boolean, options: { eps: number; reduction: number }): Tensor;
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poisson_nll_loss(input: Tensor, target: Tensor, log_input: boolean, options: { full: boolean; eps: number; reduction: number }): Tensor;
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poisson_nll_loss(input: Tensor, target: Tensor, options: { log_input: boolean; full: boolean; eps: number; reduction: number }): Tensor;
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poisson_nll_loss(input: Tensor, options: { target: Tensor; log_input: boolean; full: boolean; eps: number; reduction: number }): Tensor;
  /** `polar(Tensor abs, Tensor angle) -> Tensor` · [torch.polar](https://docs.pytorch.org/docs/2.13/generated/torch.polar.html) */
  polar(abs: Tensor, angle: Tensor, options?: OutOptions): Tensor;
  /** `polar(Tensor abs, Tensor angle) -> Tensor` · [torch.polar](https://docs.pytorch.org/docs/2.13/generated/torch.polar.html) */
  polar(abs: Tensor, options: { angle: Tensor } & OutOptions): Tensor;
  /** `polar(Tensor abs, Tensor angle) -> Tensor` · [torch.polar](https://docs.pytorch.org/docs/2.13/generated/torch.polar.html) */
  polar(options: { abs: Tensor; angle: Tensor } & OutOptions): Tensor;
  /** `polygamma(int n, Tensor self) -> Tensor` · [torch.polygamma](https://docs.pytorch.org/docs/2.13/generated/torch.polygamma.html) */
  polygamma(n: number, input: Tensor, options?: OutOptions): Tensor;
  /** `polygamma(int n, Tensor self) -> Tensor` · [torch.polygamma](https://docs.pytorch.org/docs/2.13/generated/torch.polygamma.html) */
  polygamma(n: number, options: { input: Tensor } & OutOptions): Tensor;
  /** `polygamma(int n, Tensor self) -> Tensor` · [torch.polygamma](https://docs.pytorch.org/docs/2.13/generated/torch.polygamma.html) */
  polygamma(options: { n: number; input: Tensor } & OutOptions): Tensor;
  /** `positive(Tensor(a) self) -> Tensor(a)` · [torch.positive](https://docs.pytorch.org/docs/2.13/generated/torch.positive.html) */
  positive(input: Tensor): Tensor;
  /** `pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `pow.Scalar(Scalar self, Tensor exponent) -> Tensor` · [torch.pow](https://docs.pytorch.org/docs/2.13/generated/torch.pow.html) */
  pow(input: Tensor | Scalar, exponent: Tensor, options?: OutOptions): Tensor;
  /** `pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` · `pow.Scalar(Scalar self, Tensor exponent) -> Tensor` · [torch.pow](https://docs.pytorch.org/docs/2.13/generated/torch.pow.html) */
  pow(input: Tensor | Scalar, options: { exponent: Tensor } & OutOptions): Tensor;
  /** `pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.pow](https://docs.pytorch.org/docs/2.13/generated/torch.pow.html) */
  pow(input: Tensor, exponent: Scalar, options?: OutOptions): Tensor;
  /** `pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` · [torch.pow](https://docs.pytorch.org/docs/2.13/generated/torch.pow.html) */
  pow(input: Tensor, options: { exponent: Scalar } & OutOptions): Tensor;
  /** `prelu(Tensor self, Tensor weight) -> Tensor` · [torch.nn.functional.prelu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.prelu.html) */
  prelu(input: Tensor, weight: Tensor): Tensor;
  /** `prelu(Tensor self, Tensor weight) -> Tensor` · [torch.nn.functional.prelu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.prelu.html) */
  prelu(input: Tensor, options: { weight: Tensor }): Tensor;
  /** `prod(Tensor self, *, ScalarType? dtype=None) -> Tensor` · [torch.prod](https://docs.pytorch.org/docs/2.13/generated/torch.prod.html) */
  prod(input: Tensor, options?: DtypeOptions): Tensor;
  /** `prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.prod](https://docs.pytorch.org/docs/2.13/generated/torch.prod.html) */
  prod(input: Tensor, dim: number, keepdim?: boolean | KeepdimDtypeOutOptions, options?: KeepdimDtypeOutOptions): Tensor;
  /** `prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.prod](https://docs.pytorch.org/docs/2.13/generated/torch.prod.html) */
  prod(input: Tensor, options: { dim: number } & KeepdimDtypeOutOptions): Tensor;
  /** `promote_types(ScalarType type1, ScalarType type2) -> ScalarType` · [torch.promote_types](https://docs.pytorch.org/docs/2.13/generated/torch.promote_types.html) */
  promote_types(type1: dtype, type2: dtype): dtype;
  /** `promote_types(ScalarType type1, ScalarType type2) -> ScalarType` · [torch.promote_types](https://docs.pytorch.org/docs/2.13/generated/torch.promote_types.html) */
  promote_types(type1: dtype, options: { type2: dtype }): dtype;
  /** `promote_types(ScalarType type1, ScalarType type2) -> ScalarType` · [torch.promote_types](https://docs.pytorch.org/docs/2.13/generated/torch.promote_types.html) */
  promote_types(options: { type1: dtype; type2: dtype }): dtype;
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
  put(input: Tensor, index: Tensor, source: Tensor, accumulate?: boolean | AccumulateOptions): Tensor;
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
  put(input: Tensor, index: Tensor, options: { source: Tensor } & AccumulateOptions): Tensor;
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
  put(input: Tensor, options: { index: Tensor; source: Tensor } & AccumulateOptions): Tensor;
  /** `q_per_channel_axis(Tensor self) -> int` */
  q_per_channel_axis(input: Tensor): number;
  /** `q_per_channel_scales(Tensor self) -> Tensor` */
  q_per_channel_scales(input: Tensor): Tensor;
  /** `q_per_channel_zero_points(Tensor self) -> Tensor` */
  q_per_channel_zero_points(input: Tensor): Tensor;
  /** `q_scale(Tensor self) -> float` */
  q_scale(input: Tensor): number;
  /** `q_zero_point(Tensor self) -> int` */
  q_zero_point(input: Tensor): number;
  /** `qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)` · [torch.qr](https://docs.pytorch.org/docs/2.13/generated/torch.qr.html) */
  qr(input: Tensor, some?: boolean | QrOptions, options?: QrOptions): QR;
  /** `quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.quantile](https://docs.pytorch.org/docs/2.13/generated/torch.quantile.html) */
  quantile(input: Tensor, q: Tensor | number, dim?: number | null | NanquantileOptions, keepdim?: boolean | NanquantileOptions, options?: NanquantileOptions): Tensor;
  /** `quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · `quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear') -> Tensor` · [torch.quantile](https://docs.pytorch.org/docs/2.13/generated/torch.quantile.html) */
  quantile(input: Tensor, options: { q: Tensor | number } & NanquantileOptions): Tensor;
  /** `quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` · [torch.quantize_per_channel](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_channel.html) */
  quantize_per_channel(input: Tensor, scales: Tensor, zero_points: Tensor, axis: number, dtype: dtype): Tensor;
  /** `quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` · [torch.quantize_per_channel](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_channel.html) */
  quantize_per_channel(input: Tensor, scales: Tensor, zero_points: Tensor, axis: number, options: { dtype: dtype }): Tensor;
  /** `quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` · [torch.quantize_per_channel](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_channel.html) */
  quantize_per_channel(input: Tensor, scales: Tensor, zero_points: Tensor, options: { axis: number; dtype: dtype }): Tensor;
  /** `quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` · [torch.quantize_per_channel](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_channel.html) */
  quantize_per_channel(input: Tensor, scales: Tensor, options: { zero_points: Tensor; axis: number; dtype: dtype }): Tensor;
  /** `quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` · [torch.quantize_per_channel](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_channel.html) */
  quantize_per_channel(input: Tensor, options: { scales: Tensor; zero_points: Tensor; axis: number; dtype: dtype }): Tensor;
  /** `quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, scale: number, zero_point: number, dtype: dtype): Tensor;
  /** `quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, scale: number, zero_point: number, options: { dtype: dtype }): Tensor;
  /** `quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, scale: number, options: { zero_point: number; dtype: dtype }): Tensor;
  /** `quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, options: { scale: number; zero_point: number; dtype: dtype }): Tensor;
  /** `quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, scale: Tensor, zero_point: Tensor, dtype: dtype): Tensor;
  /** `quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, scale: Tensor, zero_point: Tensor, options: { dtype: dtype }): Tensor;
  /** `quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, scale: Tensor, options: { zero_point: Tensor; dtype: dtype }): Tensor;
  /** `quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(input: Tensor, options: { scale: Tensor; zero_point: Tensor; dtype: dtype }): Tensor;
  /** `quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(tensors: readonly Tensor[], scales: Tensor, zero_points: Tensor, dtype: dtype): TensorList;
  /** `quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(tensors: readonly Tensor[], scales: Tensor, zero_points: Tensor, options: { dtype: dtype }): TensorList;
  /** `quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(tensors: readonly Tensor[], scales: Tensor, options: { zero_points: Tensor; dtype: dtype }): TensorList;
  /** `quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]` · [torch.quantize_per_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor.html) */
  quantize_per_tensor(tensors: readonly Tensor[], options: { scales: Tensor; zero_points: Tensor; dtype: dtype }): TensorList;
  /** `quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` · [torch.quantize_per_tensor_dynamic](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor_dynamic.html) */
  quantize_per_tensor_dynamic(input: Tensor, dtype: dtype, reduce_range: boolean): Tensor;
  /** `quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` · [torch.quantize_per_tensor_dynamic](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor_dynamic.html) */
  quantize_per_tensor_dynamic(input: Tensor, dtype: dtype, options: { reduce_range: boolean }): Tensor;
  /** `quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` · [torch.quantize_per_tensor_dynamic](https://docs.pytorch.org/docs/2.13/generated/torch.quantize_per_tensor_dynamic.html) */
  quantize_per_tensor_dynamic(input: Tensor, options: { dtype: dtype; reduce_range: boolean }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, output_scale: number, output_zero_point: number): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, output_scale: number, options: { output_zero_point: number }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, options: { output_scale: number; output_zero_point: number }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, options: { eps: number; output_scale: number; output_zero_point: number }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, options: { var: Tensor; eps: number; output_scale: number; output_zero_point: number }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { mean: Tensor; var: Tensor; eps: number; output_scale: number; output_zero_point: number }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, weight: Tensor | null, options: { bias: Tensor | null; mean: Tensor; var: Tensor; eps: number; output_scale: number; output_zero_point: number }): Tensor;
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` · [torch.quantized_batch_norm](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_batch_norm.html) */
  quantized_batch_norm(input: Tensor, options: { weight: Tensor | null; bias: Tensor | null; mean: Tensor; var: Tensor; eps: number; output_scale: number; output_zero_point: number }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, zero_point_hh: Scalar): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, options: { zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, options: { zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, options: { scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, options: { scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, options: { col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, options: { col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, options: { packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, options: { packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, options: { b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, options: { b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, w_ih: Tensor, options: { w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, hx: Tensor, options: { w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_gru_cell(input: Tensor, options: { hx: Tensor; w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, zero_point_hh: Scalar): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, options: { zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, options: { zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, options: { scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, options: { scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, options: { col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, options: { col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, options: { packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, options: { packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, options: { b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, options: { b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], w_ih: Tensor, options: { w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, hx: readonly Tensor[], options: { w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantized_lstm_cell(input: Tensor, options: { hx: readonly Tensor[]; w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): [Tensor, Tensor];
  /** `quantized_max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.quantized_max_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_max_pool1d.html) */
  quantized_max_pool1d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `quantized_max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.quantized_max_pool1d](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_max_pool1d.html) */
  quantized_max_pool1d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `quantized_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.quantized_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_max_pool2d.html) */
  quantized_max_pool2d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `quantized_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` · [torch.quantized_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.quantized_max_pool2d.html) */
  quantized_max_pool2d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `quantized_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  quantized_max_pool3d(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPoolOptions, padding?: IntList | MaxPoolOptions, dilation?: IntList | MaxPoolOptions, ceil_mode?: boolean | MaxPoolOptions): Tensor;
  /** `quantized_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  quantized_max_pool3d(input: Tensor, options: { kernel_size: IntList } & MaxPoolOptions): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, zero_point_hh: Scalar): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, options: { zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, options: { zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, options: { scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, options: { scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, options: { col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, options: { col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, options: { packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, options: { packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, options: { b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, options: { b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, options: { w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, hx: Tensor, options: { w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_relu_cell(input: Tensor, options: { hx: Tensor; w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, zero_point_hh: Scalar): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, zero_point_ih: Scalar, options: { zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, scale_hh: Scalar, options: { zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: Scalar, options: { scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, options: { scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, options: { col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, options: { col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, options: { packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, options: { packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, options: { b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, options: { b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, options: { w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, hx: Tensor, options: { w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantized_rnn_tanh_cell(input: Tensor, options: { hx: Tensor; w_ih: Tensor; w_hh: Tensor; b_ih: Tensor; b_hh: Tensor; packed_ih: Tensor; packed_hh: Tensor; col_offsets_ih: Tensor; col_offsets_hh: Tensor; scale_ih: Scalar; scale_hh: Scalar; zero_point_ih: Scalar; zero_point_hh: Scalar }): Tensor;
  /** `rad2deg(Tensor self) -> Tensor` · [torch.rad2deg](https://docs.pytorch.org/docs/2.13/generated/torch.rad2deg.html) */
  rad2deg(input: Tensor, options?: OutOptions): Tensor;
  /** `rad2deg_(Tensor(a!) self) -> Tensor(a!)` */
  rad2deg_(input: Tensor): Tensor;
  /** `rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `rand.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.rand](https://docs.pytorch.org/docs/2.13/generated/torch.rand.html) */
  rand(...size: number[]): Tensor;
  /** `rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `rand.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.rand](https://docs.pytorch.org/docs/2.13/generated/torch.rand.html) */
  rand(...args: [...size: number[], options: GeneratorOutFactoryOptions]): Tensor;
  /** `rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `rand.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.rand](https://docs.pytorch.org/docs/2.13/generated/torch.rand.html) */
  rand(size: readonly number[], options?: GeneratorOutFactoryOptions): Tensor;
  /** `rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `rand.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `rand.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.rand](https://docs.pytorch.org/docs/2.13/generated/torch.rand.html) */
  rand(options: { size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.rand_like](https://docs.pytorch.org/docs/2.13/generated/torch.rand_like.html) */
  rand_like(input: Tensor, options?: MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randint(SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.out(SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.generator_out(SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(high: Int, size: readonly number[], options?: GeneratorOutFactoryOptions): Tensor;
  /** `randint(SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.out(SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.generator_out(SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(high: Int, options: { size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `randint(SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.out(SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.generator_out(SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(options: { high: Int; size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_out(SymInt low, SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.low_generator_out(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(low: Int, high: Int, size: readonly number[], options?: GeneratorOutFactoryOptions): Tensor;
  /** `randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_out(SymInt low, SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.low_generator_out(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(low: Int, high: Int, options: { size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_out(SymInt low, SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.low_generator_out(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(low: Int, options: { high: Int; size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randint.low_out(SymInt low, SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randint.low_generator_out(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randint](https://docs.pytorch.org/docs/2.13/generated/torch.randint.html) */
  randint(options: { low: Int; high: Int; size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.randint_like](https://docs.pytorch.org/docs/2.13/generated/torch.randint_like.html) */
  randint_like(input: Tensor, high: Tensor | Int, options?: MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.randint_like](https://docs.pytorch.org/docs/2.13/generated/torch.randint_like.html) */
  randint_like(input: Tensor, options: { high: Tensor | Int } & MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.randint_like](https://docs.pytorch.org/docs/2.13/generated/torch.randint_like.html) */
  randint_like(input: Tensor, low: Int, high: Int, options?: MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.randint_like](https://docs.pytorch.org/docs/2.13/generated/torch.randint_like.html) */
  randint_like(input: Tensor, low: Int, options: { high: Int } & MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.randint_like](https://docs.pytorch.org/docs/2.13/generated/torch.randint_like.html) */
  randint_like(input: Tensor, options: { low: Int; high: Int } & MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randn.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randn](https://docs.pytorch.org/docs/2.13/generated/torch.randn.html) */
  randn(...size: number[]): Tensor;
  /** `randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randn.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randn](https://docs.pytorch.org/docs/2.13/generated/torch.randn.html) */
  randn(...args: [...size: number[], options: GeneratorOutFactoryOptions]): Tensor;
  /** `randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randn.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randn](https://docs.pytorch.org/docs/2.13/generated/torch.randn.html) */
  randn(size: readonly number[], options?: GeneratorOutFactoryOptions): Tensor;
  /** `randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randn.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · `randn.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randn](https://docs.pytorch.org/docs/2.13/generated/torch.randn.html) */
  randn(options: { size: readonly number[] } & GeneratorOutFactoryOptions): Tensor;
  /** `randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · `randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.randn_like](https://docs.pytorch.org/docs/2.13/generated/torch.randn_like.html) */
  randn_like(input: Tensor, options?: MemoryFormatGeneratorFactoryOptions): Tensor;
  /** `randperm(SymInt n, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randperm.generator(SymInt n, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randperm.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)` · `randperm.generator_out(SymInt n, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randperm](https://docs.pytorch.org/docs/2.13/generated/torch.randperm.html) */
  randperm(n: number, options?: GeneratorOutFactoryOptions): Tensor;
  /** `randperm(SymInt n, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randperm.generator(SymInt n, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `randperm.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)` · `randperm.generator_out(SymInt n, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` · [torch.randperm](https://docs.pytorch.org/docs/2.13/generated/torch.randperm.html) */
  randperm(options: { n: number } & GeneratorOutFactoryOptions): Tensor;
  /** `range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `range.out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` · [torch.range](https://docs.pytorch.org/docs/2.13/generated/torch.range.html) */
  range(start: Scalar, end: Scalar, step?: Scalar | StepOutFactoryOptions, options?: StepOutFactoryOptions): Tensor;
  /** `range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `range.out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` · [torch.range](https://docs.pytorch.org/docs/2.13/generated/torch.range.html) */
  range(start: Scalar, options: { end: Scalar } & StepOutFactoryOptions): Tensor;
  /** `range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `range.out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` · [torch.range](https://docs.pytorch.org/docs/2.13/generated/torch.range.html) */
  range(options: { start: Scalar; end: Scalar } & StepOutFactoryOptions): Tensor;
  /** `range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `range.out_(Scalar start, Scalar end, *, Tensor(a!) out) -> Tensor(a!)` · [torch.range](https://docs.pytorch.org/docs/2.13/generated/torch.range.html) */
  range(start: Scalar, end: Scalar, options?: OutFactoryOptions): Tensor;
  /** `range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `range.out_(Scalar start, Scalar end, *, Tensor(a!) out) -> Tensor(a!)` · [torch.range](https://docs.pytorch.org/docs/2.13/generated/torch.range.html) */
  range(start: Scalar, options: { end: Scalar } & OutFactoryOptions): Tensor;
  /** `range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `range.out_(Scalar start, Scalar end, *, Tensor(a!) out) -> Tensor(a!)` · [torch.range](https://docs.pytorch.org/docs/2.13/generated/torch.range.html) */
  range(options: { start: Scalar; end: Scalar } & OutFactoryOptions): Tensor;
  /** `ravel(Tensor(a) self) -> Tensor(a)` · [torch.ravel](https://docs.pytorch.org/docs/2.13/generated/torch.ravel.html) */
  ravel(input: Tensor): Tensor;
  /** `real(Tensor(a) self) -> Tensor(a)` · [torch.real](https://docs.pytorch.org/docs/2.13/generated/torch.real.html) */
  real(input: Tensor): Tensor;
  /** `reciprocal(Tensor self) -> Tensor` · [torch.reciprocal](https://docs.pytorch.org/docs/2.13/generated/torch.reciprocal.html) */
  reciprocal(input: Tensor, options?: OutOptions): Tensor;
  /** `reciprocal_(Tensor(a!) self) -> Tensor(a!)` */
  reciprocal_(input: Tensor): Tensor;
  /** `relu(Tensor self) -> Tensor` · [torch.nn.functional.relu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu.html) */
  relu(input: Tensor): Tensor;
  /** `relu_(Tensor(a!) self) -> Tensor(a!)` · [torch.nn.functional.relu_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu_.html) */
  relu_(input: Tensor): Tensor;
  /** `remainder.Scalar(Tensor self, Scalar other) -> Tensor` · `remainder.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.remainder](https://docs.pytorch.org/docs/2.13/generated/torch.remainder.html) */
  remainder(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `remainder.Scalar(Tensor self, Scalar other) -> Tensor` · `remainder.Tensor(Tensor self, Tensor other) -> Tensor` · [torch.remainder](https://docs.pytorch.org/docs/2.13/generated/torch.remainder.html) */
  remainder(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.remainder](https://docs.pytorch.org/docs/2.13/generated/torch.remainder.html) */
  remainder(input: Scalar, other: Tensor): Tensor;
  /** `remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` · [torch.remainder](https://docs.pytorch.org/docs/2.13/generated/torch.remainder.html) */
  remainder(input: Scalar, options: { other: Tensor }): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.renorm.html) */
  renorm(input: Tensor, p: Scalar, dim: number, maxnorm: Scalar, options?: OutOptions): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.renorm.html) */
  renorm(input: Tensor, p: Scalar, dim: number, options: { maxnorm: Scalar } & OutOptions): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.renorm.html) */
  renorm(input: Tensor, p: Scalar, options: { dim: number; maxnorm: Scalar } & OutOptions): Tensor;
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` · [torch.renorm](https://docs.pytorch.org/docs/2.13/generated/torch.renorm.html) */
  renorm(input: Tensor, options: { p: Scalar; dim: number; maxnorm: Scalar } & OutOptions): Tensor;
  /** `repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor` · [torch.repeat_interleave](https://docs.pytorch.org/docs/2.13/generated/torch.repeat_interleave.html) */
  repeat_interleave(repeats: Tensor, options?: RepeatInterleaveOptions): Tensor;
  /** `repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor` · [torch.repeat_interleave](https://docs.pytorch.org/docs/2.13/generated/torch.repeat_interleave.html) */
  repeat_interleave(options: { repeats: Tensor } & RepeatInterleaveOptions): Tensor;
  /** `repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · `repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · [torch.repeat_interleave](https://docs.pytorch.org/docs/2.13/generated/torch.repeat_interleave.html) */
  repeat_interleave(input: Tensor, repeats: Tensor | number, dim?: number | null | RepeatInterleaveOptions2, options?: RepeatInterleaveOptions2): Tensor;
  /** `repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · `repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` · [torch.repeat_interleave](https://docs.pytorch.org/docs/2.13/generated/torch.repeat_interleave.html) */
  repeat_interleave(input: Tensor, options: { repeats: Tensor | number } & RepeatInterleaveOptions2): Tensor;
  /** `reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` · [torch.reshape](https://docs.pytorch.org/docs/2.13/generated/torch.reshape.html) */
  reshape(input: Tensor, shape: readonly number[]): Tensor;
  /** `reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` · [torch.reshape](https://docs.pytorch.org/docs/2.13/generated/torch.reshape.html) */
  reshape(input: Tensor, options: { shape: readonly number[] }): Tensor;
  /** `resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resize_as_(input: Tensor, the_template: Tensor, options?: MemoryFormatOptions): Tensor;
  /** `resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resize_as_(input: Tensor, options: { the_template: Tensor } & MemoryFormatOptions): Tensor;
  /** `resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resize_as_sparse_(input: Tensor, the_template: Tensor): Tensor;
  /** `resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resize_as_sparse_(input: Tensor, options: { the_template: Tensor }): Tensor;
  /** `resolve_conj(Tensor(a) self) -> Tensor(a)` · [torch.resolve_conj](https://docs.pytorch.org/docs/2.13/generated/torch.resolve_conj.html) */
  resolve_conj(input: Tensor): Tensor;
  /** `resolve_neg(Tensor(a) self) -> Tensor(a)` · [torch.resolve_neg](https://docs.pytorch.org/docs/2.13/generated/torch.resolve_neg.html) */
  resolve_neg(input: Tensor): Tensor;
  /** `result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType` · `result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(tensor: Tensor, other: Tensor | Scalar): dtype;
  /** `result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType` · `result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(tensor: Tensor, options: { other: Tensor | Scalar }): dtype;
  /** `result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType` · `result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(options: { tensor: Tensor; other: Tensor | Scalar }): dtype;
  /** `result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(scalar: Scalar, tensor: Tensor): dtype;
  /** `result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(scalar: Scalar, options: { tensor: Tensor }): dtype;
  /** `result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(options: { scalar: Scalar; tensor: Tensor }): dtype;
  /** `result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(scalar1: Scalar, scalar2: Scalar): dtype;
  /** `result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(scalar1: Scalar, options: { scalar2: Scalar }): dtype;
  /** `result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType` · [torch.result_type](https://docs.pytorch.org/docs/2.13/generated/torch.result_type.html) */
  result_type(options: { scalar1: Scalar; scalar2: Scalar }): dtype;
  /** `rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor` */
  rms_norm(input: Tensor, normalized_shape: readonly number[], weight?: Tensor | null | RmsNormOptions, eps?: number | null | RmsNormOptions): Tensor;
  /** `rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor` */
  rms_norm(input: Tensor, options: { normalized_shape: readonly number[] } & RmsNormOptions): Tensor;
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, options: { batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, hx: Tensor, options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_relu(input: Tensor, options: { hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, hx: Tensor, options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, batch_sizes: Tensor, options: { hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(data: Tensor, options: { batch_sizes: Tensor; hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_relu(options: { data: Tensor; batch_sizes: Tensor; hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null | BIhBHhOptions, b_hh?: Tensor | null | BIhBHhOptions): Tensor;
  /** `rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_relu_cell(input: Tensor, hx: Tensor, w_ih: Tensor, options: { w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_relu_cell(input: Tensor, hx: Tensor, options: { w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_relu_cell(input: Tensor, options: { hx: Tensor; w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, options: { batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, hx: Tensor, options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnn_tanh(input: Tensor, options: { hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean; batch_first: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, options: { bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, options: { train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: number, options: { dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, options: { num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, hx: Tensor, options: { params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, batch_sizes: Tensor, options: { hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(data: Tensor, options: { batch_sizes: Tensor; hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnn_tanh(options: { data: Tensor; batch_sizes: Tensor; hx: Tensor; params: readonly Tensor[]; has_biases: boolean; num_layers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null | BIhBHhOptions, b_hh?: Tensor | null | BIhBHhOptions): Tensor;
  /** `rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_tanh_cell(input: Tensor, hx: Tensor, w_ih: Tensor, options: { w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_tanh_cell(input: Tensor, hx: Tensor, options: { w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnn_tanh_cell(input: Tensor, options: { hx: Tensor; w_ih: Tensor; w_hh: Tensor } & BIhBHhOptions): Tensor;
  /** `roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` · [torch.roll](https://docs.pytorch.org/docs/2.13/generated/torch.roll.html) */
  roll(input: Tensor, shifts: IntList, dims?: IntList | RollOptions): Tensor;
  /** `roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` · [torch.roll](https://docs.pytorch.org/docs/2.13/generated/torch.roll.html) */
  roll(input: Tensor, options: { shifts: IntList } & RollOptions): Tensor;
  /** `rot90(Tensor self, int k=1, int[] dims=[0,1]) -> Tensor` · [torch.rot90](https://docs.pytorch.org/docs/2.13/generated/torch.rot90.html) */
  rot90(input: Tensor, k?: number | Rot90Options, dims?: readonly number[] | Rot90Options): Tensor;
  /** `round(Tensor self) -> Tensor` · `round.decimals(Tensor self, *, int decimals) -> Tensor` · [torch.round](https://docs.pytorch.org/docs/2.13/generated/torch.round.html) */
  round(input: Tensor, options?: RoundOptions): Tensor;
  /** `round_(Tensor(a!) self) -> Tensor(a!)` · `round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)` */
  round_(input: Tensor, options?: RoundOptions2): Tensor;
  /** `row_indices_copy(Tensor self) -> Tensor` */
  row_indices_copy(input: Tensor): Tensor;
  /** `row_stack(Tensor[] tensors) -> Tensor` · [torch.row_stack](https://docs.pytorch.org/docs/2.13/generated/torch.row_stack.html) */
  row_stack(tensors: readonly Tensor[], options?: OutOptions): Tensor;
  /** `rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, Generator? generator=None) -> Tensor` · [torch.nn.functional.rrelu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu.html) */
  rrelu(input: Tensor, lower?: Scalar | RreluOptions, upper?: Scalar | RreluOptions, training?: boolean | RreluOptions, generator?: Generator | null | RreluOptions): Tensor;
  /** `rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, Generator? generator=None) -> Tensor(a!)` · [torch.nn.functional.rrelu_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.rrelu_.html) */
  rrelu_(input: Tensor, lower?: Scalar | RreluOptions, upper?: Scalar | RreluOptions, training?: boolean | RreluOptions, generator?: Generator | null | RreluOptions): Tensor;
  /** `rsqrt(Tensor self) -> Tensor` · [torch.rsqrt](https://docs.pytorch.org/docs/2.13/generated/torch.rsqrt.html) */
  rsqrt(input: Tensor, options?: OutOptions): Tensor;
  /** `rsqrt_(Tensor(a!) self) -> Tensor(a!)` */
  rsqrt_(input: Tensor): Tensor;
  /** `rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  rsub(input: Tensor, other: Tensor, options?: AlphaOptions): Tensor;
  /** `rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  rsub(input: Tensor, options: { other: Tensor } & AlphaOptions): Tensor;
  /** `rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  rsub(input: Tensor, other: Scalar, alpha?: Scalar | AlphaOptions): Tensor;
  /** `rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  rsub(input: Tensor, options: { other: Scalar } & AlphaOptions): Tensor;
  /** `scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  scalar_tensor(s: Scalar, options?: FactoryOptions): Tensor;
  /** `scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  scalar_tensor(options: { s: Scalar } & FactoryOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, dim: number, index: Tensor, src: Tensor, options?: ScatterOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, dim: number, index: Tensor, options: { src: Tensor } & ScatterOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, dim: number, options: { index: Tensor; src: Tensor } & ScatterOptions): Tensor;
  /** `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, options: { dim: number; index: Tensor; src: Tensor } & ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, dim: number, index: Tensor, value: Scalar, options?: ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, dim: number, index: Tensor, options: { value: Scalar } & ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, dim: number, options: { index: Tensor; value: Scalar } & ScatterOptions): Tensor;
  /** `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` · `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` · [torch.scatter](https://docs.pytorch.org/docs/2.13/generated/torch.scatter.html) */
  scatter(input: Tensor, options: { dim: number; index: Tensor; value: Scalar } & ScatterOptions): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_add.html) */
  scatter_add(input: Tensor, dim: number, index: Tensor, src: Tensor, options?: OutOptions): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_add.html) */
  scatter_add(input: Tensor, dim: number, index: Tensor, options: { src: Tensor } & OutOptions): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_add.html) */
  scatter_add(input: Tensor, dim: number, options: { index: Tensor; src: Tensor } & OutOptions): Tensor;
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` · [torch.scatter_add](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_add.html) */
  scatter_add(input: Tensor, options: { dim: number; index: Tensor; src: Tensor } & OutOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_reduce.html) */
  scatter_reduce(input: Tensor, dim: number, index: Tensor, src: Tensor, reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin', options?: IncludeSelfOutOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_reduce.html) */
  scatter_reduce(input: Tensor, dim: number, index: Tensor, src: Tensor, options: { reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_reduce.html) */
  scatter_reduce(input: Tensor, dim: number, index: Tensor, options: { src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_reduce.html) */
  scatter_reduce(input: Tensor, dim: number, options: { index: Tensor; src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` · [torch.scatter_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.scatter_reduce.html) */
  scatter_reduce(input: Tensor, options: { dim: number; index: Tensor; src: Tensor; reduce: 'sum' | 'prod' | 'mean' | 'amax' | 'amin' } & IncludeSelfOutOptions): Tensor;
  /** `searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · `searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · [torch.searchsorted](https://docs.pytorch.org/docs/2.13/generated/torch.searchsorted.html) */
  searchsorted(sorted_sequence: Tensor, input: Tensor | Scalar, options?: SearchsortedOptions): Tensor;
  /** `searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · `searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · [torch.searchsorted](https://docs.pytorch.org/docs/2.13/generated/torch.searchsorted.html) */
  searchsorted(sorted_sequence: Tensor, options: { input: Tensor | Scalar } & SearchsortedOptions): Tensor;
  /** `searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · `searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` · [torch.searchsorted](https://docs.pytorch.org/docs/2.13/generated/torch.searchsorted.html) */
  searchsorted(options: { sorted_sequence: Tensor; input: Tensor | Scalar } & SearchsortedOptions): Tensor;
  /** `segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` · [torch.segment_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.segment_reduce.html) */
  segment_reduce(data: Tensor, reduce: 'sum' | 'mean' | 'max' | 'min' | 'prod', options?: SegmentReduceOptions): Tensor;
  /** `segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` · [torch.segment_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.segment_reduce.html) */
  segment_reduce(data: Tensor, options: { reduce: 'sum' | 'mean' | 'max' | 'min' | 'prod' } & SegmentReduceOptions): Tensor;
  /** `segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` · [torch.segment_reduce](https://docs.pytorch.org/docs/2.13/generated/torch.segment_reduce.html) */
  segment_reduce(options: { data: Tensor; reduce: 'sum' | 'mean' | 'max' | 'min' | 'prod' } & SegmentReduceOptions): Tensor;
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` · [torch.select](https://docs.pytorch.org/docs/2.13/generated/torch.select.html) */
  select(input: Tensor, dim: number, index: number): Tensor;
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` · [torch.select](https://docs.pytorch.org/docs/2.13/generated/torch.select.html) */
  select(input: Tensor, dim: number, options: { index: number }): Tensor;
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` · [torch.select](https://docs.pytorch.org/docs/2.13/generated/torch.select.html) */
  select(input: Tensor, options: { dim: number; index: number }): Tensor;
  /** `select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` · [torch.select](https://docs.pytorch.org/docs/2.13/generated/torch.select.html) */
  select_copy(input: Tensor, dim: number, index: number): Tensor;
  /** `select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` · [torch.select](https://docs.pytorch.org/docs/2.13/generated/torch.select.html) */
  select_copy(input: Tensor, dim: number, options: { index: number }): Tensor;
  /** `select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` · [torch.select](https://docs.pytorch.org/docs/2.13/generated/torch.select.html) */
  select_copy(input: Tensor, options: { dim: number; index: number }): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.select_scatter.html) */
  select_scatter(input: Tensor, src: Tensor, dim: number, index: number): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.select_scatter.html) */
  select_scatter(input: Tensor, src: Tensor, dim: number, options: { index: number }): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.select_scatter.html) */
  select_scatter(input: Tensor, src: Tensor, options: { dim: number; index: number }): Tensor;
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` · [torch.select_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.select_scatter.html) */
  select_scatter(input: Tensor, options: { src: Tensor; dim: number; index: number }): Tensor;
  /** `selu(Tensor self) -> Tensor` · [torch.nn.functional.selu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.selu.html) */
  selu(input: Tensor): Tensor;
  /** `selu_(Tensor(a!) self) -> Tensor(a!)` · [torch.nn.functional.selu_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.selu_.html) */
  selu_(input: Tensor): Tensor;
  /** `sgn(Tensor self) -> Tensor` · [torch.sgn](https://docs.pytorch.org/docs/2.13/generated/torch.sgn.html) */
  sgn(input: Tensor, options?: OutOptions): Tensor;
  /** `sigmoid(Tensor self) -> Tensor` · [torch.sigmoid](https://docs.pytorch.org/docs/2.13/generated/torch.sigmoid.html) */
  sigmoid(input: Tensor, options?: OutOptions): Tensor;
  /** `sigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  sigmoid_(input: Tensor): Tensor;
  /** `sign(Tensor self) -> Tensor` · [torch.sign](https://docs.pytorch.org/docs/2.13/generated/torch.sign.html) */
  sign(input: Tensor, options?: OutOptions): Tensor;
  /** `signbit(Tensor self) -> Tensor` · [torch.signbit](https://docs.pytorch.org/docs/2.13/generated/torch.signbit.html) */
  signbit(input: Tensor, options?: OutOptions): Tensor;
  /** `sin(Tensor self) -> Tensor` · [torch.sin](https://docs.pytorch.org/docs/2.13/generated/torch.sin.html) */
  sin(input: Tensor, options?: OutOptions): Tensor;
  /** `sin_(Tensor(a!) self) -> Tensor(a!)` */
  sin_(input: Tensor): Tensor;
  /** `sinc(Tensor self) -> Tensor` · [torch.sinc](https://docs.pytorch.org/docs/2.13/generated/torch.sinc.html) */
  sinc(input: Tensor, options?: OutOptions): Tensor;
  /** `sinc_(Tensor(a!) self) -> Tensor(a!)` */
  sinc_(input: Tensor): Tensor;
  /** `sinh(Tensor self) -> Tensor` · [torch.sinh](https://docs.pytorch.org/docs/2.13/generated/torch.sinh.html) */
  sinh(input: Tensor, options?: OutOptions): Tensor;
  /** `sinh_(Tensor(a!) self) -> Tensor(a!)` */
  sinh_(input: Tensor): Tensor;
  /** `slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  slice_copy(input: Tensor, dim?: number | SliceCopyOptions, start?: number | null | SliceCopyOptions, end?: number | null | SliceCopyOptions, step?: number | SliceCopyOptions): Tensor;
  /** `slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice_inverse(input: Tensor, src: Tensor, dim?: number | SliceCopyOptions, start?: number | null | SliceCopyOptions, end?: number | null | SliceCopyOptions, step?: number | SliceCopyOptions): Tensor;
  /** `slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice_inverse(input: Tensor, options: { src: Tensor } & SliceCopyOptions): Tensor;
  /** `slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` · [torch.slice_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.slice_scatter.html) */
  slice_scatter(input: Tensor, src: Tensor, dim?: number | SliceCopyOptions, start?: number | null | SliceCopyOptions, end?: number | null | SliceCopyOptions, step?: number | SliceCopyOptions): Tensor;
  /** `slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` · [torch.slice_scatter](https://docs.pytorch.org/docs/2.13/generated/torch.slice_scatter.html) */
  slice_scatter(input: Tensor, options: { src: Tensor } & SliceCopyOptions): Tensor;
  /** `slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)` · [torch.slogdet](https://docs.pytorch.org/docs/2.13/generated/torch.slogdet.html) */
  slogdet(input: Tensor, options?: OutOptions2): SignLogabsdet;
  /** `smm(Tensor self, Tensor mat2) -> Tensor` · [torch.smm](https://docs.pytorch.org/docs/2.13/generated/torch.smm.html) */
  smm(input: Tensor, mat2: Tensor): Tensor;
  /** `smm(Tensor self, Tensor mat2) -> Tensor` · [torch.smm](https://docs.pytorch.org/docs/2.13/generated/torch.smm.html) */
  smm(input: Tensor, options: { mat2: Tensor }): Tensor;
  /** `softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.softmax](https://docs.pytorch.org/docs/2.13/generated/torch.softmax.html) */
  softmax(input: Tensor, dim: number, dtype?: dtype | null | DtypeOutOptions, options?: DtypeOutOptions): Tensor;
  /** `softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.softmax](https://docs.pytorch.org/docs/2.13/generated/torch.softmax.html) */
  softmax(input: Tensor, options: { dim: number } & DtypeOutOptions): Tensor;
  /** `sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` · [torch.sort](https://docs.pytorch.org/docs/2.13/generated/torch.sort.html) */
  sort(input: Tensor, dim?: number | SortOptions, descending?: boolean | SortOptions, options?: SortOptions): ValuesIndices;
  /** `sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` · [torch.sort](https://docs.pytorch.org/docs/2.13/generated/torch.sort.html) */
  sort(input: Tensor, options: SortOptions2): ValuesIndices;
  /** `sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: readonly number[], options?: SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, options: { size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, row_indices: Tensor, options: { values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, options: { row_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(options: { ccol_indices: Tensor; row_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, options?: SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, row_indices: Tensor, options: { values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(ccol_indices: Tensor, options: { row_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsc_tensor.html) */
  sparse_bsc_tensor(options: { ccol_indices: Tensor; row_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: readonly number[], options?: SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, col_indices: Tensor, values: Tensor, options: { size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, col_indices: Tensor, options: { values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, options: { col_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(options: { crow_indices: Tensor; col_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, col_indices: Tensor, values: Tensor, options?: SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, col_indices: Tensor, options: { values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(crow_indices: Tensor, options: { col_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_bsr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_bsr_tensor.html) */
  sparse_bsr_tensor(options: { crow_indices: Tensor; col_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: readonly number[], options?: SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, options: { size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, plain_indices: Tensor, options: { values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, options: { plain_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(options: { compressed_indices: Tensor; plain_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, options?: SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, plain_indices: Tensor, options: { values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(compressed_indices: Tensor, options: { plain_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_compressed_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_compressed_tensor.html) */
  sparse_compressed_tensor(options: { compressed_indices: Tensor; plain_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(...size: number[]): Tensor;
  /** `sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(...args: [...size: number[], options: FactoryOptions]): Tensor;
  /** `sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(size: readonly number[], options?: FactoryOptions): Tensor;
  /** `sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(options: { size: readonly number[] } & FactoryOptions): Tensor;
  /** `sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(indices: Tensor, values: Tensor, options?: SparseCooTensorOptions): Tensor;
  /** `sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(indices: Tensor, options: { values: Tensor } & SparseCooTensorOptions): Tensor;
  /** `sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(options: { indices: Tensor; values: Tensor } & SparseCooTensorOptions): Tensor;
  /** `sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(indices: Tensor, values: Tensor, size: readonly number[], options?: SparseCooTensorOptions): Tensor;
  /** `sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(indices: Tensor, values: Tensor, options: { size: readonly number[] } & SparseCooTensorOptions): Tensor;
  /** `sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(indices: Tensor, options: { values: Tensor; size: readonly number[] } & SparseCooTensorOptions): Tensor;
  /** `sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` · [torch.sparse_coo_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_coo_tensor.html) */
  sparse_coo_tensor(options: { indices: Tensor; values: Tensor; size: readonly number[] } & SparseCooTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: readonly number[], options?: SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, options: { size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, row_indices: Tensor, options: { values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, options: { row_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(options: { ccol_indices: Tensor; row_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, options?: SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, row_indices: Tensor, options: { values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(ccol_indices: Tensor, options: { row_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csc_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csc_tensor.html) */
  sparse_csc_tensor(options: { ccol_indices: Tensor; row_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: readonly number[], options?: SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, col_indices: Tensor, values: Tensor, options: { size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, col_indices: Tensor, options: { values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, options: { col_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(options: { crow_indices: Tensor; col_indices: Tensor; values: Tensor; size: readonly number[] } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, col_indices: Tensor, values: Tensor, options?: SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, col_indices: Tensor, options: { values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(crow_indices: Tensor, options: { col_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` · [torch.sparse_csr_tensor](https://docs.pytorch.org/docs/2.13/generated/torch.sparse_csr_tensor.html) */
  sparse_csr_tensor(options: { crow_indices: Tensor; col_indices: Tensor; values: Tensor } & SparseBscTensorOptions): Tensor;
  /** `split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]` · `split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` · [torch.split](https://docs.pytorch.org/docs/2.13/generated/torch.split.html) */
  split(input: Tensor, split_size: number | readonly number[], dim?: number | DimOptions): TensorList;
  /** `split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]` · `split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` · [torch.split](https://docs.pytorch.org/docs/2.13/generated/torch.split.html) */
  split(input: Tensor, options: { split_size: number | readonly number[] } & DimOptions): TensorList;
  /** `split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` · [torch.split](https://docs.pytorch.org/docs/2.13/generated/torch.split.html) */
  split_copy(input: Tensor, split_size: number, dim?: number | DimOutOptions3, options?: DimOutOptions3): TensorList;
  /** `split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` · [torch.split](https://docs.pytorch.org/docs/2.13/generated/torch.split.html) */
  split_copy(input: Tensor, options: { split_size: number } & DimOutOptions3): TensorList;
  /** `split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  split_with_sizes(input: Tensor, split_sizes: readonly number[], dim?: number | DimOptions): TensorList;
  /** `split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  split_with_sizes(input: Tensor, options: { split_sizes: readonly number[] } & DimOptions): TensorList;
  /** `split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  split_with_sizes_copy(input: Tensor, split_sizes: readonly number[], dim?: number | DimOutOptions3, options?: DimOutOptions3): TensorList;
  /** `split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  split_with_sizes_copy(input: Tensor, options: { split_sizes: readonly number[] } & DimOutOptions3): TensorList;
  /** `sqrt(Tensor self) -> Tensor` · [torch.sqrt](https://docs.pytorch.org/docs/2.13/generated/torch.sqrt.html) */
  sqrt(input: Tensor, options?: OutOptions): Tensor;
  /** `sqrt_(Tensor(a!) self) -> Tensor(a!)` */
  sqrt_(input: Tensor): Tensor;
  /** `square(Tensor self) -> Tensor` · [torch.square](https://docs.pytorch.org/docs/2.13/generated/torch.square.html) */
  square(input: Tensor, options?: OutOptions): Tensor;
  /** `square_(Tensor(a!) self) -> Tensor(a!)` */
  square_(input: Tensor): Tensor;
  /** `squeeze(Tensor(a) self) -> Tensor(a)` · [torch.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.squeeze.html) */
  squeeze(input: Tensor): Tensor;
  /** `squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` · `squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` · [torch.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.squeeze.html) */
  squeeze(input: Tensor, dim: number | readonly number[]): Tensor;
  /** `squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` · `squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` · [torch.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.squeeze.html) */
  squeeze(input: Tensor, options: { dim: number | readonly number[] }): Tensor;
  /** `squeeze_copy(Tensor self) -> Tensor` · [torch.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.squeeze.html) */
  squeeze_copy(input: Tensor): Tensor;
  /** `squeeze_copy.dim(Tensor self, int dim) -> Tensor` · `squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` · [torch.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.squeeze.html) */
  squeeze_copy(input: Tensor, dim: number | readonly number[]): Tensor;
  /** `squeeze_copy.dim(Tensor self, int dim) -> Tensor` · `squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` · [torch.squeeze](https://docs.pytorch.org/docs/2.13/generated/torch.squeeze.html) */
  squeeze_copy(input: Tensor, options: { dim: number | readonly number[] }): Tensor;
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.sspaddmm](https://docs.pytorch.org/docs/2.13/generated/torch.sspaddmm.html) */
  sspaddmm(input: Tensor, mat1: Tensor, mat2: Tensor, options?: BetaAlphaOutOptions): Tensor;
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.sspaddmm](https://docs.pytorch.org/docs/2.13/generated/torch.sspaddmm.html) */
  sspaddmm(input: Tensor, mat1: Tensor, options: { mat2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.sspaddmm](https://docs.pytorch.org/docs/2.13/generated/torch.sspaddmm.html) */
  sspaddmm(input: Tensor, options: { mat1: Tensor; mat2: Tensor } & BetaAlphaOutOptions): Tensor;
  /** `stack(Tensor[] tensors, int dim=0) -> Tensor` · [torch.stack](https://docs.pytorch.org/docs/2.13/generated/torch.stack.html) */
  stack(tensors: readonly Tensor[], dim?: number | DimOutOptions, options?: DimOutOptions): Tensor;
  /** `std(Tensor self, bool unbiased=True) -> Tensor` · [torch.std](https://docs.pytorch.org/docs/2.13/generated/torch.std.html) */
  std(input: Tensor, unbiased?: boolean | UnbiasedOptions): Tensor;
  /** `std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.std](https://docs.pytorch.org/docs/2.13/generated/torch.std.html) */
  std(input: Tensor, dim: IntList | null, unbiased?: boolean | UnbiasedKeepdimOutOptions, keepdim?: boolean | UnbiasedKeepdimOutOptions, options?: UnbiasedKeepdimOutOptions): Tensor;
  /** `std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.std](https://docs.pytorch.org/docs/2.13/generated/torch.std.html) */
  std(input: Tensor, options: { dim: IntList | null } & UnbiasedKeepdimOutOptions): Tensor;
  /** `std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` · [torch.std](https://docs.pytorch.org/docs/2.13/generated/torch.std.html) */
  std(input: Tensor, dim?: IntList | null | StdOptions, options?: StdOptions): Tensor;
  /** `std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)` · [torch.std_mean](https://docs.pytorch.org/docs/2.13/generated/torch.std_mean.html) */
  std_mean(input: Tensor, unbiased?: boolean | UnbiasedOptions): [Tensor, Tensor];
  /** `std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` · [torch.std_mean](https://docs.pytorch.org/docs/2.13/generated/torch.std_mean.html) */
  std_mean(input: Tensor, dim: IntList | null, unbiased?: boolean | UnbiasedKeepdimOptions, keepdim?: boolean | UnbiasedKeepdimOptions): [Tensor, Tensor];
  /** `std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` · [torch.std_mean](https://docs.pytorch.org/docs/2.13/generated/torch.std_mean.html) */
  std_mean(input: Tensor, options: { dim: IntList | null } & UnbiasedKeepdimOptions): [Tensor, Tensor];
  /** `std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` · [torch.std_mean](https://docs.pytorch.org/docs/2.13/generated/torch.std_mean.html) */
  std_mean(input: Tensor, dim?: IntList | null | DimCorrectionKeepdimOptions, options?: DimCorrectionKeepdimOptions): [Tensor, Tensor];
  /** `stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` · [torch.stft](https://docs.pytorch.org/docs/2.13/generated/torch.stft.html) */
  stft(input: Tensor, n_fft: number, hop_length?: number | null | StftOptions, win_length?: number | null | StftOptions, window?: Tensor | null | StftOptions, normalized?: boolean | StftOptions, onesided?: boolean | null | StftOptions, return_complex?: boolean | null | StftOptions, align_to_window?: boolean | null | StftOptions): Tensor;
  /** `stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` · [torch.stft](https://docs.pytorch.org/docs/2.13/generated/torch.stft.html) */
  stft(input: Tensor, options: { n_fft: number } & StftOptions): Tensor;
  /** `stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` · [torch.stft](https://docs.pytorch.org/docs/2.13/generated/torch.stft.html) */
  stft(input: Tensor, n_fft: number, hop_length?: number | null | StftOptions2, win_length?: number | null | StftOptions2, window?: Tensor | null | StftOptions2, center?: boolean | StftOptions2, pad_mode?: string | StftOptions2, normalized?: boolean | StftOptions2, onesided?: boolean | null | StftOptions2, return_complex?: boolean | null | StftOptions2, align_to_window?: boolean | null | StftOptions2): Tensor;
  /** `stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` · [torch.stft](https://docs.pytorch.org/docs/2.13/generated/torch.stft.html) */
  stft(input: Tensor, options: { n_fft: number } & StftOptions2): Tensor;
  /** `sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.sub](https://docs.pytorch.org/docs/2.13/generated/torch.sub.html) */
  sub(input: Tensor, other: Tensor | Scalar, options?: AlphaOutOptions): Tensor;
  /** `sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · `sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.sub](https://docs.pytorch.org/docs/2.13/generated/torch.sub.html) */
  sub(input: Tensor, options: { other: Tensor | Scalar } & AlphaOutOptions): Tensor;
  /** `subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · [torch.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.subtract.html) */
  subtract(input: Tensor, other: Tensor, options?: AlphaOutOptions): Tensor;
  /** `subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` · [torch.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.subtract.html) */
  subtract(input: Tensor, options: { other: Tensor } & AlphaOutOptions): Tensor;
  /** `subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.subtract.html) */
  subtract(input: Tensor, other: Scalar, alpha?: Scalar | AlphaOptions): Tensor;
  /** `subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` · [torch.subtract](https://docs.pytorch.org/docs/2.13/generated/torch.subtract.html) */
  subtract(input: Tensor, options: { other: Scalar } & AlphaOptions): Tensor;
  /** `sum(Tensor self, *, ScalarType? dtype=None) -> Tensor` · [torch.sum](https://docs.pytorch.org/docs/2.13/generated/torch.sum.html) */
  sum(input: Tensor, options?: DtypeOptions): Tensor;
  /** `sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.sum](https://docs.pytorch.org/docs/2.13/generated/torch.sum.html) */
  sum(input: Tensor, dim: IntList | null, keepdim?: boolean | KeepdimDtypeOutOptions, options?: KeepdimDtypeOutOptions): Tensor;
  /** `sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.sum](https://docs.pytorch.org/docs/2.13/generated/torch.sum.html) */
  sum(input: Tensor, options: { dim: IntList | null } & KeepdimDtypeOutOptions): Tensor;
  /** `svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)` · [torch.svd](https://docs.pytorch.org/docs/2.13/generated/torch.svd.html) */
  svd(input: Tensor, some?: boolean | SvdOptions, compute_uv?: boolean | SvdOptions, options?: SvdOptions): USV;
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` · [torch.swapaxes](https://docs.pytorch.org/docs/2.13/generated/torch.swapaxes.html) */
  swapaxes(input: Tensor, axis0: number, axis1: number): Tensor;
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` · [torch.swapaxes](https://docs.pytorch.org/docs/2.13/generated/torch.swapaxes.html) */
  swapaxes(input: Tensor, axis0: number, options: { axis1: number }): Tensor;
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` · [torch.swapaxes](https://docs.pytorch.org/docs/2.13/generated/torch.swapaxes.html) */
  swapaxes(input: Tensor, options: { axis0: number; axis1: number }): Tensor;
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.swapdims](https://docs.pytorch.org/docs/2.13/generated/torch.swapdims.html) */
  swapdims(input: Tensor, dim0: number, dim1: number): Tensor;
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.swapdims](https://docs.pytorch.org/docs/2.13/generated/torch.swapdims.html) */
  swapdims(input: Tensor, dim0: number, options: { dim1: number }): Tensor;
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.swapdims](https://docs.pytorch.org/docs/2.13/generated/torch.swapdims.html) */
  swapdims(input: Tensor, options: { dim0: number; dim1: number }): Tensor;
  /** `sym_constrain_range(Scalar size, *, int? min=None, int? max=None) -> ()` */
  sym_constrain_range(size: Scalar, options?: MinMaxOptions3): void;
  /** `sym_constrain_range(Scalar size, *, int? min=None, int? max=None) -> ()` */
  sym_constrain_range(options: { size: Scalar } & MinMaxOptions3): void;
  /** `sym_constrain_range_for_size(Scalar size, *, int? min=None, int? max=None) -> ()` */
  sym_constrain_range_for_size(size: Scalar, options?: MinMaxOptions3): void;
  /** `sym_constrain_range_for_size(Scalar size, *, int? min=None, int? max=None) -> ()` */
  sym_constrain_range_for_size(options: { size: Scalar } & MinMaxOptions3): void;
  /** `t(Tensor(a) self) -> Tensor(a)` · [torch.t](https://docs.pytorch.org/docs/2.13/generated/torch.t.html) */
  t(input: Tensor): Tensor;
  /** `t_copy(Tensor self) -> Tensor` · [torch.t](https://docs.pytorch.org/docs/2.13/generated/torch.t.html) */
  t_copy(input: Tensor): Tensor;
  /** `take(Tensor self, Tensor index) -> Tensor` · [torch.take](https://docs.pytorch.org/docs/2.13/generated/torch.take.html) */
  take(input: Tensor, index: Tensor, options?: OutOptions): Tensor;
  /** `take(Tensor self, Tensor index) -> Tensor` · [torch.take](https://docs.pytorch.org/docs/2.13/generated/torch.take.html) */
  take(input: Tensor, options: { index: Tensor } & OutOptions): Tensor;
  /** `take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` · [torch.take_along_dim](https://docs.pytorch.org/docs/2.13/generated/torch.take_along_dim.html) */
  take_along_dim(input: Tensor, indices: Tensor, dim?: number | null | DimOutOptions2, options?: DimOutOptions2): Tensor;
  /** `take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` · [torch.take_along_dim](https://docs.pytorch.org/docs/2.13/generated/torch.take_along_dim.html) */
  take_along_dim(input: Tensor, options: { indices: Tensor } & DimOutOptions2): Tensor;
  /** `tan(Tensor self) -> Tensor` · [torch.tan](https://docs.pytorch.org/docs/2.13/generated/torch.tan.html) */
  tan(input: Tensor, options?: OutOptions): Tensor;
  /** `tan_(Tensor(a!) self) -> Tensor(a!)` */
  tan_(input: Tensor): Tensor;
  /** `tanh(Tensor self) -> Tensor` · [torch.tanh](https://docs.pytorch.org/docs/2.13/generated/torch.tanh.html) */
  tanh(input: Tensor, options?: OutOptions): Tensor;
  /** `tanh_(Tensor(a!) self) -> Tensor(a!)` */
  tanh_(input: Tensor): Tensor;
  /** `tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]` · [torch.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.tensor_split.html) */
  tensor_split(input: Tensor, sections: number, dim?: number | DimOptions): TensorList;
  /** `tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]` · [torch.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.tensor_split.html) */
  tensor_split(input: Tensor, options: { sections: number } & DimOptions): TensorList;
  /** `tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` · [torch.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.tensor_split.html) */
  tensor_split(input: Tensor, indices: readonly number[], dim?: number | DimOptions): TensorList;
  /** `tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` · [torch.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.tensor_split.html) */
  tensor_split(input: Tensor, options: { indices: readonly number[] } & DimOptions): TensorList;
  /** `tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]` · [torch.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.tensor_split.html) */
  tensor_split(input: Tensor, tensor_indices_or_sections: Tensor, dim?: number | DimOptions): TensorList;
  /** `tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]` · [torch.tensor_split](https://docs.pytorch.org/docs/2.13/generated/torch.tensor_split.html) */
  tensor_split(input: Tensor, options: { tensor_indices_or_sections: Tensor } & DimOptions): TensorList;
  /** `tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` · [torch.tensordot](https://docs.pytorch.org/docs/2.13/generated/torch.tensordot.html) */
  tensordot(input: Tensor, other: Tensor, dims_self: readonly number[], dims_other: readonly number[], options?: OutOptions): Tensor;
  /** `tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` · [torch.tensordot](https://docs.pytorch.org/docs/2.13/generated/torch.tensordot.html) */
  tensordot(input: Tensor, other: Tensor, dims_self: readonly number[], options: { dims_other: readonly number[] } & OutOptions): Tensor;
  /** `tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` · [torch.tensordot](https://docs.pytorch.org/docs/2.13/generated/torch.tensordot.html) */
  tensordot(input: Tensor, other: Tensor, options: { dims_self: readonly number[]; dims_other: readonly number[] } & OutOptions): Tensor;
  /** `tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` · [torch.tensordot](https://docs.pytorch.org/docs/2.13/generated/torch.tensordot.html) */
  tensordot(input: Tensor, options: { other: Tensor; dims_self: readonly number[]; dims_other: readonly number[] } & OutOptions): Tensor;
  /** `threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor` · [torch.nn.functional.threshold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold.html) */
  threshold(input: Tensor, threshold: Scalar, value: Scalar, options?: OutOptions): Tensor;
  /** `threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor` · [torch.nn.functional.threshold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold.html) */
  threshold(input: Tensor, threshold: Scalar, options: { value: Scalar } & OutOptions): Tensor;
  /** `threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor` · [torch.nn.functional.threshold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold.html) */
  threshold(input: Tensor, options: { threshold: Scalar; value: Scalar } & OutOptions): Tensor;
  /** `threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)` · [torch.nn.functional.threshold_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold_.html) */
  threshold_(input: Tensor, threshold: Scalar, value: Scalar): Tensor;
  /** `threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)` · [torch.nn.functional.threshold_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold_.html) */
  threshold_(input: Tensor, threshold: Scalar, options: { value: Scalar }): Tensor;
  /** `threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)` · [torch.nn.functional.threshold_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.threshold_.html) */
  threshold_(input: Tensor, options: { threshold: Scalar; value: Scalar }): Tensor;
  /** `tile(Tensor self, SymInt[] dims) -> Tensor` · [torch.tile](https://docs.pytorch.org/docs/2.13/generated/torch.tile.html) */
  tile(input: Tensor, dims: readonly number[]): Tensor;
  /** `tile(Tensor self, SymInt[] dims) -> Tensor` · [torch.tile](https://docs.pytorch.org/docs/2.13/generated/torch.tile.html) */
  tile(input: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` · [torch.topk](https://docs.pytorch.org/docs/2.13/generated/torch.topk.html) */
  topk(input: Tensor, k: number, dim?: number | TopkOptions, largest?: boolean | TopkOptions, sorted?: boolean | TopkOptions, options?: TopkOptions): ValuesIndices;
  /** `topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` · [torch.topk](https://docs.pytorch.org/docs/2.13/generated/torch.topk.html) */
  topk(input: Tensor, options: { k: number } & TopkOptions): ValuesIndices;
  /** `trace(Tensor self) -> Tensor` · [torch.trace](https://docs.pytorch.org/docs/2.13/generated/torch.trace.html) */
  trace(input: Tensor): Tensor;
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.transpose.html) */
  transpose(input: Tensor, dim0: number, dim1: number): Tensor;
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.transpose.html) */
  transpose(input: Tensor, dim0: number, options: { dim1: number }): Tensor;
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` · [torch.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.transpose.html) */
  transpose(input: Tensor, options: { dim0: number; dim1: number }): Tensor;
  /** `transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` · [torch.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.transpose.html) */
  transpose_copy(input: Tensor, dim0: number, dim1: number): Tensor;
  /** `transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` · [torch.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.transpose.html) */
  transpose_copy(input: Tensor, dim0: number, options: { dim1: number }): Tensor;
  /** `transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` · [torch.transpose](https://docs.pytorch.org/docs/2.13/generated/torch.transpose.html) */
  transpose_copy(input: Tensor, options: { dim0: number; dim1: number }): Tensor;
  /** `trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.trapezoid.html) */
  trapezoid(y: Tensor, x: Tensor, options?: DimOptions): Tensor;
  /** `trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.trapezoid.html) */
  trapezoid(y: Tensor, options: { x: Tensor } & DimOptions): Tensor;
  /** `trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.trapezoid.html) */
  trapezoid(options: { y: Tensor; x: Tensor } & DimOptions): Tensor;
  /** `trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` · [torch.trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.trapezoid.html) */
  trapezoid(y: Tensor, options?: DxDimOptions): Tensor;
  /** `trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` · [torch.trapezoid](https://docs.pytorch.org/docs/2.13/generated/torch.trapezoid.html) */
  trapezoid(options: { y: Tensor } & DxDimOptions): Tensor;
  /** `trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.trapz](https://docs.pytorch.org/docs/2.13/generated/torch.trapz.html) */
  trapz(y: Tensor, x: Tensor, options?: DimOptions): Tensor;
  /** `trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.trapz](https://docs.pytorch.org/docs/2.13/generated/torch.trapz.html) */
  trapz(y: Tensor, options: { x: Tensor } & DimOptions): Tensor;
  /** `trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` · [torch.trapz](https://docs.pytorch.org/docs/2.13/generated/torch.trapz.html) */
  trapz(options: { y: Tensor; x: Tensor } & DimOptions): Tensor;
  /** `trapz.dx(Tensor y, *, float dx=1, int dim=-1) -> Tensor` · [torch.trapz](https://docs.pytorch.org/docs/2.13/generated/torch.trapz.html) */
  trapz(y: Tensor, options?: TrapzOptions): Tensor;
  /** `trapz.dx(Tensor y, *, float dx=1, int dim=-1) -> Tensor` · [torch.trapz](https://docs.pytorch.org/docs/2.13/generated/torch.trapz.html) */
  trapz(options: { y: Tensor } & TrapzOptions): Tensor;
  /** `triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` · [torch.triangular_solve](https://docs.pytorch.org/docs/2.13/generated/torch.triangular_solve.html) */
  triangular_solve(input: Tensor, A: Tensor, upper?: boolean | TriangularSolveOptions, transpose?: boolean | TriangularSolveOptions, unitriangular?: boolean | TriangularSolveOptions, options?: TriangularSolveOptions): SolutionClonedCoefficient;
  /** `triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` · [torch.triangular_solve](https://docs.pytorch.org/docs/2.13/generated/torch.triangular_solve.html) */
  triangular_solve(input: Tensor, options: { A: Tensor } & TriangularSolveOptions): SolutionClonedCoefficient;
  /** `tril(Tensor self, SymInt diagonal=0) -> Tensor` · [torch.tril](https://docs.pytorch.org/docs/2.13/generated/torch.tril.html) */
  tril(input: Tensor, diagonal?: number | DiagonalOutOptions, options?: DiagonalOutOptions): Tensor;
  /** `tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.tril_indices](https://docs.pytorch.org/docs/2.13/generated/torch.tril_indices.html) */
  tril_indices(row: number, col: number, offset?: number | OffsetFactoryOptions, options?: OffsetFactoryOptions): Tensor;
  /** `tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.tril_indices](https://docs.pytorch.org/docs/2.13/generated/torch.tril_indices.html) */
  tril_indices(row: number, options: { col: number } & OffsetFactoryOptions): Tensor;
  /** `tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.tril_indices](https://docs.pytorch.org/docs/2.13/generated/torch.tril_indices.html) */
  tril_indices(options: { row: number; col: number } & OffsetFactoryOptions): Tensor;
  /** `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-06, bool swap=False, int reduction=Mean) -> Tensor` */
  triplet_margin_loss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number | TripletMarginLossOptions, p?: number | TripletMarginLossOptions, eps?: number | TripletMarginLossOptions, swap?: boolean | TripletMarginLossOptions, reduction?: number | TripletMarginLossOptions): Tensor;
  /** `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-06, bool swap=False, int reduction=Mean) -> Tensor` */
  triplet_margin_loss(anchor: Tensor, positive: Tensor, options: { negative: Tensor } & TripletMarginLossOptions): Tensor;
  /** `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-06, bool swap=False, int reduction=Mean) -> Tensor` */
  triplet_margin_loss(anchor: Tensor, options: { positive: Tensor; negative: Tensor } & TripletMarginLossOptions): Tensor;
  /** `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-06, bool swap=False, int reduction=Mean) -> Tensor` */
  triplet_margin_loss(options: { anchor: Tensor; positive: Tensor; negative: Tensor } & TripletMarginLossOptions): Tensor;
  /** `triu(Tensor self, SymInt diagonal=0) -> Tensor` · [torch.triu](https://docs.pytorch.org/docs/2.13/generated/torch.triu.html) */
  triu(input: Tensor, diagonal?: number | DiagonalOutOptions, options?: DiagonalOutOptions): Tensor;
  /** `triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.triu_indices](https://docs.pytorch.org/docs/2.13/generated/torch.triu_indices.html) */
  triu_indices(row: number, col: number, offset?: number | OffsetFactoryOptions, options?: OffsetFactoryOptions): Tensor;
  /** `triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.triu_indices](https://docs.pytorch.org/docs/2.13/generated/torch.triu_indices.html) */
  triu_indices(row: number, options: { col: number } & OffsetFactoryOptions): Tensor;
  /** `triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · [torch.triu_indices](https://docs.pytorch.org/docs/2.13/generated/torch.triu_indices.html) */
  triu_indices(options: { row: number; col: number } & OffsetFactoryOptions): Tensor;
  /** `true_divide.Tensor(Tensor self, Tensor other) -> Tensor` · `true_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.true_divide](https://docs.pytorch.org/docs/2.13/generated/torch.true_divide.html) */
  true_divide(input: Tensor, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `true_divide.Tensor(Tensor self, Tensor other) -> Tensor` · `true_divide.Scalar(Tensor self, Scalar other) -> Tensor` · [torch.true_divide](https://docs.pytorch.org/docs/2.13/generated/torch.true_divide.html) */
  true_divide(input: Tensor, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `trunc(Tensor self) -> Tensor` · [torch.trunc](https://docs.pytorch.org/docs/2.13/generated/torch.trunc.html) */
  trunc(input: Tensor, options?: OutOptions): Tensor;
  /** `trunc_(Tensor(a!) self) -> Tensor(a!)` */
  trunc_(input: Tensor): Tensor;
  /** `unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]` · [torch.unbind](https://docs.pytorch.org/docs/2.13/generated/torch.unbind.html) */
  unbind(input: Tensor, dim?: number | DimOptions): TensorList;
  /** `unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` · [torch.unbind](https://docs.pytorch.org/docs/2.13/generated/torch.unbind.html) */
  unbind_copy(input: Tensor, dim?: number | DimOutOptions3, options?: DimOutOptions3): TensorList;
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` · [torch.unflatten](https://docs.pytorch.org/docs/2.13/generated/torch.unflatten.html) */
  unflatten(input: Tensor, dim: number, sizes: readonly number[]): Tensor;
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` · [torch.unflatten](https://docs.pytorch.org/docs/2.13/generated/torch.unflatten.html) */
  unflatten(input: Tensor, dim: number, options: { sizes: readonly number[] }): Tensor;
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` · [torch.unflatten](https://docs.pytorch.org/docs/2.13/generated/torch.unflatten.html) */
  unflatten(input: Tensor, options: { dim: number; sizes: readonly number[] }): Tensor;
  /** `unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` · [torch.nn.functional.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html) */
  unfold_copy(input: Tensor, dimension: number, size: number, step: number): Tensor;
  /** `unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` · [torch.nn.functional.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html) */
  unfold_copy(input: Tensor, dimension: number, size: number, options: { step: number }): Tensor;
  /** `unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` · [torch.nn.functional.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html) */
  unfold_copy(input: Tensor, dimension: number, options: { size: number; step: number }): Tensor;
  /** `unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` · [torch.nn.functional.unfold](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.unfold.html) */
  unfold_copy(input: Tensor, options: { dimension: number; size: number; step: number }): Tensor;
  /** `unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)` · [torch.unique_consecutive](https://docs.pytorch.org/docs/2.13/generated/torch.unique_consecutive.html) */
  unique_consecutive(input: Tensor, return_inverse?: boolean | UniqueConsecutiveOptions, return_counts?: boolean | UniqueConsecutiveOptions, dim?: number | null | UniqueConsecutiveOptions): [Tensor, Tensor, Tensor];
  /** `unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` · [torch.unsafe_chunk](https://docs.pytorch.org/docs/2.13/generated/torch.unsafe_chunk.html) */
  unsafe_chunk(input: Tensor, chunks: number, dim?: number | DimOptions): TensorList;
  /** `unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` · [torch.unsafe_chunk](https://docs.pytorch.org/docs/2.13/generated/torch.unsafe_chunk.html) */
  unsafe_chunk(input: Tensor, options: { chunks: number } & DimOptions): TensorList;
  /** `unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` · [torch.unsafe_split](https://docs.pytorch.org/docs/2.13/generated/torch.unsafe_split.html) */
  unsafe_split(input: Tensor, split_size: number, dim?: number | DimOptions): TensorList;
  /** `unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` · [torch.unsafe_split](https://docs.pytorch.org/docs/2.13/generated/torch.unsafe_split.html) */
  unsafe_split(input: Tensor, options: { split_size: number } & DimOptions): TensorList;
  /** `unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafe_split_with_sizes(input: Tensor, split_sizes: readonly number[], dim?: number | DimOptions): TensorList;
  /** `unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafe_split_with_sizes(input: Tensor, options: { split_sizes: readonly number[] } & DimOptions): TensorList;
  /** `unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` · [torch.unsqueeze](https://docs.pytorch.org/docs/2.13/generated/torch.unsqueeze.html) */
  unsqueeze(input: Tensor, dim: number): Tensor;
  /** `unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` · [torch.unsqueeze](https://docs.pytorch.org/docs/2.13/generated/torch.unsqueeze.html) */
  unsqueeze(input: Tensor, options: { dim: number }): Tensor;
  /** `unsqueeze_copy(Tensor self, int dim) -> Tensor` · [torch.unsqueeze](https://docs.pytorch.org/docs/2.13/generated/torch.unsqueeze.html) */
  unsqueeze_copy(input: Tensor, dim: number): Tensor;
  /** `unsqueeze_copy(Tensor self, int dim) -> Tensor` · [torch.unsqueeze](https://docs.pytorch.org/docs/2.13/generated/torch.unsqueeze.html) */
  unsqueeze_copy(input: Tensor, options: { dim: number }): Tensor;
  /** `values_copy(Tensor self) -> Tensor` */
  values_copy(input: Tensor): Tensor;
  /** `vander(Tensor x, int? N=None, bool increasing=False) -> Tensor` · [torch.vander](https://docs.pytorch.org/docs/2.13/generated/torch.vander.html) */
  vander(x: Tensor, N?: number | null | VanderOptions, increasing?: boolean | VanderOptions): Tensor;
  /** `vander(Tensor x, int? N=None, bool increasing=False) -> Tensor` · [torch.vander](https://docs.pytorch.org/docs/2.13/generated/torch.vander.html) */
  vander(options: { x: Tensor } & VanderOptions): Tensor;
  /** `var(Tensor self, bool unbiased=True) -> Tensor` · [torch.var](https://docs.pytorch.org/docs/2.13/generated/torch.var.html) */
  var(input: Tensor, unbiased?: boolean | UnbiasedOptions): Tensor;
  /** `var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.var](https://docs.pytorch.org/docs/2.13/generated/torch.var.html) */
  var(input: Tensor, dim: IntList | null, unbiased?: boolean | UnbiasedKeepdimOutOptions, keepdim?: boolean | UnbiasedKeepdimOutOptions, options?: UnbiasedKeepdimOutOptions): Tensor;
  /** `var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · [torch.var](https://docs.pytorch.org/docs/2.13/generated/torch.var.html) */
  var(input: Tensor, options: { dim: IntList | null } & UnbiasedKeepdimOutOptions): Tensor;
  /** `var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` · [torch.var](https://docs.pytorch.org/docs/2.13/generated/torch.var.html) */
  var(input: Tensor, dim?: IntList | null | StdOptions, options?: StdOptions): Tensor;
  /** `var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)` · [torch.var_mean](https://docs.pytorch.org/docs/2.13/generated/torch.var_mean.html) */
  var_mean(input: Tensor, unbiased?: boolean | UnbiasedOptions): [Tensor, Tensor];
  /** `var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` · [torch.var_mean](https://docs.pytorch.org/docs/2.13/generated/torch.var_mean.html) */
  var_mean(input: Tensor, dim: IntList | null, unbiased?: boolean | UnbiasedKeepdimOptions, keepdim?: boolean | UnbiasedKeepdimOptions): [Tensor, Tensor];
  /** `var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` · [torch.var_mean](https://docs.pytorch.org/docs/2.13/generated/torch.var_mean.html) */
  var_mean(input: Tensor, options: { dim: IntList | null } & UnbiasedKeepdimOptions): [Tensor, Tensor];
  /** `var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` · [torch.var_mean](https://docs.pytorch.org/docs/2.13/generated/torch.var_mean.html) */
  var_mean(input: Tensor, dim?: IntList | null | DimCorrectionKeepdimOptions, options?: DimCorrectionKeepdimOptions): [Tensor, Tensor];
  /** `vdot(Tensor self, Tensor other) -> Tensor` · [torch.vdot](https://docs.pytorch.org/docs/2.13/generated/torch.vdot.html) */
  vdot(input: Tensor, other: Tensor, options?: OutOptions): Tensor;
  /** `vdot(Tensor self, Tensor other) -> Tensor` · [torch.vdot](https://docs.pytorch.org/docs/2.13/generated/torch.vdot.html) */
  vdot(input: Tensor, options: { other: Tensor } & OutOptions): Tensor;
  /** `view_as_complex(Tensor(a) self) -> Tensor(a)` · [torch.view_as_complex](https://docs.pytorch.org/docs/2.13/generated/torch.view_as_complex.html) */
  view_as_complex(input: Tensor): Tensor;
  /** `view_as_complex_copy(Tensor self) -> Tensor` · [torch.view_as_complex](https://docs.pytorch.org/docs/2.13/generated/torch.view_as_complex.html) */
  view_as_complex_copy(input: Tensor): Tensor;
  /** `view_as_real(Tensor(a) self) -> Tensor(a)` · [torch.view_as_real](https://docs.pytorch.org/docs/2.13/generated/torch.view_as_real.html) */
  view_as_real(input: Tensor): Tensor;
  /** `view_as_real_copy(Tensor self) -> Tensor` · [torch.view_as_real](https://docs.pytorch.org/docs/2.13/generated/torch.view_as_real.html) */
  view_as_real_copy(input: Tensor): Tensor;
  /** `view_copy(Tensor self, SymInt[] size) -> Tensor` */
  view_copy(input: Tensor, size: readonly number[]): Tensor;
  /** `view_copy(Tensor self, SymInt[] size) -> Tensor` */
  view_copy(input: Tensor, options: { size: readonly number[] }): Tensor;
  /** `view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
  view_copy(input: Tensor, dtype: dtype): Tensor;
  /** `view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
  view_copy(input: Tensor, options: { dtype: dtype }): Tensor;
  /** `vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.vsplit.html) */
  vsplit(input: Tensor, sections: number): TensorList;
  /** `vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` · [torch.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.vsplit.html) */
  vsplit(input: Tensor, options: { sections: number }): TensorList;
  /** `vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.vsplit.html) */
  vsplit(input: Tensor, indices: readonly number[]): TensorList;
  /** `vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` · [torch.vsplit](https://docs.pytorch.org/docs/2.13/generated/torch.vsplit.html) */
  vsplit(input: Tensor, options: { indices: readonly number[] }): TensorList;
  /** `vstack(Tensor[] tensors) -> Tensor` · [torch.vstack](https://docs.pytorch.org/docs/2.13/generated/torch.vstack.html) */
  vstack(tensors: readonly Tensor[], options?: OutOptions): Tensor;
  /** `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` · `where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor` · `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` · `where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor` · [torch.where](https://docs.pytorch.org/docs/2.13/generated/torch.where.html) */
  where(condition: Tensor, input: Tensor | Scalar, other: Tensor | Scalar, options?: OutOptions): Tensor;
  /** `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` · `where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor` · `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` · `where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor` · [torch.where](https://docs.pytorch.org/docs/2.13/generated/torch.where.html) */
  where(condition: Tensor, input: Tensor | Scalar, options: { other: Tensor | Scalar } & OutOptions): Tensor;
  /** `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` · `where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor` · `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` · `where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor` · [torch.where](https://docs.pytorch.org/docs/2.13/generated/torch.where.html) */
  where(condition: Tensor, options: { input: Tensor | Scalar; other: Tensor | Scalar } & OutOptions): Tensor;
  /** `where(Tensor condition) -> Tensor[]` · [torch.where](https://docs.pytorch.org/docs/2.13/generated/torch.where.html) */
  where(condition: Tensor): TensorList;
  /** `xlogy.Tensor(Tensor self, Tensor other) -> Tensor` · `xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor` · [torch.xlogy](https://docs.pytorch.org/docs/2.13/generated/torch.xlogy.html) */
  xlogy(input: Tensor | Scalar, other: Tensor, options?: OutOptions): Tensor;
  /** `xlogy.Tensor(Tensor self, Tensor other) -> Tensor` · `xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor` · [torch.xlogy](https://docs.pytorch.org/docs/2.13/generated/torch.xlogy.html) */
  xlogy(input: Tensor | Scalar, options: { other: Tensor } & OutOptions): Tensor;
  /** `xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor` · [torch.xlogy](https://docs.pytorch.org/docs/2.13/generated/torch.xlogy.html) */
  xlogy(input: Tensor, other: Scalar, options?: OutOptions): Tensor;
  /** `xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor` · [torch.xlogy](https://docs.pytorch.org/docs/2.13/generated/torch.xlogy.html) */
  xlogy(input: Tensor, options: { other: Scalar } & OutOptions): Tensor;
  /** `xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  xlogy_(input: Tensor, other: Tensor | Scalar): Tensor;
  /** `xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` · `xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  xlogy_(input: Tensor, options: { other: Tensor | Scalar }): Tensor;
  /** `zero_(Tensor(a!) self) -> Tensor(a!)` */
  zero_(input: Tensor): Tensor;
  /** `zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `zeros.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.zeros](https://docs.pytorch.org/docs/2.13/generated/torch.zeros.html) */
  zeros(...size: number[]): Tensor;
  /** `zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `zeros.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.zeros](https://docs.pytorch.org/docs/2.13/generated/torch.zeros.html) */
  zeros(...args: [...size: number[], options: OutFactoryOptions]): Tensor;
  /** `zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `zeros.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.zeros](https://docs.pytorch.org/docs/2.13/generated/torch.zeros.html) */
  zeros(size: readonly number[], options?: OutFactoryOptions): Tensor;
  /** `zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `zeros.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` · [torch.zeros](https://docs.pytorch.org/docs/2.13/generated/torch.zeros.html) */
  zeros(options: { size: readonly number[] } & OutFactoryOptions): Tensor;
  /** `zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` · [torch.zeros_like](https://docs.pytorch.org/docs/2.13/generated/torch.zeros_like.html) */
  zeros_like(input: Tensor, options?: MemoryFormatFactoryOptions): Tensor;
}
