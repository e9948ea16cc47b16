export {
  default_generator,
  type ForkOptions,
  fork_rng,
  Generator,
  get_rng_state,
  initial_seed,
  manual_seed,
  seed,
  set_rng_state,
} from './_random.ts';
