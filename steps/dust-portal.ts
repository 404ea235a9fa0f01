import { After, Given, Status, When } from '@cucumber/cucumber';
import { DustVisit } from '../support/portal/dust-visit';
import type { FilledForm } from '../support/portal/pages/dust/submissions-page';
import { dustOf, registrationFile } from '../support/roles';
import { needing } from '../support/scope/step-traits';
import type { DustScene } from '../support/world/dust-scene';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { SubmittedFiles } from './phrases/dust-phrases';
import { endVisit } from './portal';
import { ScenarioState } from './scenario-state';

/** User name and password at a portal. */
interface Credentials {
  readonly user: string;
  readonly password: string;
}

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
  await endVisit(this, dustVisits.find(this), result?.status === Status.PASSED, 'migration-dust');
});

/** Signs the people of a participant in, in a browser of its own. */
export async function signInToDust(world: MigrationWorld, key: string): Promise<DustVisit> {
  return signInAs(world, (await sceneOf(world)).participant(key).account.portal);
}

async function signInAs(world: MigrationWorld, { user, password }: Credentials): Promise<DustVisit> {
  const visit = await beginDustVisit(world);
  await visit.signIn.signIn(user, password);
  await visit.record();
  return visit;
}

Given(
  '{dustVisitor} {dustSignIn}',
  { wrapperOptions: { needs: ['browser'], alsoWhen: true } },
  async function (this: MigrationWorld, key: string | undefined, rightPassword: boolean) {
    const account =
      key === undefined
        ? this.roles.supplier.organisation.portal
        : (await sceneOf(this)).participant(key).account.portal;
    await signInAs(this, rightPassword ? account : { ...account, password: 'a wrong password' });
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

/** The files of the newest authorisation of a participant. */
function filesOf(
  scene: DustScene,
  key: string,
  { alone, fault: { first, change } = {}, exception }: SubmittedFiles,
): FilledForm {
  const { stem, archive, passwordFile } = scene.authorisationOf(key);
  if (alone === true) return { archive, passwordFile };
  const lines = scene.registrationOf(key);
  const registration = { name: `RD_${stem}.csv`, bytes: registrationFile(change?.(lines) ?? lines, first) };
  return { archive, passwordFile, registration, ...(exception === undefined ? {} : { exception }) };
}

When(
  '{participant} submits {filledForm} in its browser',
  needing('browser'),
  async function (this: MigrationWorld, key: string, files: SubmittedFiles | undefined) {
    const visit = dustVisits.get(this);
    await visit.open('authorisations');
    await visit.submissions.submit(files === undefined ? {} : filesOf(await sceneOf(this), key, files));
    await this.roles.time.settle();
  },
);
