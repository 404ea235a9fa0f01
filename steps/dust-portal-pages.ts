import { Then } from '@cucumber/cucumber';
import { codeGivenIn } from '../support/evidence/failure';
import type { DustVisit } from '../support/portal/dust-visit';
import { needing } from '../support/scope/step-traits';
import type { DustScene } from '../support/world/dust-scene';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import { dustVisits } from './dust-portal';
import type { PageFinding } from './phrases/dust-phrases';
import { show } from './portal';

async function expectNothingOf(scene: DustScene, visit: DustVisit, other: string): Promise<void> {
  const { importMPAN, mprn, devices } = scene.installationOf(other);
  const outcomes = await scene.participant(other).outcomes();
  const telling = [
    importMPAN,
    expectFound('an MPRN', mprn),
    ...devices.map(({ deviceId }) => deviceId),
    scene.authorisationOf(other).stem,
    ...outcomes.map(({ name }) => name),
  ];
  expectThat(outcomes.length > 0, 'an outcome file of the other participant', 'none');
  const shown = await visit.content();
  expectNone(
    'thing of another participant on the page',
    telling.filter((text) => shown.includes(text)),
  );
}

async function expectMissing(visit: DustVisit, prerequisite: string): Promise<void> {
  const missing = (await visit.prerequisites()).filter(({ Recorded }) => Recorded === 'Not recorded');
  const shown = missing.map((row) => row.Prerequisite);
  expectEqual('the prerequisites that are shown as not recorded', shown, [prerequisite]);
}

async function expectNoCriteria(visit: DustVisit): Promise<void> {
  const said = await visit.content();
  const statement = 'no Test Phase: it has no entry criteria and no exit criteria';
  expectThat(said.includes(statement), 'the page to say that there are no criteria', said);
}

async function expectScheduledRows(visit: DustVisit): Promise<void> {
  const rows = await visit.submissions.rows();
  expectThat(rows.length > 0, 'rows of the authorisation', 'none');
  const others = rows.filter(({ Status }) => Status !== 'Scheduled');
  expectNone(
    'row of the authorisation without a slot',
    others.map(({ Row, Status, Code }) => `${Row ?? ''}: ${Status ?? ''} ${Code ?? ''}`),
  );
}

async function expectMenu(scene: DustScene, visit: DustVisit, key: string): Promise<void> {
  await visit.open('authorisations');
  const menu = (await scene.participant(key).menu()).map(({ code }) => code);
  expectEqual('the exceptions that the portal offers', await visit.submissions.offered(), menu);
}

async function expectExceptionFile(scene: DustScene, visit: DustVisit, key: string, code: string): Promise<void> {
  const saved = (await visit.submissions.downloadExceptions()).toString('utf8');
  const { text } = await scene.participant(key).exceptionFile(scene.authorisationOf(key).stem);
  expectEqual('the exception file of the portal', saved, text);
  expectEqual('the code in the exception file', codeGivenIn(saved), code, { due: code });
}

Then(
  'the page {pageFinding}',
  needing('browser'),
  async function (this: MigrationWorld, finding: PageFinding): Promise<void> {
    const visit = dustVisits.get(this);
    const scene = await sceneOf(this);
    await show(this, 'The page', visit);
    switch (finding.holds) {
      case 'nothing of another':
        return expectNothingOf(scene, visit, finding.other);
      case 'missing prerequisite':
        return expectMissing(visit, finding.missing);
      case 'no criteria':
        return expectNoCriteria(visit);
      case 'scheduled rows':
        return expectScheduledRows(visit);
      case 'request':
        expectEqual('what the portal of Migration DUST says', await visit.signIn.refusal(), finding.words);
        return;
      case 'menu of exceptions':
        return expectMenu(scene, visit, finding.of);
      case 'exception file':
        return expectExceptionFile(scene, visit, finding.of, finding.code);
    }
  },
);
