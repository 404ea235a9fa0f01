import type { Pickle } from '../../../support/scope/messages';
import { nearest } from '../../../support/scope/nearest';
import { rowOf } from '../../../support/scope/identity';
import type { Place } from '../features/parse-feature';
import type { ScenarioSource } from '../features/read-feature';
import { explainStep, explainValue, type StepKnowledge } from '../steps/explain-step';
import type { StepWord } from '../steps/step-language';
import { cellProblems } from './cell-checks';
import { agreementProblem, meaningProblems } from './meaning-checks';
import { orderProblems } from './order-checks';
import { isOf, type Found } from './scenario-checks';

type PickleStep = Pickle['steps'][number];

/** What is wrong with the steps of a scenario. */
export function stepProblems(source: ScenarioSource, knowledge: StepKnowledge): Found[] {
  const { pickle, node, scenario } = source;
  // A placeholder that no column fills is said of the outline; the step cannot be known before.
  const steps = pickle.steps.filter(({ text }) => node.examples.length === 0 || !/<[^<>]+>/.test(text));
  const found = steps.map((step) => ({ step, words: knowledge.language.fitting(step.text) }));
  const problems = found.flatMap(({ step, words }) => oneStep(source, step, words, knowledge));
  const known = found.flatMap(({ step, words: [word, ...others] }) =>
    word === undefined || others.length > 0 ? [] : [{ step, word }],
  );
  // What an unknown step would have brought about is not known.
  const untimely = known.length < pickle.steps.length ? [] : orderProblems(known, knowledge);
  const misplaced = cellProblems(source, known);
  const meant = meaningProblems(known, knowledge);
  const counted = known.flatMap((one) =>
    agreementProblem(one, source.steps.get(one.step.astNodeIds[0] ?? '')?.text ?? ''),
  );
  problems.push(
    ...[...untimely, ...misplaced, ...meant, ...counted].map(({ step, fragment, ...problem }) => ({
      ...placeOf(source, step, fragment),
      ...problem,
    })),
  );
  const unknown = found.length < pickle.steps.length || found.some(({ words }) => words.length !== 1);
  const acts = found.some(({ step, words }) => isOf(step, 'Action') || words[0]?.traits.includesAct === true);
  if (unknown || acts || pickle.steps.length === 0) return problems;
  const message = `the scenario "${node.name}" has no When: say with When what somebody does, and with Given what is so before.`;
  return [...problems, { line: scenario.scenarioLine, column: node.location.column ?? 1, rule: 'no-when', message }];
}

function oneStep(
  source: ScenarioSource,
  step: PickleStep,
  words: readonly StepWord[],
  knowledge: StepKnowledge,
): Found[] {
  const [word, ...others] = words;
  if (word === undefined) {
    const { fragment, ...problem } = explainStep(knowledge, step.text);
    return [{ ...placeOf(source, step, fragment), ...problem }];
  }
  if (others.length > 0) {
    const which = words.map(({ pattern, place }) => `"${pattern}" (${place})`).join(' and ');
    const message = `more than one definition fits this step: ${which}. Word the step so that only one does, or have one of them changed.`;
    return [{ ...placeOf(source, step), rule: 'ambiguous-step', message }];
  }
  return [
    ...valueProblems(source, step, word, knowledge),
    ...assertionProblems(source, step, word),
    ...codeProblems(source, step, word, knowledge),
    ...tableProblems(source, step, word, knowledge),
  ];
}

/** A value that has the form of one and is none, such as 31 February; a table or a text below a step that is lacking, or idle. */
function valueProblems(source: ScenarioSource, step: PickleStep, word: StepWord, { language }: StepKnowledge): Found[] {
  const place = placeOf(source, step);
  try {
    const hasBelow = step.argument !== undefined;
    const takesBelow = word.takes > language.readValues(word, step.text);
    if (hasBelow === takesBelow) return [];
    const columns = Object.keys(word.traits.columns ?? {}).join(', ');
    const message = hasBelow
      ? 'this step takes no table or text below it: delete it, or say what it adds with another step.'
      : `this step goes on with a table${columns === '' ? ' or a text' : ` of the columns ${columns}`}: write it below.`;
    return [{ ...place, rule: 'table', message }];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ ...place, rule: 'unknown-phrase', message: `a value of this step cannot be: ${message}` }];
  }
}

