import { Given } from '@cucumber/cucumber';
import type { MigrationWorld } from '../support/world/world';
import type { DeviceInPlace } from './parameters/parameter-types';

/** Firmware version that no DMC of the catalogue has. */
const LATER_FIRMWARE = '0FFF0001';

Given('the DMC under test is not on the EPCL', async function (this: MigrationWorld) {
  await this.lab.setEligible([]);
});

Given('the EPCL lists {theDevice} with other firmware', async function (this: MigrationWorld, { type }: DeviceInPlace) {
  await this.lab.setEligible([this.eligible({ [type]: [LATER_FIRMWARE] })]);
});

Given('the EPCL lists the DMC under test again', async function (this: MigrationWorld) {
  await this.lab.setEligible([this.eligible()]);
});

Given('the customer has changed to another supplier', async function (this: MigrationWorld) {
  const { eui } = this.roles.otherSupplier;
  await this.lab.changeRegistration(this.installation.importMPAN, { supplier: eui });
});
