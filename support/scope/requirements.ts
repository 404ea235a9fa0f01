import { z } from 'zod';
import { SEVERITY_LEVELS, type SeverityLevel } from './severity';
import { readTable } from './table';

/** Kinds of evidence a requirement can take. */
const EVIDENCE_KINDS = ['scenario', 'stage', 'document', 'test'] as const;
type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One requirement of Migration Testing (SOURCED from the consultation, in our words; the ids are ours). */
export interface Requirement {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly shownBy: readonly EvidenceKind[];
  /** What it would mean for consumers if it were not met, a sentence (MODEL). */
  readonly effect: string;
  /** How bad that would be, 1 the worst (MODEL). */
  readonly severity: SeverityLevel;
}

/** Form of a requirement id, such as `ST-B4`, `PH-9` or `DM-R`. */
export const REQUIREMENT_ID = /^(PH|ST|DM|FR|DT|DU)-(?:[A-C]?\d{1,2}|R)$/;

const row = z.strictObject({
  id: z.string().regex(REQUIREMENT_ID, 'expected the form ST-B4, PH-9 or DM-R'),
  source: z.string().min(1, 'must not be empty'),
  text: z.string().min(1, 'must not be empty'),
  shownBy: z.string().transform((text, context): EvidenceKind[] => {
    const kinds = text.split(',').map((kind) => kind.trim());
    const known = EVIDENCE_KINDS.filter((kind) => kinds.includes(kind));
    if (known.length !== kinds.length) {
      context.addIssue({ code: 'custom', message: `"${text}" is not made of ${EVIDENCE_KINDS.join(', ')}` });
    }
    return known;
  }),
  effect: z.string().regex(/\.$/, 'expected a sentence that ends with a full stop'),
  severity: z.coerce.number().pipe(z.literal(SEVERITY_LEVELS)),
  provenance: z.string().min(1, 'must not be empty'),
});

/**
 * Reads the register of requirements, in the order of the file.
 * @param file path of `requirements.csv`
 * @throws RunError naming file, line and field of every wrong row
 */
export function readRequirements(file: string): Requirement[] {
  return readTable(file, row, (requirement) => requirement.id).map(({ value }) => {
    const { id, source, text, shownBy, effect, severity } = value;
    return { id, source, text, shownBy, effect, severity };
  });
}
