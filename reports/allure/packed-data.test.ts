import { expect, it } from 'vitest';
import { readAllurePage } from '../fixtures/allure-page';
import { carriedFiles, packData } from './packed-data';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const page = `<html><body><div id="content"></div><script async>window.reportDataReady = false;</script><script defer>
Promise.allSettled([
  d('widgets/summary.json','${base64('{"total":45}')}'),
  d('data/attachments/b.txt','${base64('£ 2 ]]> </script>')}'),
  d('data/attachments/a.txt','')
]).then(function(){window.reportDataReady = true;})</script></body></html>`;

it('reads what a page carries, and packs it without a loss', () => {
  const files = carriedFiles(page);
  expect(files.map(({ name, content }) => [name, content.toString('utf8')])).toEqual([
    ['widgets/summary.json', '{"total":45}'],
    ['data/attachments/b.txt', '£ 2 ]]> </script>'],
    ['data/attachments/a.txt', ''],
  ]);
  const packed = packData(page, files);
  expect(Object.fromEntries(readAllurePage(packed))).toEqual({
    'data/attachments/a.txt': '',
    'data/attachments/b.txt': '£ 2 ]]> </script>',
    'widgets/summary.json': '{"total":45}',
  });
  expect(packed).not.toMatch(/\bd\('/);
  expect(packed.startsWith('<html><body><div id="content"></div>')).toBe(true);
  expect(packed.endsWith('</script></body></html>')).toBe(true);
});

it('puts like beside like, which packs well: by folder, and then by size', () => {
  const file = (name: string, length: number): { name: string; content: Buffer } => ({
    name,
    content: Buffer.alloc(length, 'x'),
  });
  const files = [file('data/a.json', 3), file('widgets/b.json', 1), file('data/c.json', 1), file('data/b.json', 1)];
  expect([...readAllurePage(packData(page, files)).keys()]).toEqual([
    'data/b.json',
    'data/c.json',
    'data/a.json',
    'widgets/b.json',
  ]);
});

it('gives the same page in whatever order Allure wrote', () => {
  const files = carriedFiles(page);
  expect(packData(page, files.toReversed())).toBe(packData(page, files));
});

it('refuses a page that is built in another way', () => {
  expect(() => packData('<html><body></body></html>', [])).toThrow('carries its data in another way than expected');
  expect(() => packData('<script defer>other()</script>', [])).toThrow('in another way');
});