/** A Then that is defined as an act or a state checks nothing: it can only be true. */
function assertionProblems(source: ScenarioSource, step: PickleStep, { keyword, pattern, place }: StepWord): Found[] {
  if (!isOf(step, 'Outcome') || (keyword !== 'Given' && keyword !== 'When')) return [];
  const message = `this Then checks nothing: "${pattern}" (${place}) is defined as ${keyword}. Move it before the first Then, or say what can be observed.`;
  return [{ ...placeOf(source, step), rule: 'then-checks-nothing', message }];
}

/** Text that is no code. */
const ANY_TEXT = '"Any text."';

/** Codes in quotes exist. Where any text may stand, nothing is a code. */
function codeProblems(
  source: ScenarioSource,
  step: PickleStep,
  { regexp }: StepWord,
  { language, codes }: StepKnowledge,
): Found[] {
  return [...step.text.matchAll(QUOTED)]
    .map(([quoted]) => quoted)
    .filter((quoted) => language.has('code') && language.isValue('code', quoted))
    .filter((quoted) => !regexp.test(step.text.replace(quoted, ANY_TEXT)))
    .flatMap((quoted) => unknownCode(quoted.replaceAll('"', ''), codes, placeOf(source, step, quoted)));
}

const QUOTED = /"[^"]+"/g;

function unknownCode(code: string, codes: readonly string[], place: Required<Place>): Found[] {
  if (codes.includes(code)) return [];
  const message = `there is no code "${code}": those that exist stand in environments/contracts/codes.csv and reports/templates/codes-of-the-dcc.csv.`;
  return [{ ...place, rule: 'unknown-code', message, nearest: nearest(code, codes) }];
}

/** Codes that cannot be taken for anything else in a cell. */
const CODE_IN_CELL = /^SIM-[A-Z0-9]{3}-\d{2}$/;

/** The cells of a table are phrases that its columns know. */
function tableProblems(
  source: ScenarioSource,
  step: PickleStep,
  { traits: { columns } }: StepWord,
  knowledge: StepKnowledge,
): Found[] {
  const { language, codes } = knowledge;
  const [header, ...rows] = step.argument?.dataTable?.rows ?? [];
  if (header === undefined || columns === undefined) return [];
  const place = (value: string): Required<Place> => placeOf(source, step, value);
  const names = header.cells.map(({ value }) => value);
  const strange = names
    .filter((name) => !(name in columns))
    .map((name) => ({
      ...place(name),
      rule: 'unknown-column',
      message: `the table of this step has no column of the name "${name}".`,
      nearest: nearest(name, Object.keys(columns)),
    }));
  const cells = rows.flatMap((row) => row.cells.map(({ value }, index) => ({ value, name: names[index] ?? '' })));
  const wrong = cells.flatMap(({ value, name }): Found[] => {
    if (CODE_IN_CELL.test(value)) return unknownCode(value, codes, place(value));
    const type = columns[name];
    if (typeof type !== 'string' || language.isValue(type, value)) return [];
    const { fragment: _cell, ...problem } = explainValue(knowledge, type, value);
    return [{ ...place(value), ...problem }];
  });
  return [...strange, ...wrong];
}

/** Where a part of a step stands: in its text, in its table, or in the row of the outline that it comes from. */
function placeOf(source: ScenarioSource, step: PickleStep, part?: string): Required<Place> {
  const node = source.steps.get(step.astNodeIds[0] ?? '');
  if (node === undefined) return { line: source.scenario.line, column: 1 };
  const { line, column = 1 } = node.location;
  const start = column + node.keyword.length;
  if (part === undefined) return { line, column: start };
  const index = node.text.indexOf(part);
  if (index >= 0) return { line, column: start + index };
  const inTable = node.dataTable?.rows.flatMap(({ cells }) => cells).find(({ value }) => value === part);
  const { location } = inTable ?? cellOfRow(source, part) ?? {};
  return location === undefined ? { line, column: start } : { line: location.line, column: location.column ?? 1 };
}

interface Cell {
  readonly value: string;
  readonly location: Place;
}

/** The cell of the scenario's row that a part of a step comes from. */
function cellOfRow({ node, pickle }: ScenarioSource, part: string): Cell | undefined {
  const row = rowOf(node, pickle);
  const cells = node.examples
    .flatMap(({ tableBody }) => tableBody)
    .find(({ location }) => location.line === row?.line)?.cells;
  const bare = part.replaceAll('"', '');
  return cells?.filter(({ value }) => value !== '').find(({ value }) => value.includes(bare) || bare.includes(value));
}
