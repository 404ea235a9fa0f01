import { markup, type Markup } from './html';

/** What the documents call a test, among the words that they explain. */
export function testInWords(): Markup {
  return markup`<div><dt>Test</dt><dd>A test is one scenario of a feature: one thing that is to be shown, in the words of a tester. It keeps its id for life. A test with several rows of data has an id, and a line of its own, for each row.</dd></div>`;
}
