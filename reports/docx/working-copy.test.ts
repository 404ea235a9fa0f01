import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { words } from '../fixtures/page-tests';
import { ALL_OUTCOMES, sampleRun, wholePhaseRun } from '../fixtures/sample';
import { SAMPLE_SCOPE } from '../fixtures/scope';
import type { RunResult } from '../record/result-model';
import { completionReport } from '../tag/document-model';
import { expandFirstUses } from '../tag/first-use';
import { recommendation } from '../tag/sections/recommendation';
import { summary } from '../tag/sections/summary';
import { workingCopy } from './working-copy';

const CONTEXT = { allure: true, signedWith: undefined };

/** A file inside a document of a word processor. */
async function partOf(file: Buffer, name: string): Promise<string> {
  const entries = await new ZipReader(new BlobReader(new Blob([new Uint8Array(file)]))).getEntries();
  const entry = entries.find(({ filename }) => filename === name);
  if (entry === undefined || entry.directory) throw new Error(`The document has no ${name}.`);
  return entry.getData(new TextWriter());
}

/** Its words, without what only tells paragraphs and fields apart. */
const letters = (text: string): string => text.replaceAll(/<[^>]*>|&nbsp;|[\s;:]/g, '');

describe.each<[string, RunResult]>([
  ['a run with every outcome', sampleRun(ALL_OUTCOMES)],
  ['a run of a whole Test Phase', wholePhaseRun()],
])('the working copy of %s', (_name, run) => {
  it('says what pages one and two say, and holds the comments of TAG', async () => {
    const text = letters(await partOf(await workingCopy(run, CONTEXT, SAMPLE_SCOPE), 'word/document.xml'));
    const report = completionReport(run, CONTEXT, SAMPLE_SCOPE);
    const said = expandFirstUses(`${summary(report).body.source}${recommendation(report).body.source}`);
    const paragraphs = [
      ...said.matchAll(/<(p|h3|h4|dd|li|td)(?: [^>]*)?>((?:(?!<(?:p|li|ul|div|td)[ >]).)*?)<\/\1>/gs),
    ];
    expect(paragraphs.length).toBeGreaterThan(16);
    for (const [, , paragraph = ''] of paragraphs) expect(text).toContain(letters(words(paragraph)).slice(0, 60));
    expect(text).toContain(letters('EPCL (Eligible Product Combinations List)'));
    expect(text).toContain(letters('Comments of TAG on Depth and Breadth'));
    expect(text).toContain('TC-01');
  });

  it('begins no paragraph with a stop', async () => {
    const text = await partOf(await workingCopy(run, CONTEXT, SAMPLE_SCOPE), 'word/document.xml');
    const paragraphs = text.split('</w:p>').map((one) => one.replaceAll(/<[^>]*>/g, '').trim());
    expect(paragraphs.filter((one) => /^[;,.]/.test(one))).toEqual([]);
  });

  it('names its title, its language and what the evidence is', async () => {
    const file = await workingCopy(run, CONTEXT, SAMPLE_SCOPE);
    expect(await partOf(file, 'docProps/core.xml')).toContain('Test Completion Report: summary, recommendation');
    expect(await partOf(file, 'word/styles.xml')).toContain('w:val="en-GB"');
    expect(await partOf(file, 'word/footer1.xml')).toContain('Simulated system.');
  });
});
