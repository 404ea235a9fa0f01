/** Small pieces that several sections of the document use. */
import type { Markup } from './html';
import { anchor, markup, type Content } from './html';
import {
  OUTCOMES,
  type CellResult,
  type CriterionResult,
  type ExecutionResult,
  type Outcome,
  type RequirementResult,
} from '../record/result-model';
import { OUTCOME_WORDS, outcomeLabel, requirementsOf } from '../text';
import type { ScenarioGroup } from './scenario-group';

/** A section of a document. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Page one has no number, annexes have letters; what names none is numbered. */
  readonly part?: 'page-one' | 'annex';
  readonly body: Markup;
}

/** How a word is set off: by its colour and always also by its mark. */
export type Tone = Outcome | 'neutral';

type AnyVerdict = CriterionResult['verdict'] | RequirementResult['verdict'] | CellResult['verdict'];

const TONE_OF_VERDICT: Readonly<Record<AnyVerdict, Tone>> = {
  met: 'passed',
  'met with work-off plan': 'known-issue',
  refused: 'failed',
  incomplete: 'incomplete',
  'not met': 'failed',
  'not demonstrated': 'known-issue',
  'not in this plan': 'neutral',
  shown: 'passed',
  failed: 'failed',
  gap: 'known-issue',
  'does not apply': 'neutral',
};

/** Marks drawn in a 16 by 16 square, so that no outcome is told by colour alone. */
const MARKS: Readonly<Record<Tone, string>> = {
  passed: 'M3 8.5l3.4 3.4L13 5',
  failed: 'M4 4l8 8M12 4l-8 8',
  'known-issue': 'M8 3v6M8 12.2v.6',
  'does-not-apply': 'M3.5 8h9',
  'not-run-here': 'M12.5 3.5l-9 9',
  blocked: 'M4 4h8v8H4z',
  incomplete: 'M3.2 8h.6M7.7 8h.6M12.2 8h.6',
  neutral: 'M3.5 8h9',
};

/** The marks, once, for `use` elsewhere in the page. */
export function markDefinitions(): Markup {
  const symbols = [...OUTCOMES, 'neutral' as const].map(
    (tone) => markup`<symbol id="mark-${tone}" viewBox="0 0 16 16"><path d="${MARKS[tone]}"/></symbol>`,
  );
  return markup`<svg class="marks" width="0" height="0" aria-hidden="true" focusable="false">${symbols}</svg>`;
}

/** A word with its mark, e.g. an outcome or a verdict. */
export function badge(tone: Tone, label: string): Markup {
  return markup`<span class="badge tone-${tone}"><svg aria-hidden="true" focusable="false"><use href="#mark-${tone}"/></svg>${label}</span>`;
}

/**
 * A field of a heatmap: a ground, a mark that says the same, and a number where there is room for one.
 * @param label what the mark stands for, for those who hear the page
 */
export function heat(tone: Tone, label: string, number = ''): Markup {
  const text = number === '' ? undefined : markup` ${number}`;
  return markup`<td class="heat heat-${tone}"><svg role="img" aria-label="${label}"><use href="#mark-${tone}"/></svg>${text}</td>`;
}

/** The tone of a verdict. */
export function toneOf(verdict: AnyVerdict): Tone {
  return TONE_OF_VERDICT[verdict];
}

/** The outcome of an execution as a badge. */
export function outcomeBadge(outcome: Outcome): Markup {
  return badge(outcome, OUTCOME_WORDS[outcome].label);
}

/** The outcomes of a scenario as badges: one alone, or each with the number of cells that it has. */
export function outcomeBadges({ executions, outcomes }: ScenarioGroup): Markup {
  const [first] = executions;
  const badges = outcomes.map(({ outcome, count }) =>
    executions.length === 1 && first !== undefined
      ? badge(outcome, outcomeLabel(first))
      : markup`<span class="counted">${outcomeBadge(outcome)}&nbsp;${count}</span>`,
  );
  return markup`${badges}`;
}

/** Ids or codes one after the other, none of which is broken at the end of a line. */
export function idList(ids: readonly Content[], more = 0): Markup {
  const rest = more > 0 ? ` and ${more} more` : '';
  return markup`${ids.map((id, index) => markup`${index === 0 ? '' : ', '}<span class="unbroken">${id}</span>`)}${rest}`;
}

/** The verdict on a criterion, a requirement or a cell as a badge. */
export function verdictBadge(verdict: AnyVerdict): Markup {
  return badge(TONE_OF_VERDICT[verdict], verdict.charAt(0).toUpperCase() + verdict.slice(1));
}

/** A table with a caption that readers of the screen hear and others see as its title. */
export function table(
  caption: string,
  columns: readonly { readonly title: string; readonly style?: string }[],
  body: Content,
  style = '',
): Markup {
  const heads = columns.map((column) => markup`<th scope="col" class="${column.style ?? ''}">${column.title}</th>`);
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="${style}">
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
${body}
</table></div>`;
}

/** Links to the requirements that an execution traces to; negative ones are marked in words. */
export function requirementLinks(execution: ExecutionResult): Markup {
  const links = requirementsOf(execution).map((id) => {
    const refused = execution.positive.includes(id) ? undefined : markup` <span class="quiet">(refusal)</span>`;
    return markup`<li><a href="#${anchor(id)}">${id}</a>${refused}</li>`;
  });
  return markup`<ul class="plain unbroken">${links}</ul>`;
}

/** Facts as terms and texts, one below the other. */
export function factList(facts: readonly (readonly [term: string, text: Content])[]): Markup {
  return markup`<dl class="facts">${facts.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** What is long and looked up rather than read: closed on a screen, open in print. */
export function folded(summary: Content, body: Content): Markup {
  return markup`<details class="fold"><summary>${summary}</summary>
${body}
</details>`;
}

/** Ids of tests, requirements, criteria and codes, and fingerprints, as they stand in a sentence. */
const ID = /\b([A-Z]{2,3}(?:-[A-Z\d]+)*-[A-Z]?\d+|\d-[\da-f]{12})\b/;

/** A sentence none of whose ids is broken at the end of a line, so that whoever searches for one finds it. */
export function withWholeIds(sentence: string): Markup {
  const parts = sentence.split(ID);
  return markup`${parts.map((part, index) => (index % 2 === 0 ? part : markup`<span class="unbroken">${part}</span>`))}`;
}

/** Longer words of a command, such as paths, may be broken at the end of a line. */
const UNBROKEN = 24;

/** A command: no line ends within one of its options or short names, so that it can be read and copied as it is. */
export function commandLine(command: string): Markup {
  const words = command
    .split(' ')
    .map((word) => (word.length > UNBROKEN ? word : markup`<span class="unbroken">${word}</span>`));
  return markup`<code>${words.map((word, index) => markup`${index === 0 ? '' : ' '}${word}`)}</code>`;
}

/** Text with its line breaks kept. */
export function verbatim(text: string): Markup {
  return markup`<pre>${text}</pre>`;
}
