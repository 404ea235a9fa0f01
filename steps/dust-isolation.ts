import { When } from '@cucumber/cucumber';
import type { DustScene } from '../support/world/dust-scene';
import { expectFound } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { ForeignThing } from './phrases/dust-types';

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
