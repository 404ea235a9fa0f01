import type { ExecutionResult } from '../../reports/record/result-model';
import { counted, seededDefectsInWords } from '../../reports/text';
import { buildOf, SEEDED_DEFECTS } from './build';
import { assessCodes } from './codes';
import { releaseExited } from './release-exited';
import { judgeSmsoQuality } from './smso-quality';
import { findRecord } from '../../support/scope/records';
import type { Criterion, Measure } from '../../support/scope/plan';
import { SEVERITIES } from '../../support/scope/plan';
import { mayEnter, SIT_RULE } from '../../support/scope/sit';
import type { Facts } from './facts';
import { openIssues } from './issues';
import type { CellRequirements } from './requirements';
import { knownIssuesCurrent, assignmentsMet, detectionShown } from './run-criteria';
import { testDevicesAvailable } from './test-devices';
import { regressionSets, stagesPassed, stagesRun } from './stage-criteria';
import type { MeasuredCriterion, CellFindings } from './measured-criterion';

type MeasureOf<K extends Measure['kind']> = Extract<Measure, { kind: K }>;

/** Digits of a digest that tell builds apart at a glance. */
const SHORT_DIGEST = 'sha256:'.length + 12;

/** Measures that are taken once for the whole run; every other is taken in each cell. */
const OF_THE_RUN: readonly Measure['kind'][] = [
  'build-identified',
  'environment-healthy',
  'codes-provoked',
  'known-issues-current',
  'detection',
  'places',
  'not-in-this-plan',
];

/** Whether a criterion is judged cell by cell. */
export function isPerCell({ measure }: Criterion): boolean {
  return !OF_THE_RUN.includes(measure.kind);
}

/**
 * Computes a criterion from facts; nothing about a criterion is ever typed in.
 * @param facts of the run, or of one cell of it: with that cell alone and the executions that stand for it
 * @param found what was found out about the cell; of no account for a criterion of the whole run
 */
export function judgeCriterion({ measure }: Criterion, facts: Facts, found: CellFindings): MeasuredCriterion {
  switch (measure.kind) {
    case 'record-present':
      return recordPresent(measure, facts);
    case 'smso-quality':
      return judgeSmsoQuality(measure, facts);
    case 'release-exited':
      return releaseExited(facts);
    case 'build-identified':
      return buildIdentified(facts);
    case 'environment-healthy':
      return environmentHealthy(facts);
    case 'test-devices-available':
      return testDevicesAvailable(facts);
    case 'executed-share':
      return facts.executions === undefined ? notStarted('all executed') : executedShare(measure, facts.executions);
    case 'failures':
      return facts.executions === undefined ? notStarted('no failure') : failures(measure, facts, facts.executions);
    case 'requirements-shown':
      return facts.executions === undefined ? notStarted('all shown') : requirementsShown(measure, found.requirements);
    case 'codes-provoked':
      return facts.executions === undefined
        ? notStarted('each published code')
        : codesProvoked(measure, facts, facts.executions);
    case 'stages-run':
      return facts.executions === undefined ? notStarted('every stage') : stagesRun(found.stages);
    case 'stages-passed':
      return facts.executions === undefined ? notStarted('passed') : stagesPassed(measure.of, found.stages);
    case 'known-issues-current':
      return facts.executions === undefined ? notStarted('each in order') : knownIssuesCurrent(facts);
    case 'detection':
      return facts.executions === undefined ? notStarted('a proof of this build') : detectionShown(measure, facts);
    case 'places':
      return facts.executions === undefined
        ? notStarted('each assigned Test Phase')
        : assignmentsMet(facts, facts.executions);
    case 'regression-sets':
      return facts.executions === undefined ? notStarted('two sets alike') : regressionSets(found.regressions);
    case 'not-in-this-plan':
      return {
        threshold: 'none in this plan',
        measured: 'not measured',
        verdict: 'not in this plan',
        note: measure.why,
      };
  }
}

function notStarted(threshold: string): MeasuredCriterion {
  const note = 'The Test Phase was not entered, since an entry criterion is not met.';
  return { threshold, measured: 'nothing was run', verdict: 'not demonstrated', note };
}

