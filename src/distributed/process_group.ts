import { z } from 'zod';
import { callable } from '../callable.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { keywords } from '../keywords.ts';
import { type External, native } from '../native.ts';
import { type Args, signature } from '../signature.ts';
import { rendezvous } from './rendezvous.ts';
import { milliseconds, PrefixStore, Store } from './store.ts';

/** Milliseconds that a collective waits for its peers, unless told otherwise. */
export const default_pg_timeout: number = 30 * 60 * 1000;

/** Processes that compute together. */
class ProcessGroup_ {
  /** @internal */
  readonly _held: External;
  readonly group_name: string;
  /** The ranks of its processes in the world. */
  readonly ranks: readonly number[];
  readonly #rank: number;
  /** @internal Where its members can leave each other small things. */
  readonly _store: Store;
  /** @internal How long collectives wait, in milliseconds. */
  readonly _timeout: number;

  /** @internal */
  constructor(name: string, rank: number, ranks: readonly number[], store: Store, timeout: number) {
    this._held = native.group_new(store._held, rank, ranks.length, timeout, name);
    this.group_name = name;
    this.#rank = rank;
    this.ranks = ranks;
    this._store = store;
    this._timeout = timeout;
  }

  /** This process's place in the group. */
  rank(): number {
    return this.#rank;
  }
  size(): number {
    return this.ranks.length;
  }
  name(): string {
    return 'gloo';
  }
}
export const ProcessGroup = callable(ProcessGroup_);
export type { ProcessGroup_ };
export type ProcessGroup = ProcessGroup_;

/** A group that this process is no member of. */
export const NON_GROUP_MEMBER: unique symbol = Symbol('GroupMember.NON_GROUP_MEMBER');
/** What `new_group` gives. */
export type Group = ProcessGroup | typeof NON_GROUP_MEMBER;
/** A group as collectives take it; null or left out for the whole world. */
export type GroupArg = Group | null | undefined;

let world: ProcessGroup | null = null;
const groups = new Set<ProcessGroup>();
// Groups are named by number, the same in every process, since all of them make all groups.
let named = 0;

export const GroupMember: {
  readonly WORLD: ProcessGroup | null;
  readonly NON_GROUP_MEMBER: typeof NON_GROUP_MEMBER;
} = {
  get WORLD() {
    return world;
  },
  NON_GROUP_MEMBER,
};
export const group: { readonly WORLD: ProcessGroup | null } = GroupMember;

/** @internal The given group, or the world; null where this process is no member. */
export function memberOf(given: GroupArg): ProcessGroup | null {
  if (given === NON_GROUP_MEMBER) return null;
  const found = given ?? world;
  if (found === null) {
    throw new ValueError(
      'Default process group has not been initialized, please make sure to call init_process_group.',
    );
  }
  if (!groups.has(found)) throw new RuntimeError('this process group has been destroyed');
  return found;
}

/** @internal The same; throws where this process is no member. */
export function mustBeMember(given: GroupArg): ProcessGroup {
  const member = memberOf(given);
  if (member === null) throw new ValueError('this process is no member of the group');
  return member;
}

/** Whether the loaded LibTorch has process groups: from 2.13 on. */
export const is_available = (): boolean => native.distributed_available();
export const is_gloo_available = (): boolean => is_available();
export const is_nccl_available = (): boolean => false;
export const is_mpi_available = (): boolean => false;
export const is_ucc_available = (): boolean => false;
export const is_xccl_available = (): boolean => false;
export const is_backend_available = (backend: string): boolean =>
  String(backend).toLowerCase() === 'gloo' && is_available();
/** Whether `init_process_group` has been called. */
export const is_initialized = (): boolean => world !== null;
/** Whether torchrun started this process. */
export const is_torchelastic_launched = (): boolean => process.env.TORCHELASTIC_RUN_ID !== undefined;

const backend = z
  .string()
  .nullable()
  .default(null)
  .superRefine((name, context) => {
    const pairs = (name ?? 'gloo').toLowerCase().split(',');
    const wrong = pairs.find((pair) => (pair.includes(':') ? pair.split(':')[1] : pair) !== 'gloo');
    if (wrong !== undefined) {
      context.addIssue({
        code: 'custom',
        message: `the backend here is 'gloo', for tensors of the CPU and of CUDA devices; there is no ${wrong}`,
      });
    }
  });

