import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { checkCount, emptyTrends, generateAllure, withBanner } from './generate';
import { findJava, JAVA_MISSING, javaEnvironment } from './java';
import { carriedFiles } from './packed-data';

const encoded = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64');
const page = `<html><body><script>
d('widgets/summary.json','${encoded({ statistic: { total: 45 } })}')
d('history/history-trend.json','${encoded([{ buildOrder: 1 }])}')
d('data/suites.json','${encoded({})}')
</script></body></html>`;

describe('the Allure report', () => {
  it('is refused when it shows another number of results than were executed', () => {
    expect(() => checkCount(carriedFiles(page), 45)).not.toThrow();
    expect(() => checkCount(carriedFiles(page), 46)).toThrow('shows 45 results but the run has 46 executions');
    expect(() => checkCount([], 1)).toThrow('cannot be checked');
  });

  it('says above every page what the evidence is, as text', () => {
    const marked = withBanner(page, 'Simulated <system> & $& more.');
    expect(marked).toContain('<div id="evidence" role="note">Simulated &lt;system&gt; &amp; $&amp; more.</div>');
    expect(marked.indexOf('evidence')).toBeLessThan(marked.indexOf('<script>'));
    expect(() => withBanner('<html></html>', 'Simulated.')).toThrow('no body');
  });

  it('leaves out the trends that have fewer than two runs to show', () => {
    const trend = (name: string, runs: number): string =>
      `d('widgets/${name}.json','${encoded(Array.from({ length: runs }, (_, buildOrder) => ({ buildOrder })))}')`;
    const trends = [trend('history-trend', 2), trend('duration-trend', 1), trend('retry-trend', 0), trend('suites', 1)];
    const empty = emptyTrends(carriedFiles(trends.join('\n')));
    expect(empty).toEqual(['duration-trend', 'retry-trend']);
    const shown = withBanner(page, 'Simulated.', 'plain', empty);
    expect(shown).toContain('.widget[data-id=duration-trend] { display: none; }');
    expect(shown).not.toContain('data-id=history-trend');
  });

  it('writes dates as ISO 8601 has them, in UTC, whatever the language of the browser', () => {
    const script = /<script>\s*(Object\.defineProperty[^]*?)<\/script>/.exec(withBanner(page, 'Simulated.'))?.[1] ?? '';
    const at = Date.UTC(2026, 10, 12, 9, 30, 41);
    const format = (options: Intl.DateTimeFormatOptions): unknown =>
      runInNewContext(`${script}; new Intl.DateTimeFormat('en', options).format(at)`, { options, at });
    expect(format({ year: 'numeric', month: 'numeric', day: 'numeric' })).toBe('2026-11-12');
    expect(format({ hour: 'numeric', minute: 'numeric', second: 'numeric' })).toBe('09:30:41 UTC');
    expect(format({ dateStyle: 'short', timeStyle: 'short' })).toBe('2026-11-12 09:30:41 UTC');
  });

  it('is left out with one sentence, which is that of the start, where there is no Java', async () => {
    const input = {
      resultsFolder: 'none',
      reportFolder: 'none',
      title: 'none',
      banner: 'none',
      tone: 'plain' as const,
      expected: 0,
    };
    const without = async (environment: Record<string, string>): Promise<unknown> =>
      generateAllure(input, () => findJava(environment));
    expect(await without({ PATH: '/nowhere' })).toEqual({
      missing: `The Allure report was not made, only its results: ${JAVA_MISSING}`,
    });
    expect(JAVA_MISSING).toContain('apt-get install -y --no-install-recommends default-jre-headless');
    expect(await without({ PATH: process.env.PATH ?? '', JAVA_HOME: '/nowhere' })).toEqual({
      missing:
        'The Allure report was not made, only its results: ' +
        'JAVA_HOME is /nowhere, where no Java starts: correct it or unset it.',
    });
  });
});

it('says in one line why Allure could not make its report', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'java-'));
  mkdirSync(path.join(home, 'bin'));
  const program = path.join(home, 'bin/java');
  writeFileSync(
    program,
    '#!/bin/sh\necho "java.lang.OutOfMemoryError: Java heap space"\necho "	at a.b(C.java:1)"\nexit 1\n',
  );
  chmodSync(program, 0o755);
  vi.stubEnv('JAVA_HOME', home);
  const folders = { resultsFolder: home, reportFolder: path.join(home, 'report') };
  await expect(
    generateAllure({ ...folders, title: 'none', banner: 'none', tone: 'plain', expected: 0 }, async () => ({
      state: 'present',
      program,
    })),
  ).rejects.toThrow(
    new Error(`Allure could not make its report from ${home}: java.lang.OutOfMemoryError: Java heap space`),
  );
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

describe('the language that Java is started with', () => {
  it.each<[Record<string, string>, string | undefined]>([
    [{}, 'C.UTF-8'],
    [{ LANG: 'C' }, 'C.UTF-8'],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: 'POSIX' }, 'C.UTF-8'],
    [{ LANG: 'en_GB.UTF-8' }, undefined],
    [{ LANG: 'C', LC_CTYPE: 'C.utf8' }, undefined],
  ])('is one in UTF-8: where %j stands there, LC_ALL is %s', (environment, all) => {
    expect(javaEnvironment(environment).LC_ALL).toBe(all);
  });
});
