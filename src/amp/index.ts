// torch.amp: mixed precision.
export { autocast, custom_bwd, custom_fwd, is_autocast_available } from './autocast_mode.ts';
export { GradScaler } from './grad_scaler.ts';