const initArgs = signature(
  'init_process_group',
  ['backend', backend],
  ['init_method', z.string().nullable().default(null)],
  ['timeout', milliseconds.nullable().default(null)],
  ['world_size', z.int().default(-1)],
  ['rank', z.int().default(-1)],
  [
    'store',
    z
      .custom<Store>((x) => x instanceof Store, 'expected a Store')
      .nullable()
      .default(null),
  ],
  ['group_name', z.string().default('')],
);

/**
 * Joins this process to the others; returns when all have come. Without an `init_method` or a `store` the environment says
 * where they meet (`npx typetorch run` and torchrun set it). Processes of Python's PyTorch may be members.
 *
 * @throws ValueError when called twice, or when rank and size are not known; DistNetworkError, DistStoreError when the
 * others do not come within `timeout` milliseconds (30 minutes)
 * @see https://docs.pytorch.org/docs/2.13/distributed.html#torch.distributed.init_process_group
 */
export function init_process_group(...args: Args<typeof initArgs>): void {
  const given = initArgs(args);
  if (world !== null) throw new ValueError('trying to initialize the default process group twice!');
  if (given.store !== null && given.init_method !== null) {
    throw new ValueError('Cannot specify both init_method and store.');
  }
  const timeout = given.timeout ?? default_pg_timeout;
  const [rank, size] = [given.rank, given.world_size];
  let meeting: { store: Store; rank: number; world_size: number };
  if (given.store !== null) {
    if (size <= 0) throw new ValueError('world_size must be positive if using store');
    if (rank < 0) throw new ValueError('rank must be non-negative if using store');
    meeting = { store: given.store, rank, world_size: size };
  } else {
    const known = (number: number) => (number < 0 ? null : number);
    meeting = rendezvous(given.init_method ?? 'env://', known(rank), known(size), timeout);
    meeting.store.set_timeout(timeout);
    meeting.store = PrefixStore('default_pg', meeting.store);
  }
  if (meeting.rank >= meeting.world_size) {
    throw new ValueError(`rank ${meeting.rank} of a world of ${meeting.world_size} processes`);
  }
  const ranks = Array.from({ length: meeting.world_size }, (_, i) => i);
  world = open('0', meeting.rank, ranks, meeting.store, timeout);
  named = 1;
}

function open(
  name: string,
  rank: number,
  ranks: readonly number[],
  parent: Store,
  timeout: number,
): ProcessGroup {
  const opened = new ProcessGroup(name, rank, ranks, PrefixStore(`${name}/`, parent), timeout);
  groups.add(opened);
  return opened;
}

const newGroupArgs = signature(
  'new_group',
  ['ranks', z.array(z.int().nonnegative()).nullable().default(null)],
  ['timeout', milliseconds.nullable().default(null)],
  ['backend', backend],
);

/**
 * A group of some of the processes. All processes of the world call it, members or not, and in the same order.
 *
 * @returns the group, or `GroupMember.NON_GROUP_MEMBER`, with which collectives do nothing
 * @throws ValueError for ranks that are none of the world's, or twice the same
 */
export function new_group(...args: Args<typeof newGroupArgs>): Group {
  const { ranks: given, timeout } = newGroupArgs(args);
  const all = mustBeMember(null);
  const ranks = given === null ? [...all.ranks] : [...given].sort((a, b) => a - b);
  if (new Set(ranks).size < ranks.length) throw new ValueError(`ranks must be different, got ${ranks}`);
  if (ranks.some((rank) => rank >= all.size())) {
    throw new ValueError("the new group's rank should be within the world_size set by init_process_group");
  }
  const name = String(named);
  named += 1;
  const rank = ranks.indexOf(all.rank());
  return rank < 0 ? NON_GROUP_MEMBER : open(name, rank, ranks, all._store, timeout ?? default_pg_timeout);
}

const enumerationArgs = signature(
  'new_subgroups_by_enumeration',
  ['ranks_per_subgroup_list', z.array(z.array(z.int().nonnegative()))],
  ['timeout', milliseconds.nullable().default(null)],
  ['backend', backend],
);
/**
 * Groups that no two have a member of in common, each given by its ranks. All processes of the world call it.
 *
 * @returns the one that this process is in, or null, and all of them
 * @throws ValueError for a rank that is in two of them
 */
export function new_subgroups_by_enumeration(
  ...args: Args<typeof enumerationArgs>
): [own: ProcessGroup | null, all: Group[]] {
  const { ranks_per_subgroup_list: lists, timeout } = enumerationArgs(args);
  if (lists.length === 0) throw new ValueError("The arg 'ranks_per_subgroup_list' cannot be empty");
  const ranks = lists.flat();
  const twice = ranks.find((rank, i) => ranks.indexOf(rank) !== i);
  if (twice !== undefined) throw new ValueError(`Rank ${twice} has appeared in more than one subgroup`);
  const all = lists.map((ranks) => new_group(ranks, { timeout }));
  return [all.find((group): group is ProcessGroup => group !== NON_GROUP_MEMBER) ?? null, all];
}

