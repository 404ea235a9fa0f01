import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { RunError } from './errors';
import { readCodeTables, type CodeTables } from './codes';
import { sitContradictions } from './catalogue-checks';
import { type DeviceModelCombination } from './dmc-catalogue';
import { readKnownIssues, type LedgerRow } from './known-issues';
import { HOUSEHOLDS_FILE, readHouseholds } from './households';
import { readManualEvidence, type ManualEvidence } from './manual-evidence';
import { Gathering, refuseProblems } from './problem';
import { readRecords, type EvidenceRecord } from './records';
import { readRequirements, type Requirement } from './requirements';
import { dmctSubsetProblems, readDmctSubset, type DmctExchange } from './dmct-subset';
import { readDocumentVersions, type IssuedVersion } from './document-versions';
import { readTagComments, type TagComment } from './tag-comments';
import { readNotApplicable, readServiceRequests, strangeNotApplicable, type ScopedRequest } from './service-requests';
import { readTrustedSigners, type TrustedSigner } from './trusted-signers';
import { readWaivers, type PlannedWaiver } from './waivers';
import { readDmcCatalogue } from './read-dmc-catalogue';

/** Folder of the tester's data, relative to the project. */
const SCOPE_FOLDER = path.join('features', 'scope');
/** Folder of the plans, relative to the project. */
export const PLANS_FOLDER = path.join(SCOPE_FOLDER, 'plans');

const KNOWN_ISSUES = 'known-issues.csv';
const WAIVERS = 'waivers.csv';

/** The ledger of known issues, relative to the project. */
export const KNOWN_ISSUES_TABLE = path.join(SCOPE_FOLDER, KNOWN_ISSUES);

/** The waivers of criteria, relative to the project. */
export const WAIVERS_TABLE = path.join(SCOPE_FOLDER, WAIVERS);

/** The table of service requests, relative to the project. */
export const SERVICE_REQUEST_TABLE = path.join(SCOPE_FOLDER, 'service-requests.csv');

/** The subset of service requests and alerts of Device Model Combination Testing, relative to the project. */
export const DMCT_SUBSET_TABLE = path.join(SCOPE_FOLDER, 'dmct-subset.csv');

/** The keys whose evidence packs are accepted, relative to the project. */
const TRUSTED_SIGNERS_TABLE = path.join(SCOPE_FOLDER, 'trusted-signers.csv');

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

const NO_CODES: CodeTables = { published: [], explained: [], exceptions: [] };

/** The data a tester edits, read and checked. */
export interface Scope {
  readonly catalogue: readonly DeviceModelCombination[];
  readonly requirements: readonly Requirement[];
  readonly records: readonly EvidenceRecord[];
  readonly codes: CodeTables;
  readonly serviceRequests: readonly ScopedRequest[];
  readonly knownIssues: readonly LedgerRow[];
  readonly waivers: readonly PlannedWaiver[];
  /** What was tested by hand: shown, and counted nowhere. */
  readonly manualEvidence: readonly ManualEvidence[];
  /** TAG's comments on the documents about scope. */
  readonly comments: readonly TagComment[];
  /** Versions of the documents about scope that were issued. */
  readonly documentVersions: readonly IssuedVersion[];
  /** Keys whose evidence packs are accepted. */
  readonly trustedSigners: readonly TrustedSigner[];
  /** What Device Model Combination Testing exchanges with a combination. */
  readonly dmctSubset: readonly DmctExchange[];
}

/**
 * Reads everything below `features/scope` except the plans, and the published codes.
 * @param root folder of the project, or of the inputs of a run
 * @param hasRun whether it is that of a run, which a limit that came later does not make unreadable
 * @throws ProblemsError naming file, line and field of whatever is wrong, in all tables
 */
export function loadScope(root: string, hasRun = false): Scope {
  const folder = path.join(root, SCOPE_FOLDER);
  if (!existsSync(folder)) throw new RunError(`${folder} does not exist: run the command in the project folder.`);
  const inFolder = (name: string): string => path.join(folder, name);
  const lacking = inFolder('service-request-deviations.csv');
  const catalogue = inFolder('dmc-catalogue.csv');
  const [deviations, releases] = [inFolder('deviations.csv'), inFolder('releases.csv')];
  const tables = new Gathering();
  const serviceRequests = tables.read(() => readServiceRequests(path.join(root, SERVICE_REQUEST_TABLE)), []);
  const notApplicable = tables.read(() => readNotApplicable(lacking), []);
  const rows = tables.read(() => readDmcCatalogue({ catalogue, deviations, releases, notApplicable }), []);
  const records = tables.read(() => readRecords(inFolder('evidence.json')), []);
  const requirements = tables.read(() => readRequirements(inFolder('requirements.csv')), []);
  const waivers = tables.read(() => readWaivers(inFolder(WAIVERS)), []);
  // What follows compares tables with each other, which says nothing of one that could not be read.
  tables.refuse();
  const combinations = rows.map(({ dmc }) => dmc);
  tables.add(sitContradictions(catalogue, rows, records));
  tables.add(strangeNotApplicable(lacking, notApplicable, combinations, serviceRequests));
  const codes = tables.read(() => readCodeTables(root, inFolder('codes-not-provoked.csv')), NO_CODES);
  const knownIssues = tables.read(() => readKnownIssues(inFolder(KNOWN_ISSUES), combinations, requirements), []);
  const manualEvidence = tables.read(() => readManualEvidence(inFolder('manual-evidence.csv'), requirements), []);
  const households = path.join(root, HOUSEHOLDS_FILE);
  if (existsSync(households)) tables.read(() => readHouseholds(households, hasRun), {});
  const inputs = tables.read(() => dmctInputs(root, serviceRequests), NO_DMCT);
  const comments = tables.read(() => readTagComments(inFolder('tag-comments.csv'), records), []);
  const documentVersions = tables.read(() => readDocumentVersions(inFolder('document-versions.csv')), []);
  tables.refuse();
  return {
    catalogue: combinations,
    requirements,
    records,
    codes,
    serviceRequests,
    knownIssues,
    waivers,
    manualEvidence,
    comments,
    documentVersions,
    ...inputs,
  };
}

type DmctInputs = Pick<Scope, 'trustedSigners' | 'dmctSubset'>;

const NO_DMCT: DmctInputs = { trustedSigners: [], dmctSubset: [] };

/** What Device Model Combination Testing reads; packs of earlier versions have neither table. */
function dmctInputs(root: string, serviceRequests: readonly ScopedRequest[]): DmctInputs {
  const [signers, subset] = [TRUSTED_SIGNERS_TABLE, DMCT_SUBSET_TABLE].map((table) => path.join(root, table));
  const trustedSigners = signers !== undefined && existsSync(signers) ? readTrustedSigners(signers) : [];
  if (subset === undefined || !existsSync(subset)) return { trustedSigners, dmctSubset: [] };
  const dmctSubset = readDmctSubset(subset);
  refuseProblems(dmctSubsetProblems(subset, dmctSubset, serviceRequests));
  return { trustedSigners, dmctSubset };
}

/** Ids of every requirement of the register. */
export function requirementIds({ requirements }: Pick<Scope, 'requirements'>): string[] {
  return requirements.map(({ id }) => id);
}
