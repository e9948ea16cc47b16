// torch.distributed: processes that compute together, on one machine or on many.
import { torch } from '../torch.ts';
import { Future } from './futures.ts';
import * as distributed from './index.ts';

export { DistBackendError, DistError, DistNetworkError, DistStoreError } from '../errors.ts';
export * as algorithms from './algorithms/index.ts';
export {
  all_gather,
  all_gather_into_tensor,
  all_gather_single,
  all_reduce,
  all_reduce_coalesced,
  all_to_all,
  all_to_all_single,
  barrier,
  batch_isend_irecv,
  broadcast,
  gather,
  irecv,
  isend,
  monitored_barrier,
  P2POp,
  recv,
  reduce,
  reduce_scatter,
  reduce_scatter_single,
  reduce_scatter_tensor,
  scatter,
  send,
} from './collectives.ts';
export { GradBucket } from './grad_bucket.ts';
export * from './objects.ts';
export {
  Backend,
  default_pg_timeout,
  destroy_process_group,
  type Group,
  GroupMember,
  get_backend,
  get_backend_config,
  get_default_backend_for_device,
  get_global_rank,
  get_group_rank,
  get_node_local_rank,
  get_pg_count,
  get_process_group_ranks,
  get_rank,
  get_world_size,
  group,
  init_process_group,
  is_available,
  is_backend_available,
  is_gloo_available,
  is_initialized,
  is_mpi_available,
  is_nccl_available,
  is_torchelastic_launched,
  is_ucc_available,
  is_xccl_available,
  new_group,
  new_subgroups,
  new_subgroups_by_enumeration,
  ProcessGroup,
} from './process_group.ts';
export { rendezvous } from './rendezvous.ts';
export { FileStore, HashStore, PrefixStore, Store, type StoreValue, TCPStore } from './store.ts';
export { ReduceOp, supports_complex, Work } from './types.ts';

// torch.ts lies below this folder, and leaves the place open.
Object.assign(torch.distributed, distributed);
torch.futures.Future = Future;
