import { Given, Then, When } from '@cucumber/cucumber';
import { bringsValues, dueIn } from '../support/interfaces/duis/answers';
import { cameIn } from '../support/interfaces/duis/answers/fields';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { moneyOf, registerOf, type Meter } from '../support/models/meter/state';
import { DAY } from '../support/models/meter/time';
import { XmlReader } from '../support/interfaces/xml';
import type { DccUser, DeviceInHand, Part } from '../support/roles';
import { AUTHORISES, INCLUDES_ACT, needing } from '../support/scope/step-traits';
import { devicesIn, type DeviceSelection } from '../support/world/device-selection';
import { expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import { firstDifference, subjectOf } from '../support/world/meter-answers';
import { ExpectedMeters, orderFor, rememberMeters } from '../support/world/meters';
import type { MigrationWorld } from '../support/world/world';
import { migrateWell } from '../support/world/migrated';

/** Meters held against the suite's model of them. */

/** Makes the installation of a household, which exports electricity too. */
async function makeFor(world: MigrationWorld, household: string): Promise<void> {
  const exportSupplier = world.roles.exportSupplier.eui;
  const made = await world.makeInstallation({ ...orderFor(household), exportSupplier });
  rememberMeters(world, made, household);
}

Given(
  'an installation with a {household} household',
  { wrapperOptions: { makes: 'one' } },
  async function (this: MigrationWorld, household: string) {
    await makeFor(this, household);
  },
);

Given(
  'a migrated installation with a {household} household',
  { wrapperOptions: { ...INCLUDES_ACT, ...AUTHORISES.wrapperOptions, makes: 'one' } },
  async function (this: MigrationWorld, household: string) {
    await makeFor(this, household);
    await migrateWell(this);
  },
);

When('the next midnight passes', async function (this: MigrationWorld) {
  const now = (await this.roles.time.now()).getTime();
  await this.roles.time.passUntil(new Date((Math.floor(now / DAY) + 1) * DAY));
});

/** What a meter shows to somebody in front of it, as far as its model knows. */
function shownBy({ register, balance, emergencyCredit, paymentDebt, paymentMode, supply }: DeviceInHand): object {
  return { register, balance, emergencyCredit, paymentDebt, paymentMode, supply };
}

function mustBeShownBy(meter: Meter): object {
  const { balance, paymentDebt } = moneyOf(meter);
  const { emergency: emergencyCredit, payment, supply } = meter;
  return { register: registerOf(meter), balance, emergencyCredit, paymentDebt, paymentMode: payment.mode, supply };
}

Then(
  '{theDevices} shows what its consumption, tariff and payments come to',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceSelection) {
    const meters = new ExpectedMeters(this);
    const now = (await this.roles.time.now()).getTime();
    for (const { device } of devicesIn(this, reference)) {
      const { deviceId, deviceType } = device;
      const due = mustBeShownBy(await meters.at(deviceId, now));
      const shown = shownBy(await this.lab.deviceInHand(deviceId));
      const on = { party: 'devices', device: `${deviceType} ${deviceId}` } as const;
      expectEqual(`the display of the ${DEVICE_NAMES[deviceType]}`, shown, due, on);
    }
  },
);

/** The variants that a user has scheduled for a device and that the DSP took. */
function scheduledBy({ sent }: DccUser, deviceId: string): string[] {
  return sent.flatMap(({ request, answer }) => {
    if (request.variant !== '5.1' || answer?.code !== 'I0') return [];
    const body = XmlReader.ofRoot(request.body);
    return body.textOf('DeviceID') === deviceId ? [body.textOf('DSPScheduledServiceReferenceVariant')] : [];
  });
}

/** Each that was scheduled has come, and holds what the model of its meter says; a log is that of the day before. */
Then(
  'every scheduled reading of {theDevices} for {user} holds the values of its meter',
  async function (this: MigrationWorld, reference: DeviceSelection, part: Part) {
    const user = this.roles.user(part);
    const meters = new ExpectedMeters(this);
    for (const { installation, device } of devicesIn(this, reference)) {
      const readings = (await user.received()).flatMap(({ response: { content } }) =>
        content.kind === 'device-response' && content.scheduleId !== undefined && content.deviceId === device.deviceId
          ? [content]
          : [],
      );
      const name = DEVICE_NAMES[device.deviceType];
      expectThat(readings.length > 0, `scheduled readings of the ${name}`, 'none', { party: 'dsp' });
      const came = new Set(readings.map(({ variant }) => variant));
      const lacking = scheduledBy(user, device.deviceId).filter((variant) => !came.has(variant));
      expectNone(`request that was scheduled for the ${name} to be without a reading`, lacking, { party: 'dsp' });
      for (const { payload, takenAt = '', variant } of readings) {
        const values = cameIn(expectFound(`values in the scheduled reading of the ${name}`, payload));
        const day = Math.floor(Date.parse(takenAt) / DAY) * DAY;
        const period = { from: day - DAY, to: day };
        const subject = await subjectOf(this, meters, { installation, device, user, takenAt, period });
        const on = { party: 'dsp', device: `${device.deviceType} ${device.deviceId}` } as const;
        expectThat(
          bringsValues(variant),
          `the reading of ${takenAt} to answer what was scheduled`,
          `one of ${variant}`,
          on,
        );
        const difference = firstDifference(values, dueIn(variant, subject));
        expectThat(difference === undefined, `the scheduled reading of ${takenAt} as it must be`, difference ?? '', on);
      }
    }
  },
);
