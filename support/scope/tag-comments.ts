import { existsSync } from 'node:fs';
import { z } from 'zod';
import { cellProblem, refuseProblems } from './problem';
import type { EvidenceRecord } from './records';
import { RELEASES } from './releases';
import { readTable } from './table';

/** Documents that TAG comments on; named as the records of `evidence.json` are. */
export const SCOPE_DOCUMENTS = ['depth-and-breadth', 'regression-scope'] as const;

const words = z.string().min(1, 'must not be empty');
const perhapsDate = z.union([z.literal(''), z.iso.date('expected a date such as 2019-05-08, or nothing')]);

const row = z
  .strictObject({
    id: z.string().regex(/^TC-\d{2,3}$/, 'expected the form TC-01'),
    document: z.enum(SCOPE_DOCUMENTS),
    release: z.enum(RELEASES),
    date: z.iso.date('expected a date such as 2019-05-08'),
    /** Role of who commented; never a name. */
    role: words,
    comment: words,
    response: z.string(),
    state: z.enum(['open', 'closed', 'referred']),
    /** When it was referred to the Secretary of State; empty where it was not. */
    referredOn: perhapsDate,
    /** What the Secretary of State decided; empty where nothing was referred or decided yet. */
    decision: z.string(),
    provenance: words,
  })
  .superRefine(({ state, response, referredOn, decision, date }, context) => {
    const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (state === 'closed' && response === '') wrong('response', 'a closed comment has a response');
    if (state === 'referred' && referredOn === '')
      wrong('referredOn', 'a referred comment has the date of its referral');
    if (state === 'open' && referredOn !== '') wrong('state', 'a comment that was referred is "referred" or "closed"');
    if (referredOn !== '' && referredOn < date) wrong('referredOn', 'it was referred before it was made');
    if (state === 'referred' && decision !== '') wrong('state', 'a comment that was decided on is "closed"');
    if (decision !== '' && referredOn === '')
      wrong('decision', 'only what was referred is decided by the Secretary of State');
  });

/** One comment of TAG on a document, and what became of it. */
export type TagComment = z.output<typeof row>;

/**
 * Reads TAG's comments log.
 * @param file path of `tag-comments.csv`; it may be missing where nobody has commented
 * @param records recorded engagement of TAG, of which each says that comments are closed
 * @throws ProblemsError naming file, line and field of every wrong row, and every comment that a record contradicts
 */
export function readTagComments(file: string, records: readonly EvidenceRecord[]): TagComment[] {
  if (!existsSync(file)) return [];
  const rows = readTable(file, row, ({ id }) => id);
  const problems = rows.flatMap(({ line, value }) => {
    const { id, document, release, state, date } = value;
    const record = records.find((entry) => entry.kind === document && entry.release === release);
    if (state !== 'open' || record === undefined || date > record.date) return [];
    const text = `${id} is open, but evidence.json records on ${record.date} that the comments on ${document} of ${release} are closed: close or refer it, or take the record away.`;
    return [cellProblem(file, line, 'state', text)];
  });
  refuseProblems(problems);
  return rows.map(({ value }) => value);
}
