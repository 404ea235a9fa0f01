import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => existsSync(file));
/** The changelog speaks of what was; a record of a decision speaks of its day. */
const DOCUMENTS = FILES.filter((file) => file.endsWith('.md') && !/^CHANGELOG\.md$|^docs\/decisions\/\d/.test(file));
const FOLDERS = [...new Set(FILES.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? ''))];
/** What runs write. */
const WRITTEN =
  /^reports\/(latest|last-good|runs|scope|steps\.html|bench|history\.sqlite|detection\.json|ledger\.ndjson)(\/|$)/;

const textOf = (file: string): string => readFileSync(file, 'utf8');

function matches(text: string, expression: RegExp): string[] {
  return [...text.matchAll(expression)].map(([, found = '']) => found);
}

/** Paths of the project that stand as code in a document; placeholders such as `<stage>` stand for anything. */
function pathsIn(text: string): string[] {
  return matches(text, /`([\w.-]+\/[\w./*<>-]*)`/g)
    .filter((found) => FOLDERS.includes(found.split('/')[0] ?? '') && !WRITTEN.test(found))
    .map((found) => found.replace(/<[^>]*>/g, '*'));
}

function rowsOf(text: string): string[] {
  return matches(text, /^\| (?!term|-)(.+?) +\|/gm);
}

describe('documents', () => {
  it.each(DOCUMENTS)('%s links to what is there', (file) => {
    const links = matches(textOf(file), /\]\(([^)#]+)[^)]*\)/g).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(path.join(path.dirname(file), link)))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names paths that are there', (file) => {
    expect(pathsIn(textOf(file)).filter((found) => globSync(found).length === 0)).toEqual([]);
  });

  it.each([...DOCUMENTS, '.vscode/tasks.json', '.vscode/launch.json'])('%s names commands that are there', (file) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: object };
    const named = matches(textOf(file), /npm run (?:-s |--silent )?([a-z][a-z:]*)/g);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('the README names every command', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: object };
    const named = matches(textOf('README.md'), /`npm (?:run )?([a-z:]+)`/g);
    expect(Object.keys(scripts).filter((name) => !named.includes(name))).toEqual([]);
  });

  it('the glossary has each word once, in alphabetical order', () => {
    const [, domain = '', engine = '', other = ''] = textOf('docs/glossary.md').split(/^## .*$/m);
    for (const words of [rowsOf(domain), rowsOf(engine), rowsOf(other)]) {
      expect(words).toEqual(words.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    }
    const all = [...rowsOf(domain), ...rowsOf(engine)].map((word) => word.toLowerCase());
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });

  it('both houses of the code ask for the same with a change', () => {
    expect(textOf('.gitlab/merge_request_templates/Default.md')).toBe(textOf('.github/pull_request_template.md'));
  });

  it.each(FILES.filter((file) => file.endsWith('.yaml') || file.endsWith('.yml')))('%s can be read', (file) => {
    expect(parseAllDocuments(textOf(file)).flatMap(({ errors }) => errors)).toEqual([]);
  });
});
