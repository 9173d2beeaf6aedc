/** How the command line ends; scripts may rely on these numbers. */
export const EXIT = {
  ok: 0,
  /** Something unexpected. */
  failed: 1,
  /** The call itself is wrong: an unknown option, a missing token, a folder that is not empty. */
  usage: 2,
  /** The token is not accepted. */
  unauthenticated: 3,
  /** The service account may not do this. */
  forbidden: 4,
  /** What was asked for does not exist, or not for this account. */
  missing: 5,
  /** The installation does not answer, or asks to come back later. */
  unavailable: 6,
  /** The command worked, and what it checked did not hold. */
  notProven: 7,
  /** Ended by Ctrl-C (128 + SIGINT). */
  interrupted: 130,
} as const;

/** One of the numbers of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
