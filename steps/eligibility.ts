import { Given } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import type { Part } from '../support/roles';
import { expectFound } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import type { Fuel } from '../support/interfaces/duis/requests/tariff';
import type { MigrationWorld, InstallationReference } from '../support/world/world';
import type { EligibleListing } from './phrases/eligibility-types';
import type { DeviceReference } from './phrases/installation-types';

Given(
  /^the EPCL (lists|does not list) the DMC under test(?: again)?$/,
  needing('lab'),
  async function (this: MigrationWorld, listing: string) {
    await this.lab.setEligible(listing === 'lists' ? [this.eligible()] : []);
  },
);

Given(
  'the EPCL lists {theDevice} with other firmware',
  needing('lab'),
  async function (this: MigrationWorld, { type }: DeviceReference) {
    await this.lab.setEligible([this.eligible({ [type]: [LATER_FIRMWARE] })]);
  },
);

Given(
  'the EPCL lists {eligibleListing}',
  needing('lab'),
  async function (this: MigrationWorld, listing: EligibleListing) {
    await this.lab.setEligible(listing(this.eligible()));
  },
);

/** A change of supplier in the registration data, for the fuel that is named. */
Given(
  '{customer} has changed to {anotherSupplier}',
  needing('lab'),
  async function (this: MigrationWorld, reference: InstallationReference, fuel: Fuel) {
    const { importMPAN, mprn } = this.nthInstallation(reference);
    const mpxn = fuel === 'gas' ? expectFound('an MPRN of the installation', mprn) : importMPAN;
    await this.lab.changeRegistration(mpxn, { supplier: this.roles.otherSupplier.eui });
  },
);

Given(
  '{customer} has changed back to the electricity supplier',
  needing('lab'),
  async function (this: MigrationWorld, reference: InstallationReference) {
    const { importMPAN } = this.nthInstallation(reference);
    await this.lab.changeRegistration(importMPAN, { supplier: this.roles.supplier.eui });
  },
);

/** Another network operator is responsible for the supply point, in the registration data. */
Given(
  '{user} has taken over {supplyPoint}',
  needing('lab'),
  async function (this: MigrationWorld, part: Part, reference: InstallationReference) {
    const { eui } = this.roles.user(part);
    await this.lab.changeRegistration(this.nthInstallation(reference).importMPAN, { networkOperator: eui });
  },
);

Given(
  'the EPCL also lists new firmware of {theDevice}',
  needing('lab'),
  async function (this: MigrationWorld, reference: DeviceReference) {
    await listNewFirmware(this, [reference]);
  },
);

Given(
  'the EPCL also lists new firmware of {theDevice} and of {theDevice}',
  needing('lab'),
  async function (this: MigrationWorld, one: DeviceReference, other: DeviceReference) {
    await listNewFirmware(this, [one, other]);
  },
);

async function listNewFirmware(world: MigrationWorld, references: readonly DeviceReference[]): Promise<void> {
  const listed = references.map(({ type }) => {
    const firmware = world.dmc.devices.filter((device) => device.type === type).map((device) => device.firmware);
    return [type, [...firmware, LATER_FIRMWARE]] as const;
  });
  await world.lab.setEligible([world.eligible(Object.fromEntries(listed))]);
}
