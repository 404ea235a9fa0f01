import { Then, When } from '@cucumber/cucumber';
import type { Summary } from '../support/roles';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { SummaryFinding } from './phrases/dust-phrases';
import type { OwnThing } from './phrases/dust-types';

When('{participant} asks for {ownThing}', async function (this: MigrationWorld, key: string, thing: OwnThing) {
  const scene = await sceneOf(this);
  scene.answer = await scene.participant(key).call({ method: 'GET', ...thing });
});

/** Whether a summary says that Migration DUST is no Test Phase. */
function expectNoTestPhase({ statement, isTestPhase }: Summary): void {
  expectEqual('whether the summary is of a Test Phase', isTestPhase, false);
  expectThat(
    statement.includes('no Test Phase: it has no entry criteria and no exit criteria'),
    'the summary to say that there are no criteria',
    statement,
  );
}

/** What came of the one migration of a participant. */
function expectMigration({ installations, outcomeFiles, alerts }: Summary): void {
  expectEqual(
    'the test installations that migrated',
    installations.map(({ migrated }) => migrated),
    [true],
  );
  expectEqual('the number of outcome files', outcomeFiles.length, 1);
  expectThat(alerts > 0, 'an alert to be counted', 'none');
}

/** The codes of the newest authorisation of a participant. */
function expectCode({ authorisations }: Summary, stem: string, code: string): void {
  const own = expectFound(
    `the authorisation ${stem}`,
    authorisations.find((one) => one.stem === stem),
  );
  expectEqual('the codes of the authorisation in the summary', own.codes.join(', '), code, { due: code });
}

Then(
  'the summary of {participant} {summaryFinding}',
  async function (this: MigrationWorld, key: string, finding: SummaryFinding) {
    const scene = await sceneOf(this);
    const summary = await scene.participant(key).summary();
    switch (finding.says) {
      case 'no Test Phase': {
        expectNoTestPhase(summary);
        return;
      }
      case 'its principal': {
        expectEqual('the party for which the participant acts', summary.principal, finding.name);
        return;
      }
      case 'its authorisation': {
        expectCode(summary, scene.authorisationOf(key).stem, finding.code);
        return;
      }
      case 'its migration': {
        expectMigration(summary);
        return;
      }
    }
  },
);
