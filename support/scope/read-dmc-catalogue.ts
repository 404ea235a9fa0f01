import { z } from 'zod';
import { disagreements, type CatalogueRow } from './catalogue-checks';
import { contradictions, deviationsOf, functionVariantsOf, gasReadingOf, readDeviations } from './deviations';
import { CATALOGUE_VALUES } from './catalogue-values';
import { DEVICE_TYPES, type DeviceModel, type DeviceType } from './devices';
import { notApplicableTo, type DeclaredNotApplicable } from './service-requests';
import { readReleases, RELEASES } from './releases';
import { cellProblem, refuseProblems, type Problem } from './problem';
import { readTable } from './table';
import type { DeviceModelCombination } from './dmc-catalogue';

/** The tables that a catalogue is read from. */
export interface CatalogueFiles {
  readonly catalogue: string;
  readonly deviations: string;
  readonly releases: string;
  /** What device models do not have of the service requests, already read. */
  readonly notApplicable: readonly DeclaredNotApplicable[];
}

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
    column('Manufacturer', CATALOGUE_VALUES.ManufacturerCode),
    column('Model', CATALOGUE_VALUES.ModelCode),
    column('Firmware', CATALOGUE_VALUES.FirmwareVersion),
  ];
});

const row = z.strictObject({
  id: z.string().regex(/^(IOC|MOC|FOC)-\d{2}$/, 'expected a release and two digits, such as IOC-01'),
  release: z.enum(RELEASES),
  cohort: words,
  groupId: CATALOGUE_VALUES.GroupId,
  smso: z.string().regex(/^[A-Z0-9]{2,8}$/, 'expected two to eight capital letters or digits'),
  s1sp: words,
  communicationsProvider: CATALOGUE_VALUES.Name,
  sitStatus: z.enum(['exited', 'planned', 'not planned']),
  sitExitDate: z.union([z.literal(''), z.iso.date('expected a date such as 2019-04-12, or nothing')]),
  provenance: words,
  ...Object.fromEntries(deviceColumns),
});

/**
 * Reads the DMC catalogue, with the deviations of its models and what its releases do not use.
 * @throws ProblemsError naming file, line and field of every wrong row of the three tables
 */
export function readDmcCatalogue(files: CatalogueFiles): CatalogueRow[] {
  const releases = readReleases(files.releases);
  const deviating = readDeviations(files.deviations);
  const problems: Problem[] = [];
  const rows = readTable(files.catalogue, row, (value) => value.id).map(({ line, value }): CatalogueRow => {
    const wrong = (field: string, text: string): void => {
      problems.push(cellProblem(files.catalogue, line, field, text));
    };
    const { id, release, cohort, groupId, smso, s1sp, communicationsProvider, sitStatus, sitExitDate } = value;
    if (!id.startsWith(`${release}-`)) wrong('release', `${id} does not belong to ${release}.`);
    const devices = DEVICE_TYPES.flatMap((type) => deviceOf(type, new Map(Object.entries(value)), wrong));
    const has = (type: DeviceType): boolean => devices.some((device) => device.type === type);
    if (has('GSME') !== has('GPF'))
      wrong('gsmeModel', 'a gas meter and a gas proxy function come together or not at all.');
    if (sitStatus === 'exited' && sitExitDate === '')
      wrong('sitExitDate', `${id} has left SIT: give the date, such as 2019-04-12.`);
    if (sitStatus !== 'exited' && sitExitDate !== '')
      wrong('sitExitDate', `${id} is ${sitStatus} in SIT and has not left it: leave the date out.`);
    const gasReading = gasReadingOf(devices, deviating);
    const dmc: DeviceModelCombination = {
      id,
      release,
      cohort,
      groupId,
      smso,
      s1sp,
      communicationsProvider,
      sitStatus,
      ...(sitExitDate === '' ? {} : { sitExitDate }),
      devices,
      deviations: deviationsOf(devices, deviating),
      ...(gasReading === undefined ? {} : { gasReading }),
      functionVariants: functionVariantsOf(devices, deviating),
      notApplicable: notApplicableTo(devices, files.notApplicable),
      notUsed: releases[release],
      provenance: value.provenance,
    };
    return { line, dmc };
  });
  problems.push(...disagreements(files.catalogue, rows));
  problems.push(
    ...contradictions(
      files.deviations,
      deviating,
      rows.map(({ dmc }) => dmc),
    ),
  );
  refuseProblems(problems);
  return rows;
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
