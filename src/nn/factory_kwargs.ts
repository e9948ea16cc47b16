import { TypeError } from '../errors.ts';

const KEYS = ['device', 'dtype', 'memory_format'];

/**
 * The options among a layer's keywords that say where its tensors are made: `device`, `dtype`, `memory_format`; those
 * in `factory_kwargs` as well, for layers that use the names themselves.
 *
 * @throws TypeError for any other key, and for one that is given twice.
 */
export function factory_kwargs(kwargs: Record<string, any> | null): Record<string, any> {
  if (kwargs === null) return {};
  const { factory_kwargs = {}, ...own } = kwargs;
  const given = { ...own, ...factory_kwargs };
  const unknown = Object.keys(given).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) {
    throw new TypeError(`unexpected kwargs {${unknown.map((key) => `'${key}'`).join(', ')}}`);
  }
  const twice = Object.keys(own).find((key) => key in factory_kwargs);
  if (twice !== undefined) {
    throw new TypeError(`${twice} specified twice, in **kwargs and in factory_kwargs`);
  }
  return given;
}
