import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSuggestions,
  ExpressionBuilder,
  extractStepTexts,
  getGherkinCompletionItems,
  getGherkinDiagnostics,
  jsSearchIndex,
  parseGherkinDocument,
  type ExpressionBuilderResult,
} from '@cucumber/language-service';
import { WasmParserAdapter } from '@cucumber/language-service/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from './catalogue/model';
import { EDITOR_SETTINGS, withParameterTypes } from './editor-settings';

interface Settings {
  readonly 'cucumber.features': readonly string[];
  readonly 'cucumber.glue': readonly string[];
  readonly 'cucumber.parameterTypes': readonly { readonly name: string; readonly regexp: string }[];
}

const settings = JSON.parse(readFileSync(EDITOR_SETTINGS, 'utf8')) as Settings;

function filesOf(patterns: readonly string[]): { uri: string; content: string }[] {
  return patterns
    .flatMap((pattern) => globSync(pattern))
    .filter((uri) => !uri.endsWith('.test.ts'))
    .map((uri) => ({ uri, content: readFileSync(uri, 'utf8') }));
}

describe('the official extension for Cucumber', () => {
  const features = filesOf(settings['cucumber.features']);
  let known: ExpressionBuilderResult;
  beforeAll(async () => {
    const parser = new WasmParserAdapter(path.resolve('node_modules/@cucumber/language-service/dist'));
    await parser.init();
    const sources = filesOf(settings['cucumber.glue']).map((file) => ({ ...file, languageName: 'tsx' as const }));
    known = new ExpressionBuilder(parser).build(sources, settings['cucumber.parameterTypes']);
  }, 60_000);

  it('is told of the parameter types that there are', () => {
    const text = readFileSync(EDITOR_SETTINGS, 'utf8');
    expect(withParameterTypes(text) === text, 'npm run steps -- --write').toBe(true);
  });

  it('understands every definition', () => {
    const asText = { encoding: 'utf8', maxBuffer: 1 << 26 } as const;
    const listed = execFileSync('npm', ['run', '--silent', 'steps', '--', '--json'], asText);
    const { steps } = JSON.parse(listed) as Catalogue;
    const patterns = steps.map(({ pattern }) => pattern.replaceAll(/^\/|\/$/g, ''));
    expect(known.errors).toEqual([]);
    expect(known.expressionLinks.map(({ expression }) => expression.source).toSorted()).toEqual(patterns.toSorted());
  }, 60_000);

  it('knows every step', () => {
    const expressions = known.expressionLinks.map(({ expression }) => expression);
    const unknown = features.flatMap(({ uri, content }) =>
      getGherkinDiagnostics(content, expressions).map(({ message }) => `${uri}: ${message}`),
    );
    expect(unknown).toEqual([]);
  });

  it('offers steps with values', () => {
    const texts = features.flatMap(({ content }) => {
      const { gherkinDocument } = parseGherkinDocument(content);
      return gherkinDocument === undefined ? [] : extractStepTexts(gherkinDocument, []);
    });
    const expressions = known.expressionLinks.map(({ expression }) => expression);
    const suggestions = buildSuggestions(known.registry, texts, expressions);
    const said = 'Then the migration stops at';
    const offered = getGherkinCompletionItems(
      `Feature: F\n  Scenario: S\n    ${said}`,
      { line: 2, character: 4 + said.length },
      jsSearchIndex(suggestions),
    );
    const [first] = offered;
    expect(first?.label).toBe('{migration} stops at {migrationStep} with {code}');
    expect(JSON.stringify(first?.textEdit)).toContain('the whitelist');
  });
});
