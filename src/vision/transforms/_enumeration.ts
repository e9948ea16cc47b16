import { ValueError } from '../../errors.ts';

/** Named strings that can be called as Python's enumerations are: `InterpolationMode('bicubic')` is the member of that value. */
export function enumeration<const V extends Readonly<Record<string, string>>>(name: string, members: V) {
  const values: readonly string[] = Object.values(members);
  const member = (value: string): V[keyof V] => {
    if (values.includes(value)) return value as V[keyof V];
    throw new ValueError(`'${value}' is not a valid ${name}: it is one of ${values.join(', ')}`);
  };
  return Object.assign(member, members);
}
