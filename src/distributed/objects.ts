import { z } from 'zod';
import { ValueError } from '../errors.ts';
import { type Args, signature } from '../signature.ts';
import type { Tensor } from '../tensor.ts';
import { torch } from '../torch.ts';
import {
  all_gather,
  broadcast,
  gather,
  groupField,
  optionalRank,
  peerOf,
  recv,
  scatter,
  send,
} from './collectives.ts';
import { pickled, unpickled } from './pickled.ts';
import { memberOf, type ProcessGroup } from './process_group.ts';

/* Collectives of objects: their bytes travel as tensors of uint8, their lengths as tensors of int64. */

const encode = (object: unknown): Tensor => torch.from_numpy(Uint8Array.from(pickled(object)));
const decode = (bytes: Tensor): unknown => unpickled(bytes.clone().numpy() as Uint8Array);
const lengths = (values: number[]): Tensor => torch.tensor(values, { dtype: torch.int64 });
const room = (length: number): Tensor => torch.zeros(length, { dtype: torch.uint8 });

/** Bytes at the start of a longer tensor, so that all processes give one of the same shape. */
function padded(bytes: Tensor, length: number): Tensor {
  const result = room(length);
  result.narrow(0, 0, bytes.numel()).copy_(bytes);
  return result;
}

/** The objects that lie in a row, by their lengths, into a list. */
function unpack(row: Tensor, sizes: Tensor, list: unknown[]): void {
  let begin = 0;
  for (const [i, size] of (sizes.tolist() as number[]).entries()) {
    list[i] = decode(row.narrow(0, begin, size));
    begin += size;
  }
}

/** The lengths of all processes' bytes. */
function allLengths(group: ProcessGroup, bytes: Tensor): number[] {
  const all = Array.from({ length: group.size() }, () => lengths([0]));
  all_gather(all, lengths([bytes.numel()]), { group });
  return all.map((one) => one.item() as number);
}

// A list is filled in place, so it must not be copied on the way in.
const objects = z.custom<any[]>(Array.isArray, 'expected a list');
const optionalObjects = z
  .custom<any[] | null>((x) => x === null || Array.isArray(x), 'expected a list')
  .default(null);
// A plain object stands where keywords could: as one of the forms it is told apart from them.
const object = z.union([z.record(z.string(), z.any()), z.any()]);

const allGatherArgs = signature(
  'all_gather_object',
  ['object_list', objects],
  ['obj', object],
  ['group', groupField],
);
/** Collects an object of each rank in `object_list`, in every process. */
export function all_gather_object(...args: Args<typeof allGatherArgs>): void {
  const { object_list, obj, group: given } = allGatherArgs(args);
  const group = memberOf(given);
  if (group === null) return;
  const bytes = encode(obj);
  const sizes = allLengths(group, bytes);
  const longest = Math.max(...sizes);
  const all = sizes.map(() => room(longest));
  all_gather(all, padded(bytes, longest), { group });
  for (const [i, one] of all.entries()) object_list[i] = decode(one.narrow(0, 0, sizes[i] as number));
}

const gatherArgs = signature(
  'gather_object',
  ['obj', object],
  ['object_gather_list', optionalObjects],
  ['dst', optionalRank],
  ['group', groupField],
  ['group_dst', optionalRank],
);
/** Collects an object of each rank in `object_gather_list` of rank `dst`; the others give none. */
export function gather_object(...args: Args<typeof gatherArgs>): void {
  const { obj, object_gather_list, dst, group: given, group_dst } = gatherArgs(args);
  const group = memberOf(given);
  if (group === null) return;
  const root = peerOf(group, 'dst', dst, group_dst);
  const here = root === group.rank();
  if (here !== (object_gather_list !== null)) {
    throw new ValueError(`Argument object_gather_list must ${here ? '' : 'NOT '}be specified on this rank.`);
  }
  const bytes = encode(obj);
  const sizes = allLengths(group, bytes);
  const longest = Math.max(...sizes);
  const all = here ? sizes.map(() => room(longest)) : null;
  gather(padded(bytes, longest), all, { group, group_dst: root });
  for (const [i, one] of (all ?? []).entries()) {
    (object_gather_list as unknown[])[i] = decode(one.narrow(0, 0, sizes[i] as number));
  }
}

