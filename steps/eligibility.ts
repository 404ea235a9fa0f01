import { defineParameterType, Given } from '@cucumber/cucumber';
import type { Part } from '../support/roles';
import { expectFound } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import type { Fuel } from '../support/interfaces/duis/requests/tariff';
import type { MigrationWorld, InstallationReference } from '../support/world/world';
import type { DeviceReference } from './phrases/parameter-types';
import { NAME, installationReferenceOf } from './phrases/words';

Given(
  /^the EPCL (lists|does not list) the DMC under test(?: again)?$/,
  async function (this: MigrationWorld, listing: string) {
    await this.lab.setEligible(listing === 'lists' ? [this.eligible()] : []);
  },
);

Given(
  'the EPCL lists {theDevice} with other firmware',
  async function (this: MigrationWorld, { type }: DeviceReference) {
    await this.lab.setEligible([this.eligible({ [type]: [LATER_FIRMWARE] })]);
  },
);

/** `the customer`, `the customer of the MDS installation`: the installation where they live. */
defineParameterType({
  name: 'customer',
  regexp: new RegExp(`the customer(?: of the (${NAME}) installation)?`),
  transformer: installationReferenceOf,
});

/** `another supplier`, `another gas supplier`: the fuel for which it is another one. */
defineParameterType({
  name: 'anotherSupplier',
  regexp: /another (?:(gas|electricity) )?supplier/,
  transformer: (fuel?: string): Fuel => (fuel === 'gas' ? 'gas' : 'electricity'),
});

Given(
  '{customer} has changed to {anotherSupplier}',
  async function (this: MigrationWorld, reference: InstallationReference, fuel: Fuel) {
    const { importMPAN, mprn } = this.nthInstallation(reference);
    const mpxn = fuel === 'gas' ? expectFound('an MPRN of the installation', mprn) : importMPAN;
    await this.lab.changeRegistration(mpxn, { supplier: this.roles.otherSupplier.eui });
  },
);

/** `the electricity supply point`, `the supply point of the MDS installation`: the installation that has it. */
defineParameterType({
  name: 'supplyPoint',
  regexp: new RegExp(`the electricity supply point|the supply point of the (${NAME}) installation`),
  transformer: installationReferenceOf,
});

Given(
  '{user} has taken over {supplyPoint}',
  async function (this: MigrationWorld, part: Part, reference: InstallationReference) {
    const { eui } = this.roles.user(part);
    await this.lab.changeRegistration(this.nthInstallation(reference).importMPAN, { networkOperator: eui });
  },
);

Given(
  'the EPCL also lists new firmware of {theDevice}',
  async function (this: MigrationWorld, reference: DeviceReference) {
    const firmware = this.dmc.devices.filter(({ type }) => type === reference.type).map((device) => device.firmware);
    await this.lab.setEligible([this.eligible({ [reference.type]: [...firmware, LATER_FIRMWARE] })]);
  },
);
