/** How the documents about scope are to be read. */
import { markup } from '../../html';
import type { Section } from '../../parts';
import { severitiesInWords } from '../../severity';
import { testInWords } from '../../test-in-words';

/** Writes the words of the document. */
export function readingScope(): Section {
  return {
    id: 'reading',
    title: 'How to read this document',
    body: markup`<dl class="facts">
${testInWords()}
<div><dt>Execution</dt><dd>One test, or one row of its data, carried out for one combination in one Test Phase and stage.</dd></div>
<div><dt>Combination</dt><dd>A Device Model Combination (DMC): models of communications hub, meters and displays that are listed together on the EPCL.</dd></div>
<div><dt>Test Phase</dt><dd>Migration Testing of one combination with meters that are Active, Dormant or Mixed; a combination has up to three.</dd></div>
<div><dt>Reused result</dt><dd>The result of an execution of another Test Phase, which counts as if it had been run here, since it cannot differ.</dd></div>
<div><dt>Requirement</dt><dd>A statement of the Migration Testing consultation of April 2019 in our words; the ids are ours.</dd></div>
<div><dt>Severity</dt><dd>How bad a failure of the test would be: ${severitiesInWords()}.</dd></div>
</dl>
<p>This document is drawn from the tests and the plan by the suite; nothing in it is entered by hand but the comments log.</p>`,
  };
}