function recordPresent({ record }: MeasureOf<'record-present'>, { scope, cells }: Facts): MeasuredCriterion {
  const [cell] = cells;
  if (cell === undefined) return notStarted('recorded');
  const { dmc } = cell;
  const threshold = record === 'sit-exit' ? SIT_RULE[dmc.release] : 'recorded';
  if (record === 'sit-exit' && !mayEnter(dmc)) {
    const note = `The catalogue says that ${dmc.id} is ${dmc.sitStatus} in SIT and has not left it.`;
    return { threshold, measured: dmc.sitStatus, verdict: 'not met', note };
  }
  const planned = record === 'sit-exit' && dmc.sitStatus === 'planned';
  const found = findRecord(scope.records, planned ? 'sit-plan' : record, dmc);
  if (found === undefined) {
    const note = `No record of it exists for ${dmc.id} in features/scope/evidence.json.`;
    return { threshold, measured: 'no record', verdict: 'not demonstrated', note };
  }
  const note = `${found.statement} ${found.reference}.`;
  const measured = planned ? 'planned in SIT' : `recorded on ${found.date}`;
  return { threshold, measured, verdict: 'met', note };
}

function buildIdentified({ environment }: Facts): MeasuredCriterion {
  const threshold = 'a digest of the system under test';
  const identified = Object.entries(buildOf(environment.versions)).map(
    ([component, digest]) => `${component} ${digest.slice(0, SHORT_DIGEST)}`,
  );
  if (identified.length === 0) {
    const note = 'The environment names no component by digest, so that the build cannot be told from another.';
    return { threshold, measured: 'no digest', verdict: 'not demonstrated', note };
  }
  const defects = environment.versions[SEEDED_DEFECTS];
  const asked = defects === undefined ? '' : ` ${seededDefectsInWords(defects)}`;
  const note = `The beginnings of the digests; Versions gives them in full.${asked}`;
  return { threshold, measured: identified.join(', '), verdict: 'met', note };
}

function environmentHealthy({ environment, executions = [] }: Facts): MeasuredCriterion {
  const threshold = 'every service answers and nothing is blocked';
  const blocked = executions.filter(({ outcome }) => outcome === 'blocked');
  const troubles = [...environment.healthProblems, ...blocked.map(({ id, reason }) => `${id}: ${reason ?? 'blocked'}`)];
  if (troubles.length === 0) {
    return { threshold, measured: 'healthy', verdict: 'met', note: `Environment ${environment.name}.` };
  }
  return { threshold, measured: counted(troubles.length, 'trouble'), verdict: 'not met', note: troubles.join(' ') };
}

function executedShare(
  { atLeastPercent }: MeasureOf<'executed-share'>,
  executions: readonly ExecutionResult[],
): MeasuredCriterion {
  const threshold = `at least ${atLeastPercent} %`;
  const due = executions.filter(({ outcome }) => outcome !== 'does-not-apply');
  const done = due.filter(wasExecuted);
  const percent = due.length === 0 ? 0 : (100 * done.length) / due.length;
  const measured = `${done.length} of ${due.length} (${String(Math.floor(percent * 10) / 10)} %)`;
  const open = due.filter((execution) => !wasExecuted(execution));
  const left = open.length === 0 ? 'Nothing was left out.' : `Not executed: ${listOf(open.map(({ id }) => id))}.`;
  const note = [left, ...fromOutside(done)].join(' ');
  if (due.length > 0 && percent >= atLeastPercent) return { threshold, measured, verdict: 'met', note };
  const elsewhere = open.length > 0 && open.every(({ outcome }) => outcome === 'not-run-here');
  return { threshold, measured, verdict: elsewhere ? 'not demonstrated' : 'not met', note };
}

/** What passed without every standing check, in a sentence, with the checks that were made. */
function fromOutside(done: readonly ExecutionResult[]): string[] {
  const passed = done.filter(({ outcome }) => outcome === 'passed').map(({ standingChecks }) => standingChecks);
  const partly = passed.filter((checks) => checks !== undefined);
  if (partly.length === 0) return [];
  const made = [...new Set(partly.flat())].join('; ');
  return [
    `${partly.length} of ${passed.length} passed, observed from outside: of the standing checks only these were made there: ${made}.`,
  ];
}

