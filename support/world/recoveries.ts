import type { MadeInstallation } from '../roles';
import { RESULT_DAYS, type FaultPair } from '../scope/fault-matrix';
import { readWhatRemains, WHAT_REMAINS_TABLE, type Ending } from '../scope/what-remains';
import { dormantDevices } from './dormant-upgrade';
import type { Course } from './fault-stages';
import { expectFound } from './expectation';
import { lookAtRecords } from './remains';
import { expectedConfiguration, type ConfiguredType } from './s1sr-configuration';
import { deviceOf, type MigrationWorld } from './world';

/** What came of an installation, in the words of the fault matrix; where its records disagree, they are the result. */
export interface Recovery {
  readonly result: string;
  readonly code: string;
  readonly by: string;
  readonly told: readonly string[];
}

/** The alert by which a supplier is told that a meter of its is commissioned. */
const COMMISSIONED = 'N42';

/** Records that speak of everything that migrates, and not of one installation. */
const OF_ALL = ['planned days', 'in flight', 'portfolio', 'portal', 'waiting files'];

/** Records that name the code with which a migration failed. */
const WITH_CODE = ['state', 'state for the supplier', 'outcome', 'installation'];

/** The records of an installation that are not as they remain after an ending. */
async function disagreeing(
  world: MigrationWorld,
  made: MadeInstallation,
  ending: Ending,
  besides: readonly string[],
): Promise<string[]> {
  const rows = readWhatRemains(WHAT_REMAINS_TABLE).filter((row) => row.ended === ending);
  const records = await lookAtRecords(world, made);
  return records.flatMap(({ party, record, says }) => {
    const due = rows.find((row) => row.party === party && row.record === record)?.remains;
    // The DCO knows of keys once an attempt has come so far.
    const isUnknown = party === 'dco' && due === 'smso' && says === 'nothing';
    return besides.includes(record) || due === says || isUnknown ? [] : [`${record} of ${party}: ${says}`];
  });
}

/** The day of an instant, counted from the first planned one. */
function dayOf(instant: string, first: string): string {
  const days = Math.floor((Date.parse(instant) - Date.parse(`${first}T00:00:00.000Z`)) / 86_400_000);
  return RESULT_DAYS[days] ?? instant;
}

/** How often the supplier was told that the electricity meter is commissioned. */
async function alertsTo({ roles }: MigrationWorld, made: MadeInstallation): Promise<number> {
  const { deviceId } = deviceOf(made, 'ESME');
  const contents = (await roles.supplier.alertsReceived()).map(({ response }) => response.content);
  return contents.filter(
    (content) => content.kind === 'dcc-alert' && content.alertCode === COMMISSIONED && content.deviceId === deviceId,
  ).length;
}

/** How a migration ended, with the records that disagree. Keys that are the DCC's do not go back: people have to see to the rest. */
async function endOf(
  world: MigrationWorld,
  made: MadeInstallation,
  outcome: string | undefined,
): Promise<{ readonly result: string; readonly odd: readonly string[] }> {
  if (outcome === 'Migrated') {
    return { result: 'migrated', odd: await disagreeing(world, made, 'its commissioning', OF_ALL) };
  }
  const { network } = await world.roles.network.sim(made.iccid);
  if (network === 'smso') {
    return { result: 'not migrated', odd: await disagreeing(world, made, 'a rollback', [...OF_ALL, ...WITH_CODE]) };
  }
  const besides = [...OF_ALL, ...WITH_CODE, 'keys'];
  return { result: 'stopped for people', odd: await disagreeing(world, made, 'an intervention', besides) };
}

async function ofMigration(world: MigrationWorld, made: MadeInstallation): Promise<Recovery> {
  const { supplier } = world.roles;
  const state = expectFound('a state of the installation', await supplier.installationState(made.importMPAN));
  const outcomes = await supplier.outcomesOf(made.importMPAN);
  const files = (await supplier.outcomeFiles()).filter(({ installationIds }) =>
    installationIds.includes(state.installationId),
  );
  const last = outcomes.at(-1);
  const { result, odd } = await endOf(world, made, last?.result);
  const alerts = await alertsTo(world, made);
  const told = [
    ...(last === undefined ? [] : ['outcome file']),
    ...(alerts === 0 ? [] : [alerts === 1 ? 'alerts' : `alerts ${String(alerts)} times`]),
    ...(state.raised === true || state.state === 'Intervention' ? ['intervention notice'] : []),
  ];
  return {
    result: odd.length === 0 ? result : `${result}, but ${odd.join('; ')}`,
    code: state.code ?? '',
    by: dayOf(files.at(-1)?.receivedAt ?? state.history.at(-1)?.at ?? '', state.authorisedFrom),
    told,
  };
}

async function ofConfiguration(world: MigrationWorld, made: MadeInstallation): Promise<Recovery> {
  const all = await world.roles.controlCentre.upgrades.all();
  const { state, code, plannedFrom, history, devices } = expectFound(
    'a configuration of the installation',
    all.findLast(({ importMPAN }) => importMPAN === made.importMPAN),
    { party: 'mcc' },
  );
  const isApplied = state === 'ConfigApplied';
  const odd: string[] = [];
  for (const { deviceId, deviceType } of dormantDevices(made)) {
    const { settings } = await world.lab.deviceInHand(deviceId);
    const due = Object.entries(expectedConfiguration()[deviceType as ConfiguredType]);
    if (isApplied && due.some(([name, value]) => settings?.[name] !== value)) odd.push(`settings of the ${deviceType}`);
  }
  const ends = history.filter((one) => one.state === state);
  const result = isApplied ? 'configured' : 'not configured';
  return {
    result: odd.length === 0 ? result : `${result}, with other ${odd.join(' and ')}`,
    code: code ?? '',
    by: dayOf(ends.at(-1)?.at ?? '', plannedFrom),
    told: devices.length === 0 ? [] : ['configuration report'],
  };
}

const LOOK: Readonly<Record<Course, (world: MigrationWorld, made: MadeInstallation) => Promise<Recovery>>> = {
  migration: ofMigration,
  configuration: ofConfiguration,
};

/** What came of an installation, by what every party says of it. */
export function recoveryOf(world: MigrationWorld, made: MadeInstallation, course: Course): Promise<Recovery> {
  return LOOK[course](world, made);
}

/** A recovery in one line. */
export function recoveryText({
  result,
  code,
  by,
  told,
}: Omit<FaultPair, 'stage' | 'fault' | 'reason'> | Recovery): string {
  return `${[result, code].filter(Boolean).join(' ')}, ${by}, told by ${told.join(' and ') || 'nothing'}`;
}
