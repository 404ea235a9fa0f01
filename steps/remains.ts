import { Then, When } from '@cucumber/cucumber';
import { PARTY_NAMES } from '../support/evidence/party-names';
import { needing } from '../support/scope/step-traits';
import type { MadeInstallation } from '../support/roles';
import { readWhatRemains, WHAT_REMAINS_TABLE, type Ending } from '../support/scope/what-remains';
import { END_MIGRATION } from '../support/world/endings';
import { expectEqual, expectFound } from '../support/world/expectation';
import { lookAtRecords } from '../support/world/remains';
import { BATCH_STEP_TIMEOUT } from '../support/world/timeouts';
import type { MigrationWorld } from '../support/world/world';
import { AT_PORTAL, show, signIn, visits } from './portal';
import { ScenarioState } from './scenario-state';

const ended = new ScenarioState<{ readonly ending: Ending; readonly made: MadeInstallation }>('A migration that ended');

When(
  'the migration of an installation ends with {ending}',
  { wrapperOptions: { needs: ['lab'], makes: 'some' }, timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, ending: Ending) {
    ended.set(this, { ending, made: await END_MIGRATION[ending](this) });
  },
);

Then('every party keeps of it what remains, and nothing else', needing('lab'), async function (this: MigrationWorld) {
  const { ending, made } = ended.get(this);
  const due = readWhatRemains(WHAT_REMAINS_TABLE).filter((row) => row.ended === ending);
  for (const { party, record, says } of await lookAtRecords(this, made)) {
    const what = `${record} at the ${PARTY_NAMES[party]} after ${ending}`;
    const row = due.find((one) => one.party === party && one.record === record);
    expectEqual(what, says, expectFound(`a row of what remains as ${what}`, row).remains, { party });
  }
});

Then('the portal shows the supplier of it what remains', needing('browser'), async function (this: MigrationWorld) {
  const { ending, made } = ended.get(this);
  const row = readWhatRemains(WHAT_REMAINS_TABLE).find((one) => one.ended === ending && one.record === 'portal');
  await signIn(this, 'supplier');
  const { installations } = visits.get(this);
  await installations.open();
  await show(this, `The installations after ${ending}`);
  const shown = (await installations.rows()).findLast(({ MPAN }) => MPAN === made.importMPAN);
  const says = shown === undefined ? 'nothing' : [shown.State, shown.Code].filter(Boolean).join(' ');
  const what = `what the portal shows of the installation after ${ending}`;
  expectEqual(what, says, expectFound(`a row of ${what}`, row).remains, AT_PORTAL);
});
