// Checks of single operators, or of families of them, that no general rule says.
#pragma once

#include "fatal_rules.h"

namespace typetorch {

// ---- fatal_values.cpp: the numbers that tensors hold
void expect_finite(const Call& call);
void expect_classes(const Call& call);
void expect_segments(const Call& call);
void expect_counts(const Call& call);
void expect_order(const Call& call);
void expect_quotients(const Call& call);
void expect_multiples(const Call& call);
void expect_sorted_rows(const Call& call);
void expect_row_starts(const Call& call);
void expect_embedding_rows(const Call& call);

// ---- fatal_indices.cpp: the places that tensors hold
void expect_bags(const Call& call);
void expect_step(const Call& call);
void expect_ctc_gradient(const Call& call);
void expect_segment_gradient(const Call& call);
/// Places in an image's last axes; -1 is none.
Rule places(int64_t axes);

// ---- fatal_shapes.cpp: how the shapes of several arguments belong together
void expect_pair_distances(const Call& call);
void expect_row_distances(const Call& call);
void expect_running_places(const Call& call);
void expect_matching_systems(const Call& call);
void expect_fft_dims(const Call& call);
void expect_inside_storage(const Call& call);
void expect_growable(const Call& call);
void expect_out_dim(const Call& call);
void expect_batch_dims(const Call& call);
void expect_nested_parts(const Call& call);
void expect_padded_parts(const Call& call);
void expect_cuttable(const Call& call);
void expect_divisor(const Call& call);
void expect_sobol_state(const Call& call);
/// The gradient of an image that was padded at both ends of its last axes by mirroring.
Rule mirrored(int64_t axes);
/// The same by repeating what is at the ends.
Rule replicated(int64_t axes);
/// The gradient of an image whose last axes were pooled.
Rule pooled(int64_t axes);
void expect_samples(const Call& call);
void expect_pivots(const Call& call);
void expect_nested_sums(const Call& call);
void expect_optimizer_state(const Call& call);

// ---- fatal_layers.cpp: the layers of networks
void expect_statistics(const Call& call);
void expect_running_statistics(const Call& call);
void expect_given_statistics(const Call& call);
void expect_row_losses(const Call& call);
void expect_rows_normalized(const Call& call);
void expect_weight_norm(const Call& call);
/// Gates lie side by side in dimension 1, and are cut apart into pieces of one size, the last one less.
Rule gates(int64_t count);
void expect_heads(const Call& call);

// ---- fatal_packing.cpp: weights in the orders of other libraries
/// Rows and columns are read by the first two sizes, whatever the others are.
Rule matrix(const char* name);
void expect_blocks(const Call& call);
void expect_lstm_layer(const Call& call);
void expect_lstm_weights(const Call& call);
void expect_no_call(const Call& call);

}  // namespace typetorch
