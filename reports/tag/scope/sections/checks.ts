/** File, recipient, check and the scenarios that expect it: the checks with the least evidence first. */
import { partyName } from '../../../../support/evidence/party-names';
import { counted, inWords } from '../../../text';
import { FILES, type FileOfMigration } from '../../file-table';
import { markup, type Markup } from '../../html';
import { badge, idList, table, type Section } from '../../parts';
import { inPlan, type ScopedCheck, type ScopedScenario, type ScopeOfTesting } from '../scope-model';

/** Scenarios that are named for one check. */
const NAMED = 6;

/** Writes the checks of each file. */
export function checks(scope: ScopeOfTesting): Section {
  const running = inPlan(scope).filter(({ runs }) => runs.length > 0);
  const known = new Set(FILES.flatMap((file) => checksOf(file, scope).map(({ code }) => code)));
  const others = scope.checks.filter(({ code }) => !known.has(code));
  const lacking = scope.checks.filter(
    (one) => one.exception === undefined && scenariosOf(one, running).length === 0,
  ).length;
  return {
    id: 'checks',
    title: 'Files: recipient, check and tests',
    body: markup`<p>${counted(scope.checks.length, 'check')} are published, each with the code of its refusal. ${lacking === 0 ? 'Each is named by a test of this plan, or has a reason why nothing can provoke it.' : `${lacking} of them ${lacking === 1 ? 'is' : 'are'} named by no test of this plan; whether tests that name no code provoke them, the Test Completion Report of a run says.`}
For each file they stand with the least evidence first. A test expects a check where its title or a step names the code.</p>
${FILES.map((file) => fileTable(`${file.file}, from ${inWords(file.from)}`, checksOf(file, scope), running))}
${fileTable('Answers to service requests, and other refusals', others, running)}`,
  };
}

function checksOf({ recipient, codes }: FileOfMigration, { checks: all }: ScopeOfTesting): readonly ScopedCheck[] {
  return all.filter(
    ({ code, party }) => recipient.includes(party) && codes.some((family) => code.startsWith(`${family}-`)),
  );
}

function scenariosOf({ code }: ScopedCheck, running: readonly ScopedScenario[]): readonly ScopedScenario[] {
  return running.filter(({ refusals }) => refusals.includes(code));
}

function fileTable(title: string, own: readonly ScopedCheck[], running: readonly ScopedScenario[]): Markup | undefined {
  if (own.length === 0) return undefined;
  const found = own
    .map((check) => ({ check, tests: scenariosOf(check, running) }))
    .toSorted((one, other) => weight(one) - weight(other));
  return markup`<h3>${title}</h3>
${table(
  `Checks: ${title}`,
  [
    { title: 'Check', style: 'narrow' },
    { title: 'What it refuses' },
    { title: 'Recipient', style: 'fifth' },
    { title: 'Tests that expect it', style: 'third' },
  ],
  markup`<tbody>${found.map(row)}</tbody>`,
)}`;
}

interface CheckWithTests {
  readonly check: ScopedCheck;
  readonly tests: readonly ScopedScenario[];
}

/** What has a reason is not weak: it stands last. */
function weight({ check, tests }: CheckWithTests): number {
  return check.exception === undefined || tests.length > 0 ? tests.length : Number.MAX_SAFE_INTEGER;
}

function row({ check, tests }: CheckWithTests): Markup {
  const ids = tests.slice(0, NAMED).map(({ id }) => id);
  const none = check.exception ?? badge('neutral', 'None in this plan');
  return markup`<tr><th scope="row" class="code id">${check.code}</th><td>${check.meaning}</td><td>${partyName(check.party)}</td><td>${tests.length === 0 ? none : markup`${tests.length}: ${idList(ids, tests.length - NAMED)}`}</td></tr>`;
}
