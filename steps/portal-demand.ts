import { Then, When } from '@cucumber/cucumber';
import { needing } from '../support/scope/step-traits';
import { expectEqual } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { shareOf } from './allocation';
import { demandFile, openDay } from './demand';
import { AT_PORTAL, expectStatus, show, visits } from './portal';
import type { ShownStatus } from './phrases/report-phrases';

When('the supplier uploads the demand file', needing('browser'), async function (this: MigrationWorld) {
  const { demand } = visits.get(this);
  await demand.open();
  await demand.upload(demandFile.get(this).file);
});

Then(
  'the portal shows the demand file as {shownStatus}',
  needing('browser'),
  async function (this: MigrationWorld, status: ShownStatus) {
    await show(this, 'The demand file');
    const result = await visits.get(this).demand.result();
    expectStatus('demand file', result, result.Exception, status);
  },
);

Then(
  'the portal shows the allocation of the {ordinal} open day, and its commitment file',
  needing('browser', 'own-system'),
  async function (this: MigrationWorld, number: number) {
    const { demand } = visits.get(this);
    await demand.open();
    await show(this, 'The allocation');
    const day = await openDay(this, number);
    const share = await shareOf(this, 'supplier', day);
    const rows = (await demand.allocation()).map(({ Day, Demand, Allocated }) => [Day, Demand, Allocated].join(' '));
    const due = [day, share?.demand, share?.allocated].join(' ');
    expectEqual('the allocation that the portal shows', rows, [due], AT_PORTAL);
    const { name, bytes } = await demand.downloadNewest();
    const given = await this.roles.supplier.demand.commitment(name);
    expectEqual('the commitment file of the portal', bytes.toString(), given?.toString(), { ...AT_PORTAL, file: name });
  },
);
