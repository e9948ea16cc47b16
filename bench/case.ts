/** One thing that both sides do. */
export interface Case {
  /** What is timed, once. */
  run(): unknown;
  /** On a fresh case: what it computes, in a form that JSON holds, to compare with the other side's. */
  check(): unknown;
}
