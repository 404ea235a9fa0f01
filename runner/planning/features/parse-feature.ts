import type { Problem } from '../../../support/scope/problem';
import type { Envelope, GherkinDocument, Pickle } from '../../../support/scope/messages';
import { explainLine, explainTags } from './keywords';
import { oddCharacters } from './odd-characters';

/** What Gherkin makes of a feature file. */
export type FeatureNode = NonNullable<GherkinDocument['feature']>;
type FeatureChild = FeatureNode['children'][number];
export type ScenarioNode = NonNullable<FeatureChild['scenario']>;
export type StepNode = ScenarioNode['steps'][number];

/** A place in a feature file. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

/** A feature file as it was parsed. */
export interface ParsedFeature {
  /** Absent where the file holds none. */
  readonly feature?: FeatureNode;
  readonly pickles: readonly Pickle[];
  /** Why it cannot be read, or not as it looks. */
  readonly problems: readonly Problem[];
}

/**
 * Parses one feature.
 * @param text content of the file
 * @param file its path relative to the project, with `/`
 */
export async function parseFeature(text: string, file: string): Promise<ParsedFeature> {
  const odd = oddCharacters(text, file);
  const envelopes = await parse(text, file);
  const feature = envelopes.map(({ gherkinDocument }) => gherkinDocument?.feature).find((found) => found !== undefined);
  const pickles = envelopes.flatMap(({ pickle }) => (pickle === undefined ? [] : [pickle]));
  const problems = [
    ...odd,
    ...unread(envelopes, text, file).filter(({ line }) => !odd.some((one) => one.line === line)),
  ];
  if (feature !== undefined) return { feature, pickles, problems };
  const empty = { file, line: 1, column: 1, rule: 'syntax', message: 'there is no "Feature:" in it.' };
  return { pickles, problems: problems.length === 0 ? [empty] : problems };
}

/** The first line that cannot be read: what cannot be read after it mostly follows from it. */
function unread(envelopes: readonly Envelope[], text: string, file: string): Problem[] {
  const error = envelopes.find(({ parseError }) => parseError !== undefined)?.parseError;
  if (error === undefined) return [];
  const { line = 1, column = 1 } = error.source.location ?? {};
  const tags = tagsBelow(text, line);
  if (tags !== undefined) return [{ file, ...tags, rule: 'syntax' }];
  const own = text.split(/\r?\n/)[line - 1] ?? '';
  if (error.message.includes('A tag may not contain whitespace')) {
    const message = explainTags(own) ?? explainParseError(error.message);
    return [{ file, line, column: Math.max(column, 1), rule: 'syntax', message }];
  }
  // Gherkin says 0 where it means the whole line.
  return [{ file, line, column: Math.max(column, 1), rule: 'syntax', message: explainParseError(error.message) }];
}

/** Tags below the scenario that they belong to: Gherkin takes them for those of the next one, and stumbles at the step that follows. */
function tagsBelow(text: string, line: number): Pick<Problem, 'line' | 'column' | 'message'> | undefined {
  const before = text.split(/\r?\n/).slice(0, line - 1);
  const isTags = (one: string): boolean => /^\s*(?:#.*|@.*)?$/.test(one);
  const scenario = before.findLastIndex((one) => !isTags(one));
  const tags = before.findIndex((one, index) => index > scenario && one.trimStart().startsWith('@'));
  if (tags < 0 || !/^\s*(?:Scenario|Example)\b/.test(before[scenario] ?? '')) return undefined;
  const own = before[tags] ?? '';
  return { line: tags + 1, column: own.search(/\S/) + 1, message: explainLine(own) };
}

/** Gherkin's own words list every token that it would have taken. */
function explainParseError(said: string): string {
  const message = said.replace(/^\(\d+:\d+\): /, '').trim();
  const got = /, got '([\s\S]*)'$/.exec(message)?.[1];
  if (got !== undefined) return explainLine(got);
  if (message.startsWith('unexpected end of file')) {
    return 'the file ends too early: a step, an example or the end of a text in quotes is missing.';
  }
  return `cannot be read: ${message}.`;
}

async function parse(text: string, path: string): Promise<readonly Envelope[]> {
  const [{ generateMessages }, { IdGenerator, SourceMediaType }] = await Promise.all([
    import('@cucumber/gherkin'),
    import('@cucumber/messages'),
  ]);
  return generateMessages(text, path, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
    newId: IdGenerator.incrementing(),
    includeGherkinDocument: true,
    includePickles: true,
  });
}
