/** What the regression would notice: by requirement, and by the seeded defects that its tests were seen to find. */
import type { DetectionResult } from '../../../record/result-model';
import { counted, date } from '../../../text';
import { observable, open } from '../../../record/detection-counts';
import { markup, type Markup } from '../../html';
import { table, type Section } from '../../parts';
import { isFullSystem, type ScopeOfTesting } from '../scope-model';
import { plannedEvidence, type PlannedEvidence } from '../strength';

/** Defects that are named one by one. */
const NAMED = 12;

/** Writes what the regression would notice. */
export function notice(scope: ScopeOfTesting): Section {
  const again = new Set(scope.scenarios.filter((one) => one.regression || isFullSystem(one)).map(({ id }) => id));
  const proof = scope.detection?.findLast(({ tool }) => tool === 'prove');
  const evidence = plannedEvidence(scope).map((one) => inRegression(one, again));
  const rows = evidence.toSorted((one, other) => strengthOf(one) - strengthOf(other));
  return {
    id: 'notice',
    title: 'What the regression would notice',
    body: markup`<p>A regression notices that something no longer works where it has a test of it, and notices best what was shown: faults are put into the system on purpose
(seeded defects), and a test has to fail. ${proven(proof, again)} “Either” stands where it would notice both that something no longer happens and that something is no longer
refused.</p>
${table(
  'What the regression would notice, by requirement',
  [
    { title: 'Id', style: 'narrow' },
    { title: 'Requirement, in our words' },
    { title: 'Must happen', style: 'number' },
    { title: 'Must be refused', style: 'number' },
    { title: 'Seeded defects', style: 'number' },
    { title: 'It would notice', style: 'fifth' },
  ],
  markup`<tbody>${rows.map(row)}</tbody>`,
)}
${proof === undefined ? undefined : missed(proof, again)}`,
  };
}

/** Of each way, the tests that the regression runs again. */
type InRegression = Pick<PlannedEvidence, 'requirement' | 'defects'> & Record<'happens' | 'refused', number>;

function inRegression(
  { requirement, defects, positive, negative }: PlannedEvidence,
  again: ReadonlySet<string>,
): InRegression {
  const count = (all: PlannedEvidence['positive']): number => all.filter(({ id }) => again.has(id)).length;
  return { requirement, defects, happens: count(positive), refused: count(negative) };
}

function strengthOf({ happens, refused }: InRegression): number {
  return Number(happens > 0) + Number(refused > 0);
}

function row(one: InRegression): Markup {
  const { requirement, happens, refused, defects } = one;
  const alone = happens > 0 ? 'that it no longer happens' : 'that it is no longer refused';
  const words = ['nothing: it is left to the stages', alone, 'either'][strengthOf(one)];
  return markup`<tr><th scope="row" class="id">${requirement.id}</th><td>${requirement.text}</td><td class="number">${happens}</td><td class="number">${refused}</td><td class="number">${defects.length}</td><td>${words}</td></tr>`;
}

function proven(proof: DetectionResult | undefined, again: ReadonlySet<string>): Markup {
  if (proof === undefined)
    return markup`No proof is attached to this document, so that the table says what the tests look at, not what they were seen to find.`;
  const { found, counts, finishedAt, standing } = proof;
  const own = found.filter(({ by }) => by.some((id) => again.has(id))).length;
  const stands =
    standing === 'older' ? ', on an older state of system and suite, so that it is shown and not counted' : '';
  return markup`The proof of ${date(finishedAt)}${stands}: the suite found ${counts.found} of ${observable(counts)} seeded defects, and <strong>tests of the regression at least ${own}</strong> of these; a
search may end with the first test that notices.`;
}

/** What a test outside the regression found, and what nothing found. */
function missed({ found, counts }: DetectionResult, again: ReadonlySet<string>): Markup {
  const others = found.filter(({ by }) => !by.some((id) => again.has(id)));
  const lines = others
    .slice(0, NAMED)
    .map(({ id, by }) => markup`<li>${id}: found by ${by.slice(0, 3).join(', ')}</li>`);
  const more = others.length - NAMED;
  return markup`<h3 id="not-noticed">What the regression was not seen to notice</h3>
<p>${counted(others.length, 'seeded defect')} found by other tests alone, as far as the search went; ${open(counts)} found by none.</p>
${others.length === 0 ? undefined : markup`<ul class="tight">${lines}${more > 0 ? markup`<li>and ${more} more in the record</li>` : undefined}</ul>`}`;
}
