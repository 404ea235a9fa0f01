import { Given } from '@cucumber/cucumber';
import type { FaultOrder, InstallationOrder, MadeInstallation } from '../support/roles';
import { isDormantMeter } from '../support/world/s1sr-configuration';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { keyHolderTypes, OLDER_FIRMWARE } from '../support/world/under-test';
import { expectThat } from '../support/world/expectation';
import { deviceOf, type MigrationWorld } from '../support/world/world';
import { AUTHORISES, INCLUDES_ACT, needing } from '../support/scope/step-traits';
import { rememberKeyVersions } from './keys';
import { ScenarioState } from './scenario-state';
import type { RollbackFault } from './phrases/migration-types';
import type { InstallationFault, InstallationVariation } from './phrases/variations';
import { migrateWell } from '../support/world/migrated';

/** Model that no combination of the catalogue holds. */
const OTHER_MODEL = 'FFFF0FFF';
/** Start of every slot, UTC (MODEL, as published). */
const SLOT = 'T08:00:00.000Z';

/** Makes one more installation of the DMC under test, with what is special about it. */
async function make(world: MigrationWorld, variation: InstallationVariation = {}): Promise<void> {
  const made = await world.makeInstallation(changesFor(world, variation));
  await rememberKeyVersions(world, made);
  const { fault } = variation;
  if (fault !== undefined) await world.lab.switchOn(await faultOrder(world, made, fault));
}

/** What the lab is asked for otherwise than usual. */
export function changesFor(world: MigrationWorld, variation: InstallationVariation): Partial<InstallationOrder> {
  refuseIdle(world, variation);
  const { quirks, otherModelOf, olderFirmware, kind, oneSupplier, exports } = variation;
  const devices = world.dmc.devices.map(({ type, manufacturer, model, firmware }) => ({
    deviceType: type,
    manufacturer,
    model: type === otherModelOf ? OTHER_MODEL : model,
    firmware: olderFirmware && isDormantMeter(type, kind ?? world.phase) ? OLDER_FIRMWARE : firmware,
  }));
  return {
    ...(quirks === undefined ? {} : { quirks }),
    ...(otherModelOf === undefined && olderFirmware === undefined ? {} : { devices }),
    ...(kind === undefined ? {} : { kind }),
    ...(oneSupplier === undefined ? {} : { gasSupplier: world.roles.supplier.eui }),
    ...(exports === undefined ? {} : { exportSupplier: world.roles.exportSupplier.eui }),
  };
}

/** What devices do with their keys. */
const WITH_KEYS: readonly unknown[] = ['write-keys', 'verify-keys', 'confirm-keys'];

/**
 * A variation of what an installation has not got would change nothing, and the system be blamed for it.
 * @throws UnmetExpectation saying what it has not got
 */
function refuseIdle({ dmc }: MigrationWorld, { quirks = {}, fault, otherModelOf }: InstallationVariation): void {
  const { missingFromHan, configurationDrift, firmwareOnDevice, clockAhead } = quirks;
  const { keyVersionOnDevice, missingMasterKey, wrongAccessKey } = quirks;
  const ofKeys = [keyVersionOnDevice?.deviceType, missingMasterKey, wrongAccessKey];
  const isOfKeys = fault?.kind === 'new-keys-lost' || WITH_KEYS.includes(fault?.operation);
  const ofFault = isOfKeys ? [...ofKeys, fault?.device] : ofKeys;
  const named = [missingFromHan, configurationDrift, firmwareOnDevice?.deviceType, clockAhead?.deviceType];
  const limit = 'limit the scenario with a tag @applies:, or name another device';
  for (const type of [...named, ...ofFault, fault?.device, otherModelOf]) {
    if (type === undefined) continue;
    const has = dmc.devices.some((one) => one.type === type);
    expectThat(
      has,
      `installations of ${dmc.id} with the ${DEVICE_NAMES[type]} that the step names`,
      `that they have none: ${limit}`,
    );
  }
  for (const type of ofFault) {
    if (type === undefined) continue;
    const holds = keyHolderTypes(dmc).includes(type);
    expectThat(holds, `a ${DEVICE_NAMES[type]} with keys in ${dmc.id}`, `that it has none: ${limit}`);
  }
  expectThat(missingFromHan !== 'CHF', 'a device that can be lacking on a whitelist', 'the hub, whose whitelist it is');
}

