import type { Severity } from "./alert";

/** How bad something is. */
export interface Level {
  readonly severity: Severity;
}

/** How bad something is once it has lasted. */
export interface LastingLevel extends Level {
  /** How long it must last. */
  readonly minutes: number;
}

/** From which share on. */
export interface ShareLevel extends LastingLevel {
  /** Above this, in percent. */
  readonly percent: number;
}

/** From which time on. */
export interface LatencyLevel extends LastingLevel {
  /** Above this. */
  readonly seconds: number;
}

/** From which frequency on. */
export interface RateLevel extends LastingLevel {
  /** More than this. */
  readonly perMinute: number;
}

/** From which speed on an error budget is spent. */
export interface BurnLevel extends Level {
  /** More than this many times as fast as would use it up by the end of the period. */
  readonly rate: number;
}
