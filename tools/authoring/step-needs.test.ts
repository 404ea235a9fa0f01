import 'ts-node/register';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSteps } from '../../runner/planning/steps/load-steps';
import { StepLanguage, type StepWord } from '../../runner/planning/steps/step-language';
import { VOCABULARY } from '../../steps/phrases/vocabulary';
import type { Need } from '../../support/scope/needs';

/** What stands in the code of a step that uses what not every place has. */
const USES: Readonly<Partial<Record<Need, RegExp>>> = {
  lab: /\bthis\.lab\./,
  interception: /\.time\.(arrange|impersonate|sendAs|deliver)\(/,
  browser: /\b(visits\.get|beginVisit|signIn)\(this\b/,
};

let words: readonly StepWord[] = [];
/** The code of each definition, by its place. */
let codes: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  ({ words } = StepLanguage.of((await loadSteps('.')).library));
  const files = new Set(words.map(({ place }) => place.split(':')[0] ?? ''));
  codes = new Map([...files].flatMap(definitionsIn));
});

function definitionsIn(file: string): [place: string, code: string][] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement): [string, string][] => {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return [];
    const line = source.getLineAndCharacterOfPosition(statement.getStart(source)).line + 1;
    return [[`${file}:${line}`, statement.expression.arguments.at(-1)?.getText(source) ?? '']];
  });
}

/** Types of which some phrases declare what they need: of a step with one of them the phrase decides. */
const deciding = VOCABULARY.filter(({ needsOf }) => needsOf !== undefined).map(({ name }) => name);

function undeclared({ place, traits, parameters }: StepWord, [need, use]: [string, RegExp]): boolean {
  if (parameters.some((name) => deciding.includes(name))) return false;
  return use.test(codes.get(place) ?? '') && traits.needs?.some((declared) => declared === need) !== true;
}

describe('every step definition', () => {
  it('is found with its code', () => {
    expect(words.filter(({ place }) => (codes.get(place) ?? '') === '').map(({ place }) => place)).toEqual([]);
  });

  // What it uses by way of functions is held against what it declares whenever it runs.
  it.each(Object.entries(USES))('declares that it needs %s where its code uses it', (...use) => {
    expect(words.filter((word) => undeclared(word, use)).map(({ place }) => place)).toEqual([]);
  });
});
