/** The kind and the words of what a call throws. */
export function thrown(call: () => unknown): { type: string; message: string } {
  try {
    call();
  } catch (error) {
    return { type: (error as Error).name, message: (error as Error).message };
  }
  throw new Error('expected an error');
}
