import type { DetectionResult } from '../../reports/record/result-model';
import type { ScopedScenario, ScopeOfTesting } from '../../reports/tag/scope/scope-model';
import type { CellChoice } from './cells';
import type { SeededDefect } from './coverage';
import type { Scenario } from './features/read-feature';
import { REGRESSION_TAG } from './features/tags';
import type { Need } from '../../support/scope/needs';
import type { ScenarioNeeds, StepNeed } from './steps/scenario-needs';
import { planExecutions } from './plan-executions';
import { identityOf } from '../assessment/record';
import { deviationText, functionsFor } from '../../support/scope/deviations';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import type { Plan } from '../../support/scope/plan';
import { usesFunction } from '../../support/scope/profiles';
import { functionText } from '../../support/scope/releases';
import type { Scope } from '../../support/scope/scope';
import type { PlannedExecution } from './planned-execution';

/** What a scenario may need of the environment, in words. */
const NEED_WORDS: Readonly<Record<Need, string>> = {
  lab: 'a lab that makes installations and faults',
  'virtual-time': 'time that the lab moves',
  interception: 'a lab that lets the tester stand in for a party',
  'seeded-defects': 'a system with seeded defects',
  'own-system': 'a system that nobody else uses',
  'response-times': 'a clock by which response times can be measured',
  'remote-laboratories': 'a network that reaches a process which simulates devices',
  browser: 'a browser',
};

/** What the documents about scope are written from. */
export interface ScopeInputs {
  readonly scope: Scope;
  readonly plan: Plan;
  readonly choice: CellChoice;
  /** Every scenario of the project. */
  readonly scenarios: readonly Scenario[];
  readonly needs: ScenarioNeeds;
  readonly defects: readonly SeededDefect[];
  /** What the run was given of searches for weak places; undefined where it was given nothing. */
  readonly detection?: readonly DetectionResult[] | undefined;
  /** Version of the suite. */
  readonly suite: string;
}

/**
 * Puts together what a plan sets out to test: without regard to any environment, and to what may enter a Test Phase so far.
 * @throws RunError when a stage selects nothing
 */
export async function scopeOf(inputs: ScopeInputs): Promise<ScopeOfTesting> {
  const { scope, plan, choice, scenarios, needs, defects, detection, suite } = inputs;
  const applying = choice.cells.filter(({ withoutPhase }) => withoutPhase === undefined);
  const planned = await planExecutions(applying, scenarios, '', undefined);
  const byScenario = new Map<string, PlannedExecution[]>();
  for (const execution of planned) {
    const same = byScenario.get(execution.scenario.id);
    if (same === undefined) byScenario.set(execution.scenario.id, [execution]);
    else same.push(execution);
  }
  const dmcs = [...new Set(choice.cells.map(({ dmc }) => dmc))];
  return {
    plan: { id: plan.id, title: plan.title, claim: plan.claim },
    suite,
    formal: choice.formal,
    stages: plan.stages.map(({ name, kind, folders, tags, phases = [] }) => ({ name, kind, folders, tags, phases })),
    cells: choice.cells.map(({ dmc, phase, withoutPhase }) => ({
      dmc: dmc.id,
      phase,
      ...(withoutPhase === undefined ? {} : { withoutPhase }),
    })),
    combinations: dmcs.map(combinationOf),
    notInPlan: [...choice.leftOut, ...plan.notInPlan],
    outOfScope: plan.outOfScope,
    requirements: requirementsOf(scope, plan, dmcs),
    scenarios: scenarios.map((scenario) =>
      scenarioOf(scenario, byScenario.get(scenario.id) ?? [], needs.get(scenario.id) ?? []),
    ),
    serviceRequests: scope.serviceRequests.map(({ variant, name, devices, roles }) => ({
      variant,
      name,
      devices,
      roles,
      functions: functionsFor(variant).map(({ deviation, deviceType }) => ({
        deviceType,
        what: deviationText(deviation),
        dmcs: dmcs.filter(({ deviations }) => deviations.includes(deviation)).map(({ id }) => id),
      })),
    })),
    checks: checksOf(scope),
    defects: defects.map(({ id, requirement }) => ({ id, requirement })),
    ...(detection === undefined ? {} : { detection }),
    comments: scope.comments,
    versions: scope.documentVersions,
    subset: scope.dmctSubset,
  };
}

function scenarioOf(
  scenario: Scenario,
  planned: readonly PlannedExecution[],
  needs: readonly StepNeed[],
): ScopedScenario {
  const { id, title, feature, featurePath, rule, area, axis, positive, negative, severity, tags, refusals } = scenario;
  const place = ({ dmc, phase, stage }: PlannedExecution): { dmc: string; phase: string; stage: string } => ({
    dmc: dmc.id,
    phase,
    stage,
  });
  return {
    id,
    title,
    feature,
    featurePath,
    scenarioLine: scenario.scenarioLine,
    ...(rule === undefined ? {} : { rule }),
    area,
    axis,
    positive,
    negative,
    severity,
    refusals,
    needs: needs.map(({ need }) => NEED_WORDS[need]),
    regression: tags.includes(REGRESSION_TAG),
    runs: planned
      .filter(({ aside }) => aside === undefined)
      .map((execution) => ({ ...place(execution), citedBy: execution.citedBy })),
    asides: planned.flatMap((execution) =>
      execution.aside === undefined ? [] : [{ ...place(execution), reason: execution.aside.reason }],
    ),
  };
}

function checksOf({ codes }: Scope): ScopeOfTesting['checks'] {
  return codes.published.map(({ code, party, level, meaning }) => {
    const exception = codes.exceptions.find((one) => one.code === code && one.unless === undefined)?.reason;
    return { code, party, level, meaning, ...(exception === undefined ? {} : { exception }) };
  });
}

function combinationOf(dmc: DeviceModelCombination): ScopeOfTesting['combinations'][number] {
  const left = dmc.sitExitDate === undefined ? '' : ` on ${dmc.sitExitDate}`;
  return {
    dmc: identityOf(dmc),
    sit: dmc.sitStatus === 'exited' ? `left SIT${left}` : `${dmc.sitStatus} in SIT`,
    deviations: dmc.deviations.map(deviationText),
    notUsed: dmc.notUsed.map(({ name, reason }) => ({ what: functionText(name), reason })),
    lacks: dmc.notApplicable.map(({ variant, deviceType, refusedWith }) => ({ variant, deviceType, refusedWith })),
  };
}

function requirementsOf(
  scope: Scope,
  plan: Plan,
  dmcs: readonly DeviceModelCombination[],
): ScopeOfTesting['requirements'] {
  return scope.requirements.map(({ id, source, text }) => {
    const planned = plan.requirements.find((entry) => entry.id === id);
    const notIn = (planned?.notIn ?? []).flatMap(({ phases, why }) => phases.map((phase) => ({ phase, why })));
    const ways = (planned?.shown ?? []).filter((way) => way === 'positive' || way === 'negative');
    const { stages = [], documents = [], needs } = planned ?? {};
    const notFor = needs === undefined ? [] : dmcs.filter((dmc) => !usesFunction(dmc, needs)).map((dmc) => dmc.id);
    const common = { id, source, text, ways, stages, documents, notIn, notFor };
    if (planned !== undefined) return common;
    const reason = plan.requirementsNotInPlan.find(({ ids }) => ids.includes(id))?.why ?? 'The plan does not name it.';
    return { ...common, reason };
  });
}
