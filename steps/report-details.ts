import { Then } from '@cucumber/cucumber';
import { daysLater } from '../support/models/calendar/days';
import { needing } from '../support/scope/step-traits';
import { expectEqual, expectFound, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { firstDay, nthDay } from './report-days';
import { keptReport } from './reports';

/** Time of day at which the attempts of a slot begin, and their window ends a day later (MODEL, as published). */
const SLOT_TIME = 'T08:00:00.000Z';

/** Each column of the report that a Commissioning Outcome File has too is as it is there. */
Then(
  'each row of the outcome report of the {ordinal} day agrees with the Commissioning Outcome Files',
  async function (this: MigrationWorld, dayNumber: number) {
    const { supplier } = this.roles;
    const day = await nthDay(this, dayNumber);
    const { rows } = await keptReport(supplier, 'outcomes', day);
    expectThat(rows.length > 0, `an attempt in the outcome report of ${day}`, 'none', { party: 'mcc' });
    for (const row of rows) {
      const { installationId, importMPAN, mprn, attempt, result, phase, code, reason, completedAt } = row;
      const told = await supplier.outcomesOf(importMPAN);
      const own = told.find((outcome) => outcome.installationId === installationId && outcome.attempt === attempt);
      const outcome = expectFound(`an outcome of ${installationId}, attempt ${String(attempt)}`, own);
      const expected = { mprn: outcome.mprn, result: outcome.result, phase: outcome.phase, code: outcome.code };
      expectEqual(
        `the row of ${installationId} in the outcome report of ${day}`,
        { mprn, result, phase, code, reason, completedAt },
        { ...expected, reason: outcome.reason, completedAt: outcome.completedAt },
        { party: 'mcc', file: `outcomes of ${day}` },
      );
    }
  },
);

/** Every column but its code: what was authorised of the installation, and the slot of its attempt. */
Then('the in-flight list gives its details', needing('own-system'), async function (this: MigrationWorld) {
  const { importMPAN, mprn, electricitySupplier } = this.installation;
  const { rows } = await this.roles.supplier.reports.now('in-flight');
  const own = rows.find((one) => one.importMPAN === importMPAN);
  const {
    code: _code,
    state: _state,
    ...row
  } = expectFound('a row for it in the in-flight list', own, { party: 'mcc' });
  const day = await firstDay(this);
  const expected = {
    supplier: electricitySupplier,
    installationId: await this.installationIdOf(this.installation),
    importMPAN,
    ...(mprn === undefined ? {} : { mprn }),
    smsoTag: this.dmc.smso,
    groupId: this.dmc.groupId,
    kind: this.phase,
    attempt: 1,
    since: `${day}${SLOT_TIME}`,
    windowEndsAt: `${daysLater(day, 1)}${SLOT_TIME}`,
  };
  expectEqual('the row of the in-flight list', row, expected, { party: 'mcc', file: 'in-flight' });
});
