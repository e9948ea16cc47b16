/** The level of forward-mode derivatives that is open, -1 for none; src/autograd/forward_ad.ts opens it, printing reads it. */
export const forwardLevel = { current: -1 };
