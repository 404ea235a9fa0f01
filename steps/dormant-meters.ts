import { Then, When } from '@cucumber/cucumber';
import type { StepOptions, StepTraits } from '../support/scope/step-traits';
import type { MadeDevice, MadeInstallation } from '../support/roles';
import { dormantDevices, orderUnloaded } from '../support/world/dormant-upgrade';
import { expectEqual, expectFound } from '../support/world/expectation';
import { isDormantMeter } from '../support/world/s1sr-configuration';
import type { MigrationWorld } from '../support/world/world';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { ScenarioState } from './scenario-state';
import { expectRefusedUntold, toldPlans, type ToldPlans } from './told-plans';

/** What steps of dormant devices say of themselves: when they can be said, that they order a configuration, that they go on from one. */
export const OF_DORMANT: StepTraits = { phases: ['Dormant', 'Mixed'] };
export const ORDERS: StepTraits = { needs: ['lab'], brings: ['orders a configuration'] };
export const ORDERED: StepOptions = { wrapperOptions: { follows: ['orders a configuration'] } };
/** Of what an order is refused with. */
export const REFUSED: StepOptions = { wrapperOptions: { ...ORDERED.wrapperOptions, codes: ['SIM-DRM', 'SIM-FWU'] } };
/** Of how a configuration ended. */
export const REPORTED: StepOptions = { wrapperOptions: { codes: ['SIM-CFG', 'SIM-FWU', 'SIM-DRM'] } };

/** HTTP status of an order that names what is not there (as published). */
const NOT_THERE = 404;

/** What an order was answered with, and what suppliers had been told before. */
const answered = new ScenarioState<{ readonly status: number; readonly before: ToldPlans }>('An order');

When(
  /^the Migration Control Centre orders the configuration of its dormant devices with a (package|firmware image) that was never loaded$/,
  { wrapperOptions: { needs: ['lab'] } },
  async function (this: MigrationWorld, what: 'package' | 'firmware image') {
    const before = await toldPlans(this);
    answered.set(this, { status: await orderUnloaded(this, what), before });
  },
);

Then('the order is refused as naming what is not there', async function (this: MigrationWorld) {
  const { status, before } = answered.get(this);
  expectEqual('the status of the answer to the order', status, NOT_THERE, { party: 'mcc' });
  await expectRefusedUntold(this, before, []);
});

Then(
  'the dormant meters of {installation} run the firmware of their combination',
  { wrapperOptions: { ...OF_DORMANT, needs: ['lab'] } },
  async function (this: MigrationWorld, number: number) {
    for (const { deviceId, deviceType } of dormantMeters(this.nthInstallation(number))) {
      const { firmware } = await this.lab.deviceInHand(deviceId);
      expectEqual(`the firmware of the ${DEVICE_NAMES[deviceType]}`, firmware, versionOf(this, deviceType), {
        party: 'smso',
        device: `${deviceType} ${deviceId}`,
      });
    }
  },
);

Then(
  'the suppliers have received notice of the new firmware of the dormant meters of {installation}',
  async function (this: MigrationWorld, number: number) {
    for (const { deviceType, deviceId, firmware } of dormantMeters(this.nthInstallation(number))) {
      const part = deviceType === 'GSME' ? 'gasSupplier' : 'supplier';
      const notices = await this.roles.supplierIn(part).upgradeNotices();
      const meter = notices.flatMap(({ meters }) => meters).find((one) => one.deviceId === deviceId);
      const told = { presentFirmware: meter?.fromFirmware, newFirmware: meter?.toFirmware };
      const expected = { presentFirmware: firmware, newFirmware: versionOf(this, deviceType) };
      expectEqual(`the notice to the supplier of the ${DEVICE_NAMES[deviceType]}`, told, expected, {
        party: 'mcc',
        device: `${deviceType} ${deviceId}`,
      });
    }
  },
);

/** Devices of an installation that are not dormant. */
export function activeDevices(installation: MadeInstallation): MadeDevice[] {
  const dormant = dormantDevices(installation);
  return installation.devices.filter((device) => !dormant.includes(device));
}

function dormantMeters(installation: MadeInstallation): MadeDevice[] {
  return installation.devices.filter(({ deviceType }) => isDormantMeter(deviceType, installation.kind));
}

/** The last of the dormant meters of an installation. */
export function lastDormantMeter(installation: MadeInstallation): MadeDevice {
  return expectFound('a dormant meter', dormantMeters(installation).at(-1));
}

/** Firmware of the combination under test. */
function versionOf({ dmc }: MigrationWorld, deviceType: string): string | undefined {
  return dmc.devices.find(({ type }) => type === deviceType)?.firmware;
}
