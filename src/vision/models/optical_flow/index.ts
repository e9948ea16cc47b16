export * as raft from './raft.ts';
export { RAFT, Raft_Large_Weights, Raft_Small_Weights, raft_large, raft_small } from './raft.ts';