const subgroupsArgs = signature(
  'new_subgroups',
  ['group_size', z.int().positive()],
  ['timeout', milliseconds.nullable().default(null)],
  ['backend', backend],
);
/**
 * The world in groups of `group_size` ranks in a row, as for machines of so many GPUs. All processes call it.
 *
 * @throws ValueError when the world cannot be divided so
 */
export function new_subgroups(...args: Args<typeof subgroupsArgs>): [own: ProcessGroup | null, all: Group[]] {
  const { group_size, timeout } = subgroupsArgs(args);
  const size = get_world_size();
  if (size < group_size)
    throw new ValueError(`The arg 'group_size' (${group_size}) must not exceed the world size (${size})`);
  if (size % group_size !== 0)
    throw new ValueError(`The world size (${size}) must be divisible by group_size=${group_size}`);
  const lists = Array.from({ length: size / group_size }, (_, i) =>
    Array.from({ length: group_size }, (_, j) => i * group_size + j),
  );
  return new_subgroups_by_enumeration(lists, { timeout });
}

/** Closes a group, or, left out, all of them. Waits for collectives that are under way. */
export const destroy_process_group = keywords(
  'destroy_process_group',
  ['group'],
  (group: GroupArg = null): void => {
    if (group === NON_GROUP_MEMBER) return;
    const dying = group === null || group === world ? [...groups].reverse() : [mustBeMember(group)];
    if (dying.length === 0) mustBeMember(group);
    for (const each of dying) {
      groups.delete(each);
      native.group_release(each._held);
      if (each === world) world = null;
    }
  },
);

/** This process's place in the group; -1 when it is no member. */
export const get_rank = keywords(
  'get_rank',
  ['group'],
  (group: GroupArg = null): number => memberOf(group)?.rank() ?? -1,
);
/** How many processes the group has; -1 when this one is no member. */
export const get_world_size = keywords(
  'get_world_size',
  ['group'],
  (group: GroupArg = null): number => memberOf(group)?.size() ?? -1,
);
/** The names of backends; the one here is GLOO. */
export const Backend = {
  UNDEFINED: 'undefined',
  GLOO: 'gloo',
  NCCL: 'nccl',
  UCC: 'ucc',
  MPI: 'mpi',
  XCCL: 'xccl',
} as const;
/** The backend for each type of device, as text. */
export const get_backend_config = keywords(
  'get_backend_config',
  ['group'],
  (group: GroupArg = null): string => {
    const name = mustBeMember(group).name();
    return `cpu:${name},cuda:${name}`;
  },
);
/** The backend that a group takes for a device here: always Gloo. */
export const get_default_backend_for_device = (_device: unknown): string => Backend.GLOO;
export const get_backend = keywords('get_backend', ['group'], (group: GroupArg = null): string =>
  mustBeMember(group).name(),
);
/** The place on its machine that a launcher gave this process. */
export function get_node_local_rank(fallback_rank: number | null = null): number {
  const text = process.env.LOCAL_RANK;
  if (text !== undefined) return Number(text);
  if (fallback_rank !== null) return fallback_rank;
  throw new RuntimeError(
    'LOCAL_RANK is not in the environment. Consider passing fallback_rank to allow `get_node_local_rank` to work.',
  );
}
export const get_process_group_ranks = keywords(
  'get_process_group_ranks',
  ['group'],
  (group: GroupArg): number[] => [...mustBeMember(group).ranks],
);
/** How many groups this process is in. */
export const get_pg_count = (): number => groups.size;

/** @throws ValueError for a rank that is not in the group */
export const get_group_rank = keywords(
  'get_group_rank',
  ['group', 'global_rank'],
  (group: Group, global_rank: number): number => {
    const place = mustBeMember(group).ranks.indexOf(global_rank);
    if (place < 0) throw new ValueError(`Global rank ${global_rank} is not part of the group`);
    return place;
  },
);
/** @throws ValueError for a rank that is not in the group */
export const get_global_rank = keywords(
  'get_global_rank',
  ['group', 'group_rank'],
  (group: Group, group_rank: number): number => {
    const rank = mustBeMember(group).ranks[group_rank];
    if (rank === undefined) throw new ValueError(`Group rank ${group_rank} is not part of the group`);
    return rank;
  },
);
