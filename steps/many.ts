import { type DataTable, Given, Then } from '@cucumber/cucumber';
import type { CommissioningOutcome } from '../support/interfaces/files/migration-files';
import type { AuthorisationOverrides, MadeInstallation } from '../support/roles';
import { dayOf, daysLater } from '../support/models/calendar/days';
import {
  expectEqual,
  expectNone,
  expectThat,
  failExpectation,
  type ExpectationContext,
} from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import type { StepTraits } from '../support/scope/step-traits';
import { changesOf, resultOf } from './authorisation';
import { changesFor, faultOrder } from './installations';
import { ScenarioState } from './scenario-state';
import { rowFaultOf, type RowFault } from './phrases/authorisation-faults';
import type { RecordOfMany } from './phrases/file-types';
import { variationOf, type InstallationVariation } from './phrases/variations';
import { keptReport } from './reports';
import { codeGivenIn } from '../support/evidence/failure';
import { firstOf, listInWords } from '../support/world/words';
import { partyName } from '../support/evidence/party-names';

/** An installation of a crowd, and the code with which its migration has to fail; without one it migrates. */
interface BatchInstallation {
  readonly installation: MadeInstallation;
  readonly code?: string;
}

const batch = new ScenarioState<readonly BatchInstallation[]>('Many installations');

/**
 * Where the special ones stand among many: spread evenly, and each kind of them over the whole.
 * @param counts how many there are of each kind
 * @returns the number of the kind for each place; undefined for an ordinary one
 */
export function spread(total: number, counts: readonly number[]): (number | undefined)[] {
  const open = [...counts];
  const kinds: number[] = [];
  while (open.some((count) => count > 0)) {
    for (const [kind, count] of open.entries()) {
      if (count === 0) continue;
      kinds.push(kind);
      open[kind] = count - 1;
    }
  }
  expectThat(kinds.length <= total, `at most ${total} special ones among ${total}`, String(kinds.length));
  const places = Array<number | undefined>(total).fill(undefined);
  for (const [index, kind] of kinds.entries()) places[Math.floor(((index + 0.5) * total) / kinds.length)] = kind;
  return places;
}

/** A kind of special ones among many, as a row of a table names it. */
interface Kind<T> {
  readonly count: number;
  readonly what: T;
  readonly code: string;
}

/** Reads a table of special ones: how many, what is special about them, and the code that has to come of it. */
function kindsIn<T>(table: DataTable, columns: readonly [string, string], meaning: (phrase: string) => T): Kind<T>[] {
  const [count, phrase] = columns;
  return table.hashes().map((row) => ({
    count: Number(row[count]),
    what: meaning(row[phrase] ?? ''),
    code: row.code ?? '',
  }));
}

const INSTALLATIONS: StepTraits = { columns: { installations: 'count', which: 'variation', code: null } };

Given(
  '{count} installations, among them',
  { wrapperOptions: { ...INSTALLATIONS, needs: ['lab'], makes: 'counted' } },
  async function (this: MigrationWorld, total: number, table: DataTable) {
    const kinds = kindsIn(table, ['installations', 'which'], variationOf);
    const places = spread(
      total,
      kinds.map(({ count }) => count),
    );
    const special = places.map((kind): InstallationVariation => (kind === undefined ? {} : (kinds[kind]?.what ?? {})));
    const made = await this.makeInstallations(special.map((one) => changesFor(this, one)));
    const installations = made.map((installation, index): BatchInstallation => {
      const kind = places[index];
      return { installation, ...(kind === undefined ? {} : { code: kinds[kind]?.code ?? '' }) };
    });
    for (const [index, installation] of made.entries()) {
      const { fault } = special[index] ?? {};
      if (fault !== undefined) await this.lab.switchOn(await faultOrder(this, installation, fault));
    }
    batch.set(this, installations);
  },
);

/** What was found of an attempt, in one line. */
function inWords(result: CommissioningOutcome['result'], code: string | undefined): string {
  return [result, ...(code === undefined ? [] : [code])].join(' ');
}

