import { Then } from '@cucumber/cucumber';
import { DEVICE_NAMES } from '../support/interfaces/vocabulary';
import { needing } from '../support/scope/step-traits';
import { notificationLines, type NotificationKind, type NotificationLine, type Part } from '../support/roles';
import { expectCount, expectEqual, expectFound, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import type { DeviceReference } from './phrases/installation-types';

const FROM_MCC = { party: 'mcc' } as const;

/** What files are called, by what they are about (`files.md`). */
const TITLES: Readonly<Record<NotificationKind, string>> = {
  migration: 'SMETS1_Dormant_Meter_Migration_Schedule_Notification',
  'firmware-upgrade': 'SMETS1_Dormant_Meter_FW_Upgrade_Schedule_Notification',
  configuration: 'SMETS1_Dormant_Meter_Configuration_Schedule_Notification',
};

const FIRST = ['Action', 'NoticeId', 'BatchId', 'ImportMPAN', 'DeviceType', 'MPxN'];
const OF_DEVICES = [...FIRST, 'DeviceId', 'FromFirmware', 'ToFirmware', 'PlannedFrom', 'PlannedTo'];

/** The columns of each (`files.md`). */
const COLUMNS: Readonly<Record<NotificationKind, readonly string[]>> = {
  migration: [...FIRST, 'PlannedFrom', 'PlannedTo', 'ScheduledFor'],
  'firmware-upgrade': OF_DEVICES,
  configuration: OF_DEVICES,
};

/** A line with the file that it stands in. */
interface FoundLine {
  readonly file: string;
  readonly issuedAt: string;
  readonly line: NotificationLine;
}

/** Every line of one kind that a user was sent; each file has the name that is published. */
async function linesFor(world: MigrationWorld, part: Part, kind: NotificationKind): Promise<FoundLine[]> {
  const { notifications, eui, name: who } = world.roles.supplierIn(part);
  const found: FoundLine[] = [];
  for (const { name, issuedAt, rowCount } of await notifications.list(kind)) {
    const day = issuedAt.slice(0, 10).replaceAll('-', '');
    const context = { ...FROM_MCC, file: name };
    const stem = `${TITLES[kind]}_${eui}_${day}_`;
    expectEqual('the name of the schedule notification up to its number', name.slice(0, stem.length), stem, context);
    const lines = notificationLines(
      expectFound(`the file ${name} for ${who}`, await notifications.fetch(name), context),
    );
    expectEqual('the columns of the schedule notification', Object.keys(lines[0] ?? {}), COLUMNS[kind], context);
    expectEqual('the number of lines of the schedule notification', lines.length, rowCount, context);
    found.push(...lines.map((line) => ({ file: name, issuedAt, line })));
  }
  return found;
}

/** Fetches the files of the user, as the user would: what asks whether they are fetched stands before it. */
Then(
  '{user} is told of the {schedulePlan} of {theDevice} by one file, as {toldAs}',
  async function (
    this: MigrationWorld,
    part: Part,
    kind: NotificationKind,
    { type, installation }: DeviceReference,
    toldAs: string,
  ) {
    const made = this.nthInstallation(installation);
    const mpxn = type === 'GSME' ? made.mprn : made.importMPAN;
    const all = await linesFor(this, part, kind);
    const own = all.filter(({ line }) => line.MPxN === mpxn && line.Action === toldAs.toUpperCase());
    const { name } = this.roles.supplierIn(part);
    const what = `lines that tell ${name} of the ${kind} of the ${DEVICE_NAMES[type]} as ${toldAs}`;
    expectCount(
      what,
      own.map(({ file }) => file),
      1,
      FROM_MCC,
    );
    for (const { file, line } of own) {
      const context = { ...FROM_MCC, file };
      const meters = all.filter((one) => one.file === file).map((one) => one.line.DeviceType);
      const others = meters.filter((one) => one !== type);
      expectNone(`line of a meter of another supplier in the schedule notification to ${name}`, others, context);
      expectEqual('the meter of the schedule notification', line.DeviceType, type, context);
      expectEqual('the MPAN of the schedule notification', line.ImportMPAN, made.importMPAN, context);
      const planned = line.PlannedFrom ?? '';
      const last = line.PlannedTo ?? '';
      expectThat(planned !== '' && planned <= last, 'planned days in their order', `${planned} to ${last}`, context);
      if (kind !== 'firmware-upgrade') continue;
      const { FromFirmware: from = '', ToFirmware: to = '' } = line;
      expectThat(from !== to, 'another firmware than the meter runs', `${from} and ${to}`, context);
    }
  },
);

Then(
  '{user} is told the day on which {installation} is now scheduled',
  async function (this: MigrationWorld, part: Part, number: number) {
    const { importMPAN } = this.nthInstallation(number);
    const state = await this.roles.supplier.installationState(importMPAN);
    const own = (await linesFor(this, part, 'migration')).filter(({ line }) => line.ImportMPAN === importMPAN);
    const newest = expectFound(`a schedule notification about MPAN ${importMPAN}`, own.at(-1), FROM_MCC);
    const context = { ...FROM_MCC, file: newest.file };
    expectEqual('the day in the newest schedule notification', newest.line.ScheduledFor, state?.scheduledFor, context);
  },
);

Then(
  '{user} has received {count} schedule notification(s)',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part, count: number) {
    const { notifications, name } = this.roles.supplierIn(part);
    const names = (await notifications.list()).map((one) => one.name);
    expectCount(`schedule notifications to ${name}`, names, count, FROM_MCC);
  },
);

Then(
  'the Migration Control Centre sees that {user} has not fetched its file, and sees it fetched afterwards',
  needing('own-system'),
  async function (this: MigrationWorld, part: Part) {
    const { notifications, eui, name } = this.roles.supplierIn(part);
    const waiting = await this.roles.controlCentre.unfetched(eui);
    expectCount(`schedule notifications that ${name} has not fetched`, waiting, 1, FROM_MCC);
    for (const file of waiting) expectFound(`the file ${file}`, await notifications.fetch(file), FROM_MCC);
    expectNone(
      `schedule notification to be waiting for ${name} once it has fetched all`,
      await this.roles.controlCentre.unfetched(eui),
      FROM_MCC,
    );
  },
);
