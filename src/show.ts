import { inspect } from 'node:util';

/** A value for an error's text, short; it may be of any kind, one that cannot be looked at too. */
export function show(value: unknown): string {
  try {
    if (typeof value === 'function') return 'a function';
    if (typeof value === 'object' && value !== null && 'requires_grad' in value) return 'a Tensor';
    const text = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY });
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  } catch {
    return `a ${typeof value}`;
  }
}
