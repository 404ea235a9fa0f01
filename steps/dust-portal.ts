import { After, Given, Status, When } from '@cucumber/cucumber';
import { DustVisit } from '../support/portal/dust-visit';
import type { FilledForm } from '../support/portal/pages/dust/submissions-page';
import { dustOf, registrationFile } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import type { DustScene } from '../support/world/dust-scene';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { RegistrationFault } from './phrases/dust-types';
import { endVisit } from './portal';
import { ScenarioState } from './scenario-state';

/** The newest visit of a scenario to the portal of Migration DUST. */
export const dustVisits = new ScenarioState<DustVisit>('A visit to the portal of Migration DUST');

/** Opens the portal of Migration DUST in a browser of its own, signed out. The visit before is over. */
export async function beginDustVisit(world: MigrationWorld): Promise<DustVisit> {
  world.needs.expect('browser');
  const visit = await DustVisit.begin(dustOf(world.roles.context).url);
  await dustVisits.find(world)?.end();
  dustVisits.set(world, visit);
  await visit.signIn.open();
  return visit;
}

After({ name: 'The portal of Migration DUST' }, async function (this: MigrationWorld, { result }) {
  await endVisit(this, dustVisits.find(this), result?.status === Status.PASSED);
});

/** Signs the people of a participant in, in a browser of its own. */
export async function signInToDust(world: MigrationWorld, key: string): Promise<DustVisit> {
  const { user, password } = (await sceneOf(world)).participant(key).account.portal;
  const visit = await beginDustVisit(world);
  await visit.signIn.signIn(user, password);
  await visit.record();
  return visit;
}

Given(
  '{participant} is signed in to the portal of Migration DUST',
  needing('browser'),
  async function (this: MigrationWorld, key: string) {
    await signInToDust(this, key);
  },
);

When(
  '{participant} opens the {dustPage} in its browser',
  needing('browser'),
  async function (this: MigrationWorld, _key: string, part: string) {
    await dustVisits.get(this).open(part);
  },
);

When(
  '{participant} books a test installation in {deviceSource} in its browser',
  needing('browser'),
  async function (this: MigrationWorld, key: string, source: 'dcc-lab' | 'remote-lab') {
    const visit = dustVisits.get(this);
    await visit.open('test installations');
    await visit.testInstallations.book(source);
    const scene = await sceneOf(this);
    const known = scene.installationsOf(key).map(({ importMPAN }) => importMPAN);
    const { yours } = await scene.participant(key).pool();
    for (const { importMPAN } of yours) if (!known.includes(importMPAN)) scene.take(key, importMPAN);
  },
);

When(
  '{participant} returns its test installation in its browser',
  needing('browser'),
  async function (this: MigrationWorld, key: string) {
    const visit = dustVisits.get(this);
    await visit.open('test installations');
    await visit.testInstallations.giveBack((await sceneOf(this)).installationOf(key).importMPAN);
  },
);

/** Sends the form of an authorisation. */
async function submitInBrowser(world: MigrationWorld, form: FilledForm): Promise<void> {
  const visit = dustVisits.get(world);
  await visit.open('authorisations');
  await visit.submissions.submit(form);
  await world.roles.time.settle();
}

/** The files of the newest authorisation of a participant. */
function filesOf(
  scene: DustScene,
  key: string,
  { first, change }: RegistrationFault = {},
): Required<Omit<FilledForm, 'exception'>> {
  const { stem, archive, passwordFile } = scene.authorisationOf(key);
  const lines = scene.registrationOf(key);
  const registration = { name: `RD_${stem}.csv`, bytes: registrationFile(change?.(lines) ?? lines, first) };
  return { archive, passwordFile, registration };
}

When(
  '{participant} submits it with its registration data in its browser',
  needing('browser'),
  async function (this: MigrationWorld, key: string) {
    await submitInBrowser(this, filesOf(await sceneOf(this), key));
  },
);

When(
  '{participant} submits the authorisation alone in its browser',
  needing('browser'),
  async function (this: MigrationWorld, key: string) {
    const { archive, passwordFile } = filesOf(await sceneOf(this), key);
    await submitInBrowser(this, { archive, passwordFile });
  },
);

When(
  '{participant} submits it in its browser with registration data that have {registrationFault}',
  needing('browser'),
  async function (this: MigrationWorld, key: string, fault: RegistrationFault) {
    await submitInBrowser(this, filesOf(await sceneOf(this), key, fault));
  },
);

When(
  '{participant} submits it in its browser and chooses the exception {code}',
  needing('browser'),
  async function (this: MigrationWorld, key: string, exception: string) {
    await submitInBrowser(this, { ...filesOf(await sceneOf(this), key), exception });
  },
);

When(
  '{participant} submits no file in its browser',
  needing('browser'),
  async function (this: MigrationWorld, _key: string) {
    await submitInBrowser(this, {});
  },
);
