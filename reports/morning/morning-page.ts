import type { Forensics } from '../forensics/forensics-model';
import type { RunResult } from '../record/result-model';

/** What the page takes from the folder of the run. */
export interface MorningContext {
  /** Reports that lie beside it, as paths inside the folder of the run, with their names. */
  readonly reports: readonly { readonly name: string; readonly path: string }[];
  /** What came of repeating the new failures; absent where nobody has. */
  readonly forensics?: Forensics;
  /** The text of a piece of evidence; undefined where it cannot be read. */
  readonly evidence: (path: string) => string | undefined;
}

/** What its sections are written from. */
export interface MorningPage extends MorningContext {
  readonly run: RunResult;
}
