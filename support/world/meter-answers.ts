import { dueIn } from '../interfaces/duis/answers';
import { cameIn } from '../interfaces/duis/answers/fields';
import type { AnswerSubject } from '../interfaces/duis/answers/subject';
import type { InventoryDevice } from '../interfaces/duis/response';
import { lastDays } from '../interfaces/duis/usual';
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
  const { content } = sent.response ?? sent.request.answer ?? {};
  if (content?.kind === 'answer')
    return firstDifference(content.inventory.map(inventoryLine).sort(), inventoryDue(sent));
  if (content?.kind !== 'device-response') return undefined;
  const { payload, takenAt } = content;
  if (payload === undefined || takenAt === undefined) return 'brings no values';
  const { sentAt } = sent.request;
  const { installation, device, request } = sent.requestCase;
  const time = readingTimeOf(world.dmcOf(installation), device.deviceType);
  if (!isInTime(new Date(takenAt), sentAt, time, world.roles.context.clock.atOnce)) {
    return `is of ${takenAt}, not of ${String(time.from)} to ${String(time.to)} minutes after ${sentAt.toISOString()}`;
  }
  const { from, to } = lastDays(sentAt);
  const period = { from: from.getTime(), to: to.getTime() };
  const reading = { installation, device, user: sent.user, takenAt, period, sent: sent.request };
  return firstDifference(cameIn(payload), dueIn(request.variant, await subjectOf(world, meters, reading)));
}

/** What the inventory must show of the devices of an installation, those of Type 2 without a status. */
function inventoryDue({ requestCase: { installation } }: SentCase): string[] {
  const points: Partial<Record<DeviceType, string | undefined>> = {
    ESME: installation.importMPAN,
    GSME: installation.mprn,
  };
  const devices = installation.devices.map((device) => {
    const isType2 = device.deviceType === 'IHD';
    return inventoryLine({
      ...device,
      ...(isType2 ? {} : { status: 'Commissioned' }),
      importMPxN: points[device.deviceType],
      s1sp: S1SP,
    });
  });
  return devices.sort();
}

function inventoryLine(device: { readonly [K in keyof InventoryDevice]: InventoryDevice[K] | undefined }): string {
  const { deviceId, deviceType, status, manufacturer, model, firmware, importMPxN, s1sp } = device;
  return [deviceId, deviceType, status, manufacturer, model, firmware, importMPxN, s1sp].join(', ');
}

/** The first line in which what came differs from what is due, in a sentence; undefined where none does. */
export function firstDifference(came: readonly string[], due: readonly string[]): string | undefined {
  const at = Array.from({ length: Math.max(came.length, due.length) }).findIndex(
    (_none, line) => came[line] !== due[line],
  );
  if (at < 0) return undefined;
  return `brings "${came[at] ?? 'nothing more'}" in place of "${due[at] ?? 'nothing more'}", as value ${String(at + 1)} of ${String(due.length)}`;
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
