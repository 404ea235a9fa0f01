import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { RunError } from './errors';
import { readCodeTables, type CodeTables } from './codes';
import { sitContradictions } from './catalogue-checks';
import { type DeviceModelCombination } from './dmc-catalogue';
import { readKnownIssues, type KnownIssue } from './known-issues';
import { readRecords, type EvidenceRecord } from './records';
import { readRequirements, type Requirement } from './requirements';
import { readTagComments, type TagComment } from './tag-comments';
import { readNotApplicable, readServiceRequests, strangeNotApplicable, type ScopedRequest } from './service-requests';
import { readWaivers, type PlannedWaiver } from './waivers';
import { readDmcCatalogue } from './read-dmc-catalogue';

/** Folder of the tester's data, relative to the project. */
const SCOPE_FOLDER = path.join('features', 'scope');
/** Folder of the plans, relative to the project. */
export const PLANS_FOLDER = path.join(SCOPE_FOLDER, 'plans');

/** The table of service requests, relative to the project. */
export const SERVICE_REQUEST_TABLE = path.join(SCOPE_FOLDER, 'service-requests.csv');

/** Whether a plan assigns cells to environments of their own; false where there is no such plan or it cannot be read. */
export function assignsEnvironments(folder: string, plan: string): boolean {
  const file = path.join(folder, `${path.basename(plan)}.json`);
  if (!existsSync(file)) return false;
  return z.looseObject({ places: z.array(z.unknown()).min(1) }).safeParse(parsed(file)).success;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The data a tester edits, read and checked. */
export interface Scope {
  readonly catalogue: readonly DeviceModelCombination[];
  readonly requirements: readonly Requirement[];
  readonly records: readonly EvidenceRecord[];
  readonly codes: CodeTables;
  readonly serviceRequests: readonly ScopedRequest[];
  readonly knownIssues: readonly KnownIssue[];
  readonly waivers: readonly PlannedWaiver[];
  /** TAG's comments on the documents about scope. */
  readonly comments: readonly TagComment[];
}

/**
 * Reads everything below `features/scope` except the plans, and the published codes.
 * @param root folder of the project
 * @throws RunError naming file, line and field of whatever is wrong
 */
export function loadScope(root: string): Scope {
  const folder = path.join(root, SCOPE_FOLDER);
  if (!existsSync(folder)) throw new RunError(`${folder} does not exist: run the command in the project folder.`);
  const inFolder = (name: string): string => path.join(folder, name);
  const catalogue = inFolder('dmc-catalogue.csv');
  const lacking = inFolder('service-request-deviations.csv');
  const serviceRequests = readServiceRequests(path.join(root, SERVICE_REQUEST_TABLE));
  const notApplicable = readNotApplicable(lacking);
  const rows = readDmcCatalogue({
    catalogue,
    deviations: inFolder('deviations.csv'),
    releases: inFolder('releases.csv'),
    notApplicable,
  });
  const records = readRecords(inFolder('evidence.json'));
  const combinations = rows.map(({ dmc }) => dmc);
  const problems = [
    ...sitContradictions(catalogue, rows, records),
    ...strangeNotApplicable(lacking, notApplicable, combinations, serviceRequests),
  ];
  if (problems.length > 0) throw new RunError(problems.join('\n'));
  const requirements = readRequirements(inFolder('requirements.csv'));
  return {
    catalogue: combinations,
    requirements,
    records,
    codes: readCodeTables(root, inFolder('codes-not-provoked.csv')),
    serviceRequests,
    knownIssues: readKnownIssues(inFolder('known-issues.csv'), combinations, requirements),
    waivers: readWaivers(inFolder('waivers.csv')),
    comments: readTagComments(inFolder('tag-comments.csv'), records),
  };
}
