import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database, sharedFile } from './database';
import type { DatabaseFile } from './database-file';
import { StoreFault } from './database-fault';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS {notes} (text TEXT NOT NULL UNIQUE);';
const OWNERS = ['smso', 'requesting-party'];
const INSERT = 'INSERT INTO {notes} VALUES (?)';

let folder: string;
let file: DatabaseFile;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shared-file-'));
  file = opened();
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(path = join(folder, 'system.sqlite')): DatabaseFile {
  return sharedFile(
    path,
    'system',
    OWNERS.map((owner) => ({ owner, schema: SCHEMA })),
  );
}

function notesIn(some: DatabaseFile): unknown[][] {
  return OWNERS.map((owner) =>
    Database.within(some, owner)
      .all('SELECT text FROM {notes}')
      .map(({ text }) => text),
  );
}

/** What a process would find that is started again after an end at this instant. */
function notesAfterCrash(): unknown[][] {
  const copy = join(folder, 'copy.sqlite');
  for (const end of ['', '-wal']) copyFileSync(join(folder, `system.sqlite${end}`), `${copy}${end}`);
  const found = opened(copy);
  try {
    return notesIn(found);
  } finally {
    found.close();
  }
}

function bothOwners(): [Database, Database] {
  return [Database.within(file, 'smso'), Database.within(file, 'requesting-party')];
}

describe('a file that several owners share', () => {
  it('has tables and states of each', () => {
    const [smso, other] = bothOwners();
    smso.run(INSERT, 'one');
    smso.keepState('clock', { now: 'later' });
    expect(notesIn(file)).toEqual([['one'], []]);
    expect([smso.state('clock'), other.state('clock')]).toEqual([{ now: 'later' }, undefined]);
  });

  it('stores all that was written together when it is told to, and none of it before', () => {
    const [smso, other] = bothOwners();
    smso.transaction(() => smso.run(INSERT, 'sent'));
    other.run(INSERT, 'received');
    expect(notesAfterCrash()).toEqual([[], []]);
    file.commit();
    smso.run(INSERT, 'more');
    expect(notesAfterCrash()).toEqual([['sent'], ['received']]);
  });

  it('drops a transaction that fails, and nothing before it', () => {
    const [smso] = bothOwners();
    smso.run(INSERT, 'before');
    const twice = (): void =>
      smso.transaction(() => {
        smso.run(INSERT, 'half');
        smso.run(INSERT, 'before');
      });
    expect(twice).toThrow('UNIQUE');
    file.commit();
    expect(notesAfterCrash()).toEqual([['before'], []]);
  });

  it('is of no use any more once something was lost on which others may have built', () => {
    const [smso, other] = bothOwners();
    smso.run(INSERT, 'lost');
    // As SQLite does by itself when it cannot write.
    smso.run('ROLLBACK');
    const sentence = 'of the system has lost what was written last';
    expect(() => {
      file.commit();
    }).toThrow(sentence);
    expect(() => other.all('SELECT text FROM {notes}')).toThrow(sentence);
    expect(() => {
      other.requireWritable();
    }).toThrow(StoreFault);
  });

  it('is shown once to be writable for all owners that are asked one after the other', () => {
    const [smso, other] = bothOwners();
    const before = file.probes;
    for (const database of [smso, other, smso]) database.requireWritable();
    expect(file.probes - before).toBe(2);
  });
});
