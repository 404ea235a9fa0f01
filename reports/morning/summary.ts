import { forensicsSentence } from '../forensics/forensics-words';
import { markup, type Markup } from '../tag/html';
import type { RunResult } from '../record/result-model';
import { sinceSentences, testsInWords } from '../since-words';
import type { Section } from '../tag/parts';
import { versionDifferences } from '../tag/version-differences';
import type { MorningPage } from './morning-page';

/** The first screen: the verdict, what is worse, better and silently changed, and what the two runs ran on. */
export function summary({ run, forensics }: MorningPage): Section {
  const said = sinceSentences(run);
  return {
    id: 'since',
    title: 'Since the run before',
    body: markup`<div class="verdict verdict-${run.verdict.result.replaceAll(' ', '-')}">
${
  said === undefined
    ? markup`<p><strong>No earlier run of this plan over these combinations is known here</strong>: nothing is said of what has changed.</p>`
    : markup`<p class="quiet">${said.against}</p>
<p><strong>${said.worse}</strong></p><p><strong>${said.better}</strong></p><p><strong>${said.silentlyChanged}</strong></p>`
}
${forensics === undefined ? undefined : markup`<p>${forensicsSentence(forensics)}</p>`}
<p>${run.verdict.sentence}</p>
</div>
${differences(run)}`,
  };
}

function differences({ since, run }: RunResult): Markup | undefined {
  if (since === undefined) return undefined;
  const tests = testsInWords(since);
  const words = tests.length === 0 ? 'The tests are the same.' : `Of the tests: ${tests.join(', ')}.`;
  const same = `Build, suite, environment and seed are those of ${since.run}.`;
  return markup`${versionDifferences(since, run.id) ?? markup`<p>${same}</p>`}<p>${words}</p>`;
}
