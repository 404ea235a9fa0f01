import { BlobReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveName, authorisationStem, entryName, passwordFileName } from './files/names';
import { AUTHORISATION_COLUMNS, packArchive, writeAuthorisationCsv } from './maf';

const HEADER = {
  fileType: 'MAF',
  fileId: 'MAF-1',
  supplierEUI: '90-B3-D5-1F-30-01-00-00',
  smsoTag: 'ALPHA',
  createdAt: '2019-06-03T00:00:00.000Z',
  rowCount: 1,
};

describe('the csv of an authorisation', () => {
  it('has the header record, the column names and the rows', () => {
    const csv = writeAuthorisationCsv({
      header: HEADER,
      columns: AUTHORISATION_COLUMNS,
      rows: [{ RowId: '1', AuthorisationType: 'ACTIVE', ImportMPAN: '1012345678806', Comment: 'a, "b"' }],
    });
    expect(csv.split('\r\n')).toEqual([
      'MAF,MAF-1,90-B3-D5-1F-30-01-00-00,ALPHA,2019-06-03T00:00:00.000Z,1',
      AUTHORISATION_COLUMNS.join(','),
      '1,ACTIVE,1012345678806,,,,,,,,,,"a, ""b"""',
      '',
    ]);
  });

  it('is read by any csv reader as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (comments) => {
        const rows = comments.map((comment, index) => ({ RowId: String(index), Comment: comment }));
        const csv = writeAuthorisationCsv({ header: HEADER, columns: AUTHORISATION_COLUMNS, rows });
        const [, , ...read] = parse(csv, { relax_column_count: true });
        expect(read.map((cells) => cells[12])).toEqual(comments);
      }),
    );
  });
});

describe('the archive', () => {
  it('opens with its password alone', async () => {
    const bytes = await packArchive([{ name: 'MA_ALPHA_1.csv', content: 'content' }], 'secret word');
    const [entry] = await new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)]))).getEntries();
    expect(entry).toMatchObject({ filename: 'MA_ALPHA_1.csv', encrypted: true });
    const read = (password: string): Promise<string> => (entry as FileEntry).getData(new TextWriter(), { password });
    expect(await read('secret word')).toBe('content');
    await expect(read('another word')).rejects.toThrow();
    expect(bytes.includes('content')).toBe(false);
  });
});

describe('the names', () => {
  it('share their stem', () => {
    const at = new Date('2019-06-03T04:05:06.789Z');
    const stem = authorisationStem({ smsoTag: 'ALPHA', supplier: HEADER.supplierEUI, at });
    expect(stem).toBe('ALPHA_90-B3-D5-1F-30-01-00-00_20190603_040506');
    expect([archiveName(stem), passwordFileName(stem), entryName(stem)]).toEqual([
      `MA_${stem}.zip`,
      `MAPASSWORD_${stem}.txt`,
      `MA_${stem}.csv`,
    ]);
  });
});
