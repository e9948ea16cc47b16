/** `torch.nn.functional`: layers without state, in PyTorch's signatures, by position or keyword. */
export * from './functional/activation.ts';
export { multi_head_attention_forward, scaled_dot_product_attention } from './functional/attention.ts';
export * from './functional/conv.ts';
export * from './functional/distance.ts';
export {
  alpha_dropout,
  dropout,
  dropout1d,
  dropout2d,
  dropout3d,
  feature_alpha_dropout,
} from './functional/dropout.ts';
export * from './functional/fold.ts';
export * from './functional/linear.ts';
export * from './functional/loss.ts';
export {
  batch_norm,
  group_norm,
  instance_norm,
  layer_norm,
  local_response_norm,
  rms_norm,
} from './functional/normalization.ts';
export * from './functional/padding.ts';
export * from './functional/pooling.ts';
export * from './functional/scaled.ts';
export { embedding, embedding_bag, one_hot } from './functional/sparse.ts';
export * from './functional/vision.ts';