/** Compares what was found, any number of times, with what should be there once. */
function expectOnce(
  what: string,
  installations: readonly BatchInstallation[],
  { found, expected: expectedOf, party }: Findings,
): void {
  const wrong = installations.flatMap(({ installation: { importMPAN, reference }, code }) => {
    const expected = expectedOf(code);
    const seen = found.get(importMPAN) ?? [];
    return seen.length === 1 && seen[0] === expected ? [] : [{ reference, expected, code, seen }];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const odd = wrong.map(({ reference, expected, seen }) => `${listOr(seen)} in place of ${expected} for ${reference}`);
  const others = `${wrong.length} of ${installations.length} do not fit: ${firstOf(odd)}`;
  failExpectation(`${what} to have the expected result of every installation once`, others, {
    party,
    due: first.code,
    given: first.seen.flatMap((words) => codeGivenIn(words) ?? [])[0],
  });
}

function listOr(seen: readonly string[]): string {
  return seen.length === 0 ? 'no result' : listInWords(seen);
}

function gather<T extends { readonly importMPAN: string }>(
  all: readonly T[],
  say: (one: T) => string,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const one of all) found.set(one.importMPAN, [...(found.get(one.importMPAN) ?? []), say(one)]);
  return found;
}

/** What was found by MPAN, and what is expected of an installation with this code, or without one. */
interface Findings {
  readonly found: ReadonlyMap<string, readonly string[]>;
  readonly expected: (code?: string) => string;
  /** Whose results they are. */
  readonly party: ExpectationContext['party'];
}

const expectedOutcome = (code?: string): string => inWords(code === undefined ? 'Migrated' : 'NotMigrated', code);

/** Where the result of each of many installations is found. */
const RECORDS: Readonly<Record<RecordOfMany, (world: MigrationWorld) => Promise<Findings>>> = {
  'the Commissioning Outcome Files': async ({ roles: { supplier } }) => {
    const outcomes: CommissioningOutcome[] = [];
    for (const listing of await supplier.outcomeFiles()) {
      outcomes.push(...(await supplier.fetchOutcomeFile(listing)).outcomes);
    }
    const found = gather(outcomes, ({ result, code }) => inWords(result, code));
    return { found, expected: expectedOutcome, party: 'commissioning-party' };
  },
  'the outcome report of that day': async ({ roles: { supplier, time } }) => {
    const { rows } = await keptReport(supplier, 'outcomes', daysLater(dayOf(await time.now()), -1));
    return {
      found: gather(rows, ({ result, code }) => inWords(result, code)),
      expected: expectedOutcome,
      party: 'mcc',
    };
  },
  'the configuration results': async ({ roles: { controlCentre } }) => ({
    found: gather(await controlCentre.upgrades.all(), ({ state, code }) => code ?? state),
    expected: (code = 'ConfigApplied') => code,
    party: 'smso',
  }),
};

Then(
  '{recordOfMany} show(s) the expected result of every one of them once',
  async function (this: MigrationWorld, words: RecordOfMany) {
    const installations = batch.get(this);
    const findings = await RECORDS[words](this);
    expectOnce(words, installations, findings);
    const found = [...findings.found.values()].flat().length;
    expectEqual(`the number of results in ${words}`, found, installations.length, { party: findings.party });
  },
);

Then(
  'the SIM of every migrated one is with the S1SP, and of every other with the SMSO',
  async function (this: MigrationWorld) {
    const installations = batch.get(this);
    const networks = await this.roles.network.sims(installations.map(({ installation }) => installation.iccid));
    const wrong = installations.filter(
      ({ installation, code }) => networks.get(installation.iccid) !== (code === undefined ? 's1sp' : 'smso'),
    );
    expectNone(
      'SIM on the network of the wrong head-end',
      wrong.map(
        ({ installation: { reference, iccid } }) => `${reference} (with ${partyName(networks.get(iccid) ?? '')})`,
      ),
      { party: 's1sp' },
    );
  },
);

/** The code with which each row of the newest authorisation has to be refused; undefined: scheduled; null: other steps say. */
const rows = new ScenarioState<readonly (string | undefined | null)[]>('An authorisation for many installations');

const ROWS: StepTraits = { columns: { rows: 'count', fault: 'rowFault', code: null } };

Given(
  'an authorisation for them and {count} more installations, among them',
  { wrapperOptions: { ...ROWS, needs: ['lab'], makes: 'counted' } },
  async function (this: MigrationWorld, total: number, table: DataTable) {
    const kinds = kindsIn(table, ['rows', 'fault'], rowFaultOf);
    const late = kinds.filter(({ what }) => what.last === true);
    const early = kinds.filter(({ what }) => what.last !== true);
    const lateOnes = late.flatMap((kind) => Array<Kind<RowFault>>(kind.count).fill(kind));
    const places = spread(
      total - lateOnes.length,
      early.map(({ count }) => count),
    ).map((kind) => (kind === undefined ? undefined : early[kind]));
    const of = [...places, ...lateOnes];
    const before = this.installations.length;
    const made = await this.makeInstallations(of.map((kind) => (kind === undefined ? {} : changesOf(kind.what))));
    const having = (fault: 'registeredElsewhere' | 'scheduledBefore'): MadeInstallation[] =>
      made.filter((_one, index) => of[index]?.what[fault] === true);
    for (const { importMPAN } of having('registeredElsewhere')) {
      await this.lab.changeRegistration(importMPAN, { supplier: this.roles.otherSupplier.eui });
    }
    await this.schedule(having('scheduledBefore'));
    const change: AuthorisationOverrides['change'] = (content) => {
      const [first = {}] = content.rows;
      const faulty = content.rows.map((row, index) => ({ ...row, ...of[index - before]?.what.row?.(row, first) }));
      return { ...content, rows: faulty };
    };
    // Not `prepare`: it would see to the notice that is to be lacking.
    this.authorisations.push(await this.roles.supplier.prepareAuthorisation(this.installations, { change }));
    rows.set(this, [...Array<null>(before).fill(null), ...of.map((kind) => kind?.code)]);
  },
);

Then('the remaining rows are scheduled or rejected as listed', async function (this: MigrationWorld) {
  const expected = rows.get(this);
  const { rows: found } = await resultOf(this);
  expectEqual('the number of rows in the result', found.length, expected.length, { party: 'mcc' });
  const wrong = found.flatMap(({ rowId, status, code, reason = '' }, index) => {
    const due = expected[index];
    if (due === null || (status === (due === undefined ? 'scheduled' : 'rejected') && code === due)) return [];
    return [{ rowId, due, code, words: `${code ?? status} ${reason}`.trim() }];
  });
  const [first] = wrong;
  if (first === undefined) return;
  const odd = wrong.map(({ rowId, due, words }) => `${words} in place of ${due ?? 'scheduled'} for row ${rowId}`);
  failExpectation(
    'every row to be scheduled or rejected as listed',
    `${wrong.length} of ${found.length} rows do not fit: ${firstOf(odd)}`,
    { party: 'mcc', due: first.due ?? undefined, given: first.code },
  );
});

Then(
  'the scheduled ones fill each day but the last with {count} installations',
  async function (this: MigrationWorld, count: number) {
    const states = (await this.roles.supplier.installationStates()).filter(({ state }) => state === 'Scheduled');
    const days = new Map<string, number>();
    for (const { scheduledFor } of states) days.set(scheduledFor, (days.get(scheduledFor) ?? 0) + 1);
    const planned = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, installations]) => installations);
    const full = planned.slice(0, -1);
    const context = { party: 'mcc', message: 'schedule of the supplier' } as const;
    const due = Array<number>(full.length).fill(count);
    expectEqual('the number of installations on each day but the last', full, due, context);
    const last = planned.at(-1) ?? 0;
    expectThat(last <= count, `at most ${count} installations on the last day`, String(last), context);
    expectThat(full.length > 0, 'more installations than fit into one day', 'that all fit into one', context);
  },
);
