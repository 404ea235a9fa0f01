import 'ts-node/register';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUPPORT_CODE } from '../../runner/planning/steps/load-steps';
import { problemLine, type Problem } from '../../support/scope/problem';
import { escaped } from '../../steps/phrases/parameter-type';
import { checkProject } from './check';

const DOCUMENT = readFileSync('docs/mistakes.md', 'utf8');
const FEATURE = /```gherkin\n([\s\S]*?)```/.exec(DOCUMENT)?.[1] ?? '';
const NUMBER = 901;

interface Mistake {
  readonly instead: string;
  readonly written: string;
  readonly said: string;
}

/** Entries of the list: what stands there, what is written in its place, and what is said of it. */
const MISTAKES = [...DOCUMENT.matchAll(/^- (`.*?`) → (`.*?`|nothing)\n {2}<br>(.+)$/gm)].map(
  ([, instead = '', written = '', said = '']): Mistake => ({
    instead: textOf(instead),
    written: textOf(written),
    said,
  }),
);

function textOf(cell: string): string {
  return cell === 'nothing' ? '' : cell.slice(1, -1).replaceAll(' / ', '\n      ');
}

/** The feature with a mistake in it, and with a number of its own, so that it is like no other. */
function withMistake({ instead, written }: Mistake, number: number): string {
  if (!FEATURE.includes(instead)) throw new Error(`The feature does not hold "${instead}".`);
  const whole = written === '' ? new RegExp(` *${escaped(instead)}[ \\n]`) : instead;
  return FEATURE.replace(whole, written).replaceAll(String(NUMBER), String(number));
}

/** What is said, without what differs from one run, or from one line of a step, to the next. */
function sentenceOf(problem: Problem, number: number): string {
  return problemLine(problem)
    .replace(/^[^ ]*:\d+:\d+: /, '')
    .replaceAll(String(number), String(NUMBER))
    .replaceAll(/\([^()]*(steps\/[\w-]+\.ts):\d+\)/g, '($1)');
}

describe('typical mistakes', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'mistakes-'));
  afterAll(() => rmSync(root, { recursive: true }));
  let problems: readonly Problem[] = [];
  beforeAll(async () => {
    for (const folder of ['features', 'environments/contracts', 'reports/templates', 'docs/glossary.md']) {
      cpSync(folder, path.join(root, folder), { recursive: true });
    }
    for (const [index, mistake] of MISTAKES.entries()) {
      const file = `features/migration-st/device-checking/mistake-${NUMBER + index}.feature`;
      writeFileSync(path.join(root, file), withMistake(mistake, NUMBER + index));
    }
    const steps = SUPPORT_CODE.map((pattern) => path.resolve(pattern));
    ({ problems } = await checkProject(root, steps));
  }, 240_000);

  it('are forty at least', () => {
    expect(MISTAKES.length).toBeGreaterThanOrEqual(40);
  });

  it.each(MISTAKES.map((mistake, index) => ({ ...mistake, number: NUMBER + index })))(
    '$instead, written "$written"',
    ({ number, said }) => {
      const [first] = problems.filter(({ file }) => file.endsWith(`mistake-${number}.feature`));
      expect(first === undefined ? 'nothing' : sentenceOf(first, number)).toBe(said);
    },
  );
});
