import type { RegressionComparison, StageResult } from '../../reports/record/result-model';
import { counted } from '../../reports/text';
import type { MeasuredCriterion } from './measured-criterion';

/** Whether every stage of a cell was entered and ended. */
export function stagesRun(stages: readonly StageResult[]): MeasuredCriterion {
  const due = stages.filter(({ outcome }) => outcome !== 'does not apply');
  const open = due.filter(({ outcome }) => outcome === 'not entered' || outcome === 'incomplete');
  return {
    threshold: 'every stage of the Test Phase',
    measured: `${due.length - open.length} of ${due.length}`,
    verdict: open.length === 0 ? 'met' : 'not met',
    note: open.length === 0 ? 'Each was entered and ended.' : open.map(sentenceOf).join(' '),
  };
}

/** Whether every stage of a kind was passed. */
export function stagesPassed(kind: StageResult['kind'], stages: readonly StageResult[]): MeasuredCriterion {
  const due = stages.filter((stage) => stage.kind === kind && stage.outcome !== 'does not apply');
  const bad = due.filter(({ outcome }) => !outcome.startsWith('passed'));
  const measured = `${due.length - bad.length} of ${due.length} passed`;
  if (due.length === 0) {
    return { threshold: 'passed', measured, verdict: 'not demonstrated', note: 'The Test Phase has no such stage.' };
  }
  const executions = due.reduce((sum, { counts }) => sum + counts.executed, 0);
  const note = bad.length === 0 ? `${counted(executions, 'execution')}.` : bad.map(sentenceOf).join(' ');
  return { threshold: 'passed', measured, verdict: bad.length === 0 ? 'met' : 'not met', note };
}

/** Whether both sets of each regression ran on one build and nothing unexplained differs between them. */
export function regressionSets(regressions: readonly RegressionComparison[]): MeasuredCriterion {
  const threshold = 'both sets on one build, no unexplained difference';
  if (regressions.length === 0) {
    const note = 'The Test Phase has no end-of-cycle regression.';
    return { threshold, measured: 'no sets', verdict: 'not demonstrated', note };
  }
  const all = regressions.flatMap(({ differences }) => differences);
  const unexplained = all.filter(({ verdict }) => verdict === 'unexplained').length;
  const compared = regressions.reduce((sum, one) => sum + one.compared, 0);
  const measured = `${counted(compared, 'execution')} compared, ${counted(all.length, 'difference')}, ${unexplained} unexplained`;
  const notes = regressions.map(({ closes, verdict, reason, seeds }) => {
    const why = reason === undefined ? `seeds ${seeds.join(' and ')}` : reason.replace(/\.$/, '');
    return `${closes}: ${verdict} (${why}).`;
  });
  const verdicts = regressions.map(({ verdict }) => verdict);
  const missing = verdicts.includes('not compared');
  const verdict = verdicts.includes('unexplained') ? 'not met' : missing ? 'not demonstrated' : 'met';
  return { threshold, measured, verdict, note: notes.join(' ') };
}

function sentenceOf({ name, outcome, reason }: StageResult): string {
  return `${name} is ${outcome}${reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`}.`;
}
