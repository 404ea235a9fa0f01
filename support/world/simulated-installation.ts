import { FaultyLaboratory, RemoteLaboratory, dustOf, type LaboratoryFault } from '../roles';
import type { DustScene } from './dust-scene';
import { expectFound, expectThat } from './expectation';
import { endWithScenario } from './processes';
import type { MigrationWorld } from './world';

/** What the electricity meters of the laboratory show, Wh: nobody but its own process knows it. */
export const CHOSEN_REGISTER = 4_815_162;

/** Puts a test installation into the pool whose devices a remote laboratory's process simulates. */
export async function addSimulated(world: MigrationWorld, scene: DustScene): Promise<RemoteLaboratory> {
  const { name: laboratory, token } = scene.laboratory.account;
  const { deviceSheet } = await scene.makeInstallation({ laboratory });
  const sheet = expectFound('a device sheet for the remote laboratory', deviceSheet);
  const { url } = dustOf(world.roles.context);
  const running = await RemoteLaboratory.start({ url, token, installations: [sheet] }, CHOSEN_REGISTER);
  endWithScenario(world, running);
  return running;
}

/** Puts a test installation into the pool whose remote laboratory answers every command in one wrong way. */
export async function addFaulty(world: MigrationWorld, scene: DustScene, fault: LaboratoryFault): Promise<void> {
  const { importMPAN } = await scene.makeInstallation({ laboratory: scene.laboratory.account.name });
  const faulty = await FaultyLaboratory.start(fault);
  endWithScenario(world, faulty);
  const { status, text } = await scene.laboratory.connect(importMPAN, true, faulty.reachedAt);
  expectThat(status === 200, 'the test installation to be taken', text);
}
