// Made by `npm run gen:types` (scripts/gen_types.py) from the operator table of torch 2.13.0. Do not edit.
import type { dtype, layout, memory_format } from '../dtype.ts';
import type { Generator } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import type { Device, FactoryOptions, Int, IntList, Keywords, Scalar, TensorList } from './types.ts';
export type CudnnAttentionForwardResult = [output: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, philox_seed: Tensor, philox_offset: Tensor, debug_attn_mask: Tensor] & { readonly output: Tensor; readonly logsumexp: Tensor; readonly cum_seq_q: Tensor; readonly cum_seq_k: Tensor; readonly max_q: number; readonly max_k: number; readonly philox_seed: Tensor; readonly philox_offset: Tensor; readonly debug_attn_mask: Tensor };
export type EfficientAttentionForwardResult = [output: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, max_seqlen_batch_q: number, max_seqlen_batch_k: number] & { readonly output: Tensor; readonly logsumexp: Tensor; readonly philox_seed: Tensor; readonly philox_offset: Tensor; readonly max_seqlen_batch_q: number; readonly max_seqlen_batch_k: number };
export type OutputMask = [output: Tensor, mask: Tensor] & { readonly output: Tensor; readonly mask: Tensor };
export type FlashAttentionForwardResult = [output: Tensor, softmax_logsumexp: Tensor, rng_state: Tensor, unused: Tensor, debug_attn_mask: Tensor] & { readonly output: Tensor; readonly softmax_logsumexp: Tensor; readonly rng_state: Tensor; readonly unused: Tensor; readonly debug_attn_mask: Tensor };
export type ResultLUPivots = [result: Tensor, LU: Tensor, pivots: Tensor] & { readonly result: Tensor; readonly LU: Tensor; readonly pivots: Tensor };
export type EigenvaluesEigenvectors = [eigenvalues: Tensor, eigenvectors: Tensor] & { readonly eigenvalues: Tensor; readonly eigenvectors: Tensor };
export type SignLogabsdetLUPivots = [sign: Tensor, logabsdet: Tensor, LU: Tensor, pivots: Tensor] & { readonly sign: Tensor; readonly logabsdet: Tensor; readonly LU: Tensor; readonly pivots: Tensor };
export type ResultLUPivotsInfo = [result: Tensor, LU: Tensor, pivots: Tensor, info: Tensor] & { readonly result: Tensor; readonly LU: Tensor; readonly pivots: Tensor; readonly info: Tensor };
export type USVh = [U: Tensor, S: Tensor, Vh: Tensor] & { readonly U: Tensor; readonly S: Tensor; readonly Vh: Tensor };
export type LUPivotsInfo = [LU: Tensor, pivots: Tensor, info: Tensor] & { readonly LU: Tensor; readonly pivots: Tensor; readonly info: Tensor };
export type ScaledDotProductCudnnAttentionResult = [output: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, philox_seed: Tensor, philox_offset: Tensor, debug_attn_mask: Tensor] & { readonly output: Tensor; readonly logsumexp: Tensor; readonly cum_seq_q: Tensor; readonly cum_seq_k: Tensor; readonly max_q: number; readonly max_k: number; readonly philox_seed: Tensor; readonly philox_offset: Tensor; readonly debug_attn_mask: Tensor };
export type OutputLogSumexpPhiloxSeedPhiloxOffset = [output: Tensor, log_sumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor] & { readonly output: Tensor; readonly log_sumexp: Tensor; readonly philox_seed: Tensor; readonly philox_offset: Tensor };
export type ScaledDotProductFlashAttentionResult = [output: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, rng_state: Tensor, unused: Tensor, debug_attn_mask: Tensor] & { readonly output: Tensor; readonly logsumexp: Tensor; readonly cum_seq_q: Tensor; readonly cum_seq_k: Tensor; readonly max_q: number; readonly max_k: number; readonly rng_state: Tensor; readonly unused: Tensor; readonly debug_attn_mask: Tensor };
export type GradQueryGradKeyGradValue = [grad_query: Tensor, grad_key: Tensor, grad_value: Tensor] & { readonly grad_query: Tensor; readonly grad_key: Tensor; readonly grad_value: Tensor };
export type OutputLogsumexp = [output: Tensor, logsumexp: Tensor] & { readonly output: Tensor; readonly logsumexp: Tensor };
export type ScaledDotProductFusedAttentionOverrideableResult = [output: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, philox_seed: Tensor, philox_offset: Tensor, debug_attn_mask: Tensor] & { readonly output: Tensor; readonly logsumexp: Tensor; readonly cum_seq_q: Tensor; readonly cum_seq_k: Tensor; readonly max_q: number; readonly max_k: number; readonly philox_seed: Tensor; readonly philox_offset: Tensor; readonly debug_attn_mask: Tensor };
export type GradQueryGradKeyGradValueGradAttnBias = [grad_query: Tensor, grad_key: Tensor, grad_value: Tensor, grad_attn_bias: Tensor] & { readonly grad_query: Tensor; readonly grad_key: Tensor; readonly grad_value: Tensor; readonly grad_attn_bias: Tensor };
export type GradInputGradWeightGradBias = [grad_input: Tensor, grad_weight: Tensor, grad_bias: Tensor] & { readonly grad_input: Tensor; readonly grad_weight: Tensor; readonly grad_bias: Tensor };
export type PrimalTangent = [primal: Tensor, tangent: Tensor] & { readonly primal: Tensor; readonly tangent: Tensor };
export type GradSelfGradGrid = [grad_self: Tensor, grad_grid: Tensor] & { readonly grad_self: Tensor; readonly grad_grid: Tensor };
export type LInfo = [L: Tensor, info: Tensor] & { readonly L: Tensor; readonly info: Tensor };
export type InverseInfo = [inverse: Tensor, info: Tensor] & { readonly inverse: Tensor; readonly info: Tensor };
export type LDPivots = [LD: Tensor, pivots: Tensor] & { readonly LD: Tensor; readonly pivots: Tensor };
export type LDPivotsInfo = [LD: Tensor, pivots: Tensor, info: Tensor] & { readonly LD: Tensor; readonly pivots: Tensor; readonly info: Tensor };
export type SolutionResidualsRankSingularValues = [solution: Tensor, residuals: Tensor, rank: Tensor, singular_values: Tensor] & { readonly solution: Tensor; readonly residuals: Tensor; readonly rank: Tensor; readonly singular_values: Tensor };
export type PLU = [P: Tensor, L: Tensor, U: Tensor] & { readonly P: Tensor; readonly L: Tensor; readonly U: Tensor };
export type LUPivots = [LU: Tensor, pivots: Tensor] & { readonly LU: Tensor; readonly pivots: Tensor };
export type QR = [Q: Tensor, R: Tensor] & { readonly Q: Tensor; readonly R: Tensor };
export type SignLogabsdet = [sign: Tensor, logabsdet: Tensor] & { readonly sign: Tensor; readonly logabsdet: Tensor };
export type ResultInfo = [result: Tensor, info: Tensor] & { readonly result: Tensor; readonly info: Tensor };
export type OutputBuffer = [output: Tensor, buffer: Tensor] & { readonly output: Tensor; readonly buffer: Tensor };
export type OutputIsTarget = [output: Tensor, is_target: Tensor] & { readonly output: Tensor; readonly is_target: Tensor };
export type OutputTotalWeight = [output: Tensor, total_weight: Tensor] & { readonly output: Tensor; readonly total_weight: Tensor };
export interface AddReluOptions extends Keywords { alpha?: Scalar; out?: Tensor }
export interface AlphaOptions extends Keywords { alpha?: Scalar }
export interface AddmmActivationOptions extends Keywords { beta?: Scalar; alpha?: Scalar; use_gelu?: boolean; out?: Tensor }
export interface KeepdimOptions extends Keywords { keepdim?: boolean }
export interface AssertTensorMetadataOptions extends Keywords { size?: readonly number[] | null; stride?: readonly number[] | null; dtype?: dtype | null; device?: Device | null; layout?: layout | null }
export interface OutOptions extends Keywords { out?: readonly [Tensor, Tensor, Tensor, Tensor] }
export interface NonBlockingOptions extends Keywords { non_blocking?: boolean }
export interface ChooseQparamsPerTensorOptions extends Keywords { reduce_range?: boolean }
export interface OutOptions2 extends Keywords { out?: Tensor }
export interface ConvertIndicesFromCooToCsrOptions extends Keywords { out_int32?: boolean; out?: Tensor }
export interface ConvertIndicesFromCsrToCooOptions extends Keywords { out_int32?: boolean; transpose?: boolean; out?: Tensor }
export interface CsltSparseMmOptions extends Keywords { bias?: Tensor | null; alpha?: Tensor | null; out_dtype?: dtype | null; transpose_result?: boolean; alg_id?: number; split_k?: number; split_k_mode?: number }
export interface CsltSparseMmSearchOptions extends Keywords { bias?: Tensor | null; alpha?: Tensor | null; out_dtype?: dtype | null; transpose_result?: boolean }
export interface CtcLossOptions extends Keywords { blank?: number; zero_infinity?: boolean }
export interface CtcLossBackwardOptions extends Keywords { zero_infinity?: boolean }
export interface ScaleOptions extends Keywords { scale?: number | null }
export interface CudnnAttentionForwardOptions extends Keywords { dropout_p?: number; is_causal?: boolean; return_debug_mask?: boolean; scale?: number | null }
export interface EfficientAttentionBackwardOptions extends Keywords { scale?: number | null; num_splits_key?: number | null; window_size?: number | null; shared_storage_dqdkdv?: boolean }
export interface EfficientAttentionForwardOptions extends Keywords { compute_log_sumexp?: boolean; scale?: number | null; seqlen_k?: Tensor | null; window_size?: number | null }
export interface EmbeddingBagOptions extends Keywords { scale_grad_by_freq?: boolean; mode?: number; sparse?: boolean; per_sample_weights?: Tensor | null; include_last_offset?: boolean; padding_idx?: number }
export interface PaddingIdxOptions extends Keywords { padding_idx?: number }
export interface EmptyAffineQuantizedOptions extends FactoryOptions { scale?: number; zero_point?: number; memory_format?: memory_format | null }
export interface EmptyPerChannelAffineQuantizedOptions extends FactoryOptions { scales: Tensor; zero_points: Tensor; axis: number; memory_format?: memory_format | null }
export interface GradFactorOptions extends Keywords { grad_factor?: number }
export interface FlashAttentionBackwardOptions extends Keywords { scale?: number | null; window_size_left?: number | null; window_size_right?: number | null }
export interface FlashAttentionForwardOptions extends Keywords { scale?: number | null; window_size_left?: number | null; window_size_right?: number | null; seqused_k?: Tensor | null; alibi_slopes?: Tensor | null; block_table?: Tensor | null; num_splits?: number | null }
export interface FlashAttentionForwardOptions2 extends Keywords { scale?: number | null; window_size_left?: number | null; window_size_right?: number | null; seqused_k?: Tensor | null; alibi_slopes?: Tensor | null }
export interface FoobarOptions extends Keywords { arg1?: boolean; arg2?: boolean; arg3?: boolean }
export interface ValueOptions extends Keywords { value?: Scalar }
export interface ForeachCloneOptions extends Keywords { memory_format?: memory_format | null }
export interface OrdDtypeOptions extends Keywords { ord?: Scalar; dtype?: dtype | null }
export interface FusedAdagradOptions extends Keywords { lr: Tensor | number; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null; found_inf?: Tensor | null }
export interface FusedAdamOptions extends Keywords { lr: Tensor | number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null; found_inf?: Tensor | null }
export interface GeneratorOptions extends Keywords { generator?: Generator | null }
export interface FusedMovingAvgObsFqHelperOptions extends Keywords { per_row_fake_quant?: boolean; symmetric_quant?: boolean }
export interface FusedSdpChoiceOptions extends Keywords { attn_mask?: Tensor | null; dropout_p?: number; is_causal?: boolean; scale?: number | null; enable_gqa?: boolean }
export interface FusedSgdOptions extends Keywords { weight_decay: number; momentum: number; lr: Tensor | number; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null; found_inf?: Tensor | null }
export interface GroupedMmOptions extends Keywords { offs?: Tensor | null; bias?: Tensor | null; out_dtype?: dtype | null }
export interface RangeWeightDensityOptions extends Keywords { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }
export interface HistogramddFromBinTensorsOptions extends Keywords { weight?: Tensor | null; density?: boolean }
export interface IndexPutImplOptions extends Keywords { accumulate?: boolean; unsafe?: boolean }
export interface JaggedToPaddedDenseForwardOptions extends Keywords { padding_value?: number }
export interface LinalgCheckErrorsOptions extends Keywords { is_matrix: boolean }
export interface OutOptions3 extends Keywords { out?: readonly [Tensor, Tensor, Tensor] }
export interface LinalgEighOptions extends Keywords { UPLO?: 'L' | 'U'; compute_v?: boolean; out?: readonly [Tensor, Tensor] }
export interface LinalgSolveExOptions extends Keywords { left?: boolean; check_errors?: boolean; out?: readonly [Tensor, Tensor, Tensor, Tensor] }
export interface LinalgSvdOptions extends Keywords { full_matrices?: boolean; compute_uv?: boolean; driver?: string | null; out?: readonly [Tensor, Tensor, Tensor] }
export interface LuWithInfoOptions extends Keywords { pivot?: boolean; check_errors?: boolean }
export interface MakeDepTokenOptions extends FactoryOptions { memory_format?: memory_format | null }
export interface MaskedSoftmaxOptions extends Keywords { dim?: number | null; mask_type?: number | null }
export interface MaskedSoftmaxBackwardOptions extends Keywords { dim?: number | null }
export interface MixedDtypesLinearOptions extends Keywords { bias?: Tensor | null; activation?: string | null }
export interface NativeMultiHeadAttentionOptions extends Keywords { mask?: Tensor | null; need_weights?: boolean; average_attn_weights?: boolean; mask_type?: number | null }
export interface NestedFromPaddedOptions extends Keywords { fuse_transform_0213?: boolean }
export interface NestedFromPaddedTensorOptions extends Keywords { ragged_idx?: number; min_seqlen?: Tensor | null; max_seqlen?: Tensor | null; sum_S?: number | null }
export interface NestedTensorFromMaskOptions extends Keywords { mask_check?: boolean }
export interface NestedTensorFromTensorListOptions extends Keywords { dtype?: dtype | null; layout?: layout | null; device?: Device | null; pin_memory?: boolean | null }
export interface NestedViewFromJaggedOptions extends Keywords { lengths?: Tensor | null; ragged_idx?: number; min_seqlen?: Tensor | null; max_seqlen?: Tensor | null }
export interface NewZerosWithSameFeatureMetaOptions extends Keywords { self_num_batch_dims?: number }
export interface NnpackSpatialConvolutionOptions extends Keywords { stride?: IntList }
export interface PadEnumOptions extends Keywords { value?: number | null }
export interface PaddedDenseToJaggedForwardOptions extends Keywords { total_L?: number | null }
export interface PdistForwardOptions extends Keywords { p?: number }
export interface PhiloxNormalOptions extends Keywords { mean?: number; std?: number }
export interface PhiloxUniformOptions extends Keywords { low?: number; high?: number }
export interface PinMemoryOptions extends Keywords { device?: Device | null }
export interface DtypeOptions extends Keywords { dtype?: dtype | null }
export interface ScaledDotProductAttentionMathOptions extends Keywords { attn_mask?: Tensor | null; dropout_p?: number; is_causal?: boolean; dropout_mask?: Tensor | null; scale?: number | null; enable_gqa?: boolean }
export interface ScaledDotProductEfficientAttentionOptions extends Keywords { dropout_p?: number; is_causal?: boolean; scale?: number | null }
export interface ScaledDotProductEfficientAttentionBackwardOptions extends Keywords { is_causal?: boolean; scale?: number | null }
export interface ScaledDotProductFlashAttentionForCpuOptions extends Keywords { dropout_p?: number; is_causal?: boolean; attn_mask?: Tensor | null; scale?: number | null }
export interface ScaledDotProductFlashAttentionForCpuBackwardOptions extends Keywords { attn_mask?: Tensor | null; scale?: number | null }
export interface ScaledDotProductFusedAttentionOverrideableOptions extends Keywords { attn_bias?: Tensor | null; dropout_p?: number; is_causal?: boolean; return_debug_mask?: boolean; scale?: number | null }
export interface ScaledGroupedMmOptions extends Keywords { offs?: Tensor | null; bias?: Tensor | null; scale_result?: Tensor | null; out_dtype?: dtype | null; use_fast_accum?: boolean }
export interface ScaledGroupedMmV2Options extends Keywords { offs?: Tensor | null; bias?: Tensor | null; out_dtype?: dtype | null; contraction_dim?: readonly number[]; use_fast_accum?: boolean }
export interface ScaledMmOptions extends Keywords { bias?: Tensor | null; scale_result?: Tensor | null; out_dtype?: dtype | null; use_fast_accum?: boolean; out?: Tensor }
export interface ScaledMmV2Options extends Keywords { contraction_dim?: readonly number[]; use_fast_accum?: boolean; out?: Tensor }
export interface SegmentReduceBackwardOptions extends Keywords { lengths?: Tensor | null; offsets?: Tensor | null; axis?: number; initial?: Scalar | null }
export interface SlowConv2dBackwardOptions extends Keywords { out: readonly [Tensor, Tensor, Tensor] }
export interface SparseAddmmOptions extends Keywords { beta?: Scalar; alpha?: Scalar }
export interface SparseCooTensorUnsafeOptions extends Keywords { is_coalesced?: boolean | null; dtype?: dtype | null; layout?: layout | null; device?: Device | null; pin_memory?: boolean | null }
export interface KeepdimDtypeOptions extends Keywords { keepdim?: boolean; dtype?: dtype | null }
export interface SparseSemiStructuredAddmmOptions extends Keywords { alpha?: Scalar; beta?: Scalar; out_dtype?: dtype | null }
export interface SparseSemiStructuredLinearOptions extends Keywords { bias?: Tensor | null; activation?: string | null; out_dtype?: dtype | null }
export interface SparseSemiStructuredMmOptions extends Keywords { out_dtype?: dtype | null }
export interface SparseSemiStructuredTileOptions extends Keywords { algorithm?: string; use_cutlass?: boolean }
export interface SparseSumOptions extends Keywords { dtype?: dtype }
export interface SpdiagsOptions extends Keywords { layout?: layout | null }
export interface SpsolveOptions extends Keywords { left?: boolean }
export interface DimOutOptions extends Keywords { dim?: number; out?: Tensor }
export interface TestAmbiguousDefaultsOptions extends Keywords { a?: number; b?: number | string }
export interface TestParallelMaterializeOptions extends Keywords { skip_first?: boolean }
export interface TestStringDefaultOptions extends Keywords { a?: string; b?: string }
export interface InputBiasHiddenBiasOptions extends Keywords { input_bias?: Tensor | null; hidden_bias?: Tensor | null }
export interface ToCopyOptions extends Keywords { non_blocking?: boolean; memory_format?: memory_format | null; dtype?: dtype | null; layout?: layout | null; device?: Device | null; pin_memory?: boolean | null }
export interface TransformerEncoderLayerFwdOptions extends Keywords { mask?: Tensor | null; mask_type?: number | null }
export interface TrilinearOptions extends Keywords { unroll_dim?: number }
export interface TritonMultiHeadAttentionOptions extends Keywords { mask?: Tensor | null }
export interface TritonScaledDotAttentionOptions extends Keywords { dropout_p?: number }
export interface UniqueOptions extends Keywords { sorted?: boolean; return_inverse?: boolean }
export interface SortedReturnInverseReturnCountsOptions extends Keywords { sorted?: boolean; return_inverse?: boolean; return_counts?: boolean }
export interface UnsafeIndexPutOptions extends Keywords { accumulate?: boolean }
export interface ScalesHScalesWOutOptions extends Keywords { scales_h?: number | null; scales_w?: number | null; out?: Tensor }
export interface ScalesOutOptions extends Keywords { scales?: number | null; out?: Tensor }
export interface UpsampleNearestExactOptions extends Keywords { scales_d?: number | null; scales_h?: number | null; scales_w?: number | null; out?: Tensor }
export interface CheckPinningOptions extends Keywords { check_pinning?: boolean | null }
export interface ValidateSparseCooTensorArgsOptions extends Keywords { is_coalesced?: boolean | null; check_pinning?: boolean | null }
export interface DimOptions extends Keywords { dim?: number }
export interface AdaptiveAvgPool3dBackwardOptions extends Keywords { out: Tensor }
export interface OutOptions4 extends Keywords { out?: readonly [Tensor, Tensor] }
export interface AvgPoolOptions extends Keywords { stride?: IntList; padding?: IntList; ceil_mode?: boolean; count_include_pad?: boolean; divisor_override?: number | null; out?: Tensor }
export interface WeightReductionOutOptions extends Keywords { weight?: Tensor | null; reduction?: number; out?: Tensor }
export interface CrossEntropyLossOptions extends Keywords { weight?: Tensor | null; reduction?: number; ignore_index?: number; label_smoothing?: number }
export interface EluOptions extends Keywords { alpha?: Scalar; scale?: Scalar; input_scale?: Scalar; out?: Tensor }
export interface EluOptions2 extends Keywords { alpha?: Scalar; scale?: Scalar; input_scale?: Scalar }
export interface FftFftOptions extends Keywords { n?: number | null; dim?: number; norm?: 'forward' | 'backward' | 'ortho' | null; out?: Tensor }
export interface FftFft2Options extends Keywords { s?: IntList | null; dim?: IntList; norm?: 'forward' | 'backward' | 'ortho' | null; out?: Tensor }
export interface DOutFactoryOptions extends FactoryOptions { d?: number; out?: Tensor }
export interface FftFftnOptions extends Keywords { s?: IntList | null; dim?: IntList | null; norm?: 'forward' | 'backward' | 'ortho' | null; out?: Tensor }
export interface DimOptions2 extends Keywords { dim?: IntList | null }
export interface ApproximateOutOptions extends Keywords { approximate?: 'none' | 'tanh'; out?: Tensor }
export interface GeluOptions extends Keywords { approximate?: 'none' | 'tanh' }
export interface HardtanhOptions extends Keywords { min_val?: Scalar; max_val?: Scalar; out?: Tensor }
export interface HardtanhOptions2 extends Keywords { min_val?: Scalar; max_val?: Scalar }
export interface HuberLossOptions extends Keywords { reduction?: number; delta?: number; out?: Tensor }
export interface L1LossOptions extends Keywords { reduction?: number }
export interface LeakyReluOptions extends Keywords { negative_slope?: Scalar; out?: Tensor }
export interface LeakyReluOptions2 extends Keywords { negative_slope?: Scalar }
export interface LinalgPowsumOptions extends Keywords { ord?: Scalar; dim?: IntList | null; keepdim?: boolean; dtype?: dtype | null }
export interface LinalgCholeskyOptions extends Keywords { upper?: boolean; out?: Tensor }
export interface LinalgCholeskyExOptions extends Keywords { upper?: boolean; check_errors?: boolean; out?: readonly [Tensor, Tensor] }
export interface LinalgCondOptions extends Keywords { p?: Scalar | null; out?: Tensor }
export interface LinalgDiagonalOptions extends Keywords { offset?: number; dim1?: number; dim2?: number }
export interface LinalgEighOptions2 extends Keywords { UPLO?: 'L' | 'U'; out?: readonly [Tensor, Tensor] }
export interface LinalgEigvalshOptions extends Keywords { UPLO?: 'L' | 'U'; out?: Tensor }
export interface LinalgInvExOptions extends Keywords { check_errors?: boolean; out?: readonly [Tensor, Tensor] }
export interface LinalgLdlFactorOptions extends Keywords { hermitian?: boolean; out?: readonly [Tensor, Tensor] }
export interface LinalgLdlFactorExOptions extends Keywords { hermitian?: boolean; check_errors?: boolean; out?: readonly [Tensor, Tensor, Tensor] }
export interface HermitianOutOptions extends Keywords { hermitian?: boolean; out?: Tensor }
export interface LinalgLstsqOptions extends Keywords { rcond?: number | null; driver?: string | null; out?: readonly [Tensor, Tensor, Tensor, Tensor] }
export interface LinalgLuOptions extends Keywords { pivot?: boolean; out?: readonly [Tensor, Tensor, Tensor] }
export interface LinalgLuFactorOptions extends Keywords { pivot?: boolean; out?: readonly [Tensor, Tensor] }
export interface LinalgLuFactorExOptions extends Keywords { pivot?: boolean; check_errors?: boolean; out?: readonly [Tensor, Tensor, Tensor] }
export interface LinalgLuSolveOptions extends Keywords { left?: boolean; adjoint?: boolean; out?: Tensor }
export interface LinalgMatrixNormOptions extends Keywords { dim?: readonly number[]; keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface LinalgMatrixNormOptions2 extends Keywords { ord?: string; dim?: readonly number[]; keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface LinalgMatrixRankOptions extends Keywords { atol?: Tensor | number | null; rtol?: Tensor | number | null; hermitian?: boolean; out?: Tensor }
export interface LinalgNormOptions extends Keywords { ord?: Scalar | null; dim?: IntList | null; keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface LinalgNormOptions2 extends Keywords { dim?: IntList | null; keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface LinalgQrOptions extends Keywords { mode?: 'reduced' | 'complete' | 'r'; out?: readonly [Tensor, Tensor] }
export interface LinalgSolveOptions extends Keywords { left?: boolean; out?: Tensor }
export interface LinalgSolveExOptions2 extends Keywords { left?: boolean; check_errors?: boolean; out?: readonly [Tensor, Tensor] }
export interface LinalgSolveTriangularOptions extends Keywords { upper: boolean; left?: boolean; unitriangular?: boolean; out?: Tensor }
export interface LinalgSvdOptions2 extends Keywords { full_matrices?: boolean; driver?: string | null; out?: readonly [Tensor, Tensor, Tensor] }
export interface LinalgSvdvalsOptions extends Keywords { driver?: string | null; out?: Tensor }
export interface LinalgTensorinvOptions extends Keywords { ind?: number; out?: Tensor }
export interface LinalgTensorsolveOptions extends Keywords { dims?: readonly number[] | null; out?: Tensor }
export interface LinalgVanderOptions extends Keywords { N?: number | null }
export interface LinalgVectorNormOptions extends Keywords { ord?: Scalar; dim?: IntList | null; keepdim?: boolean; dtype?: dtype | null; out?: Tensor }
export interface LinearOptions extends Keywords { bias?: Tensor | null; out?: Tensor }
export interface EpsOutOptions extends Keywords { eps?: number | null; out?: Tensor }
export interface MaxPool2dBackwardOptions extends Keywords { stride?: IntList; padding?: IntList; dilation?: IntList; ceil_mode?: boolean }
export interface MaxPool2dWithIndicesOptions extends Keywords { stride?: IntList; padding?: IntList; dilation?: IntList; ceil_mode?: boolean; out?: readonly [Tensor, Tensor] }
export interface MkldnnLinearOptions extends Keywords { bias?: Tensor | null }
export interface MkldnnReorderConv2dWeightOptions extends Keywords { padding?: IntList; stride?: IntList; dilation?: IntList; groups?: number; input_size?: readonly number[] | null }
export interface ReductionOutOptions extends Keywords { reduction?: number; out?: Tensor }
export interface MultiMarginLossOptions extends Keywords { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: number; out?: Tensor }
export interface NestedToPaddedTensorOptions extends Keywords { output_size?: readonly number[] | null }
export interface NllLossOptions extends Keywords { weight?: Tensor | null; reduction?: number; ignore_index?: number; out?: Tensor }
export interface NllLossNdOptions extends Keywords { weight?: Tensor | null; reduction?: number; ignore_index?: number }
export interface NormalFunctionalOptions extends Keywords { mean?: number; std?: number; generator?: Generator | null }
export interface OneHotOptions extends Keywords { num_classes?: number }
export interface PadOptions extends Keywords { mode?: string; value?: number | null }
export interface PadSequenceOptions extends Keywords { batch_first?: boolean; padding_value?: number; padding_side?: string }
export interface RreluWithNoiseOptions extends Keywords { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null; out?: Tensor }
export interface RreluWithNoiseOptions2 extends Keywords { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }
export interface SlowConvOptions extends Keywords { bias?: Tensor | null; stride?: IntList; padding?: IntList; out?: Tensor }
export interface SlowConvDilatedOptions extends Keywords { bias?: Tensor | null; stride?: IntList; padding?: IntList; dilation?: IntList }
export interface SlowConvTransposeOptions extends Keywords { bias?: Tensor | null; stride?: IntList; padding?: IntList; output_padding?: IntList; dilation?: IntList; out?: Tensor }
export interface SmoothL1LossOptions extends Keywords { reduction?: number; beta?: number; out?: Tensor }
export interface SoftplusOptions extends Keywords { beta?: Scalar; threshold?: Scalar; out?: Tensor }
export interface SoftshrinkOptions extends Keywords { lambd?: Scalar; out?: Tensor }
export interface SparseSampledAddmmOptions extends Keywords { beta?: Scalar; alpha?: Scalar; out?: Tensor }
export interface SpecialLogsumexpOptions extends Keywords { keepdim?: boolean; out?: Tensor }
export interface SpecialRoundOptions extends Keywords { decimals?: number; out?: Tensor }
export interface SymIsContiguousOptions extends Keywords { memory_format?: memory_format }
export interface ToDenseBackwardOptions extends Keywords { masked_grad?: boolean | null }
export interface UniqueDimConsecutiveOptions extends Keywords { return_inverse?: boolean; return_counts?: boolean }
/** The operators outside PyTorch's `torch`, under their own names. */
export interface AtenFunctions {
  __and__(input: Tensor, other: Tensor | Scalar): Tensor;
  __lshift__(input: Tensor, other: Tensor | Scalar): Tensor;
  __or__(input: Tensor, other: Tensor | Scalar): Tensor;
  __rshift__(input: Tensor, other: Tensor | Scalar): Tensor;
  __xor__(input: Tensor, other: Tensor | Scalar): Tensor;
  _adaptive_avg_pool2d(input: Tensor, output_size: IntList): Tensor;
  _adaptive_avg_pool2d_backward(grad_output: Tensor, input: Tensor): Tensor;
  _adaptive_avg_pool3d(input: Tensor, output_size: IntList): Tensor;
  _adaptive_avg_pool3d_backward(grad_output: Tensor, input: Tensor): Tensor;
  _add_batch_dim(input: Tensor, batch_dim: number, level: number): Tensor;
  _add_relu(input: Tensor, other: Tensor, options?: AddReluOptions): Tensor;
  _add_relu(input: Tensor, other: Scalar, alpha?: Scalar | AlphaOptions): Tensor;
  _add_relu_(input: Tensor, other: Tensor, options?: AlphaOptions): Tensor;
  _add_relu_(input: Tensor, other: Scalar, alpha?: Scalar | AlphaOptions): Tensor;
  _addmm_activation(input: Tensor, mat1: Tensor, mat2: Tensor, options?: AddmmActivationOptions): Tensor;
  _aminmax(input: Tensor): [Tensor, Tensor];
  _aminmax(input: Tensor, dim: number, keepdim?: boolean | KeepdimOptions): [Tensor, Tensor];
  _amp_foreach_non_finite_check_and_unscale_(input: readonly Tensor[], found_inf: Tensor, inv_scale: Tensor): void;
  _amp_update_scale_(input: Tensor, growth_tracker: Tensor, found_inf: Tensor, scale_growth_factor: number, scale_backoff_factor: number, growth_interval: number): Tensor;
  /** `_assert_async(Tensor self) -> ()` · [torch._assert_async](https://docs.pytorch.org/docs/2.13/generated/torch._assert_async.html) */
  _assert_async(input: Tensor): void;
  /** `_assert_async.msg(Tensor self, str assert_msg) -> ()` · [torch._assert_async](https://docs.pytorch.org/docs/2.13/generated/torch._assert_async.html) */
  _assert_async(input: Tensor, assert_msg: string): void;
  /** `_assert_async.msg(Tensor self, str assert_msg) -> ()` · [torch._assert_async](https://docs.pytorch.org/docs/2.13/generated/torch._assert_async.html) */
  _assert_async(input: Tensor, options: { assert_msg: string }): void;
  _assert_scalar(input: Scalar, assert_msg: string): void;
  _assert_tensor_metadata(a: Tensor, size?: readonly number[] | null | AssertTensorMetadataOptions, stride?: readonly number[] | null | AssertTensorMetadataOptions, dtype?: dtype | null | AssertTensorMetadataOptions, options?: AssertTensorMetadataOptions): void;
  _batch_norm_impl_index(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, cudnn_enabled: boolean): [Tensor, Tensor, Tensor, Tensor, number];
  _batch_norm_impl_index_backward(impl_index: number, input: Tensor, grad_output: Tensor, weight: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var_transform: Tensor | null, train: boolean, eps: number, output_mask: readonly boolean[], reservedSpace: Tensor): [Tensor, Tensor, Tensor];
  _batch_norm_no_update(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number): [Tensor, Tensor, Tensor, Tensor];
  _batch_norm_with_update(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number, options?: OutOptions): [Tensor, Tensor, Tensor, Tensor];
  _cast_Byte(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Char(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Double(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Float(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Half(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Int(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Long(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cast_Short(input: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _cdist_backward(grad: Tensor, x1: Tensor, x2: Tensor, p: number, cdist: Tensor): Tensor;
  _cdist_forward(x1: Tensor, x2: Tensor, p: number, compute_mode: number | null): Tensor;
  _cholesky_solve_helper(input: Tensor, A: Tensor, upper: boolean): Tensor;
  _choose_qparams_per_tensor(input: Tensor, reduce_range?: boolean | ChooseQparamsPerTensorOptions): [number, number];
  _chunk_cat(tensors: readonly Tensor[], dim: number, num_chunks: number, options?: OutOptions2): Tensor;
  _coalesce(input: Tensor): Tensor;
  _compute_linear_combination(input: Tensor, coefficients: Tensor, options?: OutOptions2): Tensor;
  _conj(input: Tensor): Tensor;
  _conj_copy(input: Tensor): Tensor;
  _conj_physical(input: Tensor): Tensor;
  _conv_depthwise2d(input: Tensor, weight: Tensor, kernel_size: IntList, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, options?: OutOptions2): Tensor;
  _convert_indices_from_coo_to_csr(input: Tensor, size: number, options?: ConvertIndicesFromCooToCsrOptions): Tensor;
  _convert_indices_from_csr_to_coo(crow_indices: Tensor, col_indices: Tensor, options?: ConvertIndicesFromCsrToCooOptions): Tensor;
  _convert_weight_to_int4pack(input: Tensor, innerKTiles: number): Tensor;
  _convert_weight_to_int4pack_for_cpu(input: Tensor, innerKTiles: number): Tensor;
  _convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, cudnn_enabled: boolean, allow_tf32: boolean): Tensor;
  _convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, cudnn_enabled: boolean): Tensor;
  _convolution_double_backward(ggI: Tensor | null, ggW: Tensor | null, ggb: Tensor | null, gO: Tensor, weight: Tensor, input: Tensor, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  _convolution_mode(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: 'same' | 'valid', dilation: readonly number[], groups: number): Tensor;
  _copy_from(input: Tensor, dst: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  _copy_from_and_resize(input: Tensor, dst: Tensor): Tensor;
  _cslt_compress(input: Tensor): Tensor;
  _cslt_sparse_mm(compressed_A: Tensor, dense_B: Tensor, bias?: Tensor | null | CsltSparseMmOptions, alpha?: Tensor | null | CsltSparseMmOptions, out_dtype?: dtype | null | CsltSparseMmOptions, transpose_result?: boolean | CsltSparseMmOptions, alg_id?: number | CsltSparseMmOptions, split_k?: number | CsltSparseMmOptions, split_k_mode?: number | CsltSparseMmOptions): Tensor;
  _cslt_sparse_mm_search(compressed_A: Tensor, dense_B: Tensor, bias?: Tensor | null | CsltSparseMmSearchOptions, alpha?: Tensor | null | CsltSparseMmSearchOptions, out_dtype?: dtype | null | CsltSparseMmSearchOptions, transpose_result?: boolean | CsltSparseMmSearchOptions): number;
  _ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank?: number | CtcLossOptions, zero_infinity?: boolean | CtcLossOptions): [Tensor, Tensor];
  _ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank?: number | CtcLossOptions, zero_infinity?: boolean | CtcLossOptions): [Tensor, Tensor];
  _ctc_loss_backward(grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], neg_log_likelihood: Tensor, log_alpha: Tensor, blank: number, zero_infinity?: boolean | CtcLossBackwardOptions): Tensor;
  _ctc_loss_backward(grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: number, zero_infinity?: boolean | CtcLossBackwardOptions): Tensor;
  _cudnn_attention_backward(grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, attn_bias: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, options?: ScaleOptions): [Tensor, Tensor, Tensor];
  _cudnn_attention_forward(query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: number, max_k: number, compute_log_sumexp: boolean, dropout_p?: number | CudnnAttentionForwardOptions, is_causal?: boolean | CudnnAttentionForwardOptions, return_debug_mask?: boolean | CudnnAttentionForwardOptions, options?: CudnnAttentionForwardOptions): CudnnAttentionForwardResult;
  _cudnn_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank: number, deterministic: boolean, zero_infinity: boolean): [Tensor, Tensor];
  _cudnn_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: number, deterministic: boolean, zero_infinity: boolean): [Tensor, Tensor];
  _cudnn_init_dropout_state(dropout: number, train: boolean, dropout_seed: number, options?: FactoryOptions): Tensor;
  _cudnn_rnn(input: Tensor, weight: readonly Tensor[], weight_stride0: number, weight_buf: Tensor | null, hx: Tensor, cx: Tensor | null, mode: number, hidden_size: number, proj_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: readonly number[], dropout_state: Tensor | null): [Tensor, Tensor, Tensor, Tensor, Tensor];
  _cudnn_rnn_backward(input: Tensor, weight: readonly Tensor[], weight_stride0: number, weight_buf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, mode: number, hidden_size: number, proj_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: readonly number[], dropout_state: Tensor | null, reserve: Tensor, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor, TensorList];
  _cudnn_rnn_flatten_weight(weight_arr: readonly Tensor[], weight_stride0: number, input_size: number, mode: number, hidden_size: number, proj_size: number, num_layers: number, batch_first: boolean, bidirectional: boolean): Tensor;
  _cufft_clear_plan_cache(device_index: number): void;
  _cufft_get_plan_cache_max_size(device_index: number): number;
  _cufft_get_plan_cache_size(device_index: number): number;
  _cufft_set_plan_cache_max_size(device_index: number, max_size: number): void;
  _cummax_helper(input: Tensor, values: Tensor, indices: Tensor, dim: number): void;
  _cummin_helper(input: Tensor, values: Tensor, indices: Tensor, dim: number): void;
  _debug_has_internal_overlap(input: Tensor): number;
  _dim_arange(like: Tensor, dim: number): Tensor;
  _dirichlet_grad(x: Tensor, alpha: Tensor, total: Tensor): Tensor;
  _dyn_quant_matmul_4bit(inp: Tensor, packed_weights: Tensor, block_size: number, in_features: number, out_features: number): Tensor;
  _dyn_quant_pack_4bit_weight(weights: Tensor, scales_zeros: Tensor, bias: Tensor | null, block_size: number, in_features: number, out_features: number): Tensor;
  _efficient_attention_backward(grad_out_: Tensor, query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, out: Tensor, cu_seqlens_q: Tensor | null, cu_seqlens_k: Tensor | null, max_seqlen_q: number, max_seqlen_k: number, logsumexp: Tensor, dropout_p: number, philox_seed: Tensor, philox_offset: Tensor, custom_mask_type: number, bias_requires_grad: boolean, options?: EfficientAttentionBackwardOptions): [Tensor, Tensor, Tensor, Tensor];
  _efficient_attention_forward(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, cu_seqlens_q: Tensor | null, cu_seqlens_k: Tensor | null, max_seqlen_q: number | null, max_seqlen_k: number | null, dropout_p: number, custom_mask_type: number, compute_log_sumexp?: boolean | EfficientAttentionForwardOptions, options?: EfficientAttentionForwardOptions): EfficientAttentionForwardResult;
  _efficientzerotensor(...size: number[]): Tensor;
  _efficientzerotensor(...args: [...size: number[], options: FactoryOptions]): Tensor;
  _efficientzerotensor(size: readonly number[], options?: FactoryOptions): Tensor;
  _embedding_bag(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq?: boolean | EmbeddingBagOptions, mode?: number | EmbeddingBagOptions, sparse?: boolean | EmbeddingBagOptions, per_sample_weights?: Tensor | null | EmbeddingBagOptions, include_last_offset?: boolean | EmbeddingBagOptions, padding_idx?: number | EmbeddingBagOptions): [Tensor, Tensor, Tensor, Tensor];
  _embedding_bag_backward(grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: number, scale_grad_by_freq: boolean, mode: number, sparse: boolean, per_sample_weights: Tensor | null, padding_idx?: number | PaddingIdxOptions): Tensor;
  _embedding_bag_dense_backward(grad: Tensor, indices: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: number, scale_grad_by_freq: boolean, mode: number, per_sample_weights: Tensor | null, padding_idx?: number | PaddingIdxOptions): Tensor;
  _embedding_bag_forward_only(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq?: boolean | EmbeddingBagOptions, mode?: number | EmbeddingBagOptions, sparse?: boolean | EmbeddingBagOptions, per_sample_weights?: Tensor | null | EmbeddingBagOptions, include_last_offset?: boolean | EmbeddingBagOptions, padding_idx?: number | EmbeddingBagOptions): [Tensor, Tensor, Tensor, Tensor];
  _embedding_bag_per_sample_weights_backward(grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: number, padding_idx?: number | PaddingIdxOptions): Tensor;
  _embedding_bag_sparse_backward(grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bag_size: Tensor, num_weights: number, scale_grad_by_freq: boolean, mode: number, per_sample_weights: Tensor | null, padding_idx?: number | PaddingIdxOptions): Tensor;
  _empty_affine_quantized(...size: number[]): Tensor;
  _empty_affine_quantized(...args: [...size: number[], options: EmptyAffineQuantizedOptions]): Tensor;
  _empty_affine_quantized(size: readonly number[], options?: EmptyAffineQuantizedOptions): Tensor;
  _empty_per_channel_affine_quantized(...size: number[]): Tensor;
  _empty_per_channel_affine_quantized(...args: [...size: number[], options: EmptyPerChannelAffineQuantizedOptions]): Tensor;
  _empty_per_channel_affine_quantized(size: readonly number[], options: EmptyPerChannelAffineQuantizedOptions): Tensor;
  _euclidean_dist(x1: Tensor, x2: Tensor): Tensor;
  _fake_quantize_learnable_per_channel_affine(input: Tensor, scale: Tensor, zero_point: Tensor, axis: number, quant_min: number, quant_max: number, grad_factor?: number | GradFactorOptions): Tensor;
  _fake_quantize_learnable_per_channel_affine_backward(grad: Tensor, input: Tensor, scale: Tensor, zero_point: Tensor, axis: number, quant_min: number, quant_max: number, grad_factor?: number | GradFactorOptions): [Tensor, Tensor, Tensor];
  _fake_quantize_learnable_per_tensor_affine(input: Tensor, scale: Tensor, zero_point: Tensor, quant_min: number, quant_max: number, grad_factor?: number | GradFactorOptions): Tensor;
  _fake_quantize_learnable_per_tensor_affine_backward(grad: Tensor, input: Tensor, scale: Tensor, zero_point: Tensor, quant_min: number, quant_max: number, grad_factor?: number | GradFactorOptions): [Tensor, Tensor, Tensor];
  _fake_quantize_per_tensor_affine_cachemask_tensor_qparams(input: Tensor, scale: Tensor, zero_point: Tensor, fake_quant_enabled: Tensor, quant_min: number, quant_max: number): OutputMask;
  _fft_c2c(input: Tensor, dim: readonly number[], normalization: number, forward: boolean, options?: OutOptions2): Tensor;
  _fft_c2r(input: Tensor, dim: readonly number[], normalization: number, last_dim_size: number, options?: OutOptions2): Tensor;
  _fft_r2c(input: Tensor, dim: readonly number[], normalization: number, onesided: boolean, options?: OutOptions2): Tensor;
  _fill_mem_eff_dropout_mask_(input: Tensor, dropout_p: number, seed: Int, offset: number): Tensor;
  _flash_attention_backward(grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, rng_state: Tensor, unused: Tensor, options?: FlashAttentionBackwardOptions): [Tensor, Tensor, Tensor];
  _flash_attention_forward(query: Tensor, key: Tensor, value: Tensor, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, return_debug_mask: boolean, options?: FlashAttentionForwardOptions): FlashAttentionForwardResult;
  _flash_attention_forward(query: Tensor, key: Tensor, value: Tensor, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, return_debug_mask: boolean, q_descale: Tensor | null, k_descale: Tensor | null, v_descale: Tensor | null, options?: FlashAttentionForwardOptions2): FlashAttentionForwardResult;
  _flash_attention_forward_no_dropout_inplace(out: Tensor, query: Tensor, key: Tensor, value: Tensor, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, return_debug_mask: boolean, options?: FlashAttentionForwardOptions): Tensor;
  _foobar(input: Tensor, arg1?: boolean | FoobarOptions, arg2?: boolean | FoobarOptions, options?: FoobarOptions): Tensor;
  /** `_foreach_abs(Tensor[] self) -> Tensor[]` · [torch._foreach_abs](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_abs.html) */
  _foreach_abs(input: readonly Tensor[]): TensorList;
  /** `_foreach_abs_(Tensor(a!)[] self) -> ()` · [torch._foreach_abs_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_abs_.html) */
  _foreach_abs_(input: readonly Tensor[]): void;
  /** `_foreach_acos(Tensor[] self) -> Tensor[]` · [torch._foreach_acos](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_acos.html) */
  _foreach_acos(input: readonly Tensor[]): TensorList;
  /** `_foreach_acos_(Tensor(a!)[] self) -> ()` · [torch._foreach_acos_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_acos_.html) */
  _foreach_acos_(input: readonly Tensor[]): void;
  _foreach_add(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_add(input: readonly Tensor[], other: Tensor | readonly Tensor[], options?: AlphaOptions): TensorList;
  _foreach_add(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_add_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_add_(input: readonly Tensor[], other: Tensor | readonly Tensor[], options?: AlphaOptions): void;
  _foreach_add_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  _foreach_addcdiv(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: Scalar | ValueOptions): TensorList;
  _foreach_addcdiv(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor | readonly Scalar[]): TensorList;
  _foreach_addcdiv_(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: Scalar | ValueOptions): void;
  _foreach_addcdiv_(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor | readonly Scalar[]): void;
  _foreach_addcmul(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: Scalar | ValueOptions): TensorList;
  _foreach_addcmul(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor | readonly Scalar[]): TensorList;
  _foreach_addcmul_(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: Scalar | ValueOptions): void;
  _foreach_addcmul_(input: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor | readonly Scalar[]): void;
  /** `_foreach_asin(Tensor[] self) -> Tensor[]` · [torch._foreach_asin](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_asin.html) */
  _foreach_asin(input: readonly Tensor[]): TensorList;
  /** `_foreach_asin_(Tensor(a!)[] self) -> ()` · [torch._foreach_asin_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_asin_.html) */
  _foreach_asin_(input: readonly Tensor[]): void;
  /** `_foreach_atan(Tensor[] self) -> Tensor[]` · [torch._foreach_atan](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_atan.html) */
  _foreach_atan(input: readonly Tensor[]): TensorList;
  /** `_foreach_atan_(Tensor(a!)[] self) -> ()` · [torch._foreach_atan_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_atan_.html) */
  _foreach_atan_(input: readonly Tensor[]): void;
  /** `_foreach_ceil(Tensor[] self) -> Tensor[]` · [torch._foreach_ceil](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_ceil.html) */
  _foreach_ceil(input: readonly Tensor[]): TensorList;
  /** `_foreach_ceil_(Tensor(a!)[] self) -> ()` · [torch._foreach_ceil_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_ceil_.html) */
  _foreach_ceil_(input: readonly Tensor[]): void;
  _foreach_clamp_max(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_clamp_max(input: readonly Tensor[], other: readonly Tensor[]): TensorList;
  _foreach_clamp_max(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_clamp_max_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_clamp_max_(input: readonly Tensor[], other: readonly Tensor[]): void;
  _foreach_clamp_max_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  _foreach_clamp_min(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_clamp_min(input: readonly Tensor[], other: readonly Tensor[]): TensorList;
  _foreach_clamp_min(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_clamp_min_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_clamp_min_(input: readonly Tensor[], other: readonly Tensor[]): void;
  _foreach_clamp_min_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  _foreach_clone(input: readonly Tensor[], options?: ForeachCloneOptions): TensorList;
  _foreach_copy(input: readonly Tensor[], src: readonly Tensor[], non_blocking?: boolean | NonBlockingOptions): TensorList;
  _foreach_copy_(input: readonly Tensor[], src: readonly Tensor[], non_blocking?: boolean | NonBlockingOptions): void;
  /** `_foreach_cos(Tensor[] self) -> Tensor[]` · [torch._foreach_cos](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_cos.html) */
  _foreach_cos(input: readonly Tensor[]): TensorList;
  /** `_foreach_cos_(Tensor(a!)[] self) -> ()` · [torch._foreach_cos_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_cos_.html) */
  _foreach_cos_(input: readonly Tensor[]): void;
  /** `_foreach_cosh(Tensor[] self) -> Tensor[]` · [torch._foreach_cosh](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_cosh.html) */
  _foreach_cosh(input: readonly Tensor[]): TensorList;
  /** `_foreach_cosh_(Tensor(a!)[] self) -> ()` · [torch._foreach_cosh_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_cosh_.html) */
  _foreach_cosh_(input: readonly Tensor[]): void;
  _foreach_div(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_div(input: readonly Tensor[], other: Tensor | readonly Tensor[]): TensorList;
  _foreach_div(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_div_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_div_(input: readonly Tensor[], other: Tensor | readonly Tensor[]): void;
  _foreach_div_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `_foreach_erf(Tensor[] self) -> Tensor[]` · [torch._foreach_erf](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_erf.html) */
  _foreach_erf(input: readonly Tensor[]): TensorList;
  /** `_foreach_erf_(Tensor(a!)[] self) -> ()` · [torch._foreach_erf_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_erf_.html) */
  _foreach_erf_(input: readonly Tensor[]): void;
  /** `_foreach_erfc(Tensor[] self) -> Tensor[]` · [torch._foreach_erfc](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_erfc.html) */
  _foreach_erfc(input: readonly Tensor[]): TensorList;
  /** `_foreach_erfc_(Tensor(a!)[] self) -> ()` · [torch._foreach_erfc_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_erfc_.html) */
  _foreach_erfc_(input: readonly Tensor[]): void;
  /** `_foreach_exp(Tensor[] self) -> Tensor[]` · [torch._foreach_exp](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_exp.html) */
  _foreach_exp(input: readonly Tensor[]): TensorList;
  /** `_foreach_exp_(Tensor(a!)[] self) -> ()` · [torch._foreach_exp_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_exp_.html) */
  _foreach_exp_(input: readonly Tensor[]): void;
  /** `_foreach_expm1(Tensor[] self) -> Tensor[]` · [torch._foreach_expm1](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_expm1.html) */
  _foreach_expm1(input: readonly Tensor[]): TensorList;
  /** `_foreach_expm1_(Tensor(a!)[] self) -> ()` · [torch._foreach_expm1_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_expm1_.html) */
  _foreach_expm1_(input: readonly Tensor[]): void;
  /** `_foreach_floor(Tensor[] self) -> Tensor[]` · [torch._foreach_floor](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_floor.html) */
  _foreach_floor(input: readonly Tensor[]): TensorList;
  /** `_foreach_floor_(Tensor(a!)[] self) -> ()` · [torch._foreach_floor_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_floor_.html) */
  _foreach_floor_(input: readonly Tensor[]): void;
  /** `_foreach_frac(Tensor[] self) -> Tensor[]` · [torch._foreach_frac](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_frac.html) */
  _foreach_frac(input: readonly Tensor[]): TensorList;
  /** `_foreach_frac_(Tensor(a!)[] self) -> ()` · [torch._foreach_frac_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_frac_.html) */
  _foreach_frac_(input: readonly Tensor[]): void;
  _foreach_lerp(input: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[]): TensorList;
  _foreach_lerp(input: readonly Tensor[], tensors1: readonly Tensor[], weight: Scalar | readonly Scalar[]): TensorList;
  _foreach_lerp_(input: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[]): void;
  _foreach_lerp_(input: readonly Tensor[], tensors1: readonly Tensor[], weight: Scalar | readonly Scalar[]): void;
  /** `_foreach_lgamma(Tensor[] self) -> Tensor[]` · [torch._foreach_lgamma](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_lgamma.html) */
  _foreach_lgamma(input: readonly Tensor[]): TensorList;
  /** `_foreach_lgamma_(Tensor(a!)[] self) -> ()` · [torch._foreach_lgamma_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_lgamma_.html) */
  _foreach_lgamma_(input: readonly Tensor[]): void;
  /** `_foreach_log(Tensor[] self) -> Tensor[]` · [torch._foreach_log](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log.html) */
  _foreach_log(input: readonly Tensor[]): TensorList;
  /** `_foreach_log10(Tensor[] self) -> Tensor[]` · [torch._foreach_log10](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log10.html) */
  _foreach_log10(input: readonly Tensor[]): TensorList;
  /** `_foreach_log10_(Tensor(a!)[] self) -> ()` · [torch._foreach_log10_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log10_.html) */
  _foreach_log10_(input: readonly Tensor[]): void;
  /** `_foreach_log1p(Tensor[] self) -> Tensor[]` · [torch._foreach_log1p](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log1p.html) */
  _foreach_log1p(input: readonly Tensor[]): TensorList;
  /** `_foreach_log1p_(Tensor(a!)[] self) -> ()` · [torch._foreach_log1p_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log1p_.html) */
  _foreach_log1p_(input: readonly Tensor[]): void;
  /** `_foreach_log2(Tensor[] self) -> Tensor[]` · [torch._foreach_log2](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log2.html) */
  _foreach_log2(input: readonly Tensor[]): TensorList;
  /** `_foreach_log2_(Tensor(a!)[] self) -> ()` · [torch._foreach_log2_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log2_.html) */
  _foreach_log2_(input: readonly Tensor[]): void;
  /** `_foreach_log_(Tensor(a!)[] self) -> ()` · [torch._foreach_log_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_log_.html) */
  _foreach_log_(input: readonly Tensor[]): void;
  _foreach_max(input: readonly Tensor[]): TensorList;
  _foreach_maximum(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_maximum(input: readonly Tensor[], other: readonly Tensor[]): TensorList;
  _foreach_maximum(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_maximum_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_maximum_(input: readonly Tensor[], other: readonly Tensor[]): void;
  _foreach_maximum_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  _foreach_minimum(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_minimum(input: readonly Tensor[], other: readonly Tensor[]): TensorList;
  _foreach_minimum(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_minimum_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_minimum_(input: readonly Tensor[], other: readonly Tensor[]): void;
  _foreach_minimum_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  _foreach_mm(input: readonly Tensor[], mat2: readonly Tensor[]): TensorList;
  _foreach_mul(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_mul(input: readonly Tensor[], other: Tensor | readonly Tensor[]): TensorList;
  _foreach_mul(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_mul_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_mul_(input: readonly Tensor[], other: Tensor | readonly Tensor[]): void;
  _foreach_mul_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `_foreach_neg(Tensor[] self) -> Tensor[]` · [torch._foreach_neg](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_neg.html) */
  _foreach_neg(input: readonly Tensor[]): TensorList;
  /** `_foreach_neg_(Tensor(a!)[] self) -> ()` · [torch._foreach_neg_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_neg_.html) */
  _foreach_neg_(input: readonly Tensor[]): void;
  _foreach_norm(input: readonly Tensor[], ord?: Scalar | OrdDtypeOptions, dtype?: dtype | null | OrdDtypeOptions): TensorList;
  _foreach_pow(input: readonly Tensor[], exponent: Scalar | readonly Scalar[] | readonly Tensor[]): TensorList;
  _foreach_pow(input: Scalar, exponent: readonly Tensor[]): TensorList;
  _foreach_pow_(input: readonly Tensor[], exponent: Scalar | readonly Scalar[] | readonly Tensor[]): void;
  _foreach_powsum(input: readonly Tensor[], ord?: Scalar | OrdDtypeOptions, dtype?: dtype | null | OrdDtypeOptions): TensorList;
  /** `_foreach_reciprocal(Tensor[] self) -> Tensor[]` · [torch._foreach_reciprocal](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_reciprocal.html) */
  _foreach_reciprocal(input: readonly Tensor[]): TensorList;
  /** `_foreach_reciprocal_(Tensor(a!)[] self) -> ()` · [torch._foreach_reciprocal_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_reciprocal_.html) */
  _foreach_reciprocal_(input: readonly Tensor[]): void;
  /** `_foreach_round(Tensor[] self) -> Tensor[]` · [torch._foreach_round](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_round.html) */
  _foreach_round(input: readonly Tensor[]): TensorList;
  /** `_foreach_round_(Tensor(a!)[] self) -> ()` · [torch._foreach_round_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_round_.html) */
  _foreach_round_(input: readonly Tensor[]): void;
  _foreach_rsqrt(input: readonly Tensor[]): TensorList;
  _foreach_rsqrt_(input: readonly Tensor[]): void;
  /** `_foreach_sigmoid(Tensor[] self) -> Tensor[]` · [torch._foreach_sigmoid](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sigmoid.html) */
  _foreach_sigmoid(input: readonly Tensor[]): TensorList;
  /** `_foreach_sigmoid_(Tensor(a!)[] self) -> ()` · [torch._foreach_sigmoid_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sigmoid_.html) */
  _foreach_sigmoid_(input: readonly Tensor[]): void;
  _foreach_sign(input: readonly Tensor[]): TensorList;
  _foreach_sign_(input: readonly Tensor[]): void;
  /** `_foreach_sin(Tensor[] self) -> Tensor[]` · [torch._foreach_sin](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sin.html) */
  _foreach_sin(input: readonly Tensor[]): TensorList;
  /** `_foreach_sin_(Tensor(a!)[] self) -> ()` · [torch._foreach_sin_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sin_.html) */
  _foreach_sin_(input: readonly Tensor[]): void;
  /** `_foreach_sinh(Tensor[] self) -> Tensor[]` · [torch._foreach_sinh](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sinh.html) */
  _foreach_sinh(input: readonly Tensor[]): TensorList;
  /** `_foreach_sinh_(Tensor(a!)[] self) -> ()` · [torch._foreach_sinh_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sinh_.html) */
  _foreach_sinh_(input: readonly Tensor[]): void;
  /** `_foreach_sqrt(Tensor[] self) -> Tensor[]` · [torch._foreach_sqrt](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sqrt.html) */
  _foreach_sqrt(input: readonly Tensor[]): TensorList;
  /** `_foreach_sqrt_(Tensor(a!)[] self) -> ()` · [torch._foreach_sqrt_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_sqrt_.html) */
  _foreach_sqrt_(input: readonly Tensor[]): void;
  _foreach_sub(input: readonly Tensor[], scalar: Scalar): TensorList;
  _foreach_sub(input: readonly Tensor[], other: readonly Tensor[], options?: AlphaOptions): TensorList;
  _foreach_sub(input: readonly Tensor[], scalars: readonly Scalar[]): TensorList;
  _foreach_sub_(input: readonly Tensor[], scalar: Scalar): void;
  _foreach_sub_(input: readonly Tensor[], other: readonly Tensor[], options?: AlphaOptions): void;
  _foreach_sub_(input: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `_foreach_tan(Tensor[] self) -> Tensor[]` · [torch._foreach_tan](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_tan.html) */
  _foreach_tan(input: readonly Tensor[]): TensorList;
  /** `_foreach_tan_(Tensor(a!)[] self) -> ()` · [torch._foreach_tan_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_tan_.html) */
  _foreach_tan_(input: readonly Tensor[]): void;
  /** `_foreach_tanh(Tensor[] self) -> Tensor[]` · [torch._foreach_tanh](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_tanh.html) */
  _foreach_tanh(input: readonly Tensor[]): TensorList;
  /** `_foreach_tanh_(Tensor(a!)[] self) -> ()` · [torch._foreach_tanh_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_tanh_.html) */
  _foreach_tanh_(input: readonly Tensor[]): void;
  /** `_foreach_trunc(Tensor[] self) -> Tensor[]` · [torch._foreach_trunc](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_trunc.html) */
  _foreach_trunc(input: readonly Tensor[]): TensorList;
  /** `_foreach_trunc_(Tensor(a!)[] self) -> ()` · [torch._foreach_trunc_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_trunc_.html) */
  _foreach_trunc_(input: readonly Tensor[]): void;
  /** `_foreach_zero_(Tensor(a!)[] self) -> ()` · [torch._foreach_zero_](https://docs.pytorch.org/docs/2.13/generated/torch._foreach_zero_.html) */
  _foreach_zero_(input: readonly Tensor[]): void;
  _functional_assert_async(input: Tensor, assert_msg: string, dep_token: Tensor): Tensor;
  _functional_assert_scalar(input: Scalar, assert_msg: string, dep_token: Tensor): Tensor;
  _functional_sym_constrain_range(size: Scalar, min: number | null, max: number | null, dep_token: Tensor): Tensor;
  _functional_sym_constrain_range_for_size(size: Scalar, min: number | null, max: number | null, dep_token: Tensor): Tensor;
  _fused_adagrad_(input: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: FusedAdagradOptions): void;
  _fused_adam_(input: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: FusedAdamOptions): void;
  _fused_adamw_(input: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: FusedAdamOptions): void;
  _fused_dropout(input: Tensor, p: number, generator?: Generator | null | GeneratorOptions): [Tensor, Tensor];
  _fused_moving_avg_obs_fq_helper(input: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: number, quant_max: number, ch_axis: number, per_row_fake_quant?: boolean | FusedMovingAvgObsFqHelperOptions, symmetric_quant?: boolean | FusedMovingAvgObsFqHelperOptions): OutputMask;
  _fused_rms_norm(input: Tensor, normalized_shape: readonly number[], weight: Tensor | null, eps: number | null): [Tensor, Tensor];
  _fused_rms_norm_backward(grad_out: Tensor, input: Tensor, normalized_shape: readonly number[], rstd: Tensor, weight: Tensor | null, output_mask: readonly boolean[]): [Tensor, Tensor];
  _fused_sdp_choice(query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null | FusedSdpChoiceOptions, dropout_p?: number | FusedSdpChoiceOptions, is_causal?: boolean | FusedSdpChoiceOptions, options?: FusedSdpChoiceOptions): number;
  _fused_sgd_(input: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: FusedSgdOptions): void;
  _fw_primal_copy(input: Tensor, level: number): Tensor;
  _gather_sparse_backward(input: Tensor, dim: number, index: Tensor, grad: Tensor): Tensor;
  _grid_sampler_2d_cpu_fallback(input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean): Tensor;
  _grid_sampler_2d_cpu_fallback_backward(grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean): [Tensor, Tensor];
  _grouped_mm(input: Tensor, mat2: Tensor, offs?: Tensor | null | GroupedMmOptions, bias?: Tensor | null | GroupedMmOptions, out_dtype?: dtype | null | GroupedMmOptions): Tensor;
  _has_compatible_shallow_copy_type(input: Tensor, from: Tensor): boolean;
  _has_same_storage_numel(input: Tensor, other: Tensor): boolean;
  _histogramdd_bin_edges(input: Tensor, bins: readonly number[], options?: RangeWeightDensityOptions): TensorList;
  _histogramdd_from_bin_cts(input: Tensor, bins: readonly number[], options?: RangeWeightDensityOptions): Tensor;
  _histogramdd_from_bin_tensors(input: Tensor, bins: readonly Tensor[], options?: HistogramddFromBinTensorsOptions): Tensor;
  _index_put_impl_(input: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean | IndexPutImplOptions, unsafe?: boolean | IndexPutImplOptions): Tensor;
  _indices_copy(input: Tensor): Tensor;
  _int_mm(input: Tensor, mat2: Tensor, options?: OutOptions2): Tensor;
  _is_all_true(input: Tensor): Tensor;
  _is_any_true(input: Tensor): Tensor;
  _is_zerotensor(input: Tensor): boolean;
  _jagged_to_padded_dense_forward(values: Tensor, offsets: readonly Tensor[], max_lengths: readonly number[], padding_value?: number | JaggedToPaddedDenseForwardOptions): Tensor;
  _lazy_clone(input: Tensor): Tensor;
  _linalg_check_errors(info: Tensor, api_name: string, options: LinalgCheckErrorsOptions): void;
  _linalg_det(A: Tensor, options?: OutOptions3): ResultLUPivots;
  _linalg_eigh(A: Tensor, UPLO?: 'L' | 'U' | LinalgEighOptions, compute_v?: boolean | LinalgEighOptions, options?: LinalgEighOptions): EigenvaluesEigenvectors;
  _linalg_eigvals(input: Tensor): Tensor;
  _linalg_slogdet(A: Tensor, options?: OutOptions): SignLogabsdetLUPivots;
  _linalg_solve_ex(A: Tensor, B: Tensor, options?: LinalgSolveExOptions): ResultLUPivotsInfo;
  _linalg_svd(A: Tensor, full_matrices?: boolean | LinalgSvdOptions, compute_uv?: boolean | LinalgSvdOptions, options?: LinalgSvdOptions): USVh;
  _local_scalar_dense(input: Tensor): number | bigint;
  _log_softmax(input: Tensor, dim: number, half_to_float: boolean, options?: OutOptions2): Tensor;
  _log_softmax_backward_data(grad_output: Tensor, output: Tensor, dim: number, input_dtype: dtype, options?: OutOptions2): Tensor;
  _logcumsumexp(input: Tensor, dim: number, options?: OutOptions2): Tensor;
  _lstm_mps(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  _lu_with_info(input: Tensor, pivot?: boolean | LuWithInfoOptions, check_errors?: boolean | LuWithInfoOptions): LUPivotsInfo;
  _make_dep_token(options?: MakeDepTokenOptions): Tensor;
  _make_dual(primal: Tensor, tangent: Tensor, level: number): Tensor;
  _make_dual_copy(primal: Tensor, tangent: Tensor, level: number): Tensor;
  _make_per_channel_quantized_tensor(input: Tensor, scale: Tensor, zero_point: Tensor, axis: number): Tensor;
  _make_per_tensor_quantized_tensor(input: Tensor, scale: number, zero_point: number): Tensor;
  _masked_scale(input: Tensor, mask: Tensor, scale: number): Tensor;
  _masked_softmax(input: Tensor, mask: Tensor, dim?: number | null | MaskedSoftmaxOptions, mask_type?: number | null | MaskedSoftmaxOptions): Tensor;
  _masked_softmax_backward(grad_output: Tensor, output: Tensor, mask: Tensor, dim?: number | null | MaskedSoftmaxBackwardOptions): Tensor;
  _mixed_dtypes_linear(input: Tensor, weight: Tensor, scale: Tensor, options?: MixedDtypesLinearOptions): Tensor;
  _mkldnn_reshape(input: Tensor, shape: readonly number[]): Tensor;
  _mkldnn_transpose(input: Tensor, dim0: number, dim1: number): Tensor;
  _mkldnn_transpose_(input: Tensor, dim0: number, dim1: number): Tensor;
  _mps_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number): Tensor;
  _mps_convolution_transpose(input: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number): Tensor;
  _native_batch_norm_legit(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, training: boolean, momentum: number, eps: number, options?: OutOptions3): [Tensor, Tensor, Tensor];
  _native_batch_norm_legit(input: Tensor, weight: Tensor | null, bias: Tensor | null, training: boolean, momentum: number, eps: number, options?: OutOptions3): [Tensor, Tensor, Tensor];
  _native_batch_norm_legit_no_training(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number): [Tensor, Tensor, Tensor];
  _native_multi_head_attention(query: Tensor, key: Tensor, value: Tensor, embed_dim: number, num_head: number, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, mask?: Tensor | null | NativeMultiHeadAttentionOptions, need_weights?: boolean | NativeMultiHeadAttentionOptions, average_attn_weights?: boolean | NativeMultiHeadAttentionOptions, mask_type?: number | null | NativeMultiHeadAttentionOptions): [Tensor, Tensor];
  _neg_view(input: Tensor): Tensor;
  _neg_view_copy(input: Tensor): Tensor;
  _nested_compute_contiguous_strides_offsets(nested_size: Tensor): [Tensor, Tensor];
  _nested_from_padded(padded: Tensor, cpu_nested_shape_example: Tensor, fuse_transform_0213?: boolean | NestedFromPaddedOptions): Tensor;
  _nested_from_padded_and_nested_example(padded: Tensor, nt_example: Tensor): Tensor;
  _nested_from_padded_tensor(padded: Tensor, offsets: Tensor, dummy: Tensor, ragged_idx?: number | NestedFromPaddedTensorOptions, min_seqlen?: Tensor | null | NestedFromPaddedTensorOptions, max_seqlen?: Tensor | null | NestedFromPaddedTensorOptions, sum_S?: number | null | NestedFromPaddedTensorOptions): Tensor;
  _nested_get_jagged_dummy(any: Tensor): Tensor;
  _nested_get_lengths(input: Tensor): Tensor;
  _nested_get_max_seqlen(input: Tensor): Tensor;
  _nested_get_min_seqlen(input: Tensor): Tensor;
  _nested_get_offsets(input: Tensor): Tensor;
  _nested_get_ragged_idx(input: Tensor): number;
  _nested_get_values(input: Tensor): Tensor;
  _nested_get_values_copy(input: Tensor): Tensor;
  _nested_select_backward(grad_output: Tensor, input: Tensor, dim: number, index: number): Tensor;
  _nested_sum_backward(grad: Tensor, input: Tensor, dim: IntList | null, keepdim?: boolean | KeepdimOptions): Tensor;
  _nested_tensor_from_mask(t: Tensor, mask: Tensor, mask_check?: boolean | NestedTensorFromMaskOptions): Tensor;
  _nested_tensor_from_mask_left_aligned(t: Tensor, mask: Tensor): boolean;
  _nested_tensor_from_tensor_list(list: readonly Tensor[], dtype?: dtype | null | NestedTensorFromTensorListOptions, layout?: layout | null | NestedTensorFromTensorListOptions, device?: Device | null | NestedTensorFromTensorListOptions, pin_memory?: boolean | null | NestedTensorFromTensorListOptions): Tensor;
  _nested_tensor_softmax_with_shape(input: Tensor, query: Tensor): Tensor;
  _nested_view_from_buffer(input: Tensor, nested_size: Tensor, nested_strides: Tensor, offsets: Tensor): Tensor;
  _nested_view_from_buffer_copy(input: Tensor, nested_size: Tensor, nested_strides: Tensor, offsets: Tensor): Tensor;
  _nested_view_from_jagged(input: Tensor, offsets: Tensor, dummy: Tensor, lengths?: Tensor | null | NestedViewFromJaggedOptions, ragged_idx?: number | NestedViewFromJaggedOptions, min_seqlen?: Tensor | null | NestedViewFromJaggedOptions, max_seqlen?: Tensor | null | NestedViewFromJaggedOptions): Tensor;
  _nested_view_from_jagged_copy(input: Tensor, offsets: Tensor, dummy: Tensor, lengths?: Tensor | null | NestedViewFromJaggedOptions, ragged_idx?: number | NestedViewFromJaggedOptions, min_seqlen?: Tensor | null | NestedViewFromJaggedOptions, max_seqlen?: Tensor | null | NestedViewFromJaggedOptions): Tensor;
  _new_zeros_with_same_feature_meta(input: Tensor, other: Tensor, options?: NewZerosWithSameFeatureMetaOptions): Tensor;
  _nnpack_available(): boolean;
  _nnpack_spatial_convolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride?: IntList | NnpackSpatialConvolutionOptions): Tensor;
  _pack_padded_sequence(input: Tensor, lengths: Tensor, batch_first: boolean): [Tensor, Tensor];
  _pack_padded_sequence_backward(grad: Tensor, input_size: readonly number[], batch_sizes: Tensor, batch_first: boolean): Tensor;
  _pad_circular(input: Tensor, pad: readonly number[]): Tensor;
  _pad_enum(input: Tensor, pad: readonly number[], mode: number, value?: number | null | PadEnumOptions): Tensor;
  _pad_packed_sequence(data: Tensor, batch_sizes: Tensor, batch_first: boolean, padding_value: Scalar, total_length: number): [Tensor, Tensor];
  _padded_dense_to_jagged_forward(dense: Tensor, offsets: readonly Tensor[], total_L?: number | null | PaddedDenseToJaggedForwardOptions): Tensor;
  _pdist_backward(grad: Tensor, input: Tensor, p: number, pdist: Tensor): Tensor;
  _pdist_forward(input: Tensor, p?: number | PdistForwardOptions): Tensor;
  _philox_key_fold_in(key: Tensor, data: number): Tensor;
  _philox_key_split(key: Tensor, num_splits: number): Tensor;
  _philox_normal_(input: Tensor, key: Tensor, mean?: number | PhiloxNormalOptions, std?: number | PhiloxNormalOptions): Tensor;
  _philox_uniform_(input: Tensor, key: Tensor, low?: number | PhiloxUniformOptions, high?: number | PhiloxUniformOptions): Tensor;
  _pin_memory(input: Tensor, device?: Device | null | PinMemoryOptions): Tensor;
  _prelu_kernel(input: Tensor, weight: Tensor): Tensor;
  _prelu_kernel_backward(grad_output: Tensor, input: Tensor, weight: Tensor): [Tensor, Tensor];
  _print(s: string): void;
  _propagate_xla_data(input: Tensor, output: Tensor): void;
  _remove_batch_dim(input: Tensor, level: number, batch_size: number, out_dim: number): Tensor;
  _reshape_alias(input: Tensor, size: readonly number[], stride: readonly number[]): Tensor;
  _reshape_alias_copy(input: Tensor, size: readonly number[], stride: readonly number[]): Tensor;
  _reshape_copy(input: Tensor, size: readonly number[]): Tensor;
  _reshape_from_tensor(input: Tensor, shape: Tensor): Tensor;
  _resize_output_(input: Tensor, size: readonly number[], device: Device): Tensor;
  _rowwise_prune(weight: Tensor, mask: Tensor, compressed_indices_dtype: dtype): [Tensor, Tensor];
  _safe_softmax(input: Tensor, dim: number, dtype?: dtype | null | DtypeOptions): Tensor;
  _sample_dirichlet(input: Tensor, generator?: Generator | null | GeneratorOptions): Tensor;
  _saturate_weight_to_fp16(weight: Tensor): Tensor;
  _scaled_dot_product_attention_math(query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null | ScaledDotProductAttentionMathOptions, dropout_p?: number | ScaledDotProductAttentionMathOptions, is_causal?: boolean | ScaledDotProductAttentionMathOptions, dropout_mask?: Tensor | null | ScaledDotProductAttentionMathOptions, options?: ScaledDotProductAttentionMathOptions): [Tensor, Tensor];
  _scaled_dot_product_attention_math_for_mps(query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null | ScaledDotProductAttentionMathOptions, dropout_p?: number | ScaledDotProductAttentionMathOptions, is_causal?: boolean | ScaledDotProductAttentionMathOptions, dropout_mask?: Tensor | null | ScaledDotProductAttentionMathOptions, options?: ScaledDotProductAttentionMathOptions): [Tensor, Tensor];
  _scaled_dot_product_cudnn_attention(query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, compute_log_sumexp: boolean, dropout_p?: number | CudnnAttentionForwardOptions, is_causal?: boolean | CudnnAttentionForwardOptions, return_debug_mask?: boolean | CudnnAttentionForwardOptions, options?: CudnnAttentionForwardOptions): ScaledDotProductCudnnAttentionResult;
  _scaled_dot_product_cudnn_attention_backward(grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, attn_bias: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, options?: ScaleOptions): [Tensor, Tensor, Tensor];
  _scaled_dot_product_efficient_attention(query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, compute_log_sumexp: boolean, dropout_p?: number | ScaledDotProductEfficientAttentionOptions, is_causal?: boolean | ScaledDotProductEfficientAttentionOptions, options?: ScaledDotProductEfficientAttentionOptions): OutputLogSumexpPhiloxSeedPhiloxOffset;
  _scaled_dot_product_efficient_attention_backward(grad_out_: Tensor, query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, dropout_p: number, grad_input_mask: readonly boolean[], is_causal?: boolean | ScaledDotProductEfficientAttentionBackwardOptions, options?: ScaledDotProductEfficientAttentionBackwardOptions): [Tensor, Tensor, Tensor, Tensor];
  _scaled_dot_product_flash_attention(query: Tensor, key: Tensor, value: Tensor, dropout_p?: number | CudnnAttentionForwardOptions, is_causal?: boolean | CudnnAttentionForwardOptions, return_debug_mask?: boolean | CudnnAttentionForwardOptions, options?: CudnnAttentionForwardOptions): ScaledDotProductFlashAttentionResult;
  _scaled_dot_product_flash_attention(query: Tensor, key: Tensor, value: Tensor, q_descale: Tensor | null, k_descale: Tensor | null, v_descale: Tensor | null, dropout_p?: number | CudnnAttentionForwardOptions, is_causal?: boolean | CudnnAttentionForwardOptions, return_debug_mask?: boolean | CudnnAttentionForwardOptions, options?: CudnnAttentionForwardOptions): ScaledDotProductFlashAttentionResult;
  _scaled_dot_product_flash_attention_backward(grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, philox_seed: Tensor, philox_offset: Tensor, options?: ScaleOptions): GradQueryGradKeyGradValue;
  _scaled_dot_product_flash_attention_for_cpu(query: Tensor, key: Tensor, value: Tensor, dropout_p?: number | ScaledDotProductFlashAttentionForCpuOptions, is_causal?: boolean | ScaledDotProductFlashAttentionForCpuOptions, options?: ScaledDotProductFlashAttentionForCpuOptions): OutputLogsumexp;
  _scaled_dot_product_flash_attention_for_cpu_backward(grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, dropout_p: number, is_causal: boolean, options?: ScaledDotProductFlashAttentionForCpuBackwardOptions): GradQueryGradKeyGradValue;
  _scaled_dot_product_fused_attention_overrideable(query: Tensor, key: Tensor, value: Tensor, attn_bias?: Tensor | null | ScaledDotProductFusedAttentionOverrideableOptions, dropout_p?: number | ScaledDotProductFusedAttentionOverrideableOptions, is_causal?: boolean | ScaledDotProductFusedAttentionOverrideableOptions, return_debug_mask?: boolean | ScaledDotProductFusedAttentionOverrideableOptions, options?: ScaledDotProductFusedAttentionOverrideableOptions): ScaledDotProductFusedAttentionOverrideableResult;
  _scaled_dot_product_fused_attention_overrideable_backward(grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor, grad_input_mask: readonly boolean[], out: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: number, max_k: number, dropout_p: number, is_causal: boolean, philox_seed: Tensor, philox_offset: Tensor, options?: ScaleOptions): GradQueryGradKeyGradValueGradAttnBias;
  _scaled_grouped_mm(input: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, offs?: Tensor | null | ScaledGroupedMmOptions, bias?: Tensor | null | ScaledGroupedMmOptions, scale_result?: Tensor | null | ScaledGroupedMmOptions, out_dtype?: dtype | null | ScaledGroupedMmOptions, use_fast_accum?: boolean | ScaledGroupedMmOptions): Tensor;
  _scaled_grouped_mm_v2(input: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: readonly number[], swizzle_a: readonly number[], scale_b: readonly Tensor[], recipe_b: readonly number[], swizzle_b: readonly number[], offs?: Tensor | null | ScaledGroupedMmV2Options, bias?: Tensor | null | ScaledGroupedMmV2Options, out_dtype?: dtype | null | ScaledGroupedMmV2Options, contraction_dim?: readonly number[] | ScaledGroupedMmV2Options, use_fast_accum?: boolean | ScaledGroupedMmV2Options): Tensor;
  _scaled_mm(input: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, bias?: Tensor | null | ScaledMmOptions, scale_result?: Tensor | null | ScaledMmOptions, out_dtype?: dtype | null | ScaledMmOptions, use_fast_accum?: boolean | ScaledMmOptions, options?: ScaledMmOptions): Tensor;
  _scaled_mm_v2(input: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: readonly number[], swizzle_a: readonly number[], scale_b: readonly Tensor[], recipe_b: readonly number[], swizzle_b: readonly number[], bias: Tensor | null, out_dtype: dtype | null, contraction_dim?: readonly number[] | ScaledMmV2Options, use_fast_accum?: boolean | ScaledMmV2Options, options?: ScaledMmV2Options): Tensor;
  _segment_reduce_backward(grad: Tensor, output: Tensor, data: Tensor, reduce: string, options?: SegmentReduceBackwardOptions): Tensor;
  _shape_as_tensor(input: Tensor): Tensor;
  _slow_conv2d_backward(grad_output: Tensor, input: Tensor, weight: Tensor, kernel_size: IntList, stride: IntList, padding: IntList, options: SlowConv2dBackwardOptions): [Tensor, Tensor, Tensor];
  _slow_conv2d_backward(grad_output: Tensor, input: Tensor, weight: Tensor, kernel_size: IntList, stride: IntList, padding: IntList, output_mask: readonly boolean[]): GradInputGradWeightGradBias;
  _slow_conv2d_forward(input: Tensor, weight: Tensor, kernel_size: IntList, bias: Tensor | null, stride: IntList, padding: IntList, options?: OutOptions2): Tensor;
  _sobol_engine_draw(quasi: Tensor, n: number, sobolstate: Tensor, dimension: number, num_generated: number, dtype: dtype | null): [Tensor, Tensor];
  _sobol_engine_ff_(input: Tensor, n: number, sobolstate: Tensor, dimension: number, num_generated: number): Tensor;
  _sobol_engine_initialize_state_(input: Tensor, dimension: number): Tensor;
  _sobol_engine_scramble_(input: Tensor, ltm: Tensor, dimension: number): Tensor;
  _softmax(input: Tensor, dim: number, half_to_float: boolean, options?: OutOptions2): Tensor;
  _softmax_backward_data(grad_output: Tensor, output: Tensor, dim: number, input_dtype: dtype, options?: OutOptions2): Tensor;
  _sparse_addmm(input: Tensor, mat1: Tensor, mat2: Tensor, options?: SparseAddmmOptions): Tensor;
  _sparse_broadcast_to(input: Tensor, size: readonly number[]): Tensor;
  _sparse_broadcast_to_copy(input: Tensor, size: readonly number[]): Tensor;
  _sparse_bsc_tensor_unsafe(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: readonly number[], options?: NestedTensorFromTensorListOptions): Tensor;
  _sparse_bsr_tensor_unsafe(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: readonly number[], options?: NestedTensorFromTensorListOptions): Tensor;
  _sparse_compressed_tensor_unsafe(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: readonly number[], options?: NestedTensorFromTensorListOptions): Tensor;
  _sparse_compressed_tensor_with_dims(nnz: number, dense_dim: number, size: readonly number[], blocksize: readonly number[], index_dtype: dtype, options?: FactoryOptions): Tensor;
  _sparse_coo_tensor_unsafe(indices: Tensor, values: Tensor, size: readonly number[], options?: SparseCooTensorUnsafeOptions): Tensor;
  _sparse_coo_tensor_with_dims(sparse_dim: number, dense_dim: number, size: readonly number[], options?: FactoryOptions): Tensor;
  _sparse_coo_tensor_with_dims_and_tensors(sparse_dim: number, dense_dim: number, size: readonly number[], indices: Tensor, values: Tensor, options?: SparseCooTensorUnsafeOptions): Tensor;
  _sparse_csc_tensor_unsafe(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: readonly number[], options?: NestedTensorFromTensorListOptions): Tensor;
  _sparse_csr_prod(input: Tensor, dim: IntList, keepdim?: boolean | KeepdimDtypeOptions, options?: KeepdimDtypeOptions): Tensor;
  _sparse_csr_sum(input: Tensor, dim: IntList, keepdim?: boolean | KeepdimDtypeOptions, options?: KeepdimDtypeOptions): Tensor;
  _sparse_csr_tensor_unsafe(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: readonly number[], options?: NestedTensorFromTensorListOptions): Tensor;
  _sparse_log_softmax(input: Tensor, dim: number, dtype?: dtype | null | DtypeOptions): Tensor;
  _sparse_log_softmax(input: Tensor, dim: number, half_to_float: boolean): Tensor;
  _sparse_log_softmax_backward_data(grad_output: Tensor, output: Tensor, dim: number, input: Tensor): Tensor;
  _sparse_mm(sparse: Tensor, dense: Tensor): Tensor;
  _sparse_mm(sparse: Tensor, dense: Tensor, reduce: string): Tensor;
  _sparse_mm_reduce_impl(input: Tensor, other: Tensor, reduce: string): [Tensor, Tensor];
  _sparse_mm_reduce_impl_backward(input: Tensor, grad_out: Tensor, weight: Tensor, reduce: string, arg_out: Tensor, output_mask: readonly boolean[]): [Tensor, Tensor];
  _sparse_semi_structured_addmm(input: Tensor, mat1: Tensor, mat1_meta: Tensor, mat2: Tensor, options?: SparseSemiStructuredAddmmOptions): Tensor;
  _sparse_semi_structured_apply(input: Tensor, thread_masks: Tensor): [Tensor, Tensor];
  _sparse_semi_structured_apply_dense(input: Tensor, thread_masks: Tensor): Tensor;
  _sparse_semi_structured_linear(input: Tensor, weight: Tensor, meta: Tensor, options?: SparseSemiStructuredLinearOptions): Tensor;
  _sparse_semi_structured_mm(mat1: Tensor, mat1_meta: Tensor, mat2: Tensor, options?: SparseSemiStructuredMmOptions): Tensor;
  _sparse_semi_structured_tile(input: Tensor, algorithm?: string | SparseSemiStructuredTileOptions, use_cutlass?: boolean | SparseSemiStructuredTileOptions): [Tensor, Tensor, Tensor, Tensor, Tensor];
  _sparse_softmax(input: Tensor, dim: number, dtype?: dtype | null | DtypeOptions): Tensor;
  _sparse_softmax(input: Tensor, dim: number, half_to_float: boolean): Tensor;
  _sparse_softmax_backward_data(grad_output: Tensor, output: Tensor, dim: number, input: Tensor): Tensor;
  _sparse_sparse_matmul(input: Tensor, other: Tensor): Tensor;
  _sparse_sum(input: Tensor, options?: SparseSumOptions): Tensor;
  _sparse_sum(input: Tensor, dim: IntList, options?: SparseSumOptions): Tensor;
  _sparse_sum_backward(grad: Tensor, input: Tensor, dim: readonly number[]): Tensor;
  _spdiags(diagonals: Tensor, offsets: Tensor, shape: readonly number[], layout?: layout | null | SpdiagsOptions): Tensor;
  _spsolve(A: Tensor, B: Tensor, options?: SpsolveOptions): Tensor;
  _stack(tensors: readonly Tensor[], dim?: number | DimOutOptions, options?: DimOutOptions): Tensor;
  _standard_gamma(input: Tensor, generator?: Generator | null | GeneratorOptions): Tensor;
  _standard_gamma_grad(input: Tensor, output: Tensor): Tensor;
  _test_ambiguous_defaults(dummy: Tensor, a?: number | TestAmbiguousDefaultsOptions, b?: number | string | TestAmbiguousDefaultsOptions): Tensor;
  _test_autograd_multiple_dispatch(input: Tensor): Tensor;
  _test_autograd_multiple_dispatch(input: Tensor, b: boolean): Tensor;
  _test_autograd_multiple_dispatch_view(input: Tensor): Tensor;
  _test_autograd_multiple_dispatch_view_copy(input: Tensor): Tensor;
  _test_check_tensor(input: Tensor): Tensor;
  _test_functorch_fallback(input: Tensor, other: Tensor): Tensor;
  _test_optional_filled_intlist(values: Tensor, addends: IntList | null): Tensor;
  _test_optional_floatlist(values: Tensor, addends: readonly number[] | null): Tensor;
  _test_optional_intlist(values: Tensor, addends: readonly number[] | null): Tensor;
  _test_parallel_materialize(input: Tensor, num_parallel: number, skip_first?: boolean | TestParallelMaterializeOptions): Tensor;
  _test_serialization_subcmul(input: Tensor, other: Tensor, alpha?: Scalar | AlphaOptions): Tensor;
  _test_string_default(dummy: Tensor, a?: string | TestStringDefaultOptions, b?: string | TestStringDefaultOptions): Tensor;
  _test_warn_in_autograd(input: Tensor): Tensor;
  _thnn_differentiable_gru_cell_backward(grad_hy: Tensor, input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, input_bias: Tensor | null, hidden_bias: Tensor | null): [Tensor, Tensor, Tensor, Tensor, Tensor];
  _thnn_differentiable_lstm_cell_backward(grad_hy: Tensor | null, grad_cy: Tensor | null, input_gates: Tensor, hidden_gates: Tensor, input_bias: Tensor | null, hidden_bias: Tensor | null, cx: Tensor, cy: Tensor): [Tensor, Tensor, Tensor, Tensor, Tensor];
  _thnn_fused_gru_cell(input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, input_bias?: Tensor | null | InputBiasHiddenBiasOptions, hidden_bias?: Tensor | null | InputBiasHiddenBiasOptions): [Tensor, Tensor];
  _thnn_fused_gru_cell_backward(grad_hy: Tensor, workspace: Tensor, has_bias: boolean): [Tensor, Tensor, Tensor, Tensor, Tensor];
  _thnn_fused_lstm_cell(input_gates: Tensor, hidden_gates: Tensor, cx: Tensor, input_bias?: Tensor | null | InputBiasHiddenBiasOptions, hidden_bias?: Tensor | null | InputBiasHiddenBiasOptions): [Tensor, Tensor, Tensor];
  _thnn_fused_lstm_cell_backward(grad_hy: Tensor | null, grad_cy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, has_bias: boolean): [Tensor, Tensor, Tensor, Tensor, Tensor];
  _thnn_fused_lstm_cell_backward_impl(grad_hy: Tensor | null, grad_cy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, has_bias: boolean): [Tensor, Tensor, Tensor];
  _to_copy(input: Tensor, options?: ToCopyOptions): Tensor;
  _to_cpu(tensors: readonly Tensor[]): TensorList;
  _to_sparse_semi_structured(dense: Tensor): [Tensor, Tensor];
  _transform_bias_rescale_qkv(qkv: Tensor, qkv_bias: Tensor, num_heads: number): [Tensor, Tensor, Tensor];
  _transformer_encoder_layer_fwd(src: Tensor, embed_dim: number, num_heads: number, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, use_gelu: boolean, norm_first: boolean, eps: number, norm_weight_1: Tensor, norm_bias_1: Tensor, norm_weight_2: Tensor, norm_bias_2: Tensor, ffn_weight_1: Tensor, ffn_bias_1: Tensor, ffn_weight_2: Tensor, ffn_bias_2: Tensor, mask?: Tensor | null | TransformerEncoderLayerFwdOptions, mask_type?: number | null | TransformerEncoderLayerFwdOptions): Tensor;
  _trilinear(i1: Tensor, i2: Tensor, i3: Tensor, expand1: readonly number[], expand2: readonly number[], expand3: readonly number[], sumdim: readonly number[], unroll_dim?: number | TrilinearOptions): Tensor;
  _triton_multi_head_attention(query: Tensor, key: Tensor, value: Tensor, embed_dim: number, num_head: number, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, mask?: Tensor | null | TritonMultiHeadAttentionOptions): Tensor;
  _triton_scaled_dot_attention(q: Tensor, k: Tensor, v: Tensor, dropout_p?: number | TritonScaledDotAttentionOptions): Tensor;
  _unique(input: Tensor, sorted?: boolean | UniqueOptions, return_inverse?: boolean | UniqueOptions): [Tensor, Tensor];
  _unique2(input: Tensor, sorted?: boolean | SortedReturnInverseReturnCountsOptions, return_inverse?: boolean | SortedReturnInverseReturnCountsOptions, return_counts?: boolean | SortedReturnInverseReturnCountsOptions): [Tensor, Tensor, Tensor];
  _unpack_dual(dual: Tensor, level: number): PrimalTangent;
  _unsafe_index(input: Tensor, indices: readonly (Tensor | null)[]): Tensor;
  _unsafe_index_put(input: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean | UnsafeIndexPutOptions): Tensor;
  _unsafe_masked_index(input: Tensor, mask: Tensor, indices: readonly (Tensor | null)[], fill: Scalar): Tensor;
  _unsafe_masked_index_put_accumulate(input: Tensor, mask: Tensor, indices: readonly (Tensor | null)[], values: Tensor): Tensor;
  _unsafe_view(input: Tensor, size: readonly number[]): Tensor;
  _upsample_bicubic2d_aa(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  _upsample_bicubic2d_aa(input: Tensor, output_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_bicubic2d_aa_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_bilinear2d_aa(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  _upsample_bilinear2d_aa(input: Tensor, output_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_bilinear2d_aa_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_lanczos2d_aa(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  _upsample_lanczos2d_aa(input: Tensor, output_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_lanczos2d_aa_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_nearest_exact1d(input: Tensor, output_size: readonly number[] | null, scale_factors: readonly number[] | null): Tensor;
  _upsample_nearest_exact1d(input: Tensor, output_size: IntList, scales?: number | null | ScalesOutOptions, options?: ScalesOutOptions): Tensor;
  _upsample_nearest_exact1d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, scales?: number | null | ScalesOutOptions, options?: ScalesOutOptions): Tensor;
  _upsample_nearest_exact2d(input: Tensor, output_size: readonly number[] | null, scale_factors: readonly number[] | null): Tensor;
  _upsample_nearest_exact2d(input: Tensor, output_size: IntList, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_nearest_exact2d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  _upsample_nearest_exact3d(input: Tensor, output_size: readonly number[] | null, scale_factors: readonly number[] | null): Tensor;
  _upsample_nearest_exact3d(input: Tensor, output_size: IntList, scales_d?: number | null | UpsampleNearestExactOptions, scales_h?: number | null | UpsampleNearestExactOptions, scales_w?: number | null | UpsampleNearestExactOptions, options?: UpsampleNearestExactOptions): Tensor;
  _upsample_nearest_exact3d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, scales_d?: number | null | UpsampleNearestExactOptions, scales_h?: number | null | UpsampleNearestExactOptions, scales_w?: number | null | UpsampleNearestExactOptions, options?: UpsampleNearestExactOptions): Tensor;
  _use_cudnn_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank: number): boolean;
  _use_cudnn_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: number): boolean;
  _use_cudnn_rnn_flatten_weight(): boolean;
  _use_miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: readonly number[], target_lengths: readonly number[], blank: number): boolean;
  _use_miopen_ctc_loss(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: number): boolean;
  _validate_compressed_sparse_indices(is_crow: boolean, compressed_idx: Tensor, plain_idx: Tensor, cdim: number, dim: number, nnz: number): void;
  _validate_sparse_bsc_tensor_args(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: readonly number[], check_pinning?: boolean | null | CheckPinningOptions): void;
  _validate_sparse_bsr_tensor_args(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: readonly number[], check_pinning?: boolean | null | CheckPinningOptions): void;
  _validate_sparse_compressed_tensor_args(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: readonly number[], layout: layout, check_pinning?: boolean | null | CheckPinningOptions): void;
  _validate_sparse_coo_tensor_args(indices: Tensor, values: Tensor, size: readonly number[], is_coalesced?: boolean | null | ValidateSparseCooTensorArgsOptions, check_pinning?: boolean | null | ValidateSparseCooTensorArgsOptions): void;
  _validate_sparse_csc_tensor_args(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: readonly number[], check_pinning?: boolean | null | CheckPinningOptions): void;
  _validate_sparse_csr_tensor_args(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: readonly number[], check_pinning?: boolean | null | CheckPinningOptions): void;
  _values_copy(input: Tensor): Tensor;
  _weight_int4pack_mm(input: Tensor, mat2: Tensor, qGroupSize: number, qScaleAndZeros: Tensor): Tensor;
  _weight_int4pack_mm_for_cpu(input: Tensor, mat2: Tensor, qGroupSize: number, qScaleAndZeros: Tensor): Tensor;
  _weight_int4pack_mm_with_scales_and_zeros(input: Tensor, mat2: Tensor, qGroupSize: number, qScale: Tensor, qZeros: Tensor): Tensor;
  _weight_int8pack_mm(input: Tensor, mat2: Tensor, scales: Tensor): Tensor;
  _weight_norm(v: Tensor, g: Tensor, dim?: number | DimOptions): Tensor;
  _weight_norm_differentiable_backward(grad_w: Tensor, saved_v: Tensor, saved_g: Tensor, saved_norms: Tensor, dim: number): [Tensor, Tensor];
  _weight_norm_interface(v: Tensor, g: Tensor, dim?: number | DimOptions): [Tensor, Tensor];
  _weight_norm_interface_backward(grad_w: Tensor, saved_v: Tensor, saved_g: Tensor, saved_norms: Tensor, dim: number): [Tensor, Tensor];
  _wrapped_linear_prepack(weight: Tensor, weight_scale: Tensor, weight_zero_point: Tensor, bias: Tensor): Tensor;
  _wrapped_quantized_linear_prepacked(input: Tensor, input_scale: Tensor, input_zero_point: Tensor, packed_weight: Tensor, output_scale: Tensor, output_zero_point: Tensor, out_channel: number): Tensor;
  adaptive_avg_pool2d(input: Tensor, output_size: IntList, options?: OutOptions2): Tensor;
  adaptive_avg_pool3d(input: Tensor, output_size: IntList, options?: OutOptions2): Tensor;
  adaptive_avg_pool3d_backward(grad_output: Tensor, input: Tensor, options: AdaptiveAvgPool3dBackwardOptions): Tensor;
  /** `adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)` · [torch.nn.functional.adaptive_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool2d.html) */
  adaptive_max_pool2d(input: Tensor, output_size: IntList, options?: OutOptions4): [Tensor, Tensor];
  /** `adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)` · [torch.nn.functional.adaptive_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool2d.html) */
  adaptive_max_pool2d(input: Tensor, options: { output_size: IntList } & OutOptions4): [Tensor, Tensor];
  adaptive_max_pool2d_backward(grad_output: Tensor, input: Tensor, indices: Tensor, options?: OutOptions2): Tensor;
  /** `adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)` · [torch.nn.functional.adaptive_max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool3d.html) */
  adaptive_max_pool3d(input: Tensor, output_size: IntList, options?: OutOptions4): [Tensor, Tensor];
  /** `adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)` · [torch.nn.functional.adaptive_max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.adaptive_max_pool3d.html) */
  adaptive_max_pool3d(input: Tensor, options: { output_size: IntList } & OutOptions4): [Tensor, Tensor];
  adaptive_max_pool3d_backward(grad_output: Tensor, input: Tensor, indices: Tensor, options?: OutOptions2): Tensor;
  affine_grid_generator_backward(grad: Tensor, size: readonly number[], align_corners: boolean): Tensor;
  alias(input: Tensor): Tensor;
  /** `avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` · [torch.nn.functional.avg_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html) */
  avg_pool2d(input: Tensor, kernel_size: IntList, stride?: IntList | AvgPoolOptions, padding?: IntList | AvgPoolOptions, ceil_mode?: boolean | AvgPoolOptions, count_include_pad?: boolean | AvgPoolOptions, divisor_override?: number | null | AvgPoolOptions, options?: AvgPoolOptions): Tensor;
  /** `avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` · [torch.nn.functional.avg_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool2d.html) */
  avg_pool2d(input: Tensor, options: { kernel_size: IntList } & AvgPoolOptions): Tensor;
  avg_pool2d_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, stride: IntList, padding: IntList, ceil_mode: boolean, count_include_pad: boolean, divisor_override: number | null, options?: OutOptions2): Tensor;
  /** `avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` · [torch.nn.functional.avg_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html) */
  avg_pool3d(input: Tensor, kernel_size: IntList, stride?: IntList | AvgPoolOptions, padding?: IntList | AvgPoolOptions, ceil_mode?: boolean | AvgPoolOptions, count_include_pad?: boolean | AvgPoolOptions, divisor_override?: number | null | AvgPoolOptions, options?: AvgPoolOptions): Tensor;
  /** `avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` · [torch.nn.functional.avg_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.avg_pool3d.html) */
  avg_pool3d(input: Tensor, options: { kernel_size: IntList } & AvgPoolOptions): Tensor;
  avg_pool3d_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, stride: IntList, padding: IntList, ceil_mode: boolean, count_include_pad: boolean, divisor_override: number | null, options?: OutOptions2): Tensor;
  batch_norm_backward(grad_out: Tensor, input: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, update: boolean, eps: number, output_mask: readonly boolean[], reserve: Tensor): [Tensor, Tensor, Tensor];
  /** `binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=Mean) -> Tensor` · [torch.nn.functional.binary_cross_entropy](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy.html) */
  binary_cross_entropy(input: Tensor, target: Tensor, weight?: Tensor | null | WeightReductionOutOptions, reduction?: number | WeightReductionOutOptions, options?: WeightReductionOutOptions): Tensor;
  /** `binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=Mean) -> Tensor` · [torch.nn.functional.binary_cross_entropy](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.binary_cross_entropy.html) */
  binary_cross_entropy(input: Tensor, options: { target: Tensor } & WeightReductionOutOptions): Tensor;
  binary_cross_entropy_backward(grad_output: Tensor, input: Tensor, target: Tensor, weight?: Tensor | null | WeightReductionOutOptions, reduction?: number | WeightReductionOutOptions, options?: WeightReductionOutOptions): Tensor;
  col2im(input: Tensor, output_size: IntList, kernel_size: IntList, dilation: IntList, padding: IntList, stride: IntList, options?: OutOptions2): Tensor;
  conv_depthwise3d(input: Tensor, weight: Tensor, kernel_size: IntList, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList): Tensor;
  conv_tbc_backward(self: Tensor, input: Tensor, weight: Tensor, bias: Tensor, pad: number): [Tensor, Tensor, Tensor];
  convolution_backward(grad_output: Tensor, input: Tensor, weight: Tensor, bias_sizes: readonly number[] | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  convolution_backward_overrideable(grad_output: Tensor, input: Tensor, weight: Tensor, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number, output_mask: readonly boolean[]): GradInputGradWeightGradBias;
  convolution_overrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, output_padding: readonly number[], groups: number): Tensor;
  copy(input: Tensor, src: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  copy_sparse_to_sparse_(input: Tensor, src: Tensor, non_blocking?: boolean | NonBlockingOptions): Tensor;
  cross_entropy_loss(input: Tensor, target: Tensor, weight?: Tensor | null | CrossEntropyLossOptions, reduction?: number | CrossEntropyLossOptions, ignore_index?: number | CrossEntropyLossOptions, label_smoothing?: number | CrossEntropyLossOptions): Tensor;
  cudnn_affine_grid_generator_backward(grad: Tensor, N: number, C: number, H: number, W: number): Tensor;
  cudnn_batch_norm_backward(input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, epsilon: number, reserveSpace: Tensor): [Tensor, Tensor, Tensor];
  cudnn_grid_sampler_backward(input: Tensor, grid: Tensor, grad_output: Tensor): GradSelfGradGrid;
  cummaxmin_backward(grad: Tensor, input: Tensor, indices: Tensor, dim: number): Tensor;
  cumprod_backward(grad: Tensor, input: Tensor, dim: number, output: Tensor): Tensor;
  diagonal_backward(grad_output: Tensor, input_sizes: readonly number[], offset: number, dim1: number, dim2: number): Tensor;
  elu(input: Tensor, alpha?: Scalar | EluOptions, scale?: Scalar | EluOptions, input_scale?: Scalar | EluOptions, options?: EluOptions): Tensor;
  /** `elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)` · [torch.nn.functional.elu_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.elu_.html) */
  elu_(input: Tensor, alpha?: Scalar | EluOptions2, scale?: Scalar | EluOptions2, input_scale?: Scalar | EluOptions2): Tensor;
  elu_backward(grad_output: Tensor, alpha: Scalar, scale: Scalar, input_scale: Scalar, is_result: boolean, self_or_result: Tensor, options?: OutOptions2): Tensor;
  embedding_backward(grad: Tensor, indices: Tensor, num_weights: number, padding_idx: number, scale_grad_by_freq: boolean, sparse: boolean): Tensor;
  embedding_dense_backward(grad_output: Tensor, indices: Tensor, num_weights: number, padding_idx: number, scale_grad_by_freq: boolean): Tensor;
  embedding_sparse_backward(grad: Tensor, indices: Tensor, num_weights: number, padding_idx: number, scale_grad_by_freq: boolean): Tensor;
  fake_quantize_per_channel_affine_cachemask(input: Tensor, scale: Tensor, zero_point: Tensor, axis: number, quant_min: number, quant_max: number): OutputMask;
  fake_quantize_per_channel_affine_cachemask_backward(grad: Tensor, mask: Tensor): Tensor;
  fake_quantize_per_tensor_affine_cachemask(input: Tensor, scale: number, zero_point: number, quant_min: number, quant_max: number): OutputMask;
  fake_quantize_per_tensor_affine_cachemask_backward(grad: Tensor, mask: Tensor): Tensor;
  /** `fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` · [torch.fft.fft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fft.html) */
  fft_fft(input: Tensor, n?: number | null | FftFftOptions, dim?: number | FftFftOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftOptions, options?: FftFftOptions): Tensor;
  /** `fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` · [torch.fft.fft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fft2.html) */
  fft_fft2(input: Tensor, s?: IntList | null | FftFft2Options, dim?: IntList | FftFft2Options, norm?: 'forward' | 'backward' | 'ortho' | null | FftFft2Options, options?: FftFft2Options): Tensor;
  /** `fft_fftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `fft_fftfreq.out(int n, float d=1.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.fft.fftfreq](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftfreq.html) */
  fft_fftfreq(n: number, d?: number | DOutFactoryOptions, options?: DOutFactoryOptions): Tensor;
  /** `fft_fftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `fft_fftfreq.out(int n, float d=1.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.fft.fftfreq](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftfreq.html) */
  fft_fftfreq(options: { n: number } & DOutFactoryOptions): Tensor;
  /** `fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · [torch.fft.fftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftn.html) */
  fft_fftn(input: Tensor, s?: IntList | null | FftFftnOptions, dim?: IntList | null | FftFftnOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftnOptions, options?: FftFftnOptions): Tensor;
  /** `fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor` · [torch.fft.fftshift](https://docs.pytorch.org/docs/2.13/generated/torch.fft.fftshift.html) */
  fft_fftshift(input: Tensor, dim?: IntList | null | DimOptions2): Tensor;
  /** `fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` · [torch.fft.hfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.hfft.html) */
  fft_hfft(input: Tensor, n?: number | null | FftFftOptions, dim?: number | FftFftOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftOptions, options?: FftFftOptions): Tensor;
  /** `fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` · [torch.fft.hfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.hfft2.html) */
  fft_hfft2(input: Tensor, s?: IntList | null | FftFft2Options, dim?: IntList | FftFft2Options, norm?: 'forward' | 'backward' | 'ortho' | null | FftFft2Options, options?: FftFft2Options): Tensor;
  /** `fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · [torch.fft.hfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.hfftn.html) */
  fft_hfftn(input: Tensor, s?: IntList | null | FftFftnOptions, dim?: IntList | null | FftFftnOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftnOptions, options?: FftFftnOptions): Tensor;
  /** `fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` · [torch.fft.ifft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifft.html) */
  fft_ifft(input: Tensor, n?: number | null | FftFftOptions, dim?: number | FftFftOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftOptions, options?: FftFftOptions): Tensor;
  /** `fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` · [torch.fft.ifft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifft2.html) */
  fft_ifft2(input: Tensor, s?: IntList | null | FftFft2Options, dim?: IntList | FftFft2Options, norm?: 'forward' | 'backward' | 'ortho' | null | FftFft2Options, options?: FftFft2Options): Tensor;
  /** `fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · [torch.fft.ifftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifftn.html) */
  fft_ifftn(input: Tensor, s?: IntList | null | FftFftnOptions, dim?: IntList | null | FftFftnOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftnOptions, options?: FftFftnOptions): Tensor;
  /** `fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor` · [torch.fft.ifftshift](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ifftshift.html) */
  fft_ifftshift(input: Tensor, dim?: IntList | null | DimOptions2): Tensor;
  /** `fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` · [torch.fft.ihfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ihfft.html) */
  fft_ihfft(input: Tensor, n?: number | null | FftFftOptions, dim?: number | FftFftOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftOptions, options?: FftFftOptions): Tensor;
  /** `fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` · [torch.fft.ihfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ihfft2.html) */
  fft_ihfft2(input: Tensor, s?: IntList | null | FftFft2Options, dim?: IntList | FftFft2Options, norm?: 'forward' | 'backward' | 'ortho' | null | FftFft2Options, options?: FftFft2Options): Tensor;
  /** `fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · [torch.fft.ihfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.ihfftn.html) */
  fft_ihfftn(input: Tensor, s?: IntList | null | FftFftnOptions, dim?: IntList | null | FftFftnOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftnOptions, options?: FftFftnOptions): Tensor;
  /** `fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` · [torch.fft.irfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.irfft.html) */
  fft_irfft(input: Tensor, n?: number | null | FftFftOptions, dim?: number | FftFftOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftOptions, options?: FftFftOptions): Tensor;
  /** `fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` · [torch.fft.irfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.irfft2.html) */
  fft_irfft2(input: Tensor, s?: IntList | null | FftFft2Options, dim?: IntList | FftFft2Options, norm?: 'forward' | 'backward' | 'ortho' | null | FftFft2Options, options?: FftFft2Options): Tensor;
  /** `fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · [torch.fft.irfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.irfftn.html) */
  fft_irfftn(input: Tensor, s?: IntList | null | FftFftnOptions, dim?: IntList | null | FftFftnOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftnOptions, options?: FftFftnOptions): Tensor;
  /** `fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` · [torch.fft.rfft](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfft.html) */
  fft_rfft(input: Tensor, n?: number | null | FftFftOptions, dim?: number | FftFftOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftOptions, options?: FftFftOptions): Tensor;
  /** `fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2,-1], str? norm=None) -> Tensor` · [torch.fft.rfft2](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfft2.html) */
  fft_rfft2(input: Tensor, s?: IntList | null | FftFft2Options, dim?: IntList | FftFft2Options, norm?: 'forward' | 'backward' | 'ortho' | null | FftFft2Options, options?: FftFft2Options): Tensor;
  /** `fft_rfftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `fft_rfftfreq.out(int n, float d=1.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.fft.rfftfreq](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfftfreq.html) */
  fft_rfftfreq(n: number, d?: number | DOutFactoryOptions, options?: DOutFactoryOptions): Tensor;
  /** `fft_rfftfreq(int n, float d=1.0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` · `fft_rfftfreq.out(int n, float d=1.0, *, Tensor(a!) out) -> Tensor(a!)` · [torch.fft.rfftfreq](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfftfreq.html) */
  fft_rfftfreq(options: { n: number } & DOutFactoryOptions): Tensor;
  /** `fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` · [torch.fft.rfftn](https://docs.pytorch.org/docs/2.13/generated/torch.fft.rfftn.html) */
  fft_rfftn(input: Tensor, s?: IntList | null | FftFftnOptions, dim?: IntList | null | FftFftnOptions, norm?: 'forward' | 'backward' | 'ortho' | null | FftFftnOptions, options?: FftFftnOptions): Tensor;
  flatten_dense_tensors(tensors: readonly Tensor[]): Tensor;
  /** `fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html) */
  fractional_max_pool2d(input: Tensor, kernel_size: IntList, output_size: IntList, random_samples: Tensor, options?: OutOptions4): [Tensor, Tensor];
  /** `fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html) */
  fractional_max_pool2d(input: Tensor, kernel_size: IntList, output_size: IntList, options: { random_samples: Tensor } & OutOptions4): [Tensor, Tensor];
  /** `fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html) */
  fractional_max_pool2d(input: Tensor, kernel_size: IntList, options: { output_size: IntList; random_samples: Tensor } & OutOptions4): [Tensor, Tensor];
  /** `fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool2d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool2d.html) */
  fractional_max_pool2d(input: Tensor, options: { kernel_size: IntList; output_size: IntList; random_samples: Tensor } & OutOptions4): [Tensor, Tensor];
  fractional_max_pool2d_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, output_size: IntList, indices: Tensor, options?: OutOptions2): Tensor;
  /** `fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html) */
  fractional_max_pool3d(input: Tensor, kernel_size: IntList, output_size: IntList, random_samples: Tensor, options?: OutOptions4): [Tensor, Tensor];
  /** `fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html) */
  fractional_max_pool3d(input: Tensor, kernel_size: IntList, output_size: IntList, options: { random_samples: Tensor } & OutOptions4): [Tensor, Tensor];
  /** `fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html) */
  fractional_max_pool3d(input: Tensor, kernel_size: IntList, options: { output_size: IntList; random_samples: Tensor } & OutOptions4): [Tensor, Tensor];
  /** `fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` · [torch.nn.functional.fractional_max_pool3d](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.fractional_max_pool3d.html) */
  fractional_max_pool3d(input: Tensor, options: { kernel_size: IntList; output_size: IntList; random_samples: Tensor } & OutOptions4): [Tensor, Tensor];
  fractional_max_pool3d_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, output_size: IntList, indices: Tensor, options?: OutOptions2): Tensor;
  gather_backward(grad: Tensor, input: Tensor, dim: number, index: Tensor, sparse_grad: boolean): Tensor;
  /** `gelu(Tensor self, *, str approximate='none') -> Tensor` · [torch.nn.functional.gelu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.gelu.html) */
  gelu(input: Tensor, options?: ApproximateOutOptions): Tensor;
  gelu_(input: Tensor, options?: GeluOptions): Tensor;
  gelu_backward(grad_output: Tensor, input: Tensor, options?: ApproximateOutOptions): Tensor;
  /** `glu(Tensor self, int dim=-1) -> Tensor` · [torch.nn.functional.glu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.glu.html) */
  glu(input: Tensor, dim?: number | DimOutOptions, options?: DimOutOptions): Tensor;
  glu_backward(grad_output: Tensor, input: Tensor, dim: number, options?: OutOptions2): Tensor;
  glu_backward_jvp(grad_x: Tensor, grad_glu: Tensor, x: Tensor, dgrad_glu: Tensor, dx: Tensor, dim: number): Tensor;
  glu_jvp(glu: Tensor, x: Tensor, dx: Tensor, dim: number): Tensor;
  grid_sampler_2d_backward(grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean, output_mask: readonly boolean[]): [Tensor, Tensor];
  grid_sampler_3d_backward(grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: number, padding_mode: number, align_corners: boolean, output_mask: readonly boolean[]): [Tensor, Tensor];
  hardshrink_backward(grad_out: Tensor, input: Tensor, lambd: Scalar, options?: OutOptions2): Tensor;
  hardsigmoid(input: Tensor, options?: OutOptions2): Tensor;
  hardsigmoid_(input: Tensor): Tensor;
  hardsigmoid_backward(grad_output: Tensor, input: Tensor, options?: OutOptions2): Tensor;
  /** `hardswish(Tensor self) -> Tensor` · [torch.nn.functional.hardswish](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardswish.html) */
  hardswish(input: Tensor, options?: OutOptions2): Tensor;
  hardswish_(input: Tensor): Tensor;
  hardswish_backward(grad_output: Tensor, input: Tensor): Tensor;
  /** `hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor` · [torch.nn.functional.hardtanh](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh.html) */
  hardtanh(input: Tensor, min_val?: Scalar | HardtanhOptions, max_val?: Scalar | HardtanhOptions, options?: HardtanhOptions): Tensor;
  /** `hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)` · [torch.nn.functional.hardtanh_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.hardtanh_.html) */
  hardtanh_(input: Tensor, min_val?: Scalar | HardtanhOptions2, max_val?: Scalar | HardtanhOptions2): Tensor;
  hardtanh_backward(grad_output: Tensor, input: Tensor, min_val: Scalar, max_val: Scalar, options?: OutOptions2): Tensor;
  huber_loss(input: Tensor, target: Tensor, reduction?: number | HuberLossOptions, delta?: number | HuberLossOptions, options?: HuberLossOptions): Tensor;
  huber_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, reduction: number, delta: number, options?: OutOptions2): Tensor;
  im2col(input: Tensor, kernel_size: IntList, dilation: IntList, padding: IntList, stride: IntList, options?: OutOptions2): Tensor;
  index_select_backward(grad: Tensor, self_sizes: readonly number[], dim: number, index: Tensor): Tensor;
  infinitely_differentiable_gelu_backward(grad: Tensor, input: Tensor): Tensor;
  l1_loss(input: Tensor, target: Tensor, reduction?: number | L1LossOptions): Tensor;
  /** `leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor` · [torch.nn.functional.leaky_relu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu.html) */
  leaky_relu(input: Tensor, negative_slope?: Scalar | LeakyReluOptions, options?: LeakyReluOptions): Tensor;
  /** `leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)` · [torch.nn.functional.leaky_relu_](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.leaky_relu_.html) */
  leaky_relu_(input: Tensor, negative_slope?: Scalar | LeakyReluOptions2): Tensor;
  leaky_relu_backward(grad_output: Tensor, input: Tensor, negative_slope: Scalar, self_is_result: boolean, options?: OutOptions2): Tensor;
  lift(input: Tensor): Tensor;
  lift_fresh(input: Tensor): Tensor;
  lift_fresh_copy(input: Tensor): Tensor;
  /** `linalg__powsum(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg._powsum](https://docs.pytorch.org/docs/2.13/generated/torch.linalg._powsum.html) */
  linalg__powsum(input: Tensor, ord?: Scalar | LinalgPowsumOptions, dim?: IntList | null | LinalgPowsumOptions, keepdim?: boolean | LinalgPowsumOptions, options?: LinalgPowsumOptions): Tensor;
  /** `linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor` · [torch.linalg.cholesky](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cholesky.html) */
  linalg_cholesky(input: Tensor, options?: LinalgCholeskyOptions): Tensor;
  /** `linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` · [torch.linalg.cholesky_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cholesky_ex.html) */
  linalg_cholesky_ex(input: Tensor, options?: LinalgCholeskyExOptions): LInfo;
  /** `linalg_cond(Tensor self, Scalar? p=None) -> Tensor` · [torch.linalg.cond](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cond.html) */
  linalg_cond(input: Tensor, p?: Scalar | null | LinalgCondOptions, options?: LinalgCondOptions): Tensor;
  /** `linalg_cond.p_str(Tensor self, str p) -> Tensor` · [torch.linalg.cond](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cond.html) */
  linalg_cond(input: Tensor, p: string, options?: OutOptions2): Tensor;
  /** `linalg_cond.p_str(Tensor self, str p) -> Tensor` · [torch.linalg.cond](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cond.html) */
  linalg_cond(input: Tensor, options: { p: string } & OutOptions2): Tensor;
  /** `linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` · [torch.linalg.cross](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cross.html) */
  linalg_cross(input: Tensor, other: Tensor, options?: DimOutOptions): Tensor;
  /** `linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` · [torch.linalg.cross](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.cross.html) */
  linalg_cross(input: Tensor, options: { other: Tensor } & DimOutOptions): Tensor;
  /** `linalg_det(Tensor A) -> Tensor` · [torch.linalg.det](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.det.html) */
  linalg_det(A: Tensor, options?: OutOptions2): Tensor;
  /** `linalg_det(Tensor A) -> Tensor` · [torch.linalg.det](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.det.html) */
  linalg_det(options: { A: Tensor } & OutOptions2): Tensor;
  /** `linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)` · [torch.linalg.diagonal](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.diagonal.html) */
  linalg_diagonal(A: Tensor, options?: LinalgDiagonalOptions): Tensor;
  /** `linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)` · [torch.linalg.diagonal](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.diagonal.html) */
  linalg_diagonal(options: { A: Tensor } & LinalgDiagonalOptions): Tensor;
  /** `linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)` · [torch.linalg.eig](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eig.html) */
  linalg_eig(input: Tensor, options?: OutOptions4): EigenvaluesEigenvectors;
  /** `linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)` · [torch.linalg.eigh](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigh.html) */
  linalg_eigh(input: Tensor, UPLO?: 'L' | 'U' | LinalgEighOptions2, options?: LinalgEighOptions2): EigenvaluesEigenvectors;
  /** `linalg_eigvals(Tensor self) -> Tensor` · [torch.linalg.eigvals](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigvals.html) */
  linalg_eigvals(input: Tensor, options?: OutOptions2): Tensor;
  /** `linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor` · [torch.linalg.eigvalsh](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigvalsh.html) */
  linalg_eigvalsh(input: Tensor, UPLO?: 'L' | 'U' | LinalgEigvalshOptions, options?: LinalgEigvalshOptions): Tensor;
  /** `linalg_householder_product(Tensor input, Tensor tau) -> Tensor` · [torch.linalg.householder_product](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.householder_product.html) */
  linalg_householder_product(input: Tensor, tau: Tensor, options?: OutOptions2): Tensor;
  /** `linalg_householder_product(Tensor input, Tensor tau) -> Tensor` · [torch.linalg.householder_product](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.householder_product.html) */
  linalg_householder_product(input: Tensor, options: { tau: Tensor } & OutOptions2): Tensor;
  /** `linalg_inv(Tensor A) -> Tensor` · [torch.linalg.inv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv.html) */
  linalg_inv(A: Tensor, options?: OutOptions2): Tensor;
  /** `linalg_inv(Tensor A) -> Tensor` · [torch.linalg.inv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv.html) */
  linalg_inv(options: { A: Tensor } & OutOptions2): Tensor;
  /** `linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)` · [torch.linalg.inv_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv_ex.html) */
  linalg_inv_ex(A: Tensor, options?: LinalgInvExOptions): InverseInfo;
  /** `linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)` · [torch.linalg.inv_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.inv_ex.html) */
  linalg_inv_ex(options: { A: Tensor } & LinalgInvExOptions): InverseInfo;
  /** `linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` · [torch.linalg.ldl_factor](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_factor.html) */
  linalg_ldl_factor(input: Tensor, options?: LinalgLdlFactorOptions): LDPivots;
  /** `linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` · [torch.linalg.ldl_factor_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_factor_ex.html) */
  linalg_ldl_factor_ex(input: Tensor, options?: LinalgLdlFactorExOptions): LDPivotsInfo;
  /** `linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` · [torch.linalg.ldl_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_solve.html) */
  linalg_ldl_solve(LD: Tensor, pivots: Tensor, B: Tensor, options?: HermitianOutOptions): Tensor;
  /** `linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` · [torch.linalg.ldl_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_solve.html) */
  linalg_ldl_solve(LD: Tensor, pivots: Tensor, options: { B: Tensor } & HermitianOutOptions): Tensor;
  /** `linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` · [torch.linalg.ldl_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_solve.html) */
  linalg_ldl_solve(LD: Tensor, options: { pivots: Tensor; B: Tensor } & HermitianOutOptions): Tensor;
  /** `linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` · [torch.linalg.ldl_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.ldl_solve.html) */
  linalg_ldl_solve(options: { LD: Tensor; pivots: Tensor; B: Tensor } & HermitianOutOptions): Tensor;
  /** `linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` · [torch.linalg.lstsq](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lstsq.html) */
  linalg_lstsq(input: Tensor, b: Tensor, rcond?: number | null | LinalgLstsqOptions, options?: LinalgLstsqOptions): SolutionResidualsRankSingularValues;
  /** `linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` · [torch.linalg.lstsq](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lstsq.html) */
  linalg_lstsq(input: Tensor, options: { b: Tensor } & LinalgLstsqOptions): SolutionResidualsRankSingularValues;
  /** `linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)` · [torch.linalg.lu](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu.html) */
  linalg_lu(A: Tensor, options?: LinalgLuOptions): PLU;
  /** `linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)` · [torch.linalg.lu](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu.html) */
  linalg_lu(options: { A: Tensor } & LinalgLuOptions): PLU;
  /** `linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)` · [torch.linalg.lu_factor](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_factor.html) */
  linalg_lu_factor(A: Tensor, options?: LinalgLuFactorOptions): LUPivots;
  /** `linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)` · [torch.linalg.lu_factor](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_factor.html) */
  linalg_lu_factor(options: { A: Tensor } & LinalgLuFactorOptions): LUPivots;
  /** `linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)` · [torch.linalg.lu_factor_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_factor_ex.html) */
  linalg_lu_factor_ex(A: Tensor, options?: LinalgLuFactorExOptions): LUPivotsInfo;
  /** `linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)` · [torch.linalg.lu_factor_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_factor_ex.html) */
  linalg_lu_factor_ex(options: { A: Tensor } & LinalgLuFactorExOptions): LUPivotsInfo;
  /** `linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` · [torch.linalg.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_solve.html) */
  linalg_lu_solve(LU: Tensor, pivots: Tensor, B: Tensor, options?: LinalgLuSolveOptions): Tensor;
  /** `linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` · [torch.linalg.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_solve.html) */
  linalg_lu_solve(LU: Tensor, pivots: Tensor, options: { B: Tensor } & LinalgLuSolveOptions): Tensor;
  /** `linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` · [torch.linalg.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_solve.html) */
  linalg_lu_solve(LU: Tensor, options: { pivots: Tensor; B: Tensor } & LinalgLuSolveOptions): Tensor;
  /** `linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` · [torch.linalg.lu_solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.lu_solve.html) */
  linalg_lu_solve(options: { LU: Tensor; pivots: Tensor; B: Tensor } & LinalgLuSolveOptions): Tensor;
  /** `linalg_matmul(Tensor self, Tensor other) -> Tensor` · [torch.linalg.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matmul.html) */
  linalg_matmul(input: Tensor, other: Tensor, options?: OutOptions2): Tensor;
  /** `linalg_matmul(Tensor self, Tensor other) -> Tensor` · [torch.linalg.matmul](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matmul.html) */
  linalg_matmul(input: Tensor, options: { other: Tensor } & OutOptions2): Tensor;
  /** `linalg_matrix_exp(Tensor self) -> Tensor` · [torch.linalg.matrix_exp](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_exp.html) */
  linalg_matrix_exp(input: Tensor): Tensor;
  /** `linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.matrix_norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_norm.html) */
  linalg_matrix_norm(input: Tensor, ord: Scalar, dim?: readonly number[] | LinalgMatrixNormOptions, keepdim?: boolean | LinalgMatrixNormOptions, options?: LinalgMatrixNormOptions): Tensor;
  /** `linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.matrix_norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_norm.html) */
  linalg_matrix_norm(input: Tensor, options: { ord: Scalar } & LinalgMatrixNormOptions): Tensor;
  /** `linalg_matrix_norm.str_ord(Tensor self, str ord='fro', int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.matrix_norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_norm.html) */
  linalg_matrix_norm(input: Tensor, ord?: string | LinalgMatrixNormOptions2, dim?: readonly number[] | LinalgMatrixNormOptions2, keepdim?: boolean | LinalgMatrixNormOptions2, options?: LinalgMatrixNormOptions2): Tensor;
  /** `linalg_matrix_power(Tensor self, int n) -> Tensor` · [torch.linalg.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_power.html) */
  linalg_matrix_power(input: Tensor, n: number, options?: OutOptions2): Tensor;
  /** `linalg_matrix_power(Tensor self, int n) -> Tensor` · [torch.linalg.matrix_power](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_power.html) */
  linalg_matrix_power(input: Tensor, options: { n: number } & OutOptions2): Tensor;
  /** `linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` · `linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` · [torch.linalg.matrix_rank](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_rank.html) */
  linalg_matrix_rank(input: Tensor, options?: LinalgMatrixRankOptions): Tensor;
  /** `linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` · `linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor` · [torch.linalg.matrix_rank](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_rank.html) */
  linalg_matrix_rank(input: Tensor, tol: Tensor | number, hermitian?: boolean | HermitianOutOptions, options?: HermitianOutOptions): Tensor;
  /** `linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` · `linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor` · [torch.linalg.matrix_rank](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.matrix_rank.html) */
  linalg_matrix_rank(input: Tensor, options: { tol: Tensor | number } & HermitianOutOptions): Tensor;
  /** `linalg_multi_dot(Tensor[] tensors) -> Tensor` · [torch.linalg.multi_dot](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.multi_dot.html) */
  linalg_multi_dot(tensors: readonly Tensor[], options?: OutOptions2): Tensor;
  /** `linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.norm.html) */
  linalg_norm(input: Tensor, ord?: Scalar | null | LinalgNormOptions, dim?: IntList | null | LinalgNormOptions, keepdim?: boolean | LinalgNormOptions, options?: LinalgNormOptions): Tensor;
  /** `linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.norm.html) */
  linalg_norm(input: Tensor, ord: string, dim?: IntList | null | LinalgNormOptions2, keepdim?: boolean | LinalgNormOptions2, options?: LinalgNormOptions2): Tensor;
  /** `linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.norm.html) */
  linalg_norm(input: Tensor, options: { ord: string } & LinalgNormOptions2): Tensor;
  /** `linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` · `linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` · [torch.linalg.pinv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.pinv.html) */
  linalg_pinv(input: Tensor, options?: LinalgMatrixRankOptions): Tensor;
  /** `linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` · `linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor` · [torch.linalg.pinv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.pinv.html) */
  linalg_pinv(input: Tensor, rcond: Tensor | number, hermitian?: boolean | HermitianOutOptions, options?: HermitianOutOptions): Tensor;
  /** `linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` · `linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor` · [torch.linalg.pinv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.pinv.html) */
  linalg_pinv(input: Tensor, options: { rcond: Tensor | number } & HermitianOutOptions): Tensor;
  /** `linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)` · [torch.linalg.qr](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.qr.html) */
  linalg_qr(A: Tensor, mode?: 'reduced' | 'complete' | 'r' | LinalgQrOptions, options?: LinalgQrOptions): QR;
  /** `linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)` · [torch.linalg.qr](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.qr.html) */
  linalg_qr(options: { A: Tensor } & LinalgQrOptions): QR;
  /** `linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)` · [torch.linalg.slogdet](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.slogdet.html) */
  linalg_slogdet(A: Tensor, options?: OutOptions4): SignLogabsdet;
  /** `linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)` · [torch.linalg.slogdet](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.slogdet.html) */
  linalg_slogdet(options: { A: Tensor } & OutOptions4): SignLogabsdet;
  /** `linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` · [torch.linalg.solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve.html) */
  linalg_solve(A: Tensor, B: Tensor, options?: LinalgSolveOptions): Tensor;
  /** `linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` · [torch.linalg.solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve.html) */
  linalg_solve(A: Tensor, options: { B: Tensor } & LinalgSolveOptions): Tensor;
  /** `linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` · [torch.linalg.solve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve.html) */
  linalg_solve(options: { A: Tensor; B: Tensor } & LinalgSolveOptions): Tensor;
  /** `linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` · [torch.linalg.solve_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_ex.html) */
  linalg_solve_ex(A: Tensor, B: Tensor, options?: LinalgSolveExOptions2): ResultInfo;
  /** `linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` · [torch.linalg.solve_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_ex.html) */
  linalg_solve_ex(A: Tensor, options: { B: Tensor } & LinalgSolveExOptions2): ResultInfo;
  /** `linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` · [torch.linalg.solve_ex](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_ex.html) */
  linalg_solve_ex(options: { A: Tensor; B: Tensor } & LinalgSolveExOptions2): ResultInfo;
  /** `linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` · [torch.linalg.solve_triangular](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_triangular.html) */
  linalg_solve_triangular(input: Tensor, B: Tensor, options: LinalgSolveTriangularOptions): Tensor;
  /** `linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` · [torch.linalg.solve_triangular](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.solve_triangular.html) */
  linalg_solve_triangular(input: Tensor, options: { B: Tensor } & LinalgSolveTriangularOptions): Tensor;
  /** `linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` · [torch.linalg.svd](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svd.html) */
  linalg_svd(A: Tensor, full_matrices?: boolean | LinalgSvdOptions2, options?: LinalgSvdOptions2): USVh;
  /** `linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` · [torch.linalg.svd](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svd.html) */
  linalg_svd(options: { A: Tensor } & LinalgSvdOptions2): USVh;
  /** `linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor` · [torch.linalg.svdvals](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svdvals.html) */
  linalg_svdvals(A: Tensor, options?: LinalgSvdvalsOptions): Tensor;
  /** `linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor` · [torch.linalg.svdvals](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.svdvals.html) */
  linalg_svdvals(options: { A: Tensor } & LinalgSvdvalsOptions): Tensor;
  /** `linalg_tensorinv(Tensor self, int ind=2) -> Tensor` · [torch.linalg.tensorinv](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.tensorinv.html) */
  linalg_tensorinv(input: Tensor, ind?: number | LinalgTensorinvOptions, options?: LinalgTensorinvOptions): Tensor;
  /** `linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` · [torch.linalg.tensorsolve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.tensorsolve.html) */
  linalg_tensorsolve(input: Tensor, other: Tensor, dims?: readonly number[] | null | LinalgTensorsolveOptions, options?: LinalgTensorsolveOptions): Tensor;
  /** `linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` · [torch.linalg.tensorsolve](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.tensorsolve.html) */
  linalg_tensorsolve(input: Tensor, options: { other: Tensor } & LinalgTensorsolveOptions): Tensor;
  /** `linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor` · [torch.linalg.vander](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vander.html) */
  linalg_vander(x: Tensor, options?: LinalgVanderOptions): Tensor;
  /** `linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor` · [torch.linalg.vander](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vander.html) */
  linalg_vander(options: { x: Tensor } & LinalgVanderOptions): Tensor;
  /** `linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` · [torch.linalg.vecdot](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vecdot.html) */
  linalg_vecdot(x: Tensor, y: Tensor, options?: DimOutOptions): Tensor;
  /** `linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` · [torch.linalg.vecdot](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vecdot.html) */
  linalg_vecdot(x: Tensor, options: { y: Tensor } & DimOutOptions): Tensor;
  /** `linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` · [torch.linalg.vecdot](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vecdot.html) */
  linalg_vecdot(options: { x: Tensor; y: Tensor } & DimOutOptions): Tensor;
  /** `linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` · [torch.linalg.vector_norm](https://docs.pytorch.org/docs/2.13/generated/torch.linalg.vector_norm.html) */
  linalg_vector_norm(input: Tensor, ord?: Scalar | LinalgVectorNormOptions, dim?: IntList | null | LinalgVectorNormOptions, keepdim?: boolean | LinalgVectorNormOptions, options?: LinalgVectorNormOptions): Tensor;
  /** `linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor` · [torch.nn.functional.linear](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear.html) */
  linear(input: Tensor, weight: Tensor, bias?: Tensor | null | LinearOptions, options?: LinearOptions): Tensor;
  /** `linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor` · [torch.nn.functional.linear](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.linear.html) */
  linear(input: Tensor, options: { weight: Tensor } & LinearOptions): Tensor;
  linear_backward(input: Tensor, grad_output: Tensor, weight: Tensor, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  log_sigmoid(input: Tensor, options?: OutOptions2): Tensor;
  log_sigmoid_backward(grad_output: Tensor, input: Tensor, buffer: Tensor, options?: OutOptions2): Tensor;
  log_sigmoid_forward(input: Tensor, options?: OutOptions4): OutputBuffer;
  logit_backward(grad_output: Tensor, input: Tensor, eps?: number | null | EpsOutOptions, options?: EpsOutOptions): Tensor;
  lstm_mps_backward(grad_y: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, z_state: Tensor, cell_state_fwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: number, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): [Tensor, TensorList, TensorList];
  masked_scatter_backward(grad_output: Tensor, mask: Tensor, sizes: readonly number[]): Tensor;
  masked_select_backward(grad: Tensor, input: Tensor, mask: Tensor): Tensor;
  matmul_backward(grad: Tensor, input: Tensor, other: Tensor, mask: readonly boolean[]): [Tensor, Tensor];
  matrix_exp_backward(input: Tensor, grad: Tensor): Tensor;
  max_pool2d_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, stride?: IntList | MaxPool2dBackwardOptions, padding?: IntList | MaxPool2dBackwardOptions, dilation?: IntList | MaxPool2dBackwardOptions, ceil_mode?: boolean | MaxPool2dBackwardOptions): Tensor;
  max_pool2d_with_indices(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPool2dWithIndicesOptions, padding?: IntList | MaxPool2dWithIndicesOptions, dilation?: IntList | MaxPool2dWithIndicesOptions, ceil_mode?: boolean | MaxPool2dWithIndicesOptions, options?: MaxPool2dWithIndicesOptions): [Tensor, Tensor];
  max_pool2d_with_indices_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, stride: IntList, padding: IntList, dilation: IntList, ceil_mode: boolean, indices: Tensor, options?: OutOptions2): Tensor;
  max_pool3d_with_indices(input: Tensor, kernel_size: IntList, stride?: IntList | MaxPool2dWithIndicesOptions, padding?: IntList | MaxPool2dWithIndicesOptions, dilation?: IntList | MaxPool2dWithIndicesOptions, ceil_mode?: boolean | MaxPool2dWithIndicesOptions, options?: MaxPool2dWithIndicesOptions): [Tensor, Tensor];
  max_pool3d_with_indices_backward(grad_output: Tensor, input: Tensor, kernel_size: IntList, stride: IntList, padding: IntList, dilation: IntList, ceil_mode: boolean, indices: Tensor, options?: OutOptions2): Tensor;
  max_unpool2d(input: Tensor, indices: Tensor, output_size: IntList, options?: OutOptions2): Tensor;
  max_unpool3d(input: Tensor, indices: Tensor, output_size: IntList, stride: IntList, padding: IntList, options?: OutOptions2): Tensor;
  miopen_batch_norm_backward(input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, epsilon: number): [Tensor, Tensor, Tensor];
  miopen_rnn_backward(input: Tensor, weight: readonly Tensor[], weight_stride0: number, weight_buf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, mode: number, hidden_size: number, num_layers: number, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: readonly number[], dropout_state: Tensor | null, reserve: Tensor, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor, TensorList];
  mish(input: Tensor, options?: OutOptions2): Tensor;
  mish_(input: Tensor): Tensor;
  mish_backward(grad_output: Tensor, input: Tensor): Tensor;
  mkldnn_adaptive_avg_pool2d_backward(grad_output: Tensor, input: Tensor): Tensor;
  mkldnn_linear(input: Tensor, weight: Tensor, bias?: Tensor | null | MkldnnLinearOptions): Tensor;
  mkldnn_linear_backward(input: Tensor, grad_output: Tensor, weight: Tensor, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  mkldnn_linear_backward_input(input_size: readonly number[], grad_output: Tensor, weight: Tensor): Tensor;
  mkldnn_max_pool2d_backward(grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntList, stride?: IntList | MaxPool2dBackwardOptions, padding?: IntList | MaxPool2dBackwardOptions, dilation?: IntList | MaxPool2dBackwardOptions, ceil_mode?: boolean | MaxPool2dBackwardOptions): Tensor;
  mkldnn_max_pool3d_backward(grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntList, stride?: IntList | MaxPool2dBackwardOptions, padding?: IntList | MaxPool2dBackwardOptions, dilation?: IntList | MaxPool2dBackwardOptions, ceil_mode?: boolean | MaxPool2dBackwardOptions): Tensor;
  mkldnn_reorder_conv2d_weight(input: Tensor, padding?: IntList | MkldnnReorderConv2dWeightOptions, stride?: IntList | MkldnnReorderConv2dWeightOptions, dilation?: IntList | MkldnnReorderConv2dWeightOptions, groups?: number | MkldnnReorderConv2dWeightOptions, input_size?: readonly number[] | null | MkldnnReorderConv2dWeightOptions): Tensor;
  mkldnn_reorder_conv3d_weight(input: Tensor, padding?: IntList | MkldnnReorderConv2dWeightOptions, stride?: IntList | MkldnnReorderConv2dWeightOptions, dilation?: IntList | MkldnnReorderConv2dWeightOptions, groups?: number | MkldnnReorderConv2dWeightOptions, input_size?: readonly number[] | null | MkldnnReorderConv2dWeightOptions): Tensor;
  mkldnn_rnn_layer_backward(input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cx_tmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, reverse: boolean, mode: number, hidden_size: number, num_layers: number, has_biases: boolean, train: boolean, bidirectional: boolean, batch_sizes: readonly number[], batch_first: boolean, workspace: Tensor): [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  mps_convolution_backward(input: Tensor, grad_output: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  mps_convolution_transpose_backward(input: Tensor, grad_output: Tensor, weight: Tensor, padding: readonly number[], output_padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, output_mask: readonly boolean[]): [Tensor, Tensor];
  mse_loss(input: Tensor, target: Tensor, reduction?: number | ReductionOutOptions, options?: ReductionOutOptions): Tensor;
  mse_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, reduction: number, options?: OutOptions2): Tensor;
  multi_margin_loss(input: Tensor, target: Tensor, p?: Scalar | MultiMarginLossOptions, margin?: Scalar | MultiMarginLossOptions, weight?: Tensor | null | MultiMarginLossOptions, reduction?: number | MultiMarginLossOptions, options?: MultiMarginLossOptions): Tensor;
  multi_margin_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, p: Scalar, margin: Scalar, weight?: Tensor | null | WeightReductionOutOptions, reduction?: number | WeightReductionOutOptions, options?: WeightReductionOutOptions): Tensor;
  multilabel_margin_loss(input: Tensor, target: Tensor, reduction?: number | ReductionOutOptions, options?: ReductionOutOptions): Tensor;
  multilabel_margin_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, reduction: number, is_target: Tensor, options?: OutOptions2): Tensor;
  multilabel_margin_loss_forward(input: Tensor, target: Tensor, reduction: number, options?: OutOptions4): OutputIsTarget;
  native_batch_norm_backward(grad_out: Tensor, input: Tensor, weight: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_invstd: Tensor | null, train: boolean, eps: number, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  native_dropout_backward(grad_output: Tensor, mask: Tensor, scale: number): Tensor;
  native_group_norm_backward(grad_out: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: number, C: number, HxW: number, group: number, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  native_layer_norm_backward(grad_out: Tensor, input: Tensor, normalized_shape: readonly number[], mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, output_mask: readonly boolean[]): [Tensor, Tensor, Tensor];
  nested_to_padded_tensor(input: Tensor, padding: number, output_size?: readonly number[] | null | NestedToPaddedTensorOptions): Tensor;
  /** `nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=Mean, SymInt ignore_index=-100) -> Tensor` · [torch.nn.functional.nll_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.nll_loss.html) */
  nll_loss(input: Tensor, target: Tensor, weight?: Tensor | null | NllLossOptions, reduction?: number | NllLossOptions, ignore_index?: number | NllLossOptions, options?: NllLossOptions): Tensor;
  /** `nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=Mean, SymInt ignore_index=-100) -> Tensor` · [torch.nn.functional.nll_loss](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.nll_loss.html) */
  nll_loss(input: Tensor, options: { target: Tensor } & NllLossOptions): Tensor;
  nll_loss2d(input: Tensor, target: Tensor, weight?: Tensor | null | NllLossOptions, reduction?: number | NllLossOptions, ignore_index?: number | NllLossOptions, options?: NllLossOptions): Tensor;
  nll_loss2d_backward(grad_output: Tensor, input: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignore_index: number, total_weight: Tensor, options?: OutOptions2): Tensor;
  nll_loss2d_forward(input: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignore_index: number, options?: OutOptions4): OutputTotalWeight;
  nll_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignore_index: number, total_weight: Tensor, options?: OutOptions2): Tensor;
  nll_loss_forward(input: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignore_index: number, options?: OutOptions4): OutputTotalWeight;
  nll_loss_nd(input: Tensor, target: Tensor, weight?: Tensor | null | NllLossNdOptions, reduction?: number | NllLossNdOptions, ignore_index?: number | NllLossNdOptions): Tensor;
  normal_functional(input: Tensor, mean?: number | NormalFunctionalOptions, std?: number | NormalFunctionalOptions, options?: NormalFunctionalOptions): Tensor;
  /** `one_hot(Tensor self, int num_classes=-1) -> Tensor` · [torch.nn.functional.one_hot](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.one_hot.html) */
  one_hot(input: Tensor, num_classes?: number | OneHotOptions): Tensor;
  /** `pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor` · [torch.nn.functional.pad](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pad.html) */
  pad(input: Tensor, pad: readonly number[], mode?: string | PadOptions, value?: number | null | PadOptions): Tensor;
  /** `pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor` · [torch.nn.functional.pad](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.pad.html) */
  pad(input: Tensor, options: { pad: readonly number[] } & PadOptions): Tensor;
  pad_sequence(sequences: readonly Tensor[], batch_first?: boolean | PadSequenceOptions, padding_value?: number | PadSequenceOptions, padding_side?: string | PadSequenceOptions): Tensor;
  reflection_pad1d(input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  reflection_pad1d_backward(grad_output: Tensor, input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  reflection_pad2d(input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  reflection_pad2d_backward(grad_output: Tensor, input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  reflection_pad3d(input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  reflection_pad3d_backward(grad_output: Tensor, input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  /** `relu6(Tensor self) -> Tensor` · [torch.nn.functional.relu6](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.relu6.html) */
  relu6(input: Tensor): Tensor;
  relu6_(input: Tensor): Tensor;
  replication_pad1d(input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  replication_pad1d_backward(grad_output: Tensor, input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  replication_pad2d(input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  replication_pad2d_backward(grad_output: Tensor, input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  replication_pad3d(input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  replication_pad3d_backward(grad_output: Tensor, input: Tensor, padding: IntList, options?: OutOptions2): Tensor;
  rrelu_with_noise(input: Tensor, noise: Tensor, lower?: Scalar | RreluWithNoiseOptions, upper?: Scalar | RreluWithNoiseOptions, training?: boolean | RreluWithNoiseOptions, generator?: Generator | null | RreluWithNoiseOptions, options?: RreluWithNoiseOptions): Tensor;
  rrelu_with_noise_(input: Tensor, noise: Tensor, lower?: Scalar | RreluWithNoiseOptions2, upper?: Scalar | RreluWithNoiseOptions2, training?: boolean | RreluWithNoiseOptions2, generator?: Generator | null | RreluWithNoiseOptions2): Tensor;
  rrelu_with_noise_backward(grad_output: Tensor, input: Tensor, noise: Tensor, lower: Scalar, upper: Scalar, training: boolean, self_is_result: boolean): Tensor;
  /** `scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` · [torch.nn.functional.scaled_dot_product_attention](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_dot_product_attention.html) */
  scaled_dot_product_attention(query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null | FusedSdpChoiceOptions, dropout_p?: number | FusedSdpChoiceOptions, is_causal?: boolean | FusedSdpChoiceOptions, options?: FusedSdpChoiceOptions): Tensor;
  /** `scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` · [torch.nn.functional.scaled_dot_product_attention](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_dot_product_attention.html) */
  scaled_dot_product_attention(query: Tensor, key: Tensor, options: { value: Tensor } & FusedSdpChoiceOptions): Tensor;
  /** `scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` · [torch.nn.functional.scaled_dot_product_attention](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_dot_product_attention.html) */
  scaled_dot_product_attention(query: Tensor, options: { key: Tensor; value: Tensor } & FusedSdpChoiceOptions): Tensor;
  /** `scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` · [torch.nn.functional.scaled_dot_product_attention](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.scaled_dot_product_attention.html) */
  scaled_dot_product_attention(options: { query: Tensor; key: Tensor; value: Tensor } & FusedSdpChoiceOptions): Tensor;
  select_backward(grad_output: Tensor, input_sizes: readonly number[], dim: number, index: number): Tensor;
  sigmoid_backward(grad_output: Tensor, output: Tensor, options?: OutOptions2): Tensor;
  /** `silu(Tensor self) -> Tensor` · [torch.nn.functional.silu](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.silu.html) */
  silu(input: Tensor, options?: OutOptions2): Tensor;
  silu_(input: Tensor): Tensor;
  silu_backward(grad_output: Tensor, input: Tensor, options?: OutOptions2): Tensor;
  slice_backward(grad_output: Tensor, input_sizes: readonly number[], dim: number, start: number, end: number, step: number): Tensor;
  slow_conv3d(input: Tensor, weight: Tensor, kernel_size: IntList, bias?: Tensor | null | SlowConvOptions, stride?: IntList | SlowConvOptions, padding?: IntList | SlowConvOptions, options?: SlowConvOptions): Tensor;
  slow_conv3d_forward(input: Tensor, weight: Tensor, kernel_size: IntList, bias: Tensor | null, stride: IntList, padding: IntList, options?: OutOptions2): Tensor;
  slow_conv_dilated2d(input: Tensor, weight: Tensor, kernel_size: IntList, bias?: Tensor | null | SlowConvDilatedOptions, stride?: IntList | SlowConvDilatedOptions, padding?: IntList | SlowConvDilatedOptions, dilation?: IntList | SlowConvDilatedOptions): Tensor;
  slow_conv_dilated3d(input: Tensor, weight: Tensor, kernel_size: IntList, bias?: Tensor | null | SlowConvDilatedOptions, stride?: IntList | SlowConvDilatedOptions, padding?: IntList | SlowConvDilatedOptions, dilation?: IntList | SlowConvDilatedOptions): Tensor;
  slow_conv_transpose2d(input: Tensor, weight: Tensor, kernel_size: IntList, bias?: Tensor | null | SlowConvTransposeOptions, stride?: IntList | SlowConvTransposeOptions, padding?: IntList | SlowConvTransposeOptions, output_padding?: IntList | SlowConvTransposeOptions, dilation?: IntList | SlowConvTransposeOptions, options?: SlowConvTransposeOptions): Tensor;
  slow_conv_transpose3d(input: Tensor, weight: Tensor, kernel_size: IntList, bias?: Tensor | null | SlowConvTransposeOptions, stride?: IntList | SlowConvTransposeOptions, padding?: IntList | SlowConvTransposeOptions, output_padding?: IntList | SlowConvTransposeOptions, dilation?: IntList | SlowConvTransposeOptions, options?: SlowConvTransposeOptions): Tensor;
  smooth_l1_loss(input: Tensor, target: Tensor, reduction?: number | SmoothL1LossOptions, beta?: number | SmoothL1LossOptions, options?: SmoothL1LossOptions): Tensor;
  smooth_l1_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, reduction: number, beta: number, options?: OutOptions2): Tensor;
  soft_margin_loss(input: Tensor, target: Tensor, reduction?: number | ReductionOutOptions, options?: ReductionOutOptions): Tensor;
  soft_margin_loss_backward(grad_output: Tensor, input: Tensor, target: Tensor, reduction: number, options?: OutOptions2): Tensor;
  /** `softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor` · [torch.nn.functional.softplus](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softplus.html) */
  softplus(input: Tensor, beta?: Scalar | SoftplusOptions, threshold?: Scalar | SoftplusOptions, options?: SoftplusOptions): Tensor;
  softplus_backward(grad_output: Tensor, input: Tensor, beta: Scalar, threshold: Scalar, options?: OutOptions2): Tensor;
  /** `softshrink(Tensor self, Scalar lambd=0.5) -> Tensor` · [torch.nn.functional.softshrink](https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.softshrink.html) */
  softshrink(input: Tensor, lambd?: Scalar | SoftshrinkOptions, options?: SoftshrinkOptions): Tensor;
  softshrink_backward(grad_output: Tensor, input: Tensor, lambd: Scalar, options?: OutOptions2): Tensor;
  /** `sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.sparse.sampled_addmm](https://docs.pytorch.org/docs/2.13/generated/torch.sparse.sampled_addmm.html) */
  sparse_sampled_addmm(input: Tensor, mat1: Tensor, mat2: Tensor, options?: SparseSampledAddmmOptions): Tensor;
  /** `sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.sparse.sampled_addmm](https://docs.pytorch.org/docs/2.13/generated/torch.sparse.sampled_addmm.html) */
  sparse_sampled_addmm(input: Tensor, mat1: Tensor, options: { mat2: Tensor } & SparseSampledAddmmOptions): Tensor;
  /** `sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` · [torch.sparse.sampled_addmm](https://docs.pytorch.org/docs/2.13/generated/torch.sparse.sampled_addmm.html) */
  sparse_sampled_addmm(input: Tensor, options: { mat1: Tensor; mat2: Tensor } & SparseSampledAddmmOptions): Tensor;
  /** `special_airy_ai(Tensor x) -> Tensor` · [torch.special.airy_ai](https://docs.pytorch.org/docs/2.13/special.html#torch.special.airy_ai) */
  special_airy_ai(x: Tensor, options?: OutOptions2): Tensor;
  /** `special_airy_ai(Tensor x) -> Tensor` · [torch.special.airy_ai](https://docs.pytorch.org/docs/2.13/special.html#torch.special.airy_ai) */
  special_airy_ai(options: { x: Tensor } & OutOptions2): Tensor;
  /** `special_bessel_j0(Tensor self) -> Tensor` · [torch.special.bessel_j0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_j0) */
  special_bessel_j0(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_bessel_j1(Tensor self) -> Tensor` · [torch.special.bessel_j1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_j1) */
  special_bessel_j1(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_bessel_y0(Tensor self) -> Tensor` · [torch.special.bessel_y0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_y0) */
  special_bessel_y0(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_bessel_y1(Tensor self) -> Tensor` · [torch.special.bessel_y1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.bessel_y1) */
  special_bessel_y1(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  special_chebyshev_polynomial_t(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  special_chebyshev_polynomial_t(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  special_chebyshev_polynomial_t(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  special_chebyshev_polynomial_t(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  special_chebyshev_polynomial_t(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_t) */
  special_chebyshev_polynomial_t(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  special_chebyshev_polynomial_u(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  special_chebyshev_polynomial_u(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  special_chebyshev_polynomial_u(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  special_chebyshev_polynomial_u(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  special_chebyshev_polynomial_u(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_u) */
  special_chebyshev_polynomial_u(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  special_chebyshev_polynomial_v(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  special_chebyshev_polynomial_v(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  special_chebyshev_polynomial_v(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  special_chebyshev_polynomial_v(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  special_chebyshev_polynomial_v(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_v) */
  special_chebyshev_polynomial_v(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  special_chebyshev_polynomial_w(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  special_chebyshev_polynomial_w(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` · `special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  special_chebyshev_polynomial_w(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  special_chebyshev_polynomial_w(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  special_chebyshev_polynomial_w(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.chebyshev_polynomial_w) */
  special_chebyshev_polynomial_w(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_digamma(Tensor self) -> Tensor` · [torch.special.digamma](https://docs.pytorch.org/docs/2.13/special.html#torch.special.digamma) */
  special_digamma(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_entr(Tensor self) -> Tensor` · [torch.special.entr](https://docs.pytorch.org/docs/2.13/special.html#torch.special.entr) */
  special_entr(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_erf(Tensor self) -> Tensor` · [torch.special.erf](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erf) */
  special_erf(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_erfc(Tensor self) -> Tensor` · [torch.special.erfc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erfc) */
  special_erfc(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_erfcx(Tensor self) -> Tensor` · [torch.special.erfcx](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erfcx) */
  special_erfcx(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_erfinv(Tensor self) -> Tensor` · [torch.special.erfinv](https://docs.pytorch.org/docs/2.13/special.html#torch.special.erfinv) */
  special_erfinv(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_exp2(Tensor self) -> Tensor` · [torch.special.exp2](https://docs.pytorch.org/docs/2.13/special.html#torch.special.exp2) */
  special_exp2(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_expit(Tensor self) -> Tensor` · [torch.special.expit](https://docs.pytorch.org/docs/2.13/special.html#torch.special.expit) */
  special_expit(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_expm1(Tensor self) -> Tensor` · [torch.special.expm1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.expm1) */
  special_expm1(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_gammainc(Tensor self, Tensor other) -> Tensor` · [torch.special.gammainc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammainc) */
  special_gammainc(input: Tensor, other: Tensor, options?: OutOptions2): Tensor;
  /** `special_gammainc(Tensor self, Tensor other) -> Tensor` · [torch.special.gammainc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammainc) */
  special_gammainc(input: Tensor, options: { other: Tensor } & OutOptions2): Tensor;
  /** `special_gammaincc(Tensor self, Tensor other) -> Tensor` · [torch.special.gammaincc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammaincc) */
  special_gammaincc(input: Tensor, other: Tensor, options?: OutOptions2): Tensor;
  /** `special_gammaincc(Tensor self, Tensor other) -> Tensor` · [torch.special.gammaincc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammaincc) */
  special_gammaincc(input: Tensor, options: { other: Tensor } & OutOptions2): Tensor;
  /** `special_gammaln(Tensor self) -> Tensor` · [torch.special.gammaln](https://docs.pytorch.org/docs/2.13/special.html#torch.special.gammaln) */
  special_gammaln(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor` · `special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  special_hermite_polynomial_h(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor` · `special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  special_hermite_polynomial_h(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor` · `special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  special_hermite_polynomial_h(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  special_hermite_polynomial_h(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  special_hermite_polynomial_h(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.hermite_polynomial_h](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_h) */
  special_hermite_polynomial_h(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor` · `special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  special_hermite_polynomial_he(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor` · `special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  special_hermite_polynomial_he(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor` · `special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  special_hermite_polynomial_he(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  special_hermite_polynomial_he(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  special_hermite_polynomial_he(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.hermite_polynomial_he](https://docs.pytorch.org/docs/2.13/special.html#torch.special.hermite_polynomial_he) */
  special_hermite_polynomial_he(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_i0(Tensor self) -> Tensor` · [torch.special.i0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i0) */
  special_i0(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_i0e(Tensor self) -> Tensor` · [torch.special.i0e](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i0e) */
  special_i0e(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_i1(Tensor self) -> Tensor` · [torch.special.i1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i1) */
  special_i1(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_i1e(Tensor self) -> Tensor` · [torch.special.i1e](https://docs.pytorch.org/docs/2.13/special.html#torch.special.i1e) */
  special_i1e(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor` · `special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  special_laguerre_polynomial_l(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor` · `special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  special_laguerre_polynomial_l(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor` · `special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  special_laguerre_polynomial_l(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  special_laguerre_polynomial_l(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  special_laguerre_polynomial_l(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.laguerre_polynomial_l](https://docs.pytorch.org/docs/2.13/special.html#torch.special.laguerre_polynomial_l) */
  special_laguerre_polynomial_l(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor` · `special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  special_legendre_polynomial_p(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor` · `special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  special_legendre_polynomial_p(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor` · `special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  special_legendre_polynomial_p(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  special_legendre_polynomial_p(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  special_legendre_polynomial_p(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.legendre_polynomial_p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.legendre_polynomial_p) */
  special_legendre_polynomial_p(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_log1p(Tensor self) -> Tensor` · [torch.special.log1p](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log1p) */
  special_log1p(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_log_ndtr(Tensor self) -> Tensor` · [torch.special.log_ndtr](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log_ndtr) */
  special_log_ndtr(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.special.log_softmax](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log_softmax) */
  special_log_softmax(input: Tensor, dim: number, options?: DtypeOptions): Tensor;
  /** `special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` · [torch.special.log_softmax](https://docs.pytorch.org/docs/2.13/special.html#torch.special.log_softmax) */
  special_log_softmax(input: Tensor, options: { dim: number } & DtypeOptions): Tensor;
  /** `special_logit(Tensor self, float? eps=None) -> Tensor` · [torch.special.logit](https://docs.pytorch.org/docs/2.13/special.html#torch.special.logit) */
  special_logit(input: Tensor, eps?: number | null | EpsOutOptions, options?: EpsOutOptions): Tensor;
  /** `special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` · [torch.special.logsumexp](https://docs.pytorch.org/docs/2.13/special.html#torch.special.logsumexp) */
  special_logsumexp(input: Tensor, dim: IntList, keepdim?: boolean | SpecialLogsumexpOptions, options?: SpecialLogsumexpOptions): Tensor;
  /** `special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` · [torch.special.logsumexp](https://docs.pytorch.org/docs/2.13/special.html#torch.special.logsumexp) */
  special_logsumexp(input: Tensor, options: { dim: IntList } & SpecialLogsumexpOptions): Tensor;
  /** `special_modified_bessel_i0(Tensor self) -> Tensor` · [torch.special.modified_bessel_i0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_i0) */
  special_modified_bessel_i0(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_modified_bessel_i1(Tensor self) -> Tensor` · [torch.special.modified_bessel_i1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_i1) */
  special_modified_bessel_i1(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_modified_bessel_k0(Tensor self) -> Tensor` · [torch.special.modified_bessel_k0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_k0) */
  special_modified_bessel_k0(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_modified_bessel_k1(Tensor self) -> Tensor` · [torch.special.modified_bessel_k1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.modified_bessel_k1) */
  special_modified_bessel_k1(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_multigammaln(Tensor self, int p) -> Tensor` · [torch.special.multigammaln](https://docs.pytorch.org/docs/2.13/special.html#torch.special.multigammaln) */
  special_multigammaln(input: Tensor, p: number, options?: OutOptions2): Tensor;
  /** `special_multigammaln(Tensor self, int p) -> Tensor` · [torch.special.multigammaln](https://docs.pytorch.org/docs/2.13/special.html#torch.special.multigammaln) */
  special_multigammaln(input: Tensor, options: { p: number } & OutOptions2): Tensor;
  /** `special_ndtr(Tensor self) -> Tensor` · [torch.special.ndtr](https://docs.pytorch.org/docs/2.13/special.html#torch.special.ndtr) */
  special_ndtr(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_ndtri(Tensor self) -> Tensor` · [torch.special.ndtri](https://docs.pytorch.org/docs/2.13/special.html#torch.special.ndtri) */
  special_ndtri(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_polygamma(int n, Tensor self) -> Tensor` · [torch.special.polygamma](https://docs.pytorch.org/docs/2.13/special.html#torch.special.polygamma) */
  special_polygamma(n: number, input: Tensor, options?: OutOptions2): Tensor;
  /** `special_polygamma(int n, Tensor self) -> Tensor` · [torch.special.polygamma](https://docs.pytorch.org/docs/2.13/special.html#torch.special.polygamma) */
  special_polygamma(n: number, options: { input: Tensor } & OutOptions2): Tensor;
  /** `special_polygamma(int n, Tensor self) -> Tensor` · [torch.special.polygamma](https://docs.pytorch.org/docs/2.13/special.html#torch.special.polygamma) */
  special_polygamma(options: { n: number; input: Tensor } & OutOptions2): Tensor;
  /** `special_psi(Tensor self) -> Tensor` · [torch.special.psi](https://docs.pytorch.org/docs/2.13/special.html#torch.special.psi) */
  special_psi(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_round(Tensor self, *, int decimals=0) -> Tensor` · [torch.special.round](https://docs.pytorch.org/docs/2.13/special.html#torch.special.round) */
  special_round(input: Tensor, options?: SpecialRoundOptions): Tensor;
  /** `special_scaled_modified_bessel_k0(Tensor x) -> Tensor` · [torch.special.scaled_modified_bessel_k0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.scaled_modified_bessel_k0) */
  special_scaled_modified_bessel_k0(x: Tensor, options?: OutOptions2): Tensor;
  /** `special_scaled_modified_bessel_k0(Tensor x) -> Tensor` · [torch.special.scaled_modified_bessel_k0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.scaled_modified_bessel_k0) */
  special_scaled_modified_bessel_k0(options: { x: Tensor } & OutOptions2): Tensor;
  /** `special_scaled_modified_bessel_k1(Tensor x) -> Tensor` · [torch.special.scaled_modified_bessel_k1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.scaled_modified_bessel_k1) */
  special_scaled_modified_bessel_k1(x: Tensor, options?: OutOptions2): Tensor;
  /** `special_scaled_modified_bessel_k1(Tensor x) -> Tensor` · [torch.special.scaled_modified_bessel_k1](https://docs.pytorch.org/docs/2.13/special.html#torch.special.scaled_modified_bessel_k1) */
  special_scaled_modified_bessel_k1(options: { x: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  special_shifted_chebyshev_polynomial_t(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  special_shifted_chebyshev_polynomial_t(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  special_shifted_chebyshev_polynomial_t(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  special_shifted_chebyshev_polynomial_t(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  special_shifted_chebyshev_polynomial_t(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_t](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_t) */
  special_shifted_chebyshev_polynomial_t(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  special_shifted_chebyshev_polynomial_u(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  special_shifted_chebyshev_polynomial_u(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  special_shifted_chebyshev_polynomial_u(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  special_shifted_chebyshev_polynomial_u(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  special_shifted_chebyshev_polynomial_u(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_u](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_u) */
  special_shifted_chebyshev_polynomial_u(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  special_shifted_chebyshev_polynomial_v(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  special_shifted_chebyshev_polynomial_v(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  special_shifted_chebyshev_polynomial_v(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  special_shifted_chebyshev_polynomial_v(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  special_shifted_chebyshev_polynomial_v(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_v](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_v) */
  special_shifted_chebyshev_polynomial_v(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  special_shifted_chebyshev_polynomial_w(x: Tensor | Scalar, n: Tensor, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  special_shifted_chebyshev_polynomial_w(x: Tensor | Scalar, options: { n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` · `special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  special_shifted_chebyshev_polynomial_w(options: { x: Tensor | Scalar; n: Tensor } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  special_shifted_chebyshev_polynomial_w(x: Tensor, n: Scalar, options?: OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  special_shifted_chebyshev_polynomial_w(x: Tensor, options: { n: Scalar } & OutOptions2): Tensor;
  /** `special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` · [torch.special.shifted_chebyshev_polynomial_w](https://docs.pytorch.org/docs/2.13/special.html#torch.special.shifted_chebyshev_polynomial_w) */
  special_shifted_chebyshev_polynomial_w(options: { x: Tensor; n: Scalar } & OutOptions2): Tensor;
  /** `special_sinc(Tensor self) -> Tensor` · [torch.special.sinc](https://docs.pytorch.org/docs/2.13/special.html#torch.special.sinc) */
  special_sinc(input: Tensor, options?: OutOptions2): Tensor;
  /** `special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.special.softmax](https://docs.pytorch.org/docs/2.13/special.html#torch.special.softmax) */
  special_softmax(input: Tensor, dim: number, dtype?: dtype | null | DtypeOptions): Tensor;
  /** `special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` · [torch.special.softmax](https://docs.pytorch.org/docs/2.13/special.html#torch.special.softmax) */
  special_softmax(input: Tensor, options: { dim: number } & DtypeOptions): Tensor;
  /** `special_spherical_bessel_j0(Tensor x) -> Tensor` · [torch.special.spherical_bessel_j0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.spherical_bessel_j0) */
  special_spherical_bessel_j0(x: Tensor, options?: OutOptions2): Tensor;
  /** `special_spherical_bessel_j0(Tensor x) -> Tensor` · [torch.special.spherical_bessel_j0](https://docs.pytorch.org/docs/2.13/special.html#torch.special.spherical_bessel_j0) */
  special_spherical_bessel_j0(options: { x: Tensor } & OutOptions2): Tensor;
  /** `special_xlog1py(Tensor self, Tensor other) -> Tensor` · `special_xlog1py.self_scalar(Scalar self, Tensor other) -> Tensor` · [torch.special.xlog1py](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlog1py) */
  special_xlog1py(input: Tensor | Scalar, other: Tensor, options?: OutOptions2): Tensor;
  /** `special_xlog1py(Tensor self, Tensor other) -> Tensor` · `special_xlog1py.self_scalar(Scalar self, Tensor other) -> Tensor` · [torch.special.xlog1py](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlog1py) */
  special_xlog1py(input: Tensor | Scalar, options: { other: Tensor } & OutOptions2): Tensor;
  /** `special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor` · [torch.special.xlog1py](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlog1py) */
  special_xlog1py(input: Tensor, other: Scalar, options?: OutOptions2): Tensor;
  /** `special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor` · [torch.special.xlog1py](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlog1py) */
  special_xlog1py(input: Tensor, options: { other: Scalar } & OutOptions2): Tensor;
  /** `special_xlogy(Tensor self, Tensor other) -> Tensor` · `special_xlogy.self_scalar(Scalar self, Tensor other) -> Tensor` · [torch.special.xlogy](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlogy) */
  special_xlogy(input: Tensor | Scalar, other: Tensor, options?: OutOptions2): Tensor;
  /** `special_xlogy(Tensor self, Tensor other) -> Tensor` · `special_xlogy.self_scalar(Scalar self, Tensor other) -> Tensor` · [torch.special.xlogy](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlogy) */
  special_xlogy(input: Tensor | Scalar, options: { other: Tensor } & OutOptions2): Tensor;
  /** `special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor` · [torch.special.xlogy](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlogy) */
  special_xlogy(input: Tensor, other: Scalar, options?: OutOptions2): Tensor;
  /** `special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor` · [torch.special.xlogy](https://docs.pytorch.org/docs/2.13/special.html#torch.special.xlogy) */
  special_xlogy(input: Tensor, options: { other: Scalar } & OutOptions2): Tensor;
  /** `special_zeta(Tensor self, Tensor other) -> Tensor` · `special_zeta.self_scalar(Scalar self, Tensor other) -> Tensor` · [torch.special.zeta](https://docs.pytorch.org/docs/2.13/special.html#torch.special.zeta) */
  special_zeta(input: Tensor | Scalar, other: Tensor, options?: OutOptions2): Tensor;
  /** `special_zeta(Tensor self, Tensor other) -> Tensor` · `special_zeta.self_scalar(Scalar self, Tensor other) -> Tensor` · [torch.special.zeta](https://docs.pytorch.org/docs/2.13/special.html#torch.special.zeta) */
  special_zeta(input: Tensor | Scalar, options: { other: Tensor } & OutOptions2): Tensor;
  /** `special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor` · [torch.special.zeta](https://docs.pytorch.org/docs/2.13/special.html#torch.special.zeta) */
  special_zeta(input: Tensor, other: Scalar, options?: OutOptions2): Tensor;
  /** `special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor` · [torch.special.zeta](https://docs.pytorch.org/docs/2.13/special.html#torch.special.zeta) */
  special_zeta(input: Tensor, options: { other: Scalar } & OutOptions2): Tensor;
  sym_is_contiguous(input: Tensor, memory_format?: memory_format | SymIsContiguousOptions): boolean;
  sym_numel(input: Tensor): number;
  sym_storage_offset(input: Tensor): number;
  tanh_backward(grad_output: Tensor, output: Tensor, options?: OutOptions2): Tensor;
  thnn_conv2d(input: Tensor, weight: Tensor, kernel_size: IntList, bias?: Tensor | null | SlowConvOptions, stride?: IntList | SlowConvOptions, padding?: IntList | SlowConvOptions, options?: SlowConvOptions): Tensor;
  threshold_backward(grad_output: Tensor, input: Tensor, threshold: Scalar, options?: OutOptions2): Tensor;
  to_dense_backward(grad: Tensor, input: Tensor, masked_grad?: boolean | null | ToDenseBackwardOptions): Tensor;
  to_mkldnn_backward(grad: Tensor, input: Tensor): Tensor;
  trace_backward(grad: Tensor, sizes: readonly number[]): Tensor;
  unflatten_dense_tensors(flat: Tensor, tensors: readonly Tensor[]): TensorList;
  unfold_backward(grad_in: Tensor, input_sizes: readonly number[], dim: number, size: number, step: number): Tensor;
  unique_dim(input: Tensor, dim: number, sorted?: boolean | SortedReturnInverseReturnCountsOptions, return_inverse?: boolean | SortedReturnInverseReturnCountsOptions, return_counts?: boolean | SortedReturnInverseReturnCountsOptions): [Tensor, Tensor, Tensor];
  unique_dim_consecutive(input: Tensor, dim: number, return_inverse?: boolean | UniqueDimConsecutiveOptions, return_counts?: boolean | UniqueDimConsecutiveOptions): [Tensor, Tensor, Tensor];
  upsample_bicubic2d(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  upsample_bicubic2d(input: Tensor, output_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  upsample_bicubic2d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  upsample_bilinear2d(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  upsample_bilinear2d(input: Tensor, output_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  upsample_bilinear2d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  upsample_linear1d(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  upsample_linear1d(input: Tensor, output_size: IntList, align_corners: boolean, scales?: number | null | ScalesOutOptions, options?: ScalesOutOptions): Tensor;
  upsample_linear1d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales?: number | null | ScalesOutOptions, options?: ScalesOutOptions): Tensor;
  upsample_nearest1d(input: Tensor, output_size: readonly number[] | null, scale_factors: readonly number[] | null): Tensor;
  upsample_nearest1d(input: Tensor, output_size: IntList, scales?: number | null | ScalesOutOptions, options?: ScalesOutOptions): Tensor;
  upsample_nearest1d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, scales?: number | null | ScalesOutOptions, options?: ScalesOutOptions): Tensor;
  upsample_nearest2d(input: Tensor, output_size: readonly number[] | null, scale_factors: readonly number[] | null): Tensor;
  upsample_nearest2d(input: Tensor, output_size: IntList, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  upsample_nearest2d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, scales_h?: number | null | ScalesHScalesWOutOptions, scales_w?: number | null | ScalesHScalesWOutOptions, options?: ScalesHScalesWOutOptions): Tensor;
  upsample_nearest3d(input: Tensor, output_size: readonly number[] | null, scale_factors: readonly number[] | null): Tensor;
  upsample_nearest3d(input: Tensor, output_size: IntList, scales_d?: number | null | UpsampleNearestExactOptions, scales_h?: number | null | UpsampleNearestExactOptions, scales_w?: number | null | UpsampleNearestExactOptions, options?: UpsampleNearestExactOptions): Tensor;
  upsample_nearest3d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, scales_d?: number | null | UpsampleNearestExactOptions, scales_h?: number | null | UpsampleNearestExactOptions, scales_w?: number | null | UpsampleNearestExactOptions, options?: UpsampleNearestExactOptions): Tensor;
  upsample_trilinear3d(input: Tensor, output_size: readonly number[] | null, align_corners: boolean, scale_factors: readonly number[] | null): Tensor;
  upsample_trilinear3d(input: Tensor, output_size: IntList, align_corners: boolean, scales_d?: number | null | UpsampleNearestExactOptions, scales_h?: number | null | UpsampleNearestExactOptions, scales_w?: number | null | UpsampleNearestExactOptions, options?: UpsampleNearestExactOptions): Tensor;
  upsample_trilinear3d_backward(grad_output: Tensor, output_size: IntList, input_size: IntList, align_corners: boolean, scales_d?: number | null | UpsampleNearestExactOptions, scales_h?: number | null | UpsampleNearestExactOptions, scales_w?: number | null | UpsampleNearestExactOptions, options?: UpsampleNearestExactOptions): Tensor;
  value_selecting_reduction_backward(grad: Tensor, dim: number, indices: Tensor, sizes: readonly number[], keepdim: boolean): Tensor;
}
