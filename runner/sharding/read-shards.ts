/** Reads the folders of shards, and refuses those that cannot be merged. */
import path from 'node:path';
import type { RunResult } from '../../reports/record/result-model';
import { readRunManifest, type RunManifest } from '../planning/run-manifest';
import { RunError } from '../../support/scope/errors';
import { sameDigests } from '../assessment/comparison';
import { JOURNAL_FILES, readJournal, type Ending, type JournalReading } from '../execution/journal';
import { findRunFolder } from '../execution/run-folder';
import { shardName, type Shard } from './shard';

/** A finished shard. */
export interface EndedShard extends JournalReading {
  /** Name of its folder. */
  readonly id: string;
  readonly path: string;
  readonly shard: Shard;
  readonly ending: Ending;
  readonly manifest: RunManifest;
}

interface OpenShard extends Omit<EndedShard, 'ending' | 'manifest'> {
  readonly ending: Ending | undefined;
}

/**
 * Reads the shards of one run, the first shard first.
 * @param named names of their folders, or paths to them
 * @throws RunError where a folder is no finished shard, where one is missing or named twice, and where they are not shards of
 * the same run on the same build
 */
export function readShards(reports: string, named: readonly string[]): EndedShard[] {
  const open = named.map((name) => readShard(reports, name));
  const [first] = open;
  if (first === undefined) throw new RunError('Name the folders of all shards: npm run merge -- RUN RUN ...');
  for (const other of open) refuseOtherRun(first, other);
  const sorted = open.toSorted((a, b) => a.shard.number - b.shard.number);
  refuseGaps(sorted, first.shard.of);
  const ended = sorted.map(requireEnd);
  const [one] = ended;
  for (const other of ended) if (one !== undefined) refuseOtherEnvironment(one, other);
  refuseOtherBuilds(ended);
  return ended;
}

function readShard(reports: string, name: string): OpenShard {
  const { id, path: folder } = findRunFolder(reports, name, ...JOURNAL_FILES);
  const reading = readJournal(folder);
  const { shard } = reading.opening.request;
  if (shard !== undefined) return { ...reading, id, path: folder, shard };
  throw new RunError(`${id} is no shard of a cycle: it was started without --shard, so leave it out.`);
}

/** Parts of the request that must be the same, by their names in messages. */
function askedOf({ shard, opening: { request, environment, inputs, code } }: OpenShard): Record<string, string> {
  const { plan, dmc = 'all of the plan', phase = 'all of the plan', seed, order = 'as planned' } = request;
  const { durations = 'none: cut by number' } = request;
  return {
    'number of shards': String(shard.of),
    plan,
    DMCs: dmc,
    'Test Phases': phase,
    seed,
    order,
    durations,
    environment,
    'features, scope and tables': inputs,
    'steps and support': code,
  };
}

function refuseOtherRun(one: OpenShard, other: OpenShard): void {
  const theirs = askedOf(other);
  refuseDifference(one, other, askedOf(one), theirs, 'put only shards of one run together');
}

function refuseGaps(sorted: readonly OpenShard[], of: number): void {
  for (let number = 1; number <= of; number += 1) {
    const own = sorted.filter(({ shard }) => shard.number === number);
    const name = shardName({ number, of });
    if (own.length === 0) throw new RunError(`The ${name} is missing: name its folder too, or run it first.`);
    if (own.length === 1) continue;
    const folders = own.map(({ path: folder }) => folder).join(' and ');
    throw new RunError(`The ${name} is there twice (${folders}): leave one of them out.`);
  }
}

function requireEnd({ ending, ...rest }: OpenShard): EndedShard {
  if (ending !== undefined) return { ...rest, ending, manifest: readRunManifest(rest.path) };
  const name = shardName(rest.shard);
  throw new RunError(
    `The ${name} (${rest.id}) has not finished: resume it on its machine, npm run cycle -- --resume ${rest.id}.`,
  );
}

/** The record names one environment, so that its capabilities and assignments must be the same in all shards. */
function refuseOtherEnvironment(one: EndedShard, other: EndedShard): void {
  const facts = ({
    manifest: { environment, assignedEnvironments: others },
    ending,
  }: EndedShard): Record<string, string> => ({
    environment: `${environment.name}${environment.simulated ? ', simulated' : ''}`,
    'capabilities of the machine': environment.capabilities.toSorted().join(', '),
    'environments beside it': others.length === 0 ? 'none' : others.join(', '),
    'check against the official schemas': ending.schemaCheck,
  });
  refuseDifference(one, other, facts(one), facts(other), 'run the shards on machines that have the same programs');
}

function refuseDifference(
  one: OpenShard,
  other: OpenShard,
  own: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
  remedy: string,
): void {
  const what = Object.keys(own).find((name) => own[name] !== theirs[name]);
  if (what === undefined) return;
  const said = `${one.id} and ${other.id} differ in the ${what} (${own[what] ?? ''}; ${theirs[what] ?? ''})`;
  throw new RunError(`${said}: ${remedy}.`);
}

/** Every shard must have run every stage, and both sets of a regression, on the same build. */
function refuseOtherBuilds(shards: readonly EndedShard[]): void {
  const first = new Map<string, { readonly id: string; readonly build: Readonly<Record<string, string>> }>();
  for (const { id, build = {}, manifest } of shards) {
    // The build that the first workers found, and that of each stage; a stage that was not entered says nothing of its environment.
    const begun = { key: 'the run', build };
    const stages = manifest.stages.flatMap(({ stage, environment, refused, build: found }) => {
      const ofEnvironment = refused === undefined ? [{ key: environment, build: found }] : [];
      return [{ key: `${stage} on ${environment}`, build: found }, ...ofEnvironment];
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

/** The shard as the record names it. */
export function originOf({ id, shard, results, ending }: EndedShard): NonNullable<RunResult['run']['shares']>[number] {
  return { run: id, ...shard, executions: results.length, executor: ending.executor };
}

/** The folder of a shard inside a folder of the merged run. */
export function ownFolder(kept: string, { number }: Shard): string {
  return path.join(kept, `shard-${number}`);
}
