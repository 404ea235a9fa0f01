import { nearest } from '../../../support/scope/nearest';
import type { Problem } from '../../../support/scope/problem';
import type { Place, ScenarioNode } from '../features/parse-feature';
import type { ScenarioSource } from '../features/read-feature';

/** A problem with its place, in the file of its scenario. */
export type Found = Omit<Problem, 'file' | 'line'> & { readonly line: number };

/** What is wrong with a scenario as a whole, apart from what its steps say. */
export function scenarioProblems(source: ScenarioSource): Found[] {
  return [...idProblems(source), ...keywordProblems(source)];
}

/** Whether a step is one of these: what its And or But goes on with counts. */
export function isOf({ type }: { readonly type?: string }, kind: 'Action' | 'Outcome'): boolean {
  return type === kind;
}

function at({ line, column = 1 }: Place): { readonly line: number; readonly column: number } {
  return { line, column };
}

/** An id begins with a requirement that the scenario traces to. */
function idProblems({ scenario, pickle }: ScenarioSource): Found[] {
  const { id, positive, negative } = scenario;
  const own = [...new Set([...positive, ...negative])];
  // That it traces to none is said where its tags are read.
  if (own.length === 0 || own.some((requirement) => id.startsWith(`${requirement}-`))) return [];
  const message = `the id ${id} is of no requirement of the scenario: it traces to ${own.join(' and ')}, so that its id begins with one of these, or a tag is missing.`;
  return [{ ...at(pickle.location ?? { line: scenario.line }), rule: 'id-of-another-requirement', message }];
}

/** A scenario without a Then, or with none after its When, proves nothing. */
function keywordProblems({ scenario, node, pickle: { steps } }: ScenarioSource): Found[] {
  if (steps.length === 0) return [];
  const last = steps.findLastIndex((step) => isOf(step, 'Outcome'));
  const place = { line: scenario.scenarioLine, column: node.location.column ?? 1, rule: 'no-then' };
  if (last < 0) {
    const message = `the scenario "${node.name}" has no Then, so that it proves nothing: say what somebody can observe afterwards.`;
    return [{ ...place, message }];
  }
  if (!steps.slice(last).some((step) => isOf(step, 'Action'))) return [];
  const when = steps.slice(last).find((step) => isOf(step, 'Action'));
  const message = `the scenario "${node.name}" observes nothing after its When, so that it proves nothing of it: "${when?.text ?? ''}" stands after the Then "${steps[last]?.text ?? ''}". Write the When first, or say with Then what comes of it.`;
  return [{ ...place, message }];
}

const PLACEHOLDER = /<([^<>]+)>/g;

/** What is wrong with an outline: placeholders and columns of its Examples belong together. */
export function outlineProblems(node: ScenarioNode): Found[] {
  if (node.examples.length === 0) return [];
  const texts: { readonly text: string; readonly place: Place }[] = [
    { text: node.name, place: shifted(node.location, node.keyword.length + 2) },
    ...node.steps.flatMap(({ text, keyword, location, dataTable, docString }) => [
      { text, place: shifted(location, keyword.length) },
      ...(dataTable?.rows.flatMap(({ cells }) => cells.map((cell) => ({ text: cell.value, place: cell.location }))) ??
        []),
      ...(docString === undefined ? [] : [{ text: docString.content, place: docString.location }]),
    ]),
  ];
  const used = texts.flatMap(({ text, place }) =>
    [...text.matchAll(PLACEHOLDER)].map(({ 1: name = '', index }) => ({ name, place: shifted(place, index) })),
  );
  const firsts = used.filter(({ name }, index) => used.findIndex((one) => one.name === name) === index);
  const names = firsts.map(({ name }) => name);
  return node.examples.flatMap(({ tableHeader }) => {
    const header = tableHeader?.cells ?? [];
    const columns = header.map(({ value }) => value).filter((value) => value !== 'id');
    const lacking = firsts
      .filter(({ name }) => name !== 'id' && !columns.includes(name))
      .map(({ name, place }) => ({
        ...at(place),
        rule: 'placeholder-without-column',
        message: `the Examples have no column of the name "${name}".`,
        nearest: nearest(name, columns),
      }));
    const idle = header
      .filter(({ value }) => value !== 'id' && !names.includes(value))
      .map(({ value, location }) => ({
        ...at(location),
        rule: 'unused-column',
        message: `nothing in the scenario uses the column "${value}": write <${value}> where its values belong, or delete it.`,
        nearest: nearest(
          value,
          names.filter((name) => !columns.includes(name)),
          1,
        ).map((name) => `<${name}>`),
      }));
    // One of each is one slip: the column was meant for the placeholder.
    return lacking.length === 1 && idle.length === 1 ? lacking : [...lacking, ...idle];
  });
}

function shifted({ line, column = 1 }: Place, by: number): Place {
  return { line, column: column + by };
}
