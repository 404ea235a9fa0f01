import { describe, expect, it } from 'vitest';
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { growthOfCost } from './fixtures/cpu';
import { openArchive, passwordOf } from './maf-archive';

const STEM = 'CGI_70-B3-D5-1F-30-00-A0-08_20190407_182503';
const PASSWORD = 'a fictitious password';
/** Signature of a local header, and of an entry of the directory, with the place of the uncompressed size in it. */
const SIZES = [
  ['PK\x03\x04', 22],
  ['PK\x01\x02', 24],
] as const;
/** Begin of the extra field of AES; the method of compression stands at its ninth byte. */
const AES_FIELD = Buffer.from([0x01, 0x99, 0x07, 0x00]);

async function archiveOf(content: Uint8Array | string, names = [`MA_${STEM}.csv`]): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const name of names) {
    const reader = typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content);
    await writer.add(name, reader, { password: PASSWORD, encryptionStrength: 3 });
  }
  return Buffer.from(await writer.close());
}

/** An archive that says of its content that it has this many bytes. */
function claiming(archive: Buffer, size: number): Buffer {
  const forged = Buffer.from(archive);
  for (const [signature, place] of SIZES) forged.writeUInt32LE(size, forged.indexOf(signature, 0, 'latin1') + place);
  return forged;
}

/** An archive that says of its content that it is compressed in another way. */
function compressedWith(archive: Buffer, method: number): Buffer {
  const forged = Buffer.from(archive);
  for (let at = forged.indexOf(AES_FIELD); at >= 0; at = forged.indexOf(AES_FIELD, at + 1)) {
    forged.writeUInt16LE(method, at + 9);
  }
  return forged;
}

const open = (archive: Buffer, password = PASSWORD): Promise<unknown> => openArchive({ archive, password, stem: STEM });
const LARGE = new Uint8Array(40_000_000);

describe('an archive', () => {
  it('gives its content', async () => {
    expect(await open(await archiveOf('content'))).toEqual(Buffer.from('content'));
  });

  it('is refused for its size, whatever it says of it, and its entries are not all read', async () => {
    const bomb = await archiveOf(LARGE);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await open(bomb)).toMatchObject({ kind: 'size' });
    expect(await open(bomb, 'another')).toMatchObject({ kind: 'size' });
    expect(await open(claiming(bomb, 10_000_000))).toMatchObject({ fault: 'The content of the archive is damaged.' });
    const many = await archiveOf(
      '',
      Array.from({ length: 500 }, (_, number) => `${number}.csv`),
    );
    expect(await open(many)).toMatchObject({ fault: `The archive must hold exactly one entry, MA_${STEM}.csv.` });
  });

  it('is refused for the number of its lines', async () => {
    expect(await open(await archiveOf('a\n'.repeat(20_002)))).toBeInstanceOf(Buffer);
    expect(await open(await archiveOf('a\n'.repeat(20_003)))).toEqual({
      kind: 'size',
      fault: 'The content has more than 20002 lines: split the authorisation.',
    });
  });

  it.each([
    ['another password', async () => open(await archiveOf('x'), 'another'), 'does not open with the password'],
    ['no password', async () => open(await archiveOf('x'), ''), 'The password file is empty.'],
    ['what is no archive', () => open(Buffer.from('no archive')), 'is cut off, or is no zip archive'],
    ['no bytes', () => open(Buffer.alloc(0)), 'is cut off, or is no zip archive'],
    ['an archive cut off', async () => open((await archiveOf('x'.repeat(999))).subarray(0, -40)), 'is cut off'],
    ['LZMA', async () => open(compressedWith(await archiveOf('x'), 14)), 'compressed with method 14'],
    ['Deflate64', async () => open(compressedWith(await archiveOf('x'), 9)), 'compressed with method 9'],
  ])('is refused for the right reason: %s', async (_what, opened, reason) => {
    expect(await opened()).toHaveProperty('fault', expect.stringContaining(reason));
  });

  it('is refused as damaged where a byte of its content is another one', async () => {
    const archive = await archiveOf('content that is long enough to be altered in its middle');
    const altered = Buffer.from(archive);
    altered[125] = (altered[125] ?? 0) ^ 0xff;
    expect(await open(altered)).toMatchObject({ fault: 'The content of the archive is damaged.' });
  });

  it('that holds too much costs the same however much it holds', async () => {
    const prepare = async (size: number): Promise<Buffer> => claiming(await archiveOf(new Uint8Array(size)), 9_000_000);
    // Twelve times as much would cost twelve times as much to inflate to its end.
    expect(await growthOfCost(12_000_000, prepare, (archive) => open(archive), 12)).toBeLessThan(6);
  });
});

describe('passwordOf', () => {
  it('drops a byte order mark and the end of line, and nothing else', () => {
    expect(passwordOf(Buffer.from(' pass word \r\n'))).toBe(' pass word ');
    expect(passwordOf(Buffer.from('\ufeffpassword\n'))).toBe('password');
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffpassword', 'utf16le'), 'not UTF-8 text'],
    ['Latin 1', Buffer.from('pässword', 'latin1'), 'not UTF-8 text'],
    ['more than a line', Buffer.alloc(1_025, 'x'), 'longer than 1024 bytes'],
  ])('says why it cannot read %s', (_what, file, reason) => {
    expect(passwordOf(file)).toHaveProperty('fault', expect.stringContaining(reason));
  });
});
