/** Repeats the new failures of a run, to say what they depend on. Informal: record, verdict and pack stay as they are. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  FORENSICS_FILE,
  type Forensics,
  type RepeatedFailure,
  type Trial,
} from '../../reports/forensics/forensics-model';
import { forensicsSentence, whyDependent } from '../../reports/forensics/forensics-words';
import type { ExecutionResult, RunResult } from '../../reports/record/result-model';
import { placeKey } from '../../reports/since-words';
import { counted } from '../../reports/text';
import { keyOf } from '../../support/scope/identity';
import { planAgain, readInputs, type RunInputs } from '../assessment/reassess';
import { buildOf } from '../assessment/build';
import type { FinishedCycle } from '../execution/cycle';
import { listenForInterruption } from '../execution/interruption';
import { seedOfRepetition } from '../execution/repetitions';
import { quoted } from '../execution/shell-word';
import { keyOfPlanned, type PlannedExecution } from '../planning/planned-execution';
import { Company } from './company';
import { dependencyOf } from './dependency';
import { RepetitionSystems, type Place, type RepetitionHost } from './repetition-systems';

/** New failures that are repeated, at most: those of many causes before many of one; fewer where systems start slowly. */
const REPEATED = { embedded: 20, elsewhere: 5 };

/** Environments that give a fresh system to whoever asks; on others repetitions would use up what others need. */
const FRESH = ['embedded', 'containers'];

/** Other seeds with which a failure is repeated. */
const OTHER_SEEDS = 3;

/**
 * Repeats the new failures of a run and writes what came of it beside its record.
 * @param root folder of the project
 * @returns undefined where nothing is known to be new
 * @throws RunError where they cannot be repeated
 */
export async function repeatNewFailures(
  { run, folder }: FinishedCycle,
  root: string,
  host: RepetitionHost,
): Promise<Forensics | undefined> {
  const isNew = new Set((run.since?.changes ?? []).filter(({ kind }) => kind === 'new failure').map(placeKey));
  const failures = run.executions.filter((one) => isNew.has(placeKey(one)) && FRESH.includes(one.environment));
  if (failures.length === 0) return undefined;
  const most = run.run.environment === 'embedded' ? REPEATED.embedded : REPEATED.elsewhere;
  const chosen = spreadOverCauses(failures).slice(0, most);
  host.progress(`Repeating ${chosen.length} of ${counted(failures.length, 'new failure')}, alone and in company.`);
  const inputs = await readInputs(folder.path);
  const seeds = Array.from({ length: OTHER_SEEDS + 1 }, (_, index) => seedOfRepetition(run.run.seed, index + 1));
  const plans = new Map<string, ReadonlyMap<string, PlannedExecution>>();
  for (const seed of seeds) {
    const planned = await planAgain(inputs, seed, run.run.proven);
    plans.set(seed, new Map(planned.map((one) => [keyOfPlanned(one), one])));
  }
  const systems = new RepetitionSystems(root, folder.path, run.run.seed, host);
  const company = new Company(folder.path, run.executions, inputs.plan);
  const interruption = listenForInterruption(
    (signal) =>
      `The repetitions were interrupted (${signal}). The run has its record: npm run report -- ${run.run.id} makes its reports.`,
  );
  try {
    const repetition = new Repetition(run.run, inputs, { plans, company }, systems, host);
    const repeated = await Promise.race([repetition.all(chosen), interruption.happened]);
    const forensics = { run: run.run.id, at: new Date().toISOString(), failures: failures.length, repeated };
    writeFileSync(path.join(folder.path, FORENSICS_FILE), `${JSON.stringify(forensics, null, 2)}\n`);
    host.progress(forensicsSentence(forensics));
    return forensics;
  } finally {
    await systems.end();
    interruption.stopListening();
  }
}

/** One failure of each cause, then the second of each, and so on. */
function spreadOverCauses(failures: readonly ExecutionResult[]): ExecutionResult[] {
  const seen = new Map<string, number>();
  const ranked = failures.map((execution) => {
    const cause = execution.failure?.cause ?? '';
    const rank = seen.get(cause) ?? 0;
    seen.set(cause, rank + 1);
    return { execution, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ execution }) => execution);
}

/** How one run's failures are repeated. */
class Repetition {
  constructor(
    private readonly run: RunResult['run'],
    private readonly inputs: RunInputs,
    private readonly known: {
      /** What is planned, by the seed of the run and the key of the execution; the seed of the run itself comes first. */
      readonly plans: ReadonlyMap<string, ReadonlyMap<string, PlannedExecution>>;
      readonly company: Company;
    },
    private readonly systems: RepetitionSystems,
    private readonly host: RepetitionHost,
  ) {}

