import { z } from 'zod';
import { RunError } from '../errors';
import { nearest } from '../nearest';
import { readTable } from './table';

/** Device types of an installation, named as in the official schemas (SOURCED: DUIS 5.4 DeviceType). */
export const DEVICE_TYPES = ['CHF', 'ESME', 'GSME', 'GPF', 'PPMID', 'IHD'] as const;
export type DeviceType = (typeof DEVICE_TYPES)[number];

export const RELEASES = ['IOC', 'MOC', 'FOC'] as const;
export type Release = (typeof RELEASES)[number];

/** One Device Model of a combination; the shapes of code, model and firmware are SOURCED, the makers are fictitious. */
export interface DeviceModel {
  readonly type: DeviceType;
  /** Fictitious maker. */
  readonly manufacturerName: string;
  /** Four upper-case hex digits. */
  readonly manufacturer: string;
  /** Eight upper-case hex digits: model and hardware version. */
  readonly model: string;
  /** One to eight characters. */
  readonly firmware: string;
}

/** A Device Model Combination (DMC): one row of the catalogue. Plain JSON, so that it can be a world parameter. */
export interface DeviceModelCombination {
  readonly id: string;
  readonly release: Release;
  readonly cohort: string;
  /** Two letters that tie an installation to its handling group (RECOLLECTION; which letters is MODEL). */
  readonly groupId: string;
  /** Tag of the SMSO in file names. */
  readonly smso: string;
  readonly s1sp: string;
  readonly communicationsProvider: string;
  readonly sitStatus: 'exited' | 'planned' | 'not planned';
  readonly devices: readonly DeviceModel[];
  /** Whether the gas meter wakes up only now and then. */
  readonly sleepyGas: boolean;
  readonly provenance: string;
}

const manufacturerCode = z.string().regex(/^[0-9A-F]{4}$/, 'expected four upper-case hex digits');
const modelCode = z.string().regex(/^[0-9A-F]{8}$/, 'expected eight upper-case hex digits');
const firmwareVersion = z.string().regex(/^[0-9A-Z.]{1,8}$/, 'expected one to eight letters, digits or dots');
const words = z.string().min(1, 'must not be empty');

const deviceColumns = DEVICE_TYPES.flatMap((type) => {
  const prefix = type.toLowerCase();
  const mandatory = type === 'CHF' || type === 'ESME';
  const column = (name: string, value: z.ZodType<string>): [string, z.ZodType<string>] => [
    `${prefix}${name}`,
    mandatory ? value : z.union([z.literal(''), value]),
  ];
  return [
    column('ManufacturerName', words),
    column('Manufacturer', manufacturerCode),
    column('Model', modelCode),
    column('Firmware', firmwareVersion),
  ];
});

const row = z.strictObject({
  id: z.string().regex(/^(IOC|MOC|FOC)-\d{2}$/, 'expected a release and two digits, such as IOC-01'),
  release: z.enum(RELEASES),
  cohort: words,
  groupId: z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters'),
  smso: z.string().regex(/^[A-Z0-9]{2,8}$/, 'expected two to eight capital letters or digits'),
  s1sp: words,
  communicationsProvider: words,
  sitStatus: z.enum(['exited', 'planned', 'not planned']),
  sleepyGas: z.enum(['yes', 'no']),
  provenance: words,
  ...Object.fromEntries(deviceColumns),
});

/**
 * Reads the DMC catalogue.
 * @param file path of `dmc-catalogue.csv`
 * @throws RunError naming file, line and field of every wrong row
 */
export function readDmcCatalogue(file: string): DeviceModelCombination[] {
  const problems: string[] = [];
  const rows = readTable(file, row, (value) => value.id);
  const catalogue = rows.map(({ line, value }) => {
    const wrong = (field: string, text: string): void => {
      problems.push(`${file}:${String(line)}: field "${field}": ${text}`);
    };
    if (!value.id.startsWith(`${value.release}-`)) wrong('release', `${value.id} does not belong to ${value.release}.`);
    const devices = DEVICE_TYPES.flatMap((type) => deviceOf(type, new Map(Object.entries(value)), wrong));
    const has = (type: DeviceType): boolean => devices.some((device) => device.type === type);
    if (has('GSME') !== has('GPF'))
      wrong('gsmeModel', 'a gas meter and a gas proxy function come together or not at all.');
    if (value.sleepyGas === 'yes' && !has('GSME')) wrong('sleepyGas', 'there is no gas meter that could sleep.');
    const { id, release, cohort, groupId, smso, s1sp, communicationsProvider, sitStatus, provenance } = value;
    const sleepyGas = value.sleepyGas === 'yes';
    return {
      id,
      release,
      cohort,
      groupId,
      smso,
      s1sp,
      communicationsProvider,
      sitStatus,
      devices,
      sleepyGas,
      provenance,
    };
  });
  if (problems.length > 0) throw new RunError(problems.join('\n'));
  return catalogue;
}

/**
 * Finds a DMC by its id.
 * @throws RunError that offers the nearest ids of the catalogue
 */
export function findDmc(catalogue: readonly DeviceModelCombination[], id: string): DeviceModelCombination {
  const found = catalogue.find((dmc) => dmc.id === id);
  if (found !== undefined) return found;
  const ids = catalogue.map((dmc) => dmc.id);
  throw new RunError(`There is no DMC "${id}" in the catalogue: try ${nearest(id, ids).join(', ')}.`);
}

function deviceOf(
  type: DeviceType,
  cells: ReadonlyMap<string, unknown>,
  wrong: (field: string, text: string) => void,
): DeviceModel[] {
  const prefix = type.toLowerCase();
  const cell = (name: string): string => String(cells.get(`${prefix}${name}`));
  const device = {
    type,
    manufacturerName: cell('ManufacturerName'),
    manufacturer: cell('Manufacturer'),
    model: cell('Model'),
    firmware: cell('Firmware'),
  };
  const given = Object.values(device).filter((value) => value !== '').length;
  if (given === 1) return [];
  if (given < 5) wrong(`${prefix}Model`, `give all four columns of the ${type}, or none where the DMC lacks it.`);
  return [device];
}
