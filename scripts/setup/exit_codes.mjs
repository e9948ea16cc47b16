// How a check tells `npm test` what became of it.
/** The check was not possible on this machine, and said why. */
export const notPossible = 77;
