/** Reads the folders of shares, and refuses what cannot be put together. */
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { readBasis, type Basis } from '../planning/basis';
import { RunError } from '../../support/scope/errors';
import { sameDigests } from '../assessment/comparison';
import { JOURNAL_FILE, readJournal, type Ending, type JournalReading } from '../execution/journal';
import { findRunFolder } from '../execution/run-folder';
import { shareName, type Share } from './share';

/** A share that came to its end. */
export interface EndedShare extends JournalReading {
  /** Name of its folder. */
  readonly id: string;
  readonly path: string;
  readonly share: Share;
  readonly ending: Ending;
  readonly basis: Basis;
}

interface OpenShare extends Omit<EndedShare, 'ending' | 'basis'> {
  readonly ending: Ending | undefined;
}

/**
 * Reads the shares of one cut, the first share first.
 * @param named names of their folders, or paths to them
 * @throws RunError where one is no share or did not come to its end, where one is missing or named twice, and where they are not
 * shares of the same run on the same build
 */
export function readShares(reports: string, named: readonly string[]): EndedShare[] {
  const open = named.map((name) => readShare(reports, name));
  const [first] = open;
  if (first === undefined) throw new RunError('Name the folders of all shares: npm run merge -- RUN RUN ...');
  for (const other of open) refuseOtherRun(first, other);
  const sorted = open.toSorted((a, b) => a.share.number - b.share.number);
  refuseGaps(sorted, first.share.of);
  const ended = sorted.map(requireEnd);
  const [one] = ended;
  for (const other of ended) if (one !== undefined) refuseOtherPlace(one, other);
  refuseOtherBuilds(ended);
  return ended;
}

function readShare(reports: string, name: string): OpenShare {
  const { id, path: folder } = findRunFolder(reports, name, JOURNAL_FILE);
  const reading = readJournal(folder);
  const { share } = reading.opening.request;
  if (share !== undefined) return { ...reading, id, path: folder, share };
  throw new RunError(`${id} is no share of a cycle: it was started without --shard, so leave it out.`);
}

/** What must be the same, as people call it. */
function askedOf({ share, opening: { request, environment, inputs } }: OpenShare): Record<string, string> {
  const { plan, dmc = 'all of the plan', phase = 'all of the plan', seed } = request;
  return {
    'number of shares': String(share.of),
    plan,
    DMCs: dmc,
    'Test Phases': phase,
    seed,
    environment,
    'features, steps, scope and tables': inputs,
  };
}

function refuseOtherRun(one: OpenShare, other: OpenShare): void {
  const theirs = askedOf(other);
  refuseDifference(one, other, askedOf(one), theirs, 'put only shares of one run together');
}

function refuseGaps(sorted: readonly OpenShare[], of: number): void {
  for (let number = 1; number <= of; number += 1) {
    const own = sorted.filter(({ share }) => share.number === number);
    const name = shareName({ number, of });
    if (own.length === 0) throw new RunError(`The ${name} is missing: name its folder too, or run it first.`);
    if (own.length === 1) continue;
    const folders = own.map(({ path: folder }) => folder).join(' and ');
    throw new RunError(`The ${name} is there twice (${folders}): leave one of them out.`);
  }
}

function requireEnd({ ending, ...rest }: OpenShare): EndedShare {
  if (ending !== undefined) return { ...rest, ending, basis: readBasis(rest.path) };
  const name = shareName(rest.share);
  throw new RunError(
    `The ${name} (${rest.id}) did not come to its end: go on with it where it ran, npm run cycle -- --resume ${rest.id}.`,
  );
}

/** One record speaks of one environment: what was not run here, and what ran where, must be the same in all shares. */
function refuseOtherPlace(one: EndedShare, other: EndedShare): void {
  const facts = ({ basis: { environment, places }, ending }: EndedShare): Record<string, string> => ({
    environment: `${environment.name}${environment.simulated ? ', simulated' : ''}`,
    'capabilities of the machine': environment.capabilities.toSorted().join(', '),
    'environments beside it': places.length === 0 ? 'none' : places.join(', '),
    'check against the official schemas': ending.schemaCheck,
  });
  refuseDifference(one, other, facts(one), facts(other), 'run the shares on machines that have the same programs');
}

function refuseDifference(
  one: OpenShare,
  other: OpenShare,
  own: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
  remedy: string,
): void {
  const what = Object.keys(own).find((name) => own[name] !== theirs[name]);
  if (what === undefined) return;
  const said = `${one.id} and ${other.id} differ in the ${what} (${own[what] ?? ''}; ${theirs[what] ?? ''})`;
  throw new RunError(`${said}: ${remedy}.`);
}

/** Every share must have run every stage on the same build, and both sets of a regression with it. */
function refuseOtherBuilds(shares: readonly EndedShare[]): void {
  const first = new Map<string, { readonly id: string; readonly build: Readonly<Record<string, string>> }>();
  for (const { id, build = {}, basis } of shares) {
    // What its first workers found, what each stage ran on, and whether that stage was entered.
    const begun = { key: 'the run', build };
    const stages = basis.stages.flatMap(({ stage, environment, refused, build: found }) => {
      const place = refused === undefined ? [{ key: environment, build: found }] : [];
      return [{ key: `${stage} on ${environment}`, build: found }, ...place];
    });
    for (const { key, build: found } of [begun, ...stages]) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, { id, build: found });
      else if (!sameDigests(earlier.build, found)) {
        throw new RunError(
          `${earlier.id} and ${id} did not run on the same build: run one of them again on the build of the other.`,
        );
      }
    }
  }
}

/** What the record says of where the results came from. */
export function originOf({ id, share, results, ending }: EndedShare): NonNullable<RunResult['run']['shares']>[number] {
  return { run: id, ...share, executions: results.length, executor: ending.executor };
}

/** The folder inside a merged run that holds what is kept of each share by itself. */
export function ownFolder(kept: string, { number }: Share): string {
  return path.join(kept, `share-${number}`);
}