  async all(failures: readonly ExecutionResult[]): Promise<RepeatedFailure[]> {
    const trials = new Map(failures.map((failure) => [failure, [] as Trial[]]));
    const failed = (failure: ExecutionResult, how: Trial['how']): boolean =>
      (trials.get(failure) ?? []).filter((trial) => trial.how === how).every(({ outcome }) => outcome === 'failed');
    await inLanes(failures, this.host.workers(this.run.environment), async (failure) => {
      trials.get(failure)?.push(...(await this.#alone(failure)));
    });
    const lasting = failures.filter((failure) => failed(failure, 'alone') && failed(failure, 'other seed'));
    for (const [failure, found] of await this.#elsewhere(lasting)) trials.get(failure)?.push(...found);
    for (const failure of failures.filter((one) => !failed(one, 'alone'))) {
      trials.get(failure)?.push(...(await this.#inCompany(failure, 1)));
      if (failed(failure, 'in company')) continue;
      trials.get(failure)?.push(...(await this.#inCompany(failure, this.#underLoad(failure))));
    }
    return failures.map((failure) => this.#told(failure, trials.get(failure) ?? []));
  }

  #told({ id, dmc, phase, stage, reproduce }: ExecutionResult, trials: Trial[]): RepeatedFailure {
    const depends = dependencyOf(trials);
    const one: RepeatedFailure = {
      ...{ id, dmc, phase, stage, trials, command: reproduce },
      ...(depends === undefined ? {} : { depends }),
    };
    this.host.progress(`${id} in ${dmc} ${phase}: ${depends ?? 'not known'}. ${whyDependent(one)}`);
    return { ...one, command: this.#commandOf(one) };
  }

  /** First with the seed of the run, in a process that has run nothing else; then with other seeds. */
  #alone(failure: ExecutionResult): Promise<Trial[]> {
    const place = this.#ownPlace(failure, 1);
    return this.systems.on(place, async (repeat) => {
      const trials: Trial[] = [];
      for (const [seed, planned] of this.known.plans) {
        const [results = []] = await repeat([listed(planned, [keyOf(failure)])]);
        trials.push(...trialOf(failure, results, { how: trials.length === 0 ? 'alone' : 'other seed', seed }, place));
      }
      return trials;
    });
  }

  /** All on one system for each place: what fails alone needs no company. */
  async #elsewhere(failures: readonly ExecutionResult[]): Promise<(readonly [ExecutionResult, Trial[]])[]> {
    const [seed, planned] = this.#own();
    const found: (readonly [ExecutionResult, Trial[]])[] = [];
    const byPlace = Map.groupBy(failures, (failure) => JSON.stringify(this.#otherPlace(failure) ?? null));
    for (const [, own] of byPlace) {
      const place = own[0] === undefined ? undefined : this.#otherPlace(own[0]);
      if (place === undefined) continue;
      const results = await this.systems.on(place, (repeat) =>
        repeat(own.map((failure) => listed(planned, [keyOf(failure)]))),
      );
      for (const [index, failure] of own.entries()) {
        found.push([failure, trialOf(failure, results[index] ?? [], { how: 'elsewhere', seed }, place)]);
      }
    }
    return found;
  }

  /** @param workers how many run the same at a time */
  async #inCompany(failure: ExecutionResult, workers: number): Promise<Trial[]> {
    const before = this.known.company.before(failure);
    if (before === undefined) return [];
    const [seed, planned] = this.#own();
    const place = this.#ownPlace(failure, workers);
    const list = listed(planned, [...before, keyOf(failure)]);
    return this.systems.on(place, async (repeat) => {
      const all = await repeat(Array.from({ length: workers }, () => list));
      const how = workers === 1 ? 'in company' : 'under load';
      return all.flatMap((results) => trialOf(failure, results, { how, seed, before: list.length - 1 }, place));
    });
  }

  #own(): readonly [seed: string, planned: ReadonlyMap<string, PlannedExecution>] {
    const [first] = this.known.plans;
    if (first === undefined) throw new Error('Nothing is planned.');
    return first;
  }

  #ownPlace({ environment, stage }: ExecutionResult, workers: number): Place {
    const { manifest } = this.inputs;
    const ran = manifest.stages.find((one) => one.stage === stage && one.environment === environment);
    const build = ran?.build ?? buildOf(manifest.environment.versions);
    return { environment, workers, build, sockets: ran?.transport === 'sockets' };
  }

  /** Where else it can be repeated on any machine: the system in its own process, or, where that was it, through sockets. */
  #otherPlace({ environment, stage }: ExecutionResult): Place | undefined {
    if (environment !== 'embedded') return { environment: 'embedded', workers: 1 };
    const ran = this.inputs.manifest.stages.find((one) => one.stage === stage && one.environment === environment);
    return ran?.transport === 'in-process' ? { environment, sockets: true, workers: 1 } : undefined;
  }

  #underLoad({ environment }: ExecutionResult): number {
    return 2 * this.host.workers(environment);
  }

  #commandOf({ depends, command }: RepeatedFailure): string {
    const { id, command: ofRun } = this.run;
    if (depends === 'by order') return `${ofRun} --order ${quoted(`recorded:${id}`)} --workers 1`;
    if (depends === 'by load') return `${ofRun} --order ${quoted(`recorded:${id}`)}`;
    return command;
  }
}

/** Does something with each item, so many at a time. */
async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** What is planned of these keys, in their order. */
function listed(planned: ReadonlyMap<string, PlannedExecution>, keys: readonly string[]): PlannedExecution[] {
  return keys.flatMap((key) => planned.get(key) ?? []);
}

function trialOf(
  failure: ExecutionResult,
  results: readonly ExecutionResult[],
  trial: Pick<Trial, 'how' | 'seed' | 'before'>,
  { environment, sockets }: Place,
): Trial[] {
  const result = results.find((one) => keyOf(one) === keyOf(failure));
  if (result === undefined) return [];
  const { outcome, fingerprint } = result;
  return [
    {
      ...trial,
      environment: trial.how === 'elsewhere' && sockets === true ? `${environment}, through sockets` : environment,
      outcome,
      ...(outcome === 'failed' ? { same: fingerprint === failure.fingerprint } : {}),
    },
  ];
}
