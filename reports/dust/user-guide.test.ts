import { expect, it } from 'vitest';
import { testPage, words } from '../fixtures/page-tests';
import { guideSources, userGuideHtml } from './user-guide';
import { loadScope } from '../../support/scope/scope';

const { codes } = loadScope('.');
const sources = guideSources('.', codes);
const html = userGuideHtml(sources);

testPage(html, 'Simulated system. Migration DUST is no Test Phase');

it('has the commands of the walk as they stand', () => {
  const text = html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  const commands = [...sources.walk.matchAll(/^```bash\n([\s\S]*?)\n```$/gm)].map(([, block = '']) => block);
  expect(commands.length).toBeGreaterThan(5);
  for (const block of commands) expect(text.replaceAll('&amp;', '&')).toContain(block);
});

it("has the protocol for a laboratory of one's own", () => {
  for (const operation of ['ping', 'write-keys', 'confirm-keys']) expect(html).toContain(`<code>${operation}</code>`);
});

it('names every code that participants meet', () => {
  const met = codes.published.map(({ code }) => code).filter((code) => /^SIM-(DST|AUT)-/.test(code));
  expect(met.length).toBeGreaterThan(40);
  for (const code of met) expect(words(html)).toContain(code);
});

it('has heads of tables as every document has them, and an end that calls it no report', () => {
  const heads = [...html.matchAll(/<th scope="col"[^>]*>([^<]*)</g)].map(([, head = '']) => head);
  expect(heads.length).toBeGreaterThan(10);
  expect(heads.filter((head) => !/^[A-Z]/.test(head))).toEqual([]);
  expect(html).toContain('<p class="end">End of document</p>');
});

it('leaves no mark of Markdown', () => {
  expect(words(html.replaceAll(/<pre[\s\S]*?<\/pre>/g, ''))).not.toMatch(/```|\*\*|\]\(|\| ---/);
});

it('says which section is not there', () => {
  expect(() => userGuideHtml({ ...sources, contract: '# Migration DUST\n' })).toThrow(
    'The user guide of Migration DUST finds no section "Participants": name it again.',
  );
});
