import { dueIn } from '../interfaces/duis/answers';
import { cameIn } from '../interfaces/duis/answers/fields';
import type { AnswerSubject } from '../interfaces/duis/answers/subject';
import type { InventoryDevice } from '../interfaces/duis/response';
import { logPeriod } from '../interfaces/duis/usual';
import type { DeviceType } from '../interfaces/vocabulary';
import { lastAwake } from '../models/meter/time';
import type { DccUser, MadeDevice, MadeInstallation, SentRequest } from '../roles';
import type { ExpectedMeters } from './meters';
import type { SentCase } from './permission-matrix';
import { isInTime, readingTimeOf } from './readings';
import type { MigrationWorld } from './world';

/** Compares what devices and the inventory answer with what the suite's model of the meters says, value by value. */

/** How the inventory names the S1SP (MODEL, as published: one S1SP serves every cohort). */
const S1SP = 's1sp';

/** The first value of an answer that is not as it must be, in a sentence; undefined where all are. */
export async function wrongValueIn(
  world: MigrationWorld,
  meters: ExpectedMeters,
  sent: SentCase,
): Promise<string | undefined> {
  // What is to be refused brings nothing.
  if (sent.seen.expected.answer.startsWith('E')) return undefined;
  const { content } = sent.response ?? sent.request.answer ?? {};
  if (content?.kind === 'answer') {
    return wrongInventory(world, content.inventory, sent.requestCase.installation);
  }
  if (content?.kind !== 'device-response') return undefined;
  const { payload, takenAt } = content;
  if (payload === undefined || takenAt === undefined) return 'it brings no values';
  const { sentAt, madeAt } = sent.request;
  const { installation, device, request, logHours } = sent.requestCase;
  const time = readingTimeOf(world.dmcOf(installation), device.deviceType);
  if (!isInTime(new Date(takenAt), sentAt, time, world.roles.context.clock.atOnce)) {
    return `it is of ${takenAt}, not of ${String(time.from)} to ${String(time.to)} minutes after ${sentAt.toISOString()}`;
  }
  const { from, to } = logPeriod(madeAt, logHours);
  const period = { from: from.getTime(), to: to.getTime() };
  const reading = { installation, device, user: sent.user, takenAt, period, sent: sent.request };
  return firstDifference(cameIn(payload), dueIn(request.variant, await subjectOf(world, meters, reading)));
}

/** Variant of every SMETS1 electricity meter here (MODEL, as published). */
const ESME_VARIANT = 'A';

/** The first device that the inventory does not show as it was commissioned, in a sentence; undefined where it shows all. */
export async function wrongInventory(
  world: MigrationWorld,
  shown: readonly InventoryDevice[],
  installation: MadeInstallation,
): Promise<string | undefined> {
  return firstDifference(shown.map(inventoryLine).sort(), await inventoryDue(world, installation));
}

/** What the inventory must show of the devices of an installation, those of Type 2 without a status. */
async function inventoryDue(world: MigrationWorld, installation: MadeInstallation): Promise<string[]> {
  const { importMPAN, exportMPAN, mprn } = installation;
  const migrated = await world.roles.supplier.installationState(importMPAN);
  const ofMeters: Partial<Record<DeviceType, Partial<InventoryLine>>> = {
    ESME: { importMPxN: importMPAN, exportMPAN, esmeVariant: ESME_VARIANT },
    GSME: { importMPxN: mprn },
  };
  const devices = installation.devices.map((device) =>
    inventoryLine({
      ...device,
      ...(device.deviceType === 'IHD' ? {} : { status: 'Commissioned' }),
      ...ofMeters[device.deviceType],
      dateCommissioned: migrated?.scheduledFor,
      s1sp: S1SP,
    }),
  );
  return devices.sort();
}

type InventoryLine = { readonly [K in keyof InventoryDevice]: InventoryDevice[K] | undefined };

function inventoryLine(device: InventoryLine): string {
  const { deviceId, deviceType, status, manufacturer, model, firmware, s1sp } = device;
  const { importMPxN, exportMPAN, esmeVariant, dateCommissioned } = device;
  const meter = [importMPxN, exportMPAN, esmeVariant, dateCommissioned];
  return [deviceId, deviceType, status, manufacturer, model, firmware, ...meter, s1sp].join(', ');
}

/** The first line in which what came differs from what is due, in a sentence; undefined where none does. */
export function firstDifference(came: readonly string[], due: readonly string[]): string | undefined {
  const at = Array.from({ length: Math.max(came.length, due.length) }).findIndex(
    (_none, line) => came[line] !== due[line],
  );
  if (at < 0) return undefined;
  return `${differenceOf(came[at], due[at])} (value ${String(at + 1)} of ${String(due.length)})`;
}

/** How two lines such as `Consumption/Value = 12` differ. */
function differenceOf(came: string | undefined, due: string | undefined): string {
  if (came === undefined) return `${due ?? ''} is lacking`;
  if (due === undefined) return `${came} is not due`;
  const [[name, is], [wanted, hasToBe]] = [came.split(' = '), due.split(' = ')];
  const isSame = name === wanted && is !== undefined && hasToBe !== undefined;
  return isSame ? `${name ?? ''} is ${is} and has to be ${hasToBe}` : `${came} stands where ${due} is due`;
}

/** A reading of a device: whose it is, and what it is of. */
interface Reading {
  readonly installation: MadeInstallation;
  readonly device: MadeDevice;
  readonly user: DccUser;
  /** ISO 8601. */
  readonly takenAt: string;
  /** What part of a log was asked for. */
  readonly period: AnswerSubject['period'];
  /** The request, where a user sent one. */
  readonly sent?: SentRequest;
}

/** Everything that the answer of a device must speak of. */
export async function subjectOf(
  world: MigrationWorld,
  meters: ExpectedMeters,
  { installation, device, user, takenAt, period, sent }: Reading,
): Promise<AnswerSubject> {
  const isGas = device.deviceType === 'GSME' || device.deviceType === 'GPF';
  const { roles } = world;
  const sleeps = world.dmcOf(installation).deviations.includes('sleepy-gas');
  const now = Date.parse(takenAt);
  const meterId = meterOf(installation, device);
  // A gas proxy function has what its gas meter showed when it woke last.
  const read = device.deviceType === 'GPF' && sleeps ? lastAwake(now) : now;
  const asked = sent === undefined ? undefined : { user, sent };
  const meter = meterId === undefined ? undefined : await meters.at(meterId, read, asked);
  return {
    device,
    ...(meter === undefined ? {} : { meter }),
    period,
    importMPxN: (isGas ? installation.mprn : installation.importMPAN) ?? '',
    ...(installation.exportMPAN === undefined ? {} : { exportMPAN: installation.exportMPAN }),
    isNetworkOperator: user === roles.distributor || user === roles.transporter,
    holders: {
      Supplier: isGas ? roles.gasSupplier : roles.supplier,
      NetworkOperator: isGas ? roles.transporter : roles.distributor,
    },
    neighbours: installation.devices,
    heardAt: ({ deviceType }) => (deviceType === 'GSME' && sleeps ? lastAwake(now) : now),
  };
}

/** The meter that a device reads from; a hub reads from none. */
function meterOf({ devices }: MadeInstallation, { deviceId, deviceType }: MadeDevice): string | undefined {
  if (deviceType === 'CHF') return undefined;
  return deviceType === 'GPF' ? devices.find((one) => one.deviceType === 'GSME')?.deviceId : deviceId;
}
