import { Given } from '@cucumber/cucumber';
import type { Part } from '../support/roles';
import { expectFound } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import type { MigrationWorld } from '../support/world/world';
import type { DeviceInPlace } from './parameters/parameter-types';

Given('the DMC under test is not on the EPCL', async function (this: MigrationWorld) {
  await this.lab.setEligible([]);
});

Given('the EPCL lists {theDevice} with other firmware', async function (this: MigrationWorld, { type }: DeviceInPlace) {
  await this.lab.setEligible([this.eligible({ [type]: [LATER_FIRMWARE] })]);
});

Given('the EPCL lists the DMC under test again', async function (this: MigrationWorld) {
  await this.lab.setEligible([this.eligible()]);
});

Given('the customer has changed to another (electricity )supplier', async function (this: MigrationWorld) {
  const { eui } = this.roles.otherSupplier;
  await this.lab.changeRegistration(this.installation.importMPAN, { supplier: eui });
});

Given('the customer has changed to another gas supplier', async function (this: MigrationWorld) {
  const mprn = expectFound('An MPRN of the installation', this.installation.mprn);
  await this.lab.changeRegistration(mprn, { supplier: this.roles.otherSupplier.eui });
});

Given(
  'the customer of {enrolledInstallation} has changed to another supplier',
  async function (this: MigrationWorld, name: string) {
    const { eui } = this.roles.otherSupplier;
    await this.lab.changeRegistration(this.nthInstallation(name).importMPAN, { supplier: eui });
  },
);

Given(
  '{user} has taken over the supply point of {enrolledInstallation}',
  async function (this: MigrationWorld, part: Part, name: string) {
    const { eui } = this.roles.user(part);
    await this.lab.changeRegistration(this.nthInstallation(name).importMPAN, { networkOperator: eui });
  },
);

Given('{user} has taken over the electricity supply point', async function (this: MigrationWorld, part: Part) {
  const { eui } = this.roles.user(part);
  await this.lab.changeRegistration(this.installation.importMPAN, { networkOperator: eui });
});

Given('the EPCL lists new firmware of {theDevice} too', async function (this: MigrationWorld, place: DeviceInPlace) {
  const firmware = this.dmc.devices.filter(({ type }) => type === place.type).map((device) => device.firmware);
  await this.lab.setEligible([this.eligible({ [place.type]: [...firmware, LATER_FIRMWARE] })]);
});
