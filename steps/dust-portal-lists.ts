import { Then } from '@cucumber/cucumber';
import { authorisationPage, called, shownAt, type Cells } from '../support/models/lists/lists';
import { CURRENT_KINDS, type Submission, type TestingParticipant } from '../support/roles';
import { expectEqual, expectNone } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import { dustVisits } from './dust-portal';
import { show } from './portal';

/** What the portal calls where test devices stand. */
const SOURCES = { 'dcc-lab': "DCC's laboratory", 'remote-lab': 'Remote laboratory', participant: 'Your own' } as const;

/** Opens a page and holds a table of it, and what stands above, against what they are to show. */
type Shows = (page: string, table: string, rows: readonly Cells[], whole?: Cells) => Promise<void>;

/** What the portal calls the status of an authorisation. */
function statusOf({ status }: Pick<Submission, 'status'>): string {
  return status === 'waiting' ? 'Waiting for the other files' : called(status);
}

async function expectSummary(participant: TestingParticipant, shows: Shows): Promise<void> {
  const summary = await participant.summary();
  const { deployment, principal, authorisesAs, outcomeFiles, alerts } = summary;
  const whole = {
    Participant: `${summary.participant}, ${summary.kind}`,
    ...(principal === undefined ? {} : { 'Acts for': principal }),
    'Solution in UIT':
      deployment === undefined ? 'Not recorded as deployed' : `${deployment.release} ${deployment.version}`,
    'Authorises electricity as': authorisesAs.electricity,
    'Authorises gas as': authorisesAs.gas,
    'Outcome files': String(outcomeFiles.length),
    'Device alerts': String(alerts),
  };
  const recorded = summary.prerequisites.map(({ name: Prerequisite, recordedAt, reference: Reference = '' }) => {
    return { Prerequisite, Recorded: recordedAt === undefined ? 'Not recorded' : shownAt(recordedAt), Reference };
  });
  await shows('summary', 'What is recorded of you', recorded, whole);
  const tried = summary.installations.map(({ importMPAN: MPAN, source, migrated }) => {
    return { MPAN, 'Devices from': SOURCES[source], Migrated: migrated ? 'Yes' : 'No' };
  });
  await shows('summary', 'Your test installations', tried, whole);
  const authorisations = summary.authorisations.map(({ stem: Authorisation, status, codes }) => {
    return { Authorisation, Status: statusOf({ status }), Codes: codes.join(', ') };
  });
  await shows('summary', 'Your authorisations', authorisations, whole);
}

async function expectPool(participant: TestingParticipant, shows: Shows): Promise<void> {
  const { free, yours } = await participant.pool();
  const rows = yours.map(({ importMPAN: MPAN, mprn: MPRN = '', source, devices, booking }) => {
    const shown = devices.map(({ deviceType, deviceId }) => `${deviceType} ${deviceId}`).join('\n');
    const until = booking?.bookedUntil === undefined ? 'No end' : shownAt(booking.bookedUntil);
    return { MPAN, MPRN, 'Devices from': SOURCES[source], Devices: shown, Until: until, Return: 'Return' };
  });
  await shows('test-installations', 'Test installations that are yours now', rows, {
    "Free in the DCC's laboratory": String(free['dcc-lab']),
    'Free in remote laboratories': String(free['remote-lab']),
  });
}

async function expectAuthorisations(participant: TestingParticipant, shows: Shows): Promise<void> {
  const all = await participant.submissions();
  const listed = all.map(({ stem: Authorisation, receivedAt, status }) => {
    return { Authorisation, Received: shownAt(receivedAt), Status: statusOf({ status }) };
  });
  await shows('authorisations', 'Authorisations, newest first', listed.toReversed());
  for (const { stem } of all) {
    const view = await participant.submission(stem);
    if (view === undefined) continue;
    const [whole, rows] = authorisationPage({ ...view, rows: view.rows ?? [] });
    const { missing, provoked } = view;
    await shows(`authorisations/${stem}`, 'Rows of the authorisation', rows, {
      ...whole,
      Status: statusOf(view),
      ...(missing === undefined ? {} : { Missing: missing.join(', ') }),
      ...(provoked === undefined ? {} : { 'Exception provoked': provoked }),
    });
  }
}

async function expectFiles(participant: TestingParticipant, shows: Shows): Promise<void> {
  const outcomes = (await participant.outcomes()).map(({ name: File, receivedAt, installationIds }) => {
    return { File, Received: shownAt(receivedAt), Installations: installationIds.join(', ') };
  });
  await shows('outcomes', 'Commissioning Outcome Files', outcomes);
  const alerts = (await participant.alerts()).map(({ number, code, receivedAt, recipient: To, deviceId: Device }) => {
    return { Alert: `${code}, number ${number}`, Received: shownAt(receivedAt), To, Device };
  });
  await shows('alerts', 'Alerts about your devices', alerts);
  const current = CURRENT_KINDS.map((Report) => ({ Report }));
  await shows('reports', 'As things stand now', current);
  const kept = (await participant.reports()).map(({ kind: Report, period: Period, producedAt }) => {
    return { Report, Period, Produced: shownAt(producedAt) };
  });
  await shows('reports', 'Days and weeks that have ended', kept);
  const examples = (await participant.examples()).map(({ name: File, code: Code, meaning: Meaning }) => {
    return { File, Code, Meaning };
  });
  await shows('examples', 'Example files', examples);
}

Then(
  'each page of the portal of Migration DUST shows {participant} what the interface gives',
  { wrapperOptions: { needs: ['browser'] } },
  async function (this: MigrationWorld, key: string) {
    const participant = (await sceneOf(this)).participant(key);
    const visit = dustVisits.get(this);
    const shows: Shows = async (page, table, rows, whole = {}) => {
      const shown = await visit.lists.read(`/portal/${page}`, table);
      expectEqual(`the table "${table}" of the portal of Migration DUST`, shown.rows, rows);
      expectEqual(`what the portal of Migration DUST says above the table "${table}"`, shown.details, whole);
      expectNone(`heading of the page ${page} without words`, await visit.blanks());
    };
    await expectSummary(participant, shows);
    await expectPool(participant, shows);
    await expectAuthorisations(participant, shows);
    await expectFiles(participant, shows);
    await show(this, 'The last of the pages', visit);
  },
);
