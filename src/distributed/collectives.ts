import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError, TypeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { native } from '../native.ts';
import { type Args, signature } from '../signature.ts';
import { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import {
  type GroupArg,
  get_group_rank,
  memberOf,
  mustBeMember,
  NON_GROUP_MEMBER,
  ProcessGroup,
} from './process_group.ts';
import { milliseconds } from './store.ts';
import { ReduceOp, supports_complex, Work } from './types.ts';

/*
 * Collectives: each process of the group calls the same ones in the same order, with tensors of the same shapes and data types.
 * A call waits until its result is there, and gives null; with `async_op: true` it gives a Work to wait for.
 */

const tensor = z.instanceof(Tensor);
const tensors = z.array(tensor);
const op = z.custom<ReduceOp>((x) => x instanceof ReduceOp, 'expected a ReduceOp').default(ReduceOp.SUM);
export const groupField = z
  .custom<GroupArg>(
    (x) => x === null || x === undefined || x === NON_GROUP_MEMBER || x instanceof ProcessGroup,
    'expected a process group',
  )
  .default(null);
const async_op = z.boolean().default(false);
const rank = z.int().nonnegative();
export const optionalRank = rank.nullable().default(null);

interface Call {
  outputs?: readonly (readonly Tensor[])[];
  inputs?: readonly (readonly Tensor[])[];
  op?: ReduceOp;
  /** Source, root or destination, as a rank in the group. */
  peer?: number;
  tag?: number;
  async_op?: boolean;
  output_splits?: readonly number[];
  input_splits?: readonly number[];
}

// Gloo does not know complex numbers; sums of them are sums of their parts.
const parts = (x: Tensor): Tensor => (x.is_complex() ? torch.view_as_real(x) : x);

/** Starts a collective. */
function start(group: ProcessGroup, name: string, call: Call): Work {
  const { outputs = [], inputs = [], op = ReduceOp.SUM, peer = 0, tag = 0 } = call;
  const [to, from] = [outputs, inputs].map((lists) => lists.map((list) => list.map(parts))) as [
    Tensor[][],
    Tensor[][],
  ];
  const held = torch.no_grad(() =>
    native.group_run(
      group._held,
      name,
      to.map((list) => list.map((x) => x._handle())),
      from.map((list) => list.map((x) => x._handle())),
      [
        op._code,
        peer,
        tag,
        call.async_op ?? false,
        call.output_splits ?? [],
        call.input_splits ?? [],
        op._factor,
      ],
    ),
  );
  return new Work(held, (outputs.length > 0 ? outputs : inputs).flat());
}

/** Starts a collective and, unless asked to leave it running, waits for it. */
function run(given: GroupArg, name: string, call: (group: ProcessGroup) => Call): Work | null {
  const group = memberOf(given);
  if (group === null) {
    process.emitWarning(`Running ${name} on global rank that does not belong to the given group.`);
    return null;
  }
  const made = call(group);
  const work = start(group, name, made);
  if (made.async_op) return work;
  work.wait();
  return null;
}

/** @internal The rank in the group that a global rank, or a rank in the group, names. */
export function peerOf(
  group: ProcessGroup,
  what: string,
  global: number | null,
  inGroup: number | null,
): number {
  if (global !== null && inGroup !== null)
    throw new ValueError(`Can't specify both group_${what} and ${what}`);
  if (inGroup !== null) {
    if (inGroup >= group.size())
      throw new ValueError(`group_${what} ${inGroup} of a group of ${group.size()}`);
    return inGroup;
  }
  return get_group_rank(group, global ?? 0);
}

const mustMatch = (group: ProcessGroup, list: readonly unknown[], what: string): void => {
  if (list.length !== group.size()) {
    throw new ValueError(`${what} has ${list.length} tensors, but the group ${group.size()} processes`);
  }
};

const allReduceArgs = signature(
  'all_reduce',
  ['tensor', tensor],
  ['op', op],
  ['group', groupField],
  ['async_op', async_op],
);
/** Reduces the tensors of all processes into each of them, in place. */
export function all_reduce(...args: Args<typeof allReduceArgs>): Work | null {
  const { tensor, op, group, async_op } = allReduceArgs(args);
  if (tensor.is_complex() && !supports_complex(op)) {
    throw new ValueError(`all_reduce does not support ${op} on complex tensors`);
  }
  return run(group, 'allreduce', () => ({ inputs: [[tensor]], op, async_op }));
}

const allReduceCoalescedArgs = signature(
  'all_reduce_coalesced',
  ['tensors', tensors],
  ['op', op],
  ['group', groupField],
  ['async_op', async_op],
);
/** `all_reduce` of many tensors of one data type, in one message. */
export function all_reduce_coalesced(...args: Args<typeof allReduceCoalescedArgs>): Work | null {
  const { tensors, op, group, async_op } = allReduceCoalescedArgs(args);
  return run(group, 'allreduce_coalesced', () => ({ inputs: [tensors], op, async_op }));
}

const broadcastArgs = signature(
  'broadcast',
  ['tensor', tensor],
  ['src', optionalRank],
  ['group', groupField],
  ['async_op', async_op],
  ['group_src', optionalRank],
);
/** Sends the tensor of rank `src` into those of all others. */
export function broadcast(...args: Args<typeof broadcastArgs>): Work | null {
  const { tensor, src, group, async_op, group_src } = broadcastArgs(args);
  return run(group, 'broadcast', (group) => ({
    inputs: [[tensor]],
    peer: peerOf(group, 'src', src, group_src),
    async_op,
  }));
}

const reduceArgs = signature(
  'reduce',
  ['tensor', tensor],
  ['dst', optionalRank],
  ['op', op],
  ['group', groupField],
  ['async_op', async_op],
  ['group_dst', optionalRank],
);
/** Reduces the tensors of all processes into that of rank `dst`; the others' are of no use afterwards. */
export function reduce(...args: Args<typeof reduceArgs>): Work | null {
  const { tensor, dst, op, group, async_op, group_dst } = reduceArgs(args);
  return run(group, 'reduce', (group) => ({
    inputs: [[tensor]],
    op,
    peer: peerOf(group, 'dst', dst, group_dst),
    async_op,
  }));
}

const allGatherArgs = signature(
  'all_gather',
  ['tensor_list', tensors],
  ['tensor', tensor],
  ['group', groupField],
  ['async_op', async_op],
);
/** Collects the tensors of all processes in `tensor_list`, one of each rank, in each of them. */
export function all_gather(...args: Args<typeof allGatherArgs>): Work | null {
  const { tensor_list, tensor, group, async_op } = allGatherArgs(args);
  return run(group, 'allgather', (group) => {
    mustMatch(group, tensor_list, 'tensor_list');
    return { outputs: [tensor_list], inputs: [[tensor]], async_op };
  });
}

const allGatherSingleArgs = signature(
  'all_gather_into_tensor',
  ['output_tensor', tensor],
  ['input_tensor', tensor],
  ['group', groupField],
  ['async_op', async_op],
);
/** The same into one tensor: (size * d0, ...) or (size, d0, ...) for inputs of (d0, ...). */
export function all_gather_into_tensor(...args: Args<typeof allGatherSingleArgs>): Work | null {
  const { output_tensor, input_tensor, group, async_op } = allGatherSingleArgs(args);
  return run(group, 'allgather_base', () => ({
    outputs: [[output_tensor]],
    inputs: [[input_tensor]],
    async_op,
  }));
}
/** The same as `all_gather_into_tensor`. */
export const all_gather_single: typeof all_gather_into_tensor = all_gather_into_tensor;

const gatherArgs = signature(
  'gather',
  ['tensor', tensor],
  ['gather_list', tensors.nullable().default(null)],
  ['dst', optionalRank],
  ['group', groupField],
  ['async_op', async_op],
  ['group_dst', optionalRank],
);
/** Collects the tensors of all processes in `gather_list` of rank `dst`; the others give none. */
export function gather(...args: Args<typeof gatherArgs>): Work | null {
  const { tensor, gather_list, dst, group, async_op, group_dst } = gatherArgs(args);
  return run(group, 'gather', (group) => {
    const peer = peerOf(group, 'dst', dst, group_dst);
    const list = listOfRoot(group, peer, gather_list, 'gather_list', 'destination');
    return { outputs: list, inputs: [[tensor]], peer, async_op };
  });
}

const scatterArgs = signature(
  'scatter',
  ['tensor', tensor],
  ['scatter_list', tensors.nullable().default(null)],
  ['src', optionalRank],
  ['group', groupField],
  ['async_op', async_op],
  ['group_src', optionalRank],
);
/** Shares out `scatter_list` of rank `src`, a tensor to each process; the others give none. */
export function scatter(...args: Args<typeof scatterArgs>): Work | null {
  const { tensor, scatter_list, src, group, async_op, group_src } = scatterArgs(args);
  return run(group, 'scatter', (group) => {
    const peer = peerOf(group, 'src', src, group_src);
    const list = listOfRoot(group, peer, scatter_list, 'scatter_list', 'source');
    return { outputs: [[tensor]], inputs: list, peer, async_op };
  });
}

/** The list that the root, and only the root, has to give. */
function listOfRoot(
  group: ProcessGroup,
  root: number,
  list: Tensor[] | null,
  name: string,
  role: string,
): Tensor[][] {
  if (group.rank() !== root) {
    if (list !== null && list.length > 0) {
      throw new ValueError(`Argument ${name} must NOT be specified on non-${role} ranks.`);
    }
    return [];
  }
  if (list === null) throw new ValueError(`Argument ${name} must be specified on ${role} rank.`);
  mustMatch(group, list, name);
  return [list];
}

const reduceScatterArgs = signature(
  'reduce_scatter',
  ['output', tensor],
  ['input_list', tensors],
  ['op', op],
  ['group', groupField],
  ['async_op', async_op],
);
/** Reduces the lists of all processes, place by place; rank i gets place i. */
export function reduce_scatter(...args: Args<typeof reduceScatterArgs>): Work | null {
  const { output, input_list, op, group, async_op } = reduceScatterArgs(args);
  return run(group, 'reduce_scatter', (group) => {
    mustMatch(group, input_list, 'input_list');
    return { outputs: [[output]], inputs: [input_list], op, async_op };
  });
}

const reduceScatterSingleArgs = signature(
  'reduce_scatter_tensor',
  ['output', tensor],
  ['input', tensor],
  ['op', op],
  ['group', groupField],
  ['async_op', async_op],
);
/** The same from one tensor: (size * d0, ...) or (size, d0, ...) for outputs of (d0, ...). */
export function reduce_scatter_tensor(...args: Args<typeof reduceScatterSingleArgs>): Work | null {
  const { output, input, op, group, async_op } = reduceScatterSingleArgs(args);
  return run(group, 'reduce_scatter_base', (group) => {
    // Gloo reads a size that a tensor without dimensions does not have.
    const [whole, part] = [input.numel(), output.numel()];
    if (whole !== part * group.size()) {
      throw new ValueError(
        `the input must have as many values as the outputs of all ${group.size()} processes, ${part} each, got ${whole}`,
      );
    }
    if (input.dtype !== output.dtype) {
      throw new ValueError(`input and output must be of one dtype, got ${input.dtype} and ${output.dtype}`);
    }
    return { outputs: [[flat(output)]], inputs: [[flat(input)]], op, async_op };
  });
}
const flat = (x: Tensor): Tensor =>
  x.layout === torch.strided && x.is_contiguous() ? torch.no_grad(() => x.view(-1)) : x;

/** The same as `reduce_scatter_tensor`. */
export const reduce_scatter_single: typeof reduce_scatter_tensor = reduce_scatter_tensor;

const allToAllArgs = signature(
  'all_to_all',
  ['output_tensor_list', tensors],
  ['input_tensor_list', tensors],
  ['group', groupField],
  ['async_op', async_op],
);
/** Rank i's j-th input becomes rank j's i-th output. */
export function all_to_all(...args: Args<typeof allToAllArgs>): Work | null {
  const { output_tensor_list, input_tensor_list, group, async_op } = allToAllArgs(args);
  return run(group, 'alltoall', (group) => {
    mustMatch(group, output_tensor_list, 'output_tensor_list');
    mustMatch(group, input_tensor_list, 'input_tensor_list');
    return { outputs: [output_tensor_list], inputs: [input_tensor_list], async_op };
  });
}

const splits = z.array(z.int().nonnegative()).nullable().default(null);
const allToAllSingleArgs = signature(
  'all_to_all_single',
  ['output', tensor],
  ['input', tensor],
  ['output_split_sizes', splits],
  ['input_split_sizes', splits],
  ['group', groupField],
  ['async_op', async_op],
);
/** The same with tensors that are cut along their first dimension: evenly, or in the given sizes. */
export function all_to_all_single(...args: Args<typeof allToAllSingleArgs>): Work | null {
  const { output, input, output_split_sizes, input_split_sizes, group, async_op } = allToAllSingleArgs(args);
  return run(group, 'alltoall_base', () => ({
    outputs: [[output]],
    inputs: [[input]],
    output_splits: output_split_sizes ?? [],
    input_splits: input_split_sizes ?? [],
    async_op,
  }));
}

const barrierArgs = signature('barrier', ['group', groupField], ['async_op', async_op]);
/** Returns when all processes have come here. */
export function barrier(...args: Args<typeof barrierArgs>): Work | null {
  const { group, async_op } = barrierArgs(args);
  return run(group, 'barrier', () => ({ async_op }));
}

const monitoredBarrierArgs = signature(
  'monitored_barrier',
  ['group', groupField],
  ['timeout', milliseconds.nullable().default(null)],
  ['wait_all_ranks', z.boolean().default(false)],
);
/**
 * A barrier that says who did not come: rank 0 throws with the first missing rank, or with all of them.
 *
 * @throws RuntimeError when one has not come after `timeout` milliseconds
 */
export function monitored_barrier(...args: Args<typeof monitoredBarrierArgs>): void {
  const { group: given, timeout, wait_all_ranks } = monitoredBarrierArgs(args);
  const group = memberOf(given);
  if (group === null) return;
  native.group_monitored_barrier(group._held, timeout ?? group._timeout, wait_all_ranks);
}

const sendArgs = signature(
  'send',
  ['tensor', tensor],
  ['dst', optionalRank],
  ['group', groupField],
  ['tag', z.int().default(0)],
  ['group_dst', optionalRank],
);
/** Sends a tensor to rank `dst`, and gives what to wait for. */
export function isend(...args: Args<typeof sendArgs>): Work | null {
  const { tensor, dst, group: given, tag, group_dst } = sendArgs(args);
  const group = memberOf(given);
  if (group === null) return null;
  return start(group, 'send', { inputs: [[tensor]], peer: otherThan(group, 'dst', dst, group_dst), tag });
}
/** Sends a tensor to rank `dst`; returns when it has left. */
export function send(...args: Args<typeof sendArgs>): void {
  isend(...args)?.wait();
}

function otherThan(
  group: ProcessGroup,
  what: 'dst' | 'src',
  global: number | null,
  inGroup: number | null,
): number {
  if (global === null && inGroup === null) throw new ValueError(`Must specify ${what} or group_${what}`);
  const peer = peerOf(group, what, global, inGroup);
  if (peer !== group.rank()) return peer;
  throw new ValueError(
    `Invalid ${what === 'dst' ? 'destination' : 'source'} rank: it should not be the same as the rank of the current process.`,
  );
}

const recvArgs = signature(
  'recv',
  ['tensor', tensor],
  ['src', optionalRank],
  ['group', groupField],
  ['tag', z.int().default(0)],
  ['group_src', optionalRank],
);
/** Receives into a tensor from rank `src`, or from anyone, and gives what to wait for. */
export function irecv(...args: Args<typeof recvArgs>): Work | null {
  const { tensor, src, group: given, tag, group_src } = recvArgs(args);
  const group = memberOf(given);
  if (group === null) return null;
  if (src === null && group_src === null) return start(group, 'recv_anysource', { inputs: [[tensor]], tag });
  return start(group, 'recv', { inputs: [[tensor]], peer: otherThan(group, 'src', src, group_src), tag });
}
/**
 * Receives into a tensor from rank `src`, or from anyone.
 *
 * @returns the rank that sent it; -1 for no member of the group
 */
export function recv(...args: Args<typeof recvArgs>): number {
  const { src, group: given, group_src } = recvArgs(args);
  const work = irecv(...args);
  if (work === null) return -1;
  work.wait();
  const group = mustBeMember(given);
  if (src !== null) return src;
  return group.ranks[group_src ?? work._source_rank()] as number;
}

class P2POp_ {
  readonly op: typeof isend | typeof irecv;
  readonly tensor: Tensor;
  readonly peer: number;
  readonly group: GroupArg;
  readonly tag: number;

  constructor(
    op: typeof isend | typeof irecv,
    tensor: Tensor,
    peer: number,
    group: GroupArg = null,
    tag = 0,
  ) {
    if (op !== isend && op !== irecv) throw new ValueError('P2POp takes isend or irecv');
    if (!(tensor instanceof Tensor)) throw new TypeError('P2POp takes a tensor');
    this.op = op;
    this.tensor = tensor;
    this.peer = peer;
    this.group = group;
    this.tag = tag;
  }
}

/** One message for `batch_isend_irecv`: `P2POp(isend, tensor, peer)`. */
export const P2POp = callable(P2POp_);
export type P2POp = P2POp_;
/** Starts many messages; all of them are under way before the first is waited for. */
export const batch_isend_irecv = keywords(
  'batch_isend_irecv',
  ['p2p_op_list'],
  (p2p_op_list: readonly P2POp[]): Work[] => {
    if (p2p_op_list.length === 0 || !p2p_op_list.every((each) => each instanceof P2POp)) {
      throw new RuntimeError('batch_isend_irecv takes a list of at least one P2POp');
    }
    return p2p_op_list.flatMap(
      ({ op, tensor, peer, group, tag }) => (op as typeof isend)(tensor, peer, { group, tag }) ?? [],
    );
  },
);
