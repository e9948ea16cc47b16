import type * as nn from '../../nn/index.ts';

type Load = Parameters<nn.Module['_load_from_state_dict']>;

/** For checkpoints of a layout before `version`: puts weight and bias under the names that they have now, in place. */
export function renameOld(
  [state_dict, prefix, local_metadata]: Load,
  version: number,
  names: Iterable<readonly [old: string, now: string]>,
): void {
  if (Number(local_metadata.version ?? 0) >= version) return;
  for (const [old, now] of names) {
    for (const kind of ['weight', 'bias']) {
      const key = `${prefix}${old}.${kind}`;
      if (!Object.hasOwn(state_dict, key)) continue;
      state_dict[`${prefix}${now}.${kind}`] = state_dict[key] as (typeof state_dict)[string];
      delete state_dict[key];
    }
  }
}
