/** What fmctl ends with; `fmctl --help` and docs/fmctl.md list them. */
export const EXIT_CODES = {
  /** Done, or there was nothing to do. */
  done: 0,
  /** It failed; the sentence says at what. What was done until then stays, and the command can be run again. */
  failed: 1,
  /** The command line or an environment file is wrong; nothing was done. */
  usage: 2,
  /** It looked, and not all is well: doctor, status, verify, plan with destroyed data, dns that the world does not see. */
  notWell: 3,
  /** Somebody was asked and said no, or could not be asked; nothing was done. */
  declined: 4,
  /** Ctrl-C: 128 and the number of SIGINT, as shells count. */
  interrupted: 130,
} as const;

/** One of {@link EXIT_CODES}. */
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
