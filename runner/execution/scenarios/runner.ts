import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import { z } from 'zod';
import type { Transport } from '../../../environments/environment';
import type { ExecutionResult } from '../../../reports/record/result-model';
import type { Envelope } from '../../../support/scope/messages';
import type { PlannedExecution } from '../../planning/planned-execution';
import { transportOf } from '../../planning/rounds';
import { loadSteps, type LoadedSteps } from '../../planning/steps/load-steps';
import { Collector, locationKey, type CollectorOptions } from './collector';
import { unexecuted } from './unexecuted';

/** World parameters travel as JSON. */
const jsonObject = z.record(z.string(), z.json());

/** What steps are told beside the environment and what is planned; all of it plain JSON. */
export interface StageParameters {
  /** Whether every scenario leaves its normalised transcript, not those of a regression set alone. */
  readonly keepTranscript?: boolean;
  /** Ids of the seeded defects to switch on for every scenario; none in an ordinary run. */
  readonly defects?: readonly string[];
  /** Whether scenarios leave what a person wants to see of them, also where they pass. */
  readonly show?: boolean;
}

/** What one stage run needs. */
export interface StageRequest extends Omit<CollectorOptions, 'planned'> {
  /** Executions of one DMC, phase and stage, those set aside among them. */
  readonly executions: readonly PlannedExecution[];
  readonly parameters: StageParameters;
  /** How the services of the environment can be reached at best. */
  readonly transport: Transport;
  /** Aborted when the run is interrupted. */
  readonly interrupted: AbortSignal;
  /** Receives every message of cucumber, attachments without what is kept as evidence. */
  readonly onMessage: (envelope: Envelope) => void;
}

/**
 * Runs stages with cucumber inside this process: step definitions are loaded once, each stage is one cucumber run.
 */
export class Runner {
  private constructor(private readonly steps: LoadedSteps) {}

  /**
   * Loads the step definitions.
   * @param root folder of the project
   * @param supportCode patterns of the files with step definitions, world and hooks, relative to it
   * @param features folder that holds the folder of the features, such as one in which they were kept; the project unless named
   * @throws RunError when they cannot be loaded
   */
  static async load(root: string, supportCode?: readonly string[], features = root): Promise<Runner> {
    const { environment, library } = await loadSteps(root, supportCode);
    return new Runner({ library, environment: { ...environment, cwd: path.resolve(features) } });
  }

  /**
   * Runs one stage of one cell.
   * @returns a result for every execution of the request, in its order
   * @throws the reason of `interrupted`: whatever is seen after an interruption says nothing about the system
   */
  async runStage(request: StageRequest): Promise<ExecutionResult[]> {
    const toRun = request.executions.filter(({ aside }) => aside === undefined);
    const run = await this.#run(request, toRun);
    const results = new Map(toRun.map((execution, index) => [execution, run[index]]));
    return request.executions.flatMap((execution) => {
      const { aside } = execution;
      if (aside === undefined) return results.get(execution) ?? [];
      const result: ExecutionResult = { ...unexecuted(execution, request), ...aside };
      request.onExecution(result);
      return [result];
    });
  }

  async #run(request: StageRequest, planned: readonly PlannedExecution[]): Promise<ExecutionResult[]> {
    const collector = new Collector({ ...request, planned });
    const [first] = planned;
    if (first === undefined) return [];
    const { dmc, phase, stage, stageSeed: seed, kind } = first;
    const keepTranscript = kind === 'regression-set' || request.parameters.keepTranscript === true;
    const transport = transportOf(first, request.transport);
    const ofStage = { dmc, phase, stage, seed, release: dmc.release, keepTranscript, transport };
    const parameters = { ...request.parameters, ...ofStage };
    const worldParameters = jsonObject.parse(JSON.parse(JSON.stringify(parameters)));
    const { runConfiguration } = await loadConfiguration(
      {
        file: false,
        provided: {
          paths: [...new Set(planned.map(({ scenario }) => scenario.featurePath))],
          plugin: [pathToFileURL(path.join(__dirname, 'plan-plugin.mts')).href],
          pluginOptions: {
            plan: { planned: planned.map(({ scenario }) => locationKey(scenario.featurePath, scenario.line)) },
          },
          worldParameters,
          strict: true,
          retry: 0,
        },
      },
      this.steps.environment,
    );
    const { environment, library } = this.steps;
    let broken: { readonly error: unknown } | undefined;
    await runCucumber({ ...runConfiguration, support: library }, environment, (envelope) => {
      // Cucumber has no other way to be stopped: an error here ends its run as one of its own would.
      try {
        if (envelope.testRunFinished === undefined) request.interrupted.throwIfAborted();
        request.onMessage(collector.handle(envelope));
      } catch (error) {
        broken ??= { error };
        throw error;
      }
    }).catch((error: unknown) => {
      broken ??= { error };
    });
    // What it left unrun is no finding, whether it was interrupted or its results could not be kept.
    if (broken !== undefined) throw broken.error;
    request.interrupted.throwIfAborted();
    return collector.finish();
  }
}
