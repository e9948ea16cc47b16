// What a dataset imports when it first needs it; see worker_cases.mjs.
export const factor = 3;
