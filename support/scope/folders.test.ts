import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders } from './folders';

describe('makeFolders', () => {
  it('makes a folder and those that it lies in, and leaves what is there', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'folders-'));
    const wanted = path.join(root, 'one', 'two');
    makeFolders(wanted);
    makeFolders(wanted);
    expect(existsSync(wanted)).toBe(true);
    const file = path.join(root, 'file');
    writeFileSync(file, '');
    expect(() => {
      makeFolders(path.join(file, 'three'));
    }).toThrow(`${file} is no folder`);
    rmSync(root, { recursive: true });
  });

  it.runIf(existsSync('/proc/self'))('comes back from a file system that takes no folders', () => {
    expect(() => {
      makeFolders('/proc/nobody/has/this');
    }).toThrow('ENOENT');
  });
});
