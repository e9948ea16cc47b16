#include "fatal.h"

#include <unordered_map>

#include "fatal_checks.h"

namespace typetorch {
namespace {

using Table = std::unordered_map<std::string, std::vector<Rule>>;

/// By the operator's name, for all of its overloads, or by the name of one overload.
const Table& table() {
  static const Table rules = {
      // ---- numbers that kernels go by without looking
      {"aten::linalg_eigvals", {expect_finite}},
      {"aten::_linalg_eigvals", {expect_finite}},
      {"aten::ctc_loss", {expect_classes}},
      {"aten::_ctc_loss", {expect_classes}},
      {"aten::segment_reduce", {expect_segments}},
      {"aten::binomial", {expect_counts}},
      {"aten::special_laguerre_polynomial_l", {expect_order}},
      {"aten::special_legendre_polynomial_p", {expect_order}},
      {"aten::_convert_indices_from_coo_to_csr", {expect_sorted_rows}},
      {"aten::_convert_indices_from_csr_to_coo", {expect_row_starts}},
      {"aten::embedding_dense_backward", {expect_embedding_rows}},
      {"aten::smooth_l1_loss_backward", {expect_divisor}},

      {"aten::linalg_matrix_power", {negatable("n")}},
      {"aten::matrix_power", {negatable("n")}},
      {"aten::div.Tensor_mode", {expect_quotients}},
      {"aten::div.Scalar_mode", {expect_quotients}},
      {"aten::div.out_mode", {expect_quotients}},
      {"aten::div_.Tensor_mode", {expect_quotients}},
      {"aten::div_.Scalar_mode", {expect_quotients}},
      {"aten::divide.Tensor_mode", {expect_quotients}},
      {"aten::divide.Scalar_mode", {expect_quotients}},
      {"aten::divide.out_mode", {expect_quotients}},
      {"aten::divide_.Tensor_mode", {expect_quotients}},
      {"aten::divide_.Scalar_mode", {expect_quotients}},
      {"aten::lcm", {expect_multiples}},
      {"aten::lcm_", {expect_multiples}},
      {"aten::_ctc_loss_backward", {expect_ctc_gradient}},
      {"aten::_segment_reduce_backward", {expect_segment_gradient}},
      {"aten::range", {expect_step}},
      {"aten::embedding_bag", {expect_bags}},
      {"aten::_embedding_bag", {expect_bags}},
      {"aten::_embedding_bag_forward_only", {expect_bags}},
      {"aten::_embedding_bag_backward", {expect_bags}},
      {"aten::_embedding_bag_dense_backward", {expect_bags}},
      {"aten::_embedding_bag_per_sample_weights_backward", {expect_bags}},
      {"aten::max_pool2d_with_indices_backward", {pooled(2), places(2)}},
      {"aten::max_pool3d_with_indices_backward", {pooled(3), places(3)}},
      {"aten::adaptive_max_pool2d_backward", {pooled(2), places(2)}},
      {"aten::adaptive_max_pool3d_backward", {pooled(3), places(3)}},
      {"aten::fractional_max_pool2d_backward", {numbers("output_size", 2), pooled(2), places(2)}},
      {"aten::fractional_max_pool3d_backward", {numbers("output_size", 3), pooled(3), places(3)}},

      // ---- lists
      {"aten::_stack", {filled("tensors")}},
      {"aten::_chunk_cat", {expect_cuttable}},
      {"aten::_foreach_copy", {as_many("src", "self"), as_many("out", "self")}},

      {"aten::_fused_adam_", {expect_optimizer_state}},
      {"aten::_fused_adamw_", {expect_optimizer_state}},
      {"aten::_fused_sgd_", {expect_optimizer_state}},
      {"aten::_fused_adagrad_", {expect_optimizer_state}},

      // ---- views
      {"aten::_reshape_alias", {expect_inside_storage}},
      {"aten::_reshape_alias_copy", {expect_inside_storage}},
      {"aten::_lazy_clone", {not_quantized("self")}},
      {"aten::_neg_view", {not_quantized("self")}},
      {"aten::_neg_view_copy", {not_quantized("self")}},
      {"aten::view.dtype", {not_quantized("self")}},
      {"aten::view_copy.dtype", {not_quantized("self")}},
      {"aten::view_copy.dtype_out", {not_quantized("self")}},
      {"aten::resize_", {expect_growable}},
      {"aten::resize_as_", {expect_growable}},
      {"aten::diff.out", {writable("out")}},
      {"aten::matmul.out", {writable("out")}},
      {"aten::linalg_matmul.out", {writable("out")}},
      {"aten::quantile.out", {writable("out")}},
      {"aten::quantile.scalar_out", {writable("out")}},
      {"aten::nanquantile.out", {writable("out")}},
      {"aten::nanquantile.scalar_out", {writable("out")}},
      {"aten::linalg_norm.out", {writable("out")}},
      {"aten::linalg_norm.ord_str_out", {writable("out")}},
      {"aten::linalg_cond.out", {writable("out")}},
      {"aten::linalg_cond.p_str_out", {writable("out")}},
      {"aten::_nested_view_from_buffer", {expect_nested_parts}},
      {"aten::_nested_view_from_buffer_copy", {expect_nested_parts}},
      {"aten::_new_zeros_with_same_feature_meta", {expect_batch_dims}},
      {"aten::copy", {strided("self"), strided("src")}},
      {"aten::_nested_from_padded", {expect_padded_parts}},
      {"aten::_nested_sum_backward", {expect_nested_sums}},
      {"aten::_remove_batch_dim", {expect_out_dim}},

      // ---- shapes that belong together
      {"aten::_cdist_backward", {expect_pair_distances}},
      {"aten::linalg_eigvalsh.out", {apart("out", "self")}},
      {"aten::_linalg_eigh.eigenvalues", {apart("eigenvalues", "A")}},
      {"aten::_pdist_forward", {dims("self", 2, 2)}},
      {"aten::_pdist_backward", {expect_row_distances}},
      {"aten::_logcumsumexp.out", {same_types("out", "self")}},
      {"aten::_cummax_helper", {expect_running_places}},
      {"aten::_cummin_helper", {expect_running_places}},
      {"aten::_cholesky_solve_helper", {expect_matching_systems}},
      {"aten::_fft_r2c", {filled("dim"), expect_fft_dims}},
      {"aten::_fft_c2r", {filled("dim"), expect_fft_dims}},
      {"aten::_fft_c2c", {expect_fft_dims}},
      {"aten::reflection_pad1d_backward", {mirrored(1)}},
      {"aten::reflection_pad2d_backward", {mirrored(2)}},
      {"aten::reflection_pad3d_backward", {mirrored(3)}},
      {"aten::replication_pad1d_backward", {replicated(1)}},
      {"aten::replication_pad2d_backward", {replicated(2)}},
      {"aten::replication_pad3d_backward", {replicated(3)}},
      {"aten::_adaptive_avg_pool2d_backward", {pooled(2)}},
      {"aten::_adaptive_avg_pool3d_backward", {pooled(3)}},
      {"aten::grid_sampler_2d_backward", {expect_samples}},
      {"aten::grid_sampler_3d_backward", {expect_samples}},
      {"aten::lu_unpack", {expect_pivots}},
      {"aten::_sobol_engine_initialize_state_", {expect_sobol_state}},
      {"aten::_sobol_engine_scramble_", {expect_sobol_state}},
      {"aten::_sobol_engine_ff_", {expect_sobol_state}},
      {"aten::_sobol_engine_draw", {expect_sobol_state}},

      // ---- layers
      {"aten::native_batch_norm", {expect_running_statistics}},
      {"aten::_native_batch_norm_legit", {expect_running_statistics}},
      {"aten::native_batch_norm_backward", {expect_statistics}},
      {"aten::batch_norm_backward", {expect_statistics}},
      {"aten::_batch_norm_impl_index_backward", {expect_statistics}},
      {"aten::_batch_norm_with_update", {expect_given_statistics}},
      {"aten::_batch_norm_no_update", {expect_given_statistics}},
      {"aten::_native_batch_norm_legit_no_training", {expect_given_statistics}},
      {"aten::_native_batch_norm_legit_functional", {expect_running_statistics}},
      {"aten::batch_norm_update_stats", {expect_given_statistics}},
      {"aten::native_group_norm", {positive("group")}},
      {"aten::native_group_norm_backward", {positive("group")}},
      {"aten::multi_margin_loss_backward", {expect_row_losses}},
      {"aten::multilabel_margin_loss_backward", {expect_row_losses}},
      {"aten::native_layer_norm_backward", {expect_rows_normalized}},
      {"aten::_scaled_dot_product_flash_attention_for_cpu", {some("query", 2), some("key", 2)}},
      {"aten::_weight_norm", {expect_weight_norm}},
      {"aten::_weight_norm_interface", {expect_weight_norm, contiguous("v"), contiguous("g")}},
      {"aten::_weight_norm_interface_backward", {expect_weight_norm, contiguous("grad_w")}},
      {"aten::_thnn_differentiable_gru_cell_backward", {gates(3)}},
      {"aten::_thnn_differentiable_lstm_cell_backward", {gates(4)}},
      {"aten::_transform_bias_rescale_qkv", {expect_heads}},
      {"aten::_nnpack_spatial_convolution",
       {dims("input", 4, 4), dims("weight", 4, 4), numbers("padding", 2), numbers("stride", 2),
        positive("stride")}},
      {"aten::_slow_conv2d_backward",
       {numbers("kernel_size", 2), numbers("stride", 2), numbers("padding", 2), positive("kernel_size"),
        positive("stride"), same_size("grad_output", 0, "self", 0)}},

      // ---- weights in the orders of other libraries
      {"aten::_dyn_quant_pack_4bit_weight", {positive("block_size")}},
      {"aten::_dyn_quant_matmul_4bit", {expect_blocks}},
      {"aten::fbgemm_pack_gemm_matrix_fp16", {matrix("input")}},
      {"aten::fbgemm_pack_quantized_matrix", {matrix("input")}},
      {"aten::fbgemm_linear_quantize_weight", {matrix("input")}},
      {"aten::_saturate_weight_to_fp16", {matrix("weight")}},
      {"quantized::embedding_bag_byte_unpack", {dims("weight", 1)}},
      {"_quantized::wrapped_fbgemm_linear_fp16_weight", {dims("X", 1)}},
      {"quantized::linear_dynamic_fp16_unpacked_weight", {dims("X", 1)}},
      {"quantized::linear_prepack_fp16", {matrix("W")}},
      {"_quantized::linear_prepack_fp16", {matrix("W")}},
      {"quantized::make_quantized_cell_params", {matrix("w_ih"), matrix("w_hh")}},
      {"aten::quantized_lstm_cell", {tensors("hx", 2)}},
      {"mkl::_mkl_reorder_linear_weight", {matrix("X")}},
      {"onednn::qlinear_prepack", {dims("weight", 2, 2)}},
      {"onednn::linear_prepack_fp16", {dims("weight", 2, 2)}},
      {"onednn::qlinear_pointwise", {packed("qw")}},
      {"onednn::linear_dynamic_fp16", {packed("w")}},
      {"onednn::linear_relu_dynamic_fp16", {packed("w")}},
      {"mkldnn::_reorder_convolution_weight", {positive("stride")}},
      {"mkldnn::_reorder_mkldnn_rnn_layer_weight", {expect_lstm_weights}},
      {"aten::mkldnn_rnn_layer", {expect_lstm_layer}},
      // Its workspace has a size and a content that only oneDNN knows; autograd calls it below the
      // dispatcher's
      // public side, where this table does not stand.
      {"aten::mkldnn_rnn_layer_backward", {expect_no_call}},
  };
  return rules;
}

}  // namespace

const std::vector<Rule>* find_fatal_rules(const c10::FunctionSchema& schema) {
  auto found = table().find(schema.name() + "." + schema.overload_name());
  if (found == table().end()) found = table().find(schema.name());
  return found == table().end() ? nullptr : &found->second;
}

}  // namespace typetorch
