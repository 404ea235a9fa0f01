import { describe, expect, it } from 'vitest';
import { checkCount, generateAllure, JAVA_MISSING, readEmbedded, withBanner } from './generate';

const encoded = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64');
const page = `<html><body><script>
d('widgets/summary.json','${encoded({ statistic: { total: 45 } })}')
d('history/history-trend.json','${encoded([{ buildOrder: 1 }])}')
d('data/suites.json','${encoded({})}')
</script></body></html>`;

describe('the Allure report', () => {
  it('gives up its summary and its history', () => {
    const embedded = readEmbedded(page);
    expect([...embedded.keys()]).toEqual(['widgets/summary.json', 'history/history-trend.json']);
    expect(embedded.get('history/history-trend.json')).toBe('[{"buildOrder":1}]');
  });

  it('is refused when it shows another number of results than were executed', () => {
    expect(() => checkCount(readEmbedded(page), 45)).not.toThrow();
    expect(() => checkCount(readEmbedded(page), 46)).toThrow('shows 45 results but the run has 46 executions');
    expect(() => checkCount(new Map(), 1)).toThrow('cannot be checked');
  });

  it('says above every page what the evidence is, as text', () => {
    const marked = withBanner(page, 'Simulated <system> & $& more.');
    expect(marked).toContain('<div id="evidence" role="note">Simulated &lt;system&gt; &amp; $&amp; more.</div>');
    expect(marked.indexOf('evidence')).toBeLessThan(marked.indexOf('<script>'));
    expect(() => withBanner('<html></html>', 'Simulated.')).toThrow('no body');
  });

  it('is left out with one sentence where there is no Java', async () => {
    const input = { resultsFolder: 'none', reportFolder: 'none', title: 'none', banner: 'none', expected: 0 };
    expect(await generateAllure(input, '/nowhere/java')).toEqual({ missing: JAVA_MISSING });
    expect(JAVA_MISSING).toContain('apt-get install -y --no-install-recommends default-jre-headless');
  });
});
