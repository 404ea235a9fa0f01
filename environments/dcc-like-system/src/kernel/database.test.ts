import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database';
import { StoreFault } from './database-fault';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);';
const UNSOUND = ["SELECT 1 FROM notes WHERE text LIKE '%unsound%'"];

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  path = join(folder, 'store.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function opened(): Database {
  return Database.alone(path, { owner: 'smso', schema: SCHEMA, unsound: UNSOUND });
}

/** A database that holds notes, closed. */
function withNotes(count = 2_000): void {
  const database = opened();
  database.transaction(() => {
    for (let id = 1; id <= count; id += 1)
      database.run('INSERT INTO notes VALUES (?, ?)', id, `note ${id} ${'x'.repeat(50)}`);
  });
  database.close();
}

function faultOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreFault);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('There was no fault.');
}

const about = (what: string): string => `The store ${path} of the smso ${what}`;

describe('a database file', () => {
  it('is found again as it was left, states included', () => {
    withNotes(3);
    const database = opened();
    database.keepState('clock', { now: 'later' });
    database.close();
    const again = opened();
    expect(again.all('SELECT id FROM notes')).toHaveLength(3);
    expect([again.state('clock'), again.state('nothing')]).toEqual([{ now: 'later' }, undefined]);
    again.close();
  });

  it('is made anew where there is none, also where making one was cut off', () => {
    writeFileSync(`${path}.new`, 'half a file');
    withNotes(1);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  it.each([
    [
      'emptied',
      () => {
        truncateSync(path, 0);
      },
      'is empty',
    ],
    [
      'cut off',
      () => {
        truncateSync(path, 3 * 8_192);
      },
      'is damaged',
    ],
    [
      'of bytes that are no database',
      () => {
        writeFileSync(path, Buffer.alloc(40_000, 'no database '));
      },
      'is damaged',
    ],
    [
      'with bytes flipped',
      () => {
        flip(0.6);
      },
      'is damaged',
    ],
    [
      'with unsound content',
      () => {
        alter("UPDATE notes SET text = 'unsound' WHERE id = 7");
      },
      'is damaged',
    ],
    [
      'of another program',
      () => {
        alter('PRAGMA application_id = 1');
      },
      'was written by another program',
    ],
    [
      'of another version',
      () => {
        alter('PRAGMA user_version = 99');
      },
      'was written by another program',
    ],
  ])('%s is not opened, with one sentence that names it and what to do', (_what, harm, what) => {
    withNotes();
    harm();
    const sentence = faultOf(opened);
    expect(sentence).toContain(about(what));
    expect(sentence).toMatch(/: put a sound copy in its place, or remove it .*\.$/);
  });

  it('whose journal alone is left is not made anew', () => {
    const database = opened();
    database.run("INSERT INTO notes VALUES (1, 'last')");
    copyFileSync(`${path}-wal`, `${path}.copy`);
    database.close();
    rmSync(path);
    copyFileSync(`${path}.copy`, `${path}-wal`);
    expect(faultOf(opened)).toContain(about('is missing'));
  });

  it('that another process has is not opened', () => {
    const database = opened();
    expect(faultOf(opened)).toBe(`${about('is in use by another process')}: stop that one.`);
    database.close();
  }, 20_000);

  it('that cannot be made is not opened', () => {
    path = join(folder, 'no such folder', 'store.sqlite');
    expect(faultOf(opened)).toContain(about('cannot be opened'));
  });
});

describe('a transaction', () => {
  it('that fails leaves nothing', () => {
    const database = opened();
    expect(() =>
      database.transaction(() => {
        database.run("INSERT INTO notes VALUES (1, 'one')");
        throw new Error('midway');
      }),
    ).toThrow('midway');
    expect(database.all('SELECT * FROM notes')).toEqual([]);
    database.close();
  });

  it('that finds no room says so, leaves nothing, and is done once there is room', () => {
    const database = opened();
    database.run("INSERT INTO notes VALUES (1, 'one')");
    // As a full disk does: no page can be added.
    database.run('PRAGMA max_page_count = 1');
    const fill = (): void => {
      database.transaction(() => {
        for (let id = 2; id < 500; id += 1)
          database.run('INSERT INTO notes VALUES (?, ?)', id, `${id}${'x'.repeat(500)}`);
      });
    };
    expect(faultOf(fill)).toBe(`${about('has no room left')}: free space on its disk.`);
    expect(database.all('SELECT id FROM notes')).toEqual([{ id: 1 }]);
    database.run('PRAGMA max_page_count = 100000');
    fill();
    expect(database.all('SELECT id FROM notes')).toHaveLength(499);
    database.close();
  });

  it('of a database that became read-only says so', () => {
    const database = opened();
    database.run('PRAGMA query_only = ON');
    expect(
      faultOf(() => {
        database.requireWritable();
      }),
    ).toBe(`${about('is read-only')}: let this process write the file and its folder.`);
    database.close();
  });
});

/** Flips bytes in the middle of the file, at this part of its length. */
function flip(part: number): void {
  const bytes = readFileSync(path);
  const start = Math.floor((bytes.length * part) / 8_192) * 8_192;
  for (let at = start; at < start + 64; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

function alter(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