const broadcastArgs = signature(
  'broadcast_object_list',
  ['object_list', objects],
  ['src', optionalRank],
  ['group', groupField],
  ['group_src', optionalRank],
);
/** Puts the objects of rank `src` into the lists, of the same length, of all others. */
export function broadcast_object_list(...args: Args<typeof broadcastArgs>): void {
  const { object_list, src, group: given, group_src } = broadcastArgs(args);
  const group = memberOf(given);
  if (group === null) return;
  const root = peerOf(group, 'src', src, group_src);
  const here = root === group.rank();
  const bytes = here ? object_list.map(encode) : [];
  const sizes = here ? lengths(bytes.map((one) => one.numel())) : lengths(object_list.map(() => 0));
  broadcast(sizes, { group, group_src: root });
  const row = here ? torch.cat(bytes) : room(sizes.sum().item() as number);
  broadcast(row, { group, group_src: root });
  if (!here) unpack(row, sizes, object_list);
}

const scatterArgs = signature(
  'scatter_object_list',
  ['scatter_object_output_list', objects],
  ['scatter_object_input_list', optionalObjects],
  ['src', optionalRank],
  ['group', groupField],
  ['group_src', optionalRank],
);
/** Shares out the objects of rank `src`: each process gets one, as the first of its output list. */
export function scatter_object_list(...args: Args<typeof scatterArgs>): void {
  const {
    scatter_object_output_list,
    scatter_object_input_list,
    src,
    group: given,
    group_src,
  } = scatterArgs(args);
  const group = memberOf(given);
  if (group === null) return;
  if (scatter_object_output_list.length === 0) {
    throw new ValueError('Expected argument scatter_object_output_list to be a list of size at least 1.');
  }
  const root = peerOf(group, 'src', src, group_src);
  const here = root === group.rank();
  if (here && scatter_object_input_list?.length !== group.size()) {
    throw new ValueError(`scatter_object_input_list needs an object for each of ${group.size()} processes`);
  }
  const bytes = here ? (scatter_object_input_list as unknown[]).map(encode) : [];
  const longest = lengths([Math.max(0, ...bytes.map((one) => one.numel()))]);
  broadcast(longest, { group, group_src: root });
  const length = longest.item() as number;
  const mine = room(length);
  scatter(mine, here ? bytes.map((one) => padded(one, length)) : null, { group, group_src: root });
  const size = lengths([0]);
  scatter(size, here ? bytes.map((one) => lengths([one.numel()])) : null, { group, group_src: root });
  scatter_object_output_list[0] = decode(mine.narrow(0, 0, size.item() as number));
}

const sendArgs = signature(
  'send_object_list',
  ['object_list', objects],
  ['dst', optionalRank],
  ['group', groupField],
  ['group_dst', optionalRank],
);
/** Sends objects to rank `dst`, which receives them with `recv_object_list`. */
export function send_object_list(...args: Args<typeof sendArgs>): void {
  const { object_list, dst, group, group_dst } = sendArgs(args);
  const bytes = object_list.map(encode);
  send(lengths(bytes.map((one) => one.numel())), { dst, group, group_dst });
  send(torch.cat(bytes), { dst, group, group_dst });
}

const recvArgs = signature(
  'recv_object_list',
  ['object_list', objects],
  ['src', optionalRank],
  ['group', groupField],
  ['group_src', optionalRank],
);
/**
 * Receives objects into a list of as many places.
 *
 * @returns the rank that sent them; -1 for no member of the group
 */
export function recv_object_list(...args: Args<typeof recvArgs>): number {
  const { object_list, src, group, group_src } = recvArgs(args);
  const sizes = lengths(object_list.map(() => 0));
  const sender = recv(sizes, { src, group, group_src });
  if (sender < 0) return -1;
  const row = room(sizes.sum().item() as number);
  recv(row, { src: sender, group });
  unpack(row, sizes, object_list);
  return sender;
}
