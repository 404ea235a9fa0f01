import { RunError } from '../../support/scope/errors';
import { nearest } from '../../support/scope/nearest';
import { findDmc, type DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import { PHASES, type Phase, type Plan, type PlannedStage } from '../../support/scope/plan';
import { mayEnter, SIT_RULE } from '../../support/scope/sit';

/** One DMC in one Test Phase, with the stages that the plan runs for it. */
export interface Cell {
  readonly dmc: DeviceModelCombination;
  readonly phase: Phase;
  readonly stages: readonly PlannedStage[];
  /** Why the combination has no such Test Phase; absent where it has. */
  readonly withoutPhase?: string;
}

/** What was asked for beside the plan: ids and names joined by commas. */
export interface CellOverrides {
  readonly dmc?: string;
  readonly phase?: string;
}

/** The cells of a run. */
export interface CellChoice {
  readonly cells: readonly Cell[];
  /** False where the wishes left out cells of the plan: the run is then informal. */
  readonly formal: boolean;
  /** Combinations of the plan's releases that may not enter a Test Phase. */
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
}

/** Name of a cell, as people say it: `IOC-01 Active`. */
export function cellName({ dmc, phase }: { readonly dmc: { readonly id: string }; readonly phase: string }): string {
  return `${dmc.id} ${phase}`;
}

/**
 * The cells that a run of a plan has: all of them, or those that were asked for.
 * @throws RunError when the plan names a combination that the catalogue lacks, or does not hold what was asked for
 */
export function chooseCells(
  plan: Plan,
  catalogue: readonly DeviceModelCombination[],
  wishes: CellOverrides = {},
): CellChoice {
  const { dmcs, leftOut } = combinationsOf(plan, catalogue, wishes.dmc);
  const one = plan.cells.of === 'one-dmc' || plan.cells.of === 'later-dmc';
  const chosen = one ? dmcs : narrowed(plan, dmcs, wishes.dmc);
  const phases = phasesToRun(plan, wishes.phase);
  if (chosen.length === 0) throw new RunError(`The plan "${plan.id}" finds no combination in the catalogue.`);
  const cells = chosen.flatMap((dmc) => phases.map((phase) => cellOf(dmc, phase, plan.stages)));
  const reasons = cells.map(({ withoutPhase }) => withoutPhase);
  if (!reasons.includes(undefined)) throw new RunError(`There is nothing to run: ${reasons.join(' ')}`);
  const formal = chosen.length === dmcs.length && phases.length === new Set(plan.cells.phases).size;
  return { cells, formal, leftOut };
}

/** A cell; one meter alone cannot be half active and half dormant, so that electricity alone has no Mixed phase. */
export function cellOf(dmc: DeviceModelCombination, phase: Phase, planned: readonly PlannedStage[]): Cell {
  const stages = planned.filter(({ phases = [phase] }) => phases.includes(phase));
  const meters = dmc.devices.filter(({ type }) => type === 'ESME' || type === 'GSME').length;
  if (phase !== 'Mixed' || meters > 1) return { dmc, phase, stages };
  const withoutPhase = `${dmc.id} has one meter only, and an installation is Mixed when one of its meters is active and the other dormant.`;
  return { dmc, phase, stages, withoutPhase };
}

function combinationsOf(
  { id, cells }: Plan,
  catalogue: readonly DeviceModelCombination[],
  wanted: string | undefined,
): { readonly dmcs: readonly DeviceModelCombination[]; readonly leftOut: CellChoice['leftOut'] } {
  switch (cells.of) {
    case 'one-dmc': {
      const dmc = findDmc(catalogue, wanted ?? cells.dmc);
      if (dmc.release === cells.release) return { dmcs: [dmc], leftOut: [] };
      throw new RunError(`${dmc.id} belongs to ${dmc.release}, but the plan "${id}" is for ${cells.release}.`);
    }
    case 'later-dmc':
      return { dmcs: wanted === undefined ? catalogue : [findDmc(catalogue, wanted)], leftOut: [] };
    case 'dmcs':
      return { dmcs: cells.dmcs.map((one) => findDmc(catalogue, one)), leftOut: [] };
    case 'releases': {
      const dmcs = catalogue.filter(({ release }) => cells.releases.includes(release));
      const leftOut = dmcs
        .filter((dmc) => !mayEnter(dmc))
        .map((dmc) => ({
          what: `The combination ${dmc.id}`,
          why: `The catalogue says that it is ${dmc.sitStatus} in SIT; ${dmc.release} asks for: ${SIT_RULE[dmc.release]}.`,
        }));
      return { dmcs: dmcs.filter(mayEnter), leftOut };
    }
  }
}

function narrowed(
  plan: Plan,
  dmcs: readonly DeviceModelCombination[],
  wanted: string | undefined,
): readonly DeviceModelCombination[] {
  if (wanted === undefined) return dmcs;
  const ids = dmcs.map(({ id }) => id);
  const asked = wordsOf(wanted);
  const unknown = asked.find((word) => !ids.includes(word));
  if (unknown === undefined) return dmcs.filter(({ id }) => asked.includes(id));
  throw new RunError(
    `The plan "${plan.id}" does not hold the DMC "${unknown}": try ${nearest(unknown, ids).join(', ')}.`,
  );
}

/** The phases to run, in the order of the plan. */
function phasesToRun({ id, cells: { phases } }: Plan, wanted: string | undefined): readonly Phase[] {
  if (wanted === undefined) return [...new Set(phases)];
  const offer = `it holds ${phases.join(', ')}`;
  const asked = wordsOf(wanted).map((word) => {
    const known = PHASES.find((name) => name.toLowerCase() === word.toLowerCase());
    if (known === undefined) throw new RunError(`There is no Test Phase "${word}" in the plan "${id}": ${offer}.`);
    if (phases.includes(known)) return known;
    throw new RunError(`The plan "${id}" does not hold the Test Phase ${known}: ${offer}.`);
  });
  return phases.filter((phase) => asked.includes(phase));
}

function wordsOf(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
