import { ENTRY_STAGE, type Plan, type PlannedStage } from './plan';

/**
 * What is wrong with a plan beyond its form, one sentence each.
 * @param register ids of every requirement
 */
export function planProblems(plan: Plan, register: readonly string[]): string[] {
  const named = [...plan.requirements.map(({ id }) => id), ...plan.requirementsNotInPlan.flatMap(({ ids }) => ids)];
  return [
    ...named.filter((id) => !register.includes(id)).map((id) => `${id} is not in the register of requirements.`),
    ...named.filter((id, index) => named.indexOf(id) !== index).map((id) => `${id} is named twice.`),
    ...register.filter((id) => !named.includes(id)).map((id) => `${id} is neither in the plan nor named as not in it.`),
    ...duplicates(plan.criteria.map(({ id }) => id)).map((id) => `criterion ${id} stands twice.`),
    ...plan.criteria
      .filter(({ kind, measure }) => kind === 'entry' && measure.kind === 'detection')
      .map(({ id }) => `criterion ${id} asks for detection, which is judged at the exit: make it an exit criterion.`),
    ...stageProblems(plan),
  ];
}

function stageProblems({ stages, criteria, requirements }: Plan): string[] {
  const names = [ENTRY_STAGE, ...stages.map(({ name }) => name)];
  const tests = stages.filter(({ kind }) => kind === 'test').map(({ name }) => name);
  const sets = stages.filter(({ kind }) => kind === 'regression-set');
  return [
    ...requirements
      .filter(({ shown, stages: by }) => shown.includes('stages') !== (by !== undefined))
      .map(({ id }) => `${id} must name "stages" if stages are to show it, and only then.`),
    ...requirements
      .filter(({ shown, documents }) => shown.includes('documents') !== (documents !== undefined))
      .map(({ id }) => `${id} must name "documents" if documents are to show it, and only then.`),
    ...requirements.flatMap(({ id, stages: by = [] }) =>
      by
        .filter((name) => !names.includes(name))
        .map((name) => `${id} names the stage "${name}", which the plan lacks.`),
    ),
    ...duplicates(names).map((name) => `the stage "${name}" stands twice.`),
    ...sets
      .filter(({ set, closes }) => set === undefined || !tests.includes(closes ?? ''))
      .map(
        ({ name }) => `the regression set "${name}" must say which "set" it is and name the test stage it "closes".`,
      ),
    ...duplicates(sets.map(({ set, closes }) => `set ${set ?? ''} of "${closes ?? ''}"`)).map(
      (which) => `${which} stands twice.`,
    ),
    ...stages
      .filter(({ kind, set, closes }) => kind !== 'regression-set' && (set ?? closes) !== undefined)
      .map(({ name }) => `the stage "${name}" is no regression set, so that it cannot have "set" or "closes".`),
    ...sets
      .filter(({ set, closes }) => set === 2 && !before(stages, closes))
      .map(({ closes }) => `set 2 of "${closes ?? ''}" must come after its set 1.`),
    ...criteria
      .filter(({ kind, stage }) => stage !== undefined && (kind === 'exit' || !tests.includes(stage)))
      .map(({ id }) => `criterion ${id} can guard a test stage of the plan only as an entry criterion.`),
  ];
}

function before(stages: readonly PlannedStage[], closes: string | undefined): boolean {
  const place = (set: number): number => stages.findIndex((one) => one.closes === closes && one.set === set);
  return place(1) >= 0 && place(1) < place(2);
}

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
