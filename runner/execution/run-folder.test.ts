import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createRunFolder, publishLatest } from './run-folder';

const reports = realpathSync(mkdtempSync(path.join(tmpdir(), 'reports-')));
afterAll(() => rmSync(reports, { recursive: true }));

it('numbers runs of one plan and seed, and keeps the others apart', () => {
  expect(createRunFolder(reports, 'first', '1').id).toBe('first-1-0001');
  expect(createRunFolder(reports, 'first', '1').id).toBe('first-1-0002');
  expect(createRunFolder(reports, 'first', 'Night of 23/11').id).toBe('first-night-of-23-11-0001');
  mkdirSync(path.join(reports, 'runs', 'first-1-0041'));
  expect(createRunFolder(reports, 'first', '1').id).toBe('first-1-0042');
});

it('shows the newest run', () => {
  const first = createRunFolder(reports, 'first', '2');
  writeFileSync(path.join(first.path, 'result.json'), 'one');
  publishLatest(reports, first);
  expect(readlinkSync(path.join(reports, 'latest'))).toBe(path.join('runs', first.id));

  const second = createRunFolder(reports, 'first', '2');
  writeFileSync(path.join(second.path, 'result.json'), 'two');
  publishLatest(reports, second);
  expect(readFileSync(path.join(reports, 'latest', 'result.json'), 'utf8')).toBe('two');
  expect(existsSync(path.join(first.path, 'result.json'))).toBe(true);
});

it('replaces a copy of a run, made where links are unknown', () => {
  const copy = path.join(reports, 'latest');
  rmSync(copy);
  mkdirSync(copy);
  writeFileSync(path.join(copy, 'result.json'), 'old');
  publishLatest(reports, createRunFolder(reports, 'first', '3'));
  expect(lstatSync(copy).isSymbolicLink()).toBe(true);
});
