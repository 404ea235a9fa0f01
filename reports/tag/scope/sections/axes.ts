/** How often what runs, and why. */
import { markup } from '../../html';
import type { ExecutionResult } from '../../../record/result-model';
import { counted, countScenarios } from '../../../text';
import { table, type Section } from '../../parts';
import { inPlan, type ScopeOfTesting } from '../scope-model';

/** The axes of variation in words. */
export const AXIS_WORDS: Readonly<
  Record<ExecutionResult['axis'], { readonly short: string; readonly long: string; readonly why: string }>
> = {
  'dmc-and-phase': {
    short: 'in every Test Phase',
    long: 'For every combination in every Test Phase',
    why: 'What it shows may depend on the devices, on the release or on whether a meter is active.',
  },
  'release-and-phase': {
    short: 'once a release and phase',
    long: 'Once for each Test Phase of a release',
    why: 'What it shows depends on the release and on whether a meter is active, and not on the device models.',
  },
  release: {
    short: 'once a release',
    long: 'Once for each release',
    why: 'What it shows depends on what the release uses, and not on device models or on the Test Phase.',
  },
  once: {
    short: 'once',
    long: 'Once in a cycle',
    why: 'What it shows is the same for every combination, such as the grammar of a file; every Test Phase reuses its result.',
  },
};

/** Writes the axes of variation. */
export function axes(scope: ScopeOfTesting): Section {
  const planned = inPlan(scope).filter(({ runs }) => runs.length > 0);
  const rows = Object.entries(AXIS_WORDS).map(([axis, { long, why }]) => {
    const own = planned.filter((one) => one.axis === axis);
    const runs = own.flatMap((one) => one.runs);
    const cited = runs.reduce((sum, run) => sum + run.citedBy.length, 0);
    return markup`<tr><th scope="row">${long}</th><td>${why}</td><td class="number">${countScenarios(own)}</td><td class="number">${runs.length}</td><td class="number">${cited}</td></tr>`;
  });
  const needs = [...new Set(planned.flatMap((one) => one.needs))].map(
    (need) =>
      markup`<li>${need}: ${counted(countScenarios(planned.filter((one) => one.needs.includes(need))), 'test')}</li>`,
  );
  return {
    id: 'axes',
    title: 'What varies',
    body: markup`<p>Each test says between which Test Phases its result can differ. It runs no more often than that; the other Test Phases reuse its result.</p>
${table(
  'Tests by what they vary with',
  [
    { title: 'Runs', style: 'quarter' },
    { title: 'Why' },
    { title: 'Tests', style: 'narrow number' },
    { title: 'Executions', style: 'narrow number' },
    { title: 'Reused', style: 'narrow number' },
  ],
  markup`<tbody>${rows}</tbody>`,
)}
<h3 id="needs">What tests need of the environment</h3>
<p>Where an environment lacks one of these, the test is reported as not run there, and never as passed.</p>
<ul>${needs}</ul>`,
  };
}
