import type { ServiceName } from '../../environments/environment';
import type { Channel, HeldMessage, MadeInstallation } from '../roles';
import type { FaultStage } from '../scope/fault-matrix';
import { messageName } from '../interfaces/vocabulary';
import { orderConfiguration } from './dormant-upgrade';
import { expectFound } from './expectation';
import { expectNoRefusal } from './refusals';
import type { MigrationWorld } from './world';

/** What an installation goes through. */
export type Course = 'migration' | 'configuration';

/** A stage at which a fault can be met. */
export interface StageOfCourse {
  readonly course: Course;
  /** The message with which it begins: held back, the installation stands before the stage. */
  readonly begins: Channel;
  /** The service that does the work of the stage. */
  readonly service: ServiceName;
}

/** With it the Required File Set is complete, and the S1SP begins. */
const LAST_OF_SET: Channel = { from: 'commissioning-party', to: 's1sp', kind: 'MCVF' };
const ORDER: Channel = { from: 'mcc', to: 'smso', kind: 'configuration-order' };

function at(course: Course, begins: Channel, service: ServiceName = begins.to): StageOfCourse {
  return { course, begins, service };
}

/** Every stage, with the message that begins it and the service at work. */
export const STAGES_OF_COURSE: Readonly<Record<FaultStage, StageOfCourse>> = {
  'the migration instruction': at('migration', { from: 'mcc', to: 'requesting-party', kind: 'migration-instruction' }),
  'the validation': at('migration', { from: 'requesting-party', to: 'commissioning-party', kind: 'MCF' }),
  'the Required File Set': at('migration', { from: 'requesting-party', to: 's1sp', kind: 'MCF' }),
  'the viability': at('migration', { from: 's1sp', to: 'dco', kind: 'S1SPVIF' }),
  'the SIM handover': at('migration', LAST_OF_SET, 'wan'),
  'the device checking': at('migration', LAST_OF_SET, 'devices'),
  'the key rotation': at('migration', { from: 's1sp', to: 'dco', kind: 'key-rotation-request' }),
  'the key confirmation': at('migration', { from: 'dco', to: 's1sp', kind: 'key-confirmation' }),
  'the commissioning': at('migration', { from: 's1sp', to: 'commissioning-party', kind: 'SCF' }, 'dsp'),
  'the outcome report': at('migration', { from: 'commissioning-party', to: 'mcc', kind: 'COF' }),
  'the instruction to configure': at('configuration', ORDER),
  'the configuration': at('configuration', ORDER, 'devices'),
  'the configuration report': at('configuration', { from: 'smso', to: 'mcc', kind: 'configuration-report' }),
};

/** Days of the window in which a migration that meets a fault can be tried again. */
const WINDOW_DAYS = 4;

/** Has what an installation goes through begin. */
const BEGIN: Readonly<Record<Course, (world: MigrationWorld, made: MadeInstallation) => Promise<void>>> = {
  migration: async (world, made) => {
    await world.authorise([made], { windowDays: WINDOW_DAYS });
  },
  configuration: async (world, made) => {
    const { refused } = await orderConfiguration(world, [made]);
    expectNoRefusal(refused, 'configuration');
  },
};

/** Days after which a course that meets a fault has ended. */
export const DAYS_TO_END = WINDOW_DAYS + 1;

/**
 * Takes an installation to the beginning of a stage and has it stand there.
 * @returns the message that begins the stage, still to be delivered
 */
export async function reachStage(
  world: MigrationWorld,
  made: MadeInstallation,
  { course, begins }: StageOfCourse,
): Promise<HeldMessage> {
  const { lab, roles } = world;
  const before = new Set((await lab.held()).map(({ id }) => id));
  const hold = await lab.hold(begins);
  await BEGIN[course](world, made);
  let held: HeldMessage | undefined;
  for (;;) {
    held = (await lab.held()).find(({ id }) => !before.has(id));
    const next = await lab.nextDue();
    if (held !== undefined || next === undefined) break;
    await roles.time.passUntil(next);
  }
  await lab.endHold(hold);
  return expectFound(`a ${messageName(begins.kind)} to be on its way`, held, { party: begins.from });
}
