import { ValueError } from '../errors.ts';

/** Begin of an address -> what stands in its place. */
type Mirrors = Readonly<Record<string, string>>;

let chosen: Mirrors | null = null;

/**
 * Fetches from elsewhere: `set_mirrors({ 'https://download.pytorch.org/': 'http://mirror.local/pytorch/' })`. The address
 * itself is the second choice. null goes back to the environment's TYPETORCH_MIRRORS, `from=to` pairs with spaces between.
 */
export function set_mirrors(mirrors: Mirrors | null): void {
  for (const [from, to] of Object.entries(mirrors ?? {})) check(from, to);
  chosen = mirrors;
}

/** The mirrors in force. */
export function get_mirrors(): Mirrors {
  return chosen ?? fromEnvironment();
}

function fromEnvironment(): Mirrors {
  const pairs = (process.env.TYPETORCH_MIRRORS ?? '').split(/\s+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new ValueError(`TYPETORCH_MIRRORS: '${pair}' is no pair from=to of addresses`);
      const [from, to] = [pair.slice(0, at), pair.slice(at + 1)];
      check(from, to);
      return [from, to];
    }),
  );
}

function check(from: string, to: string): void {
  if (URL.canParse(from) && URL.canParse(to)) return;
  throw new ValueError(`a mirror is an address in place of another, got '${from}' -> '${to}'`);
}

/** The addresses to try for one: its mirror's, where there is one, then its own. */
export function mirrored(url: string): string[] {
  const found = Object.entries(get_mirrors())
    .filter(([from]) => url.startsWith(from))
    .sort(([a], [b]) => b.length - a.length)
    .map(([from, to]) => to + url.slice(from.length));
  return [...new Set([...found, url])];
}
