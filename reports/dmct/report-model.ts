import type { ProvenSolution } from '../record/result-model';
import type { CompletionReport } from '../tag/document-model';

/** What a DMCT Report is written from. */
export interface DmctReport extends CompletionReport {
  readonly proven: ProvenSolution;
}
