import { Then } from '@cucumber/cucumber';
import type { Part, ResponsibleSupplier } from '../support/roles';
import { expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import type { ForeignRecord } from './phrases/access-types';

const FROM_MCC = { party: 'mcc' } as const;

/** Looks whether a supplier can read what is kept for another one; what is not there is no proof. */
type Check = (reader: ResponsibleSupplier, other: ResponsibleSupplier) => Promise<void>;

const CHECKS: Readonly<Record<ForeignRecord['kind'], Check>> = {
  reports: async (reader, other) => {
    const kept = await other.reports.kept();
    expectThat(kept.length > 0, `reports that are kept for ${other.name}`, 'none', FROM_MCC);
    const readable: string[] = [];
    for (const { reportId } of kept) if (await reader.reports.canRead(reportId)) readable.push(reportId);
    expectNone(`report of ${other.name} to be open to ${reader.name}`, readable, FROM_MCC);
  },
  'schedule notifications': async ({ notifications, name }, other) => {
    const files = (await other.notifications.list()).map((one) => one.name);
    expectThat(files.length > 0, 'a schedule notification to somebody else', 'none', FROM_MCC);
    const listed = (await notifications.list()).map((one) => one.name).filter((one) => files.includes(one));
    expectNone(`schedule notification to somebody else to be shown to ${name}`, listed, FROM_MCC);
    await expectRefused(name, files, (file) => notifications.fetch(file));
  },
  allocation: async ({ demand, name }, other) => {
    const seen = (await demand.allocations()).filter(({ supplier }) => supplier === other.eui);
    expectNone(`allocation of ${other.name} to be shown to ${name}`, seen, FROM_MCC);
    const files = (await other.demand.commitments()).map((file) => file.name);
    expectThat(files.length > 0, `a commitment file for ${other.name}`, 'none', FROM_MCC);
    await expectRefused(name, files, (file) => demand.commitment(file));
  },
};

/** Whoever asks for a file by its name is not given it. */
async function expectRefused(
  reader: string,
  files: readonly string[],
  fetch: (file: string) => Promise<unknown>,
): Promise<void> {
  for (const file of files) {
    const given = await fetch(file);
    expectThat(given === undefined, `${reader} to be refused the file`, 'that it was given', { ...FROM_MCC, file });
  }
}

Then(
  '{user} cannot read {foreignRecord}',
  async function (this: MigrationWorld, reader: Part, { kind, of }: ForeignRecord) {
    await CHECKS[kind](this.roles.supplierIn(reader), this.roles.supplierIn(of));
  },
);
