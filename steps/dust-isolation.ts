import { Then, When } from '@cucumber/cucumber';
import type { DustScene } from '../support/world/dust-scene';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { ForeignThing } from './phrases/dust-types';

Then(
  'no report of {participant} names the authorisation of {participant}',
  async function (this: MigrationWorld, key: string, other: string) {
    const scene = await sceneOf(this);
    const participant = scene.participant(key);
    const { stem } = scene.authorisationOf(other);
    for (const { reportId } of await participant.reports()) {
      const { text } = await participant.reportCsv(reportId);
      expectThat(!text.includes(stem), `a report without ${stem}`, `${reportId} with it`);
    }
  },
);

When(
  '{participant} asks for the {foreignThing} of {participant}',
  async function (this: MigrationWorld, key: string, thing: ForeignThing, other: string) {
    const scene = await sceneOf(this);
    const path = await pathOf(scene, thing, other);
    const method = thing === 'test installation' ? 'DELETE' : 'GET';
    scene.answer = await scene.participant(key).call({ method, path, title: `Somebody else's ${thing}` });
  },
);

/** Address at the interface of a thing that a participant has. */
export async function pathOf(scene: DustScene, thing: ForeignThing, key: string): Promise<string> {
  const participant = scene.participant(key);
  const { importMPAN } = scene.installationOf(key);
  if (thing === 'test installation') return `/bookings/${importMPAN}`;
  const { stem } = scene.authorisationOf(key);
  if (thing === 'authorisation') return `/authorisations/${stem}`;
  if (thing === 'exception file') return `/authorisations/${stem}/exceptions.csv`;
  if (thing === 'outcome file')
    return `/outcomes/${expectFound('an outcome file', (await participant.outcomes())[0]).name}`;
  if (thing === 'alert') return `/alerts/${String(expectFound('an alert', (await participant.alerts())[0]).number)}`;
  return `/reports/${expectFound('a report', (await participant.reports())[0]).reportId}`;
}

When(
  '{participant} submits an authorisation for the test installation of {participant}',
  async function (this: MigrationWorld, key: string, other: string) {
    const scene = await sceneOf(this);
    const theirs = [scene.installationOf(other)];
    scene.authorisations.set(key, await scene.participant(key).prepareAuthorisation(theirs));
    await scene.submit(key, scene.registrationOf(key));
  },
);

When('somebody without an account asks for {string}', async function (this: MigrationWorld, path: string) {
  const scene = await sceneOf(this);
  const headers = { authorization: 'Bearer guessed' };
  scene.answer = await scene
    .participant('avon-supply')
    .call({ method: 'GET', path, headers, title: 'Call without an account' });
});

When('{participant} records a deployment of its own', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  const body = { environment: 'UIT', release: 'IOC', version: '2.0' };
  scene.answer = await scene
    .participant(key)
    .call({ method: 'PUT', path: '/operator/deployment', body, title: 'Deployment' });
});

When('{participant} asks for its summary', async function (this: MigrationWorld, key: string) {
  const scene = await sceneOf(this);
  scene.answer = await scene.participant(key).call({ method: 'GET', path: '/summary', title: 'Summary' });
});

Then(
  'the summary of {participant} says that Migration DUST is no Test Phase',
  async function (this: MigrationWorld, key: string) {
    const { statement, isTestPhase } = await (await sceneOf(this)).participant(key).summary();
    expectEqual('whether the summary is of a Test Phase', isTestPhase, false);
    expectThat(
      statement.includes('no Test Phase: it has no entry criteria and no exit criteria'),
      'the summary to say that there are no criteria',
      statement,
    );
  },
);

Then(
  'the summary of {participant} names its authorisation with {code}',
  async function (this: MigrationWorld, key: string, code: string) {
    const scene = await sceneOf(this);
    const { stem } = scene.authorisationOf(key);
    const { authorisations } = await scene.participant(key).summary();
    const own = expectFound(
      `the authorisation ${stem}`,
      authorisations.find((one) => one.stem === stem),
    );
    expectEqual('the codes of the authorisation in the summary', own.codes.join(', '), code, { due: code });
  },
);

Then(
  'the summary of {participant} says that it acts for {string}',
  async function (this: MigrationWorld, key: string, name: string) {
    const { principal } = await (await sceneOf(this)).participant(key).summary();
    expectEqual('the party for which the participant acts', principal, name);
  },
);

Then(
  'the summary of {participant} shows what came of its migration',
  async function (this: MigrationWorld, key: string) {
    const { installations, outcomeFiles, alerts } = await (await sceneOf(this)).participant(key).summary();
    expectEqual(
      'the test installations that migrated',
      installations.map(({ migrated }) => migrated),
      [true],
    );
    expectEqual('the number of outcome files', outcomeFiles.length, 1);
    expectThat(alerts > 0, 'an alert to be counted', 'none');
  },
);