/** The fault that strikes an installation, or a device of it. */
export async function faultOrder(
  world: MigrationWorld,
  made: MadeInstallation,
  { kind, device, operation, times, from, until }: InstallationFault,
): Promise<FaultOrder> {
  const slot = await slotOf(world);
  const limits = {
    ...(times === undefined ? {} : { times }),
    ...(from === undefined ? {} : { from: from({ slot }).toISOString() }),
    ...(until === undefined ? {} : { until: until({ slot }).toISOString() }),
  };
  switch (kind) {
    case 'device-silent':
    case 'command-refused':
    case 'answer-lost':
    case 'new-keys-lost':
    case 'settings-lost':
    case 'power-lost': {
      const { deviceId } = deviceOf(made, device ?? 'CHF');
      return { kind, deviceId, ...(operation === undefined ? {} : { operation }), ...limits };
    }
    default:
      return { kind, iccid: made.iccid, ...limits };
  }
}

/** Start of the slot of an installation that is yet to be authorised: migrations are authorised for the earliest day. */
export async function slotOf(world: MigrationWorld): Promise<Date> {
  return new Date(`${await world.earliestMigrationDay()}${SLOT}`);
}

/** With hub, meters, SIM, keys and registrations, as the DMC under test has them. Nothing is authorised. */
Given(
  '{count}( second) installation(s)',
  { wrapperOptions: { makes: 'counted' } },
  async function (this: MigrationWorld, count: number) {
    for (let made = 0; made < count; made += 1) await make(this);
  },
);

/** An installation of the DMC under test that differs in this alone. */
Given(
  'a(n)( further) installation {variation}',
  { wrapperOptions: { makes: 'one' } },
  async function (this: MigrationWorld, variation: InstallationVariation) {
    await make(this, variation);
  },
);

Given(
  '{count} installations, the {ordinal} one {variation}',
  { wrapperOptions: { makes: 'counted' } },
  async function (this: MigrationWorld, count: number, ordinal: number, variation: InstallationVariation) {
    for (let number = 1; number <= count; number += 1) await make(this, number === ordinal ? variation : {});
  },
);

/** Made and authorised for the earliest day, which is yet to come. */
Given(
  'an installation whose migration is scheduled',
  { wrapperOptions: { ...INCLUDES_ACT, ...AUTHORISES.wrapperOptions, makes: 'one' } },
  async function (this: MigrationWorld) {
    await make(this);
    await this.schedule();
  },
);

/** Made, authorised for the earliest day and migrated; time is at the end of that day. */
Given(
  'a migrated installation',
  { wrapperOptions: { ...AUTHORISES.wrapperOptions, makes: 'one' } },
  async function (this: MigrationWorld) {
    await make(this);
    await migrateWell(this);
  },
);

/** The newest fault by which the network does not return a SIM as it should, by its id. */
const rollback = new ScenarioState<string>('A network that does not return the SIM');

Given(
  'the network {rollbackFault}',
  needing('lab'),
  async function (this: MigrationWorld, fault: RollbackFault | undefined) {
    if (fault === undefined) {
      await this.lab.switchOff(rollback.get(this));
      return;
    }
    const { iccid } = this.installation;
    rollback.set(this, await this.lab.switchOn({ ...fault(await slotOf(this)), iccid }));
  },
);

Given(
  "the network's answer to the next command of the S1SP is lost",
  needing('lab'),
  async function (this: MigrationWorld) {
    await this.lab.switchOn({
      kind: 'service-answer-lost',
      service: 'wan',
      call: 'POST /sims/:iccid/downlink',
      times: 1,
    });
  },
);

Given("the DSP's answer to the first commissioning is lost", needing('lab'), async function (this: MigrationWorld) {
  const call = 'POST /inventory/commissionings';
  await this.lab.switchOn({ kind: 'service-answer-lost', service: 'dsp', call, times: 1 });
});
