/**
 * What searches for weak places of the suite have found: `detection.json`, which `prove`, `mutate`, `explore` and `fuzz` keep, and what
 * the record of a run says of it. Documents read the record alone.
 */

/** `prove`: seeded defects; `mutate`: mutants by lot; `explore`: random sequences of steps; `fuzz`: strange inputs. */
export const DETECTION_TOOLS = ['prove', 'mutate', 'explore', 'fuzz'] as const;

type DetectionTool = (typeof DETECTION_TOOLS)[number];

/**
 * What became of a fault that was put into the system on purpose: `found`: a scenario failed; `missed`: scenarios that meet it passed;
 * `timed out`: nothing failed before the time was up, which is not counted as found; `not met`: no scenario comes where it is;
 * `equivalent`: a second reader judged that nobody could ever observe it.
 */
export const DETECTION_OUTCOMES = ['found', 'missed', 'timed out', 'not met', 'equivalent'] as const;

type DetectionOutcome = (typeof DETECTION_OUTCOMES)[number];

/** What a search depends on, by SHA-256 (`sha256:...`). */
export interface DetectionDigests {
  /** The whole system, its lab, defects and published interfaces among it. */
  readonly build: string;
  /** The system without tests, defects and lab. */
  readonly rules: string;
  /** Features and scope data. */
  readonly features: string;
  readonly steps: string;
  readonly support: string;
  /** The tool that searched. */
  readonly tool: string;
}

/** One fault that was put into the system on purpose. */
export interface DetectionCase {
  /** Id of a seeded defect; place and kind of a mutant. */
  readonly id: string;
  /** Service, or folder of the system below the services, such as `formats`. */
  readonly area: string;
  /** Requirement that the rule belongs to; absent where it is not known. */
  readonly requirement?: string;
  /** The rule that is broken, or what was put in whose place. */
  readonly what: string;
  readonly outcome: DetectionOutcome;
  /** Ids of the scenarios that failed; of a search that ends with the first, of that one. */
  readonly by: readonly string[];
  /** Why it is equivalent, or is not found. */
  readonly note?: string;
}

/** All that one tool found on one state of system and suite, over all its starts. */
export interface DetectionSearch {
  readonly tool: DetectionTool;
  /** The command that repeats the newest start. */
  readonly command: string;
  /** Beginning of the first start and end of the newest, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Seed of each start, in order, each once. */
  readonly seeds: readonly string[];
  /** Commit of the suite, as in the versions of a run. */
  readonly commit: string;
  readonly digests: DetectionDigests;
  /** How many were tried: seeded defects, mutants, steps or inputs. */
  readonly tried: number;
  /** How many there are, of which the tried ones are a sample; absent where there is no end of them (explore, fuzz). */
  readonly population?: number;
  /** Of prove and mutate: each fault that was tried. */
  readonly cases: readonly DetectionCase[];
  /** Of explore and fuzz: what was found wrong with the system, a sentence each with the command that repeats it. */
  readonly findings: readonly string[];
}

/** `detection.json`: at most one search of each tool and state of system and suite, the newest last. */
export interface DetectionFile {
  readonly version: 1;
  readonly searches: readonly DetectionSearch[];
}

/**
 * What a search says of the build of a run: `this build`: system and suite are those that were searched; `same rules and suite`: only
 * lab, defects, tests or the tool differ; `older`: something else has changed since, so that it is shown and never counted.
 */
export const DETECTION_STANDINGS = ['this build', 'same rules and suite', 'older'] as const;

export type DetectionStanding = (typeof DETECTION_STANDINGS)[number];

/** How many faults have each outcome. */
export type DetectionCounts = Readonly<Record<DetectionOutcome, number>>;

/** One search, as the record of a run tells it. */
export interface DetectionResult extends Omit<DetectionSearch, 'cases' | 'digests'> {
  readonly standing: DetectionStanding;
  /** Of what is not `this build`: what has changed since. */
  readonly changed: readonly (keyof DetectionDigests)[];
  /** Of what is `older`: commits since; absent where they cannot be counted. */
  readonly commits?: number;
  readonly counts: DetectionCounts;
  /**
   * Of a sample: 95 % interval (Wilson) of the share of all non-equivalent faults that are found, each 0 to 1. What timed out and what
   * is not met counts as not found.
   */
  readonly interval?: { readonly low: number; readonly high: number };
  /** By area, in alphabetical order. */
  readonly areas: readonly { readonly area: string; readonly counts: DetectionCounts }[];
  /** By requirement, in alphabetical order; faults whose requirement is not known are in none. */
  readonly requirements: readonly { readonly requirement: string; readonly counts: DetectionCounts }[];
  /** Faults that are found, and the scenarios that found them. */
  readonly found: readonly Pick<DetectionCase, 'id' | 'by'>[];
  /** Faults that are missed, timed out or not met. */
  readonly open: readonly DetectionCase[];
}
