import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetEndedEngine } from './start-engine';

let folder: string;
let containerd: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'engine-'));
  mkdirSync(path.join(folder, 'docker', 'containerd'), { recursive: true });
  containerd = path.join(folder, 'docker', 'containerd', 'containerd.pid');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('what a killed engine left behind', () => {
  it('is removed where another program has the process number by now', () => {
    writeFileSync(containerd, String(process.pid));
    writeFileSync(path.join(folder, 'docker.pid'), `${process.pid}\n`);
    forgetEndedEngine(folder);
    expect(existsSync(containerd)).toBe(false);
    expect(existsSync(path.join(folder, 'docker.pid'))).toBe(false);
  });

  it('is removed where no process has the number', () => {
    writeFileSync(containerd, '4194305');
    forgetEndedEngine(folder);
    expect(existsSync(containerd)).toBe(false);
  });

  it('stays where the process is the engine', () => {
    const name = process.title;
    try {
      process.title = 'containerd';
      // Where the title is not the name that the kernel keeps, there is nothing to show.
      expect(readFileSync(`/proc/${process.pid}/comm`, 'utf8').trim()).toBe('containerd');
      writeFileSync(containerd, String(process.pid));
      forgetEndedEngine(folder);
      expect(existsSync(containerd)).toBe(true);
    } finally {
      process.title = name;
    }
  });

  it('may be nothing', () => {
    expect(() => forgetEndedEngine(folder)).not.toThrow();
  });
});
