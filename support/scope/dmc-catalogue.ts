import { RunError } from './errors';
import { nearest } from './nearest';
import { cellProblem, type Problem } from './problem';
import { type Deviation, type FunctionVariant, type ReadingTime } from './deviations';
import { type DeviceModel } from './devices';
import { type NotApplicable } from './service-requests';
import { type Release, type UnusedFunction } from './releases';

/** A Device Model Combination (DMC): one row of the catalogue. Plain JSON, so that it can be a world parameter. */
export interface DeviceModelCombination {
  readonly id: string;
  readonly release: Release;
  /** Installations that migrate in the same way: IOC, MDS, Secure, FOC (the two of MOC SOURCED). */
  readonly cohort: string;
  /** Two letters that tie an installation to its handling group (RECOLLECTION; which letters is MODEL). */
  readonly groupId: string;
  /** Tag of the SMSO in file names. */
  readonly smso: string;
  readonly s1sp: string;
  readonly communicationsProvider: string;
  readonly sitStatus: 'exited' | 'planned' | 'not planned';
  /** YYYY-MM-DD; of those that have left SIT. */
  readonly sitExitDate?: string;
  readonly devices: readonly DeviceModel[];
  /** How its device models deviate, from `deviations.csv`. */
  readonly deviations: readonly Deviation[];
  /** When its gas meter is read, from the same table; absent: when it is asked. */
  readonly gasReading?: ReadingTime;
  /** Service requests that its device models have by a function that few have, from the same table. */
  readonly functionVariants: readonly FunctionVariant[];
  /** Service requests that its device models do not have, from `service-request-deviations.csv`. */
  readonly notApplicable: readonly NotApplicable[];
  /** What its release does not plan to use, from `releases.csv`. */
  readonly notUsed: readonly UnusedFunction[];
  readonly provenance: string;
}

/** The problem of a cell that names a combination which the catalogue lacks. @param dmcs ids of the catalogue */
export function unknownDmc(file: string, line: number, field: string, id: string, dmcs: readonly string[]): Problem {
  const text = `there is no combination "${id}" in the catalogue.`;
  return cellProblem(file, line, field, text, { rule: 'unknown-dmc', nearest: nearest(id, dmcs) });
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
