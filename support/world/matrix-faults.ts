import { SERVICES } from '../../environments/environment';
import { interceptions, type HeldMessage, type MachineFault, type MadeInstallation } from '../roles';
import type { MatrixFault } from '../scope/fault-matrix';
import type { StageOfCourse } from './fault-stages';
import { expectThat } from './expectation';
import type { MigrationWorld } from './world';

/** Hours for which a fault lasts. */
const LASTS = 2;
/** Hours by which a message is late. */
const LATE = 3;
/** Hours by which the clock jumps: over the slot of the day. */
const JUMP = 26;
/** Minutes after which a SIM that flaps loses its network, and finds it again. */
const FLAP = 5;

/** An installation that stands before a stage, with the message that begins it. */
export interface AtStage {
  readonly made: MadeInstallation;
  readonly stage: StageOfCourse;
  readonly held: HeldMessage;
}

/** Has an installation meet a fault as its stage begins. @returns the faults of the lab, of which one has to strike at least */
type MeetFault = (world: MigrationWorld, at: AtStage) => Promise<readonly string[]>;

async function instant(world: MigrationWorld, minutes: number): Promise<string> {
  return new Date((await world.roles.time.now()).getTime() + minutes * 60_000).toISOString();
}

/** The service at work meets it, for some hours. */
function machine(kind: MachineFault): MeetFault {
  return async (world, { stage: { service }, held }) => {
    const fault = await world.lab.switchOn({ kind, service, until: await instant(world, LASTS * 60) });
    await world.lab.release(held);
    return [fault];
  };
}

/** Goes on from one thing that is due to the next until another message has gone the same way before it, for some hours at most. */
async function afterTheNext(world: MigrationWorld, { held }: AtStage): Promise<[]> {
  const { lab, roles } = world;
  const since = await instant(world, 0);
  const last = await instant(world, LATE * 60);
  const isOvertaken = async (): Promise<boolean> =>
    (await lab.messages()).some(({ from, to, at }) => from === held.from && to === held.to && at >= since);
  while (!(await isOvertaken())) {
    const next = await lab.nextDue();
    const isOver = next === undefined || next.toISOString() > last;
    expectThat(!isOver, `a message to overtake the ${held.kind}`, 'none', { subject: 'faults that are met' });
    await roles.time.passUntil(next);
  }
  await lab.release(held);
  return [];
}

/** How each fault is brought about. */
export const MEET_FAULT: Readonly<Record<MatrixFault, MeetFault>> = {
  'service killed': machine('service-killed'),
  'service restarted': machine('service-restarted'),
  'service out of disk': machine('service-out-of-disk'),
  'service slow': machine('service-slow'),
  'service cut off': machine('service-cut-off'),
  // Nobody acknowledges it: the recipient cannot be reached at the instant at which it is sent.
  'message lost': async (world, { held }) => {
    const order = { kind: 'service-cut-off', service: held.to, until: await instant(world, 1) } as const;
    const fault = await world.lab.switchOn(order);
    await world.lab.release(held);
    return [fault];
  },
  'message doubled': async (world, { held }) => {
    await world.lab.release(held);
    await world.roles.time.settle();
    await world.roles.time.sendAs(held, [interceptions.asItIs(held)]);
    return [];
  },
  'message late': async (world, { held }) => {
    await world.roles.time.passHours(LATE);
    await world.lab.release(held);
    return [];
  },
  'message reordered': afterTheNext,
  'power loss': async (world, { made, held }) => {
    const until = await instant(world, LASTS * 60);
    const faults = [await world.lab.switchOn({ kind: 'no-wan', iccid: made.iccid, until })];
    for (const { deviceId } of made.devices) {
      faults.push(await world.lab.switchOn({ kind: 'device-silent', deviceId, until }));
    }
    await world.lab.release(held);
    return faults;
  },
  'SIM flapping': async (world, { made: { iccid }, held }) => {
    const faults: string[] = [];
    for (let minute = 0; minute < LASTS * 60; minute += 2 * FLAP) {
      const [from, until] = [await instant(world, minute), await instant(world, minute + FLAP)];
      faults.push(await world.lab.switchOn({ kind: 'no-wan', iccid, from, until }));
    }
    await world.lab.release(held);
    return faults;
  },
  // Nobody does anything until the clock stands where it has jumped to.
  'clock jump': async (world, { held }) => {
    const until = await instant(world, JUMP * 60);
    const faults: string[] = [];
    for (const service of SERVICES) faults.push(await world.lab.switchOn({ kind: 'service-down', service, until }));
    await world.lab.release(held);
    return faults;
  },
};

/** Ends faults. @returns whether one of them has struck, where there are any: otherwise the installation has not met them */
export async function endFaults({ lab }: MigrationWorld, faults: readonly string[]): Promise<boolean> {
  let struck = faults.length === 0;
  for (const fault of faults) struck = (await lab.switchOff(fault)) || struck;
  return struck;
}
