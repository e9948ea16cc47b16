const shown = new Set<string>();

/** Tells the user once, as Python's `warnings.warn` does by default. */
export function warnOnce(message: string, type = 'UserWarning'): void {
  if (shown.has(message)) return;
  shown.add(message);
  warn(message, type);
}

/** Tells the user each time. */
export function warn(message: string, type = 'UserWarning'): void {
  process.emitWarning(message, type);
}
