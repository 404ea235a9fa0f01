import path from 'node:path';
import { z } from 'zod';
import { readTable } from '../scope/table';

/** Types of device that are configured. */
const CONFIGURED = ['CHF', 'ESME', 'GSME'] as const;
export type ConfiguredType = (typeof CONFIGURED)[number];

/** Settings of a device by name. */
export type DeviceSettings = Readonly<Record<string, string>>;

const TABLE = path.join(__dirname, '../../features/scope/s1sr-configuration.csv');

const row = z.strictObject({
  deviceType: z.enum(CONFIGURED),
  setting: z.string().min(1),
  expected: z.string().min(1),
  provenance: z.string().min(1),
});

/** What the clock of a configured meter may differ from the time, in seconds (MODEL). */
export const CLOCK_TOLERANCE = 10;

let table: Readonly<Record<ConfiguredType, DeviceSettings>> | undefined;

/** The S1SR configuration that testers expect of Dormant Devices, by device type. */
export function expectedConfiguration(): Readonly<Record<ConfiguredType, DeviceSettings>> {
  if (table !== undefined) return table;
  const rows = readTable(TABLE, row, ({ deviceType, setting }) => `${deviceType} ${setting}`);
  const of = (type: ConfiguredType): DeviceSettings =>
    Object.fromEntries(
      rows.flatMap(({ value }) => (value.deviceType === type ? [[value.setting, value.expected]] : [])),
    );
  table = { CHF: of('CHF'), ESME: of('ESME'), GSME: of('GSME') };
  return table;
}

/** Which devices of an installation are dormant, and so configured (MODEL): the hub belongs to those that use it. */
export const DORMANT_DEVICES: Readonly<Record<'Active' | 'Dormant' | 'Mixed', readonly ConfiguredType[]>> = {
  Active: [],
  Dormant: CONFIGURED,
  Mixed: ['GSME'],
};

/** Whether a device of this type is a dormant meter, by kind of installation. */
export function isDormantMeter(type: string, kind: keyof typeof DORMANT_DEVICES): boolean {
  return type !== 'CHF' && DORMANT_DEVICES[kind].some((dormant) => dormant === type);
}
