import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { anyAct, anyCalmAct, anyDay } from './acts';
import { anyConfigurationAct } from './configurations';
import type { Learnt } from './learnt';
import { anyLifeAct } from './lives';
import { refusedActs } from './refusals';
import { scenarioOf, type ExploredScenario } from './gherkin';
import { beginning, type Act, type Model } from './model';

/** Runs a scenario. @returns why it failed; undefined where it passed */
export type RunScenario = (scenario: ExploredScenario) => Promise<string | undefined>;

/** A sequence that the system does not bear, as short as it could be made. */
export interface Finding {
  readonly scenario: ExploredScenario;
  readonly why: string;
}

/** What an exploration came to. */
export interface Exploration {
  /** Steps that were taken, those of shrinking left out. */
  readonly steps: number;
  readonly scenarios: number;
  readonly findings: readonly Finding[];
}

/** Acts that a scenario has at most. */
const MOST_ACTS = 25;

/** After so many findings it is time to mend something. */
const MOST_FINDINGS = 5;

/** Scenarios that are tried to make one finding shorter, at most. */
const MOST_SHRINKING = 150;

class ActCommand implements fc.AsyncCommand<Model, Act[]> {
  constructor(private readonly act: Act) {}

  check = (model: Readonly<Model>): boolean => this.act.isPossible(model);

  run = async (model: Model, done: Act[]): Promise<void> => {
    this.act.happen(model);
    done.push(this.act);
  };

  toString = (): string => this.act.text;
}

function anySequence(act: fc.Arbitrary<Act>): fc.Arbitrary<Iterable<fc.AsyncCommand<Model, Act[]>>> {
  return fc.commands([act.map((one) => new ActCommand(one))], { maxCommands: MOST_ACTS, size: 'max' });
}

/**
 * Makes up scenarios and runs them, until so many steps have been taken.
 * @param seed the same seed makes up the same scenarios
 * @param learnt what they are held to beside the rules of every scenario
 * @param onFinding called as soon as a finding cannot be made shorter
 */
export async function explore(
  wanted: number,
  seed: string,
  learnt: Learnt,
  run: RunScenario,
  onFinding: (finding: Finding) => void,
): Promise<Exploration> {
  let [steps, scenarios] = [0, 0];
  const findings: Finding[] = [];
  const sequence = fc.oneof(
    { weight: 2, arbitrary: anySequence(anyAct(learnt)) },
    { weight: 1, arbitrary: anySequence(anyCalmAct(learnt)) },
    { weight: 2, arbitrary: anySequence(anyLifeAct(learnt)) },
    ...(learnt.configurations.length === 0 ? [] : [{ weight: 4, arbitrary: anySequence(anyConfigurationAct(learnt)) }]),
    { weight: 1, arbitrary: fc.oneof(...refusedActs(learnt).map(anySequence)) },
  );
  for (let round = 1; steps < wanted && findings.length < MOST_FINDINGS; round += 1) {
    let finding: Finding | undefined;
    let needed: { readonly day: string | undefined; readonly acts: readonly Act[] } = { day: undefined, acts: [] };
    let shrinking = 0;
    const property = fc.asyncProperty(anyDay(), sequence, async (day, acts) => {
      if (finding !== undefined && (shrinking += 1) > MOST_SHRINKING) return;
      const model = beginning();
      const done: Act[] = [];
      await fc.asyncModelRun(() => ({ model, real: done }), acts);
      if (done.length === 0) return;
      const scenario = scenarioOf(day, done);
      if (finding === undefined) {
        steps += scenario.steps;
        scenarios += 1;
      }
      const why = await run(scenario);
      if (why === undefined) return;
      finding = { scenario, why };
      needed = { day, acts: done };
      throw new Error(why);
    });
    await fc.check(property, { seed: numberOf(`${seed} ${round}`), numRuns: 1 });
    if (finding === undefined) continue;
    const shortest = (await shortened(needed.day, needed.acts, run)) ?? finding;
    findings.push(shortest);
    onFinding(shortest);
  }
  return { steps, scenarios, findings };
}

/** Leaves out each act in turn that a finding does not need: fast-check always keeps the last one. */
async function shortened(
  day: string | undefined,
  acts: readonly Act[],
  run: RunScenario,
): Promise<Finding | undefined> {
  let kept = acts;
  let finding: Finding | undefined;
  for (let index = acts.length - 1; index >= 0; index -= 1) {
    if (index >= kept.length) continue;
    const fewer = kept.filter((_one, other) => other !== index);
    const model = beginning();
    const done = fewer.filter((one) => {
      const isPossible = one.isPossible(model);
      if (isPossible) one.happen(model);
      return isPossible;
    });
    if (done.length === 0) continue;
    const scenario = scenarioOf(day, done);
    const why = await run(scenario);
    if (why !== undefined) [kept, finding] = [done, { scenario, why }];
  }
  return finding;
}

function numberOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readInt32BE();
}
