// torch.testing.
export { assert_close } from './comparison.ts';
export { make_tensor } from './creation.ts';
