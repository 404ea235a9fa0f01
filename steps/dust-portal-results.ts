import { Then } from '@cucumber/cucumber';
import { codeGivenIn } from '../support/evidence/failure';
import { CURRENT_KINDS, type TestingParticipant } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import { expectCount, expectEqual, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import { dustVisits } from './dust-portal';
import type { DustFile, SubmissionStanding } from './phrases/dust-types';
import { show } from './portal';

/** What the portal calls the statuses of an authorisation. */
const STATUS_NAMES: Readonly<Record<SubmissionStanding['status'], string>> = {
  waiting: 'Waiting for the other files',
  accepted: 'Accepted',
  rejected: 'Rejected',
};

/** On which page of the portal each kind of file is listed. */
const PAGES: Readonly<Record<DustFile, string>> = {
  'outcome file': 'outcomes',
  alert: 'alerts',
  report: 'reports',
  'example file': 'examples',
};

Then(
  'the portal of Migration DUST refuses it with {code}',
  { wrapperOptions: { needs: ['browser'], codes: ['SIM-DST'] } },
  async function (this: MigrationWorld, code: string) {
    const visit = dustVisits.get(this);
    await show(this, 'The refusal', visit);
    const said = await visit.signIn.refusal();
    const given = codeGivenIn(said ?? '');
    expectEqual('the code with which the portal of Migration DUST refuses', given, code, { due: code, said });
  },
);

Then(
  'the portal of Migration DUST shows {participant} {count} test installation(s)',
  needing('browser'),
  async function (this: MigrationWorld, key: string, count: number) {
    const visit = dustVisits.get(this);
    await visit.open('test installations');
    await show(this, 'The test installations', visit);
    const shown = (await visit.testInstallations.rows()).map(({ MPAN }) => MPAN);
    expectCount('test installation in the portal', shown, count);
    const { yours } = await (await sceneOf(this)).participant(key).pool();
    const given = yours.map(({ importMPAN }) => importMPAN);
    expectEqual('the test installations in the portal', shown.toSorted(), given.toSorted());
  },
);

Then(
  'the portal of Migration DUST shows the authorisation of {participant} as {submissionStatus}',
  needing('browser'),
  async function (this: MigrationWorld, key: string, { status, missing }: SubmissionStanding) {
    const visit = dustVisits.get(this);
    await visit.submissions.openResult((await sceneOf(this)).authorisationOf(key).stem);
    await show(this, 'The authorisation', visit);
    const { Status: shown, Exception: given, Missing: lacking } = await visit.submissions.result();
    expectEqual('the status of the authorisation in the portal', shown, STATUS_NAMES[status], { given });
    if (missing !== undefined) expectEqual('what the authorisation lacks, in the portal', lacking, missing);
  },
);

/** The files of a kind that a participant is given by its interface, by the names under which a browser saves them. */
async function givenBy(participant: TestingParticipant, kind: DustFile): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  if (kind === 'outcome file') {
    for (const { name } of await participant.outcomes()) files.set(name, (await participant.outcomeFile(name)).text);
  } else if (kind === 'alert') {
    for (const { number } of await participant.alerts())
      files.set(`alert-${String(number)}.xml`, (await participant.alert(number)).text);
  } else if (kind === 'report') {
    for (const current of CURRENT_KINDS)
      files.set(`current-${current}.csv`, (await participant.reportCsv(`current/${current}`)).text);
    for (const { reportId } of await participant.reports())
      files.set(`${reportId}.csv`, (await participant.reportCsv(reportId)).text);
  } else {
    for (const { name } of await participant.examples()) files.set(name, (await participant.example(name)).text);
  }
  return files;
}

Then(
  'the portal of Migration DUST gives {participant} each {dustFile} as the interface does',
  needing('browser'),
  async function (this: MigrationWorld, key: string, kind: DustFile) {
    const visit = dustVisits.get(this);
    await visit.open(PAGES[kind]);
    await show(this, `Every ${kind}`, visit);
    const saved = await visit.files.downloadAll();
    const given = await givenBy((await sceneOf(this)).participant(key), kind);
    expectThat(given.size > 0, `${kind} to be given`, 'none');
    expectEqual(
      `the names of each ${kind} of the portal`,
      saved.map(({ name }) => name),
      [...given.keys()],
    );
    for (const { name, bytes } of saved)
      expectEqual(`the ${kind} ${name} of the portal`, bytes.toString('utf8'), given.get(name));
  },
);

Then(
  'the portal of Migration DUST gives no {dustFile}',
  needing('browser'),
  async function (this: MigrationWorld, kind: DustFile) {
    const visit = dustVisits.get(this);
    await visit.open(PAGES[kind]);
    await show(this, `No ${kind}`, visit);
    const saved = await visit.files.downloadAll();
    expectNone(
      `${kind} to be given by the portal`,
      saved.map(({ name }) => name),
    );
  },
);
