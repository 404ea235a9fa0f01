import { table } from '../../../kernel/store';
import type { Exception } from '../mcc-records';
import type { Share } from './share';

/** What became of a demand file. */
export type DemandStatus = 'accepted' | 'partly-accepted' | 'rejected';

/** What became of one row. */
export interface DemandRowResult {
  /** As the file has it. */
  readonly day: string;
  readonly installations: string;
  readonly status: 'accepted' | 'rejected';
  readonly code?: string;
  readonly reason?: string;
}

/** A demand file that was delivered, with its result. */
export interface DemandFile {
  readonly name: string;
  /** EUI of the organisation that delivered it. */
  readonly supplier: string;
  /** Number in the order of arrival. */
  readonly arrival: number;
  /** ISO 8601, virtual time. */
  readonly receivedAt: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly status: DemandStatus;
  readonly version?: number;
  readonly exception?: Exception;
  readonly rows: readonly DemandRowResult[];
}

/** What a supplier wants of a day with one SMSO. */
export interface Demand {
  readonly installations: number;
  /** Short code under which the supplier delivered it. */
  readonly partyCode: string;
}

/** What was allocated of a day. */
export interface Allocation {
  /** ISO 8601, virtual time. */
  readonly publishedAt: string;
  /** What the day had when it was allocated. */
  readonly capacity: number;
  /** Whatever is left of the day is there for everybody. */
  readonly released: boolean;
  readonly shares: readonly NamedShare[];
}

/** A share with the short code under which the supplier said its demand; empty where it said none. */
export type NamedShare = Share & { readonly partyCode: string };

/** A file by which a supplier is told what it was allocated. */
export interface Commitment {
  readonly name: string;
  /** ISO 8601, virtual time. */
  readonly publishedAt: string;
  readonly rows: readonly { readonly day: string; readonly demand: number; readonly allocated: number }[];
}

/** Keys: `<supplier>/<name>/<arrival>`. */
export const DEMAND_FILES = table<DemandFile>('demand-files');
/** Keys: `<YYYY-MM-DD>/<supplier>/<SMSO tag>`. */
export const DEMANDS = table<Demand>('demands');
/** Keys: `YYYY-MM-DD`. */
export const ALLOCATIONS = table<Allocation>('allocations');
/** Keys: `<supplier>/<name>`. */
export const COMMITMENTS = table<Commitment>('commitments');
/** What a single day has, where it is not what the settings say; keys: `YYYY-MM-DD`. */
export const DAY_CAPACITIES = table<{ capacity: number }>('day-capacities');
