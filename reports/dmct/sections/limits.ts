/** What the report does not show, and how it can be checked. */
import { anchor, markup, type Markup } from '../../tag/html';
import type { Section } from '../../tag/parts';
import type { RunResult } from '../../record/result-model';
import { requirementsOf } from '../../text';
import { DMCT_REQUIREMENTS } from '../exchange';
import type { DmctReport } from '../report-model';

/** Writes the limits. */
export function limits({ run, context, notInPlan }: DmctReport): Section {
  const others = run.executions.filter(({ outcome }) => outcome === 'does-not-apply');
  const asides = [...new Set(others.map(({ id, reason = '' }) => `${id}: ${reason}`))];
  const allure = context.allure ? markup`<a href="../allure/index.html">the Allure report</a>, ` : undefined;
  return {
    id: 'limits',
    title: 'What this report does not show',
    body: markup`<ul>
${notInPlan.map(({ what, why }) => markup`<li>${what}: ${why}</li>`)}
${asides.map((aside) => markup`<li>${aside}</li>`)}
<li>No completion report of Migration Testing counts anything of this run.</li>
</ul>
${alsoTraced(run)}
<p>Beside this document lie ${allure}<a href="../result.json">the record of the run</a> and <a href="../junit.xml">JUnit XML</a>. Whoever has the evidence pack can count and judge everything again with
<code>npm run verify</code>, and the pack that the release rests on likewise.</p>`,
  };
}

/** Requirements of Migration Testing that scenarios of this run trace to as well. */
function alsoTraced({ executions, requirements, run }: RunResult): Markup | undefined {
  const ids = new Set(executions.flatMap(requirementsOf).filter((id) => !DMCT_REQUIREMENTS.includes(id)));
  const traced = requirements.filter(({ id }) => ids.has(id));
  if (traced.length === 0) return undefined;
  const lines = traced.map(({ id, text }) => markup`<li id="${anchor(id)}"><strong>${id}</strong> ${text}</li>`);
  const release = run.proven?.release ?? '';
  return markup`<p>Tests of this run also trace to requirements that the Migration Testing of ${release} has shown; this run claims none of them.</p>
<ul class="plain quiet">${lines}</ul>`;
}
