/** `torch.distributed.algorithms`. */
export * as ddp_comm_hooks from './ddp_comm_hooks/index.ts';
export * as join from './join.ts';
