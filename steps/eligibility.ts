import { defineParameterType, Given } from '@cucumber/cucumber';
import type { Part } from '../support/roles';
import { expectFound } from '../support/world/expectation';
import { LATER_FIRMWARE } from '../support/world/under-test';
import type { Fuel } from '../support/interfaces/duis/requests/tariff';
import type { MigrationWorld, Place } from '../support/world/world';
import type { DeviceInPlace } from './parameters/parameter-types';
import { NAME, placeOf } from './parameters/words';

Given(
  /^the EPCL (lists|does not list) the DMC under test(?: again)?$/,
  async function (this: MigrationWorld, listing: string) {
    await this.lab.setEligible(listing === 'lists' ? [this.eligible()] : []);
  },
);

Given('the EPCL lists {theDevice} with other firmware', async function (this: MigrationWorld, { type }: DeviceInPlace) {
  await this.lab.setEligible([this.eligible({ [type]: [LATER_FIRMWARE] })]);
});

/** `the customer`, `the customer of the MDS installation`: the installation where they live. */
defineParameterType({
  name: 'customer',
  regexp: new RegExp(`the customer(?: of the (${NAME}) installation)?`),
  transformer: placeOf,
});

/** `another supplier`, `another gas supplier`: the fuel for which it is another one. */
defineParameterType({
  name: 'anotherSupplier',
  regexp: /another (?:(gas|electricity) )?supplier/,
  transformer: (fuel?: string): Fuel => (fuel === 'gas' ? 'gas' : 'electricity'),
});

Given('{customer} has changed to {anotherSupplier}', async function (this: MigrationWorld, place: Place, fuel: Fuel) {
  const { importMPAN, mprn } = this.nthInstallation(place);
  const mpxn = fuel === 'gas' ? expectFound('An MPRN of the installation', mprn) : importMPAN;
  await this.lab.changeRegistration(mpxn, { supplier: this.roles.otherSupplier.eui });
});

/** `the electricity supply point`, `the supply point of the MDS installation`: the installation that has it. */
defineParameterType({
  name: 'supplyPoint',
  regexp: new RegExp(`the electricity supply point|the supply point of the (${NAME}) installation`),
  transformer: placeOf,
});

Given('{user} has taken over {supplyPoint}', async function (this: MigrationWorld, part: Part, place: Place) {
  const { eui } = this.roles.user(part);
  await this.lab.changeRegistration(this.nthInstallation(place).importMPAN, { networkOperator: eui });
});

Given('the EPCL also lists new firmware of {theDevice}', async function (this: MigrationWorld, place: DeviceInPlace) {
  const firmware = this.dmc.devices.filter(({ type }) => type === place.type).map((device) => device.firmware);
  await this.lab.setEligible([this.eligible({ [place.type]: [...firmware, LATER_FIRMWARE] })]);
});
