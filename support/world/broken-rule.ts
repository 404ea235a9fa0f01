import type { ServiceName } from '../../environments/environment';

/** A rule of every scenario that does not hold. */
export interface BrokenRule {
  /** The service that broke it; absent where it is not known. */
  readonly party?: ServiceName;
  /** What is the case, a sentence. */
  readonly sentence: string;
}
