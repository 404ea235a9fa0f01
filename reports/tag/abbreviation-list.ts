import { ABBREVIATIONS } from './abbreviations';
import { markup, type Markup } from './html';

/** Every abbreviation that the documents use, expanded, below a heading of its own. */
export function abbreviationList(): Markup {
  const entries = ABBREVIATIONS.map(([short, long]) => markup`<div><dt>${short}</dt><dd>${long}</dd></div>`);
  return markup`<h3 id="abbreviations">Abbreviations</h3>
<dl class="facts compact abbreviations">${entries}</dl>`;
}