function failures(
  { severities, atMost, workOffPlan = 0 }: MeasureOf<'failures'>,
  { knownIssues }: Facts,
  executions: readonly ExecutionResult[],
): MeasuredCriterion {
  const levels = severities.map((severity) => SEVERITIES.indexOf(severity) + 1);
  const planned = workOffPlan === 0 ? '' : `, and at most ${counted(workOffPlan, 'known issue')} in the Work-Off Plan`;
  const threshold = `at most ${atMost} of severity ${levels.join(', ')}${planned}`;
  const { known, unknown } = openIssues(executions, knownIssues, levels);
  const open = [...unknown, ...known];
  const measured =
    workOffPlan === 0 || known.length === 0
      ? counted(open.length, 'failure')
      : `${counted(unknown.length, 'failure')}, ${counted(known.length, 'known issue')}`;
  const note = open.length === 0 ? 'None is open.' : `${listOf(open)} ${open.length === 1 ? 'is' : 'are'} open.`;
  const beyond = unknown.length + Math.max(0, known.length - workOffPlan);
  if (beyond > atMost) return { threshold, measured, verdict: 'not met', note };
  const concerned = executions.filter(({ severity }) => severities.includes(severity));
  const missing = concerned.filter(({ outcome }) => outcome !== 'does-not-apply').filter((one) => !wasExecuted(one));
  if (missing.length > 0) {
    const left = `${note} Not known for ${listOf(missing.map(({ id }) => id))}, which did not run.`;
    return { threshold, measured, verdict: 'not demonstrated', note: left };
  }
  const verdict = workOffPlan > 0 && known.length > 0 ? 'met with work-off plan' : 'met';
  return { threshold, measured, verdict, note };
}

function requirementsShown(
  { atLeastPercent }: MeasureOf<'requirements-shown'>,
  requirements: CellRequirements,
): MeasuredCriterion {
  const due = requirements.filter(({ verdict }) => verdict !== 'does not apply');
  const open = due.filter(({ verdict }) => verdict !== 'shown');
  const note =
    open.length === 0 ? 'Each one is shown.' : open.map(({ id, verdict }) => `${id}: ${verdict}`).join('; ') + '.';
  const shown = due.length - open.length;
  const percent = due.length === 0 ? 0 : (100 * shown) / due.length;
  return {
    threshold: `at least ${atLeastPercent} %`,
    measured: `${shown} of ${due.length}`,
    verdict: due.length > 0 && percent >= atLeastPercent ? 'met' : 'not met',
    note,
  };
}

function codesProvoked(
  { notOf = [] }: MeasureOf<'codes-provoked'>,
  { scope, cells }: Facts,
  executions: readonly ExecutionResult[],
): MeasuredCriterion {
  const codes = assessCodes(
    scope.codes,
    cells.map(({ dmc }) => dmc),
    executions,
  );
  const elsewhere = ({ code }: { readonly code: string }): boolean => notOf.some((begin) => code.startsWith(begin));
  const due = codes.filter((code) => code.published && code.exception === undefined && !elsewhere(code));
  const provoked = due.filter(({ provokedBy }) => provokedBy.length > 0);
  const missing = due.filter(({ provokedBy }) => provokedBy.length === 0).map(({ code }) => code);
  const stale = codes
    .filter((code) => code.exception !== undefined && code.provokedBy.length > 0)
    .map(({ code }) => code);
  const unpublished = codes
    .filter(({ code, published }) => code.startsWith('SIM-') && !published)
    .map(({ code }) => code);
  const excepted = codes.filter((code) => code.exception !== undefined).length;
  const notes = [
    ...(missing.length === 0 ? [] : [`Never given: ${listOf(missing)}.`]),
    ...(stale.length === 0 ? [] : [`Given, although an exception says that nothing can: ${stale.join(', ')}.`]),
    ...(unpublished.length === 0 ? [] : [`Given, although no table publishes them: ${unpublished.join(', ')}.`]),
    ...(notOf.length === 0 ? [] : [`Codes of other stages are left out: ${notOf.join(', ')}.`]),
    ...(excepted === 0 ? [] : [`${counted(excepted, 'exception')}, each with its reason under Rejection codes.`]),
  ];
  return {
    threshold: 'each published code, but for exceptions with a reason',
    measured: `${provoked.length} of ${due.length}`,
    verdict: missing.length + stale.length + unpublished.length === 0 ? 'met' : 'not met',
    note: notes.length === 0 ? 'Each one was given by its party in some test.' : notes.join(' '),
  };
}

function wasExecuted({ outcome }: ExecutionResult): boolean {
  return outcome === 'passed' || outcome === 'failed' || outcome === 'known-issue';
}

function listOf(ids: readonly string[]): string {
  const shown = [...new Set(ids)].slice(0, 12);
  const more = new Set(ids).size - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
