import { Then, When } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import type { NetworkOrder, SmsoReading } from '../support/roles';
import { expectEqual, expectFound, expectNone, expectThat, expectCount } from '../support/world/expectation';
import { deviceOf, type MigrationWorld, type InstallationReference } from '../support/world/world';
import { ScenarioState } from './scenario-state';
import type { DeviceReference } from './phrases/installation-types';
import type { Handover } from './phrases/migration-types';
import type { Orderer } from './phrases/service-types';
import { DEVICE_NAMES, type DeviceType } from '../support/interfaces/vocabulary';

const orders = new ScenarioState<NetworkOrder>('An order to the network');

/** Hours within which a sleeping gas meter fetches a command. */
const SLEEP_HOURS = 1;

/** What the SMSO gets when it reads a meter; a sleeping gas meter is waited for. */
async function readingBySmso(world: MigrationWorld, { type, installation }: DeviceReference): Promise<SmsoReading> {
  expectThat(type === 'ESME' || type === 'GSME', 'a meter, which has a register', `the ${DEVICE_NAMES[type]}`);
  const { smso, time } = world.roles;
  const first = await smso.readRegister(world.nthInstallation(installation).importMPAN, type);
  if (first.outcome !== 'queued') return first;
  await time.passHours(SLEEP_HOURS);
  return smso.reading(expectFound('a reference of the queued reading', first.reference, { party: 'smso' }));
}

/** What the SMSO gets from a meter, compared with what it should get. */
function expectReach(type: DeviceType, reading: SmsoReading, expected: SmsoReading['outcome']): void {
  const said = 'reason' in reading ? reading.reason : undefined;
  expectEqual(`the outcome when the SMSO reads the ${DEVICE_NAMES[type]}`, reading.outcome, expected, { said });
}

/** What comes of a reading, in the words of the step. */
const READINGS: Readonly<Record<string, SmsoReading['outcome']>> = {
  'can read': 'answered',
  'cannot reach': 'unreachable',
  'gets no answer from': 'no-answer',
};

Then(
  'the SMSO {smsoReach} {theDevice}',
  async function (this: MigrationWorld, reach: string, reference: DeviceReference) {
    const reading = await readingBySmso(this, reference);
    if (reach === 'cannot read') {
      const lost = `the SMSO to have lost access to the ${DEVICE_NAMES[reference.type]}`;
      expectThat(reading.outcome !== 'answered', lost, 'that it still reads it');
      return;
    }
    expectReach(reference.type, reading, READINGS[reach] ?? 'unreachable');
  },
);

Then('the SMSO can read every meter', async function (this: MigrationWorld) {
  const meters = this.installation.devices.filter(({ deviceType }) => ['ESME', 'GSME'].includes(deviceType));
  for (const { deviceType } of meters) {
    const reading = await readingBySmso(this, { type: deviceType, installation: 1 });
    expectReach(deviceType, reading, 'answered');
  }
});

Then('{theDevice} refuses the SMSO', async function (this: MigrationWorld, reference: DeviceReference) {
  const reading = await readingBySmso(this, reference);
  expectReach(reference.type, reading, 'refused');
});

Then('the S1SP {can} reach the communications hub', async function (this: MigrationWorld, can: boolean) {
  const { outcome, reason } = await this.roles.s1sp.checkCommunications(this.installation.iccid);
  const expected = can ? 'answered' : 'unreachable';
  expectEqual('the outcome when the S1SP calls the communications hub', outcome, expected, { said: reason });
});

Then('the S1SP checked communications {int} times', async function (this: MigrationWorld, times: number) {
  const id = await this.installationIdOf(this.installation);
  const context = { party: 's1sp', message: `installation ${id} at the S1SP` } as const;
  const known = expectFound(`the S1SP to know the installation ${id}`, await this.roles.s1sp.installation(id), context);
  const what = 'the number of communications checks by the S1SP';
  expectEqual(what, known.attempts.communications, times, context);
});

Then('the gas meter answered the S1SP after it had slept', needing('lab'), async function (this: MigrationWorld) {
  const { deviceId } = deviceOf(this.installation, 'GSME');
  const late = (await this.lab.messages()).filter(
    ({ from, to, kind, body }) => from === 'wan' && to === 's1sp' && kind === 'uplink' && body.includes(deviceId),
  );
  const device = `GSME ${deviceId}`;
  expectThat(late.length > 0, 'a late answer of the gas meter to have reached the S1SP', 'none', { device });
});

/** Wake-up messages that a head-end sent to the hub, in the audit trail of the network. */
async function wakeUpsBy(world: MigrationWorld, headEnd: 'smso' | 's1sp'): Promise<string[]> {
  const { iccid } = world.installation;
  return (await world.lab.audit())
    .filter(({ event, detail }) => event === 'wake-up-sent' && detail.startsWith(headEnd) && detail.includes(iccid))
    .map(({ at, detail }) => `${at} ${detail}`);
}

Then(
  /^the S1SP sent the communications hub (a|no) wake-up message$/,
  needing('lab'),
  async function (this: MigrationWorld, any: string) {
    const sent = await wakeUpsBy(this, 's1sp');
    const context = { party: 's1sp', message: 'audit trail of the network' } as const;
    if (any === 'no') expectNone('wake-up message to be sent by the S1SP', sent, context);
    else expectThat(sent.length > 0, 'a wake-up message of the S1SP to the communications hub', 'none', context);
  },
);

When(
  'the SIM is put (back )on the network of {headEnd}',
  async function (this: MigrationWorld, headEnd: 'smso' | 's1sp') {
    await this.roles.network.handOver(this.installation.iccid, headEnd, 'test lab');
  },
);

When(
  '{orderer} orders the network to move {sim} to {headEnd}',
  async function (
    this: MigrationWorld,
    { party, part }: Orderer,
    reference: InstallationReference,
    headEnd: 'smso' | 's1sp',
  ) {
    const by = party ?? this.roles.user(part ?? 'supplier').organisation;
    orders.set(this, await this.roles.network.orderBy(by, this.nthInstallation(reference).iccid, headEnd));
  },
);

Then('the network refuses the order', function (this: MigrationWorld) {
  const { obeyed, reason } = orders.get(this);
  expectThat(!obeyed, 'the network to refuse to move the SIM', 'that it moved it', { party: 'wan', said: reason });
});

/** Instants at which the network moved the SIM of the installation to the S1SP. */
async function handovers(world: MigrationWorld): Promise<Date[]> {
  const audit = await world.lab.audit();
  const { iccid } = world.installation;
  return audit
    .filter(({ event, detail }) => event === 'sim-handover' && detail.includes(iccid) && detail.endsWith('to s1sp'))
    .map(({ at }) => new Date(at));
}

const IN_AUDIT = { party: 's1sp', message: 'audit trail of the network' } as const;

Then('the SIM was {handover}', needing('lab'), async function (this: MigrationWorld, expected: Handover) {
  const found = await handovers(this);
  if ('times' in expected) {
    expectCount('handovers of the SIM to the S1SP', found, expected.times, IN_AUDIT);
    return;
  }
  const state = await this.roles.supplier.installationState(this.installation.importMPAN);
  const { slotStart } = expectFound('the installation among those in migration', state, { party: 'mcc' });
  const handover = expectFound('a handover of the SIM to the S1SP', found[0], IN_AUDIT);
  const hours = (handover.getTime() - Date.parse(slotStart)) / 3_600_000;
  expectEqual('the hours from the start of the slot to the handover of the SIM', hours, expected.hours, IN_AUDIT);
});
