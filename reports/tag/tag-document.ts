/** One document. */
export interface TagDocument {
  /** Path of its HTML inside the folder of the run; the PDF lies beside it. */
  readonly file: string;
  readonly title: string;
  /** What it is about: the title of the plan, or what was run. */
  readonly subject: string;
  /** Writes it; given the page of each anchor, the contents name them. */
  readonly html: (pages?: ReadonlyMap<string, number>) => string;
}
