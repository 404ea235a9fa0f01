import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** What a standby process answers that is at work. */
const AT_WORK = `${JSON.stringify({ refused: 'It is at work.', isAtWork: true })}\n`;

let temporary: string;

beforeEach(() => (temporary = mkdtempSync(path.join(tmpdir(), 'client-'))));
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

/** Has the client carry out a command that does next to nothing. */
function help(): string {
  const env = { ...process.env, TMPDIR: temporary, CI: '' };
  return spawnSync(process.execPath, ['tools/standby/client.cjs', 'check', '--help'], { env, encoding: 'utf8' }).stdout;
}

/** As `help`, while this process answers others. */
async function helpBeside(): Promise<{ readonly code: number; readonly said: string }> {
  const env = { ...process.env, TMPDIR: temporary, CI: '' };
  const child = spawn(process.execPath, ['tools/standby/client.cjs', 'check', '--help'], { env });
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) said += String(chunk);
  const code = await new Promise<number>((resolve) =>
    child.exitCode === null ? child.once('exit', (exit) => resolve(exit ?? -1)) : resolve(child.exitCode),
  );
  return { code, said };
}

/** The file in the folder of the standby process that has this name. */
function fileOf(name: string): string {
  const [folder] = globSync('smets1-standby-*', { cwd: temporary });
  return path.join(temporary, folder ?? '', name);
}

/** Ends the standby process that a client has started. */
async function endStarted(): Promise<void> {
  const pid = Number(readFileSync(fileOf('starting'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  while (existsSync(`/proc/${pid}`)) await later(20);
}

it('says what to do in a clone whose packages are not there', () => {
  const client = path.join(temporary, 'tools/standby/client.cjs');
  mkdirSync(path.dirname(client), { recursive: true });
  copyFileSync('tools/standby/client.cjs', client);
  const { status, stderr } = spawnSync(process.execPath, [client, 'check'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([
    2,
    'The packages of the project are not there: run "npm ci" in its folder first.\n',
  ]);
});

describe('the client of the standby process', { timeout: 60_000 }, () => {
  it('starts no second process while one starts, and one again where that came to nothing', async () => {
    expect(help()).toContain('Usage: npm run check');
    await endStarted();
    rmSync(fileOf('log'));

    writeFileSync(fileOf('starting'), String(process.pid));
    expect(help()).toContain('Usage: npm run check');
    expect(existsSync(fileOf('log'))).toBe(false);

    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(fileOf('starting'), longAgo, longAgo);
    help();
    expect(existsSync(fileOf('log'))).toBe(true);
    await endStarted();
  });

  it('leaves none behind beside one that is at work for somebody else', async () => {
    help();
    await endStarted();
    for (const name of ['starting', 'log']) rmSync(fileOf(name));
    const socket = fileOf('socket');
    const busy = net.createServer((client) => client.once('data', () => client.end(AT_WORK)));
    await new Promise<void>((resolve) => busy.listen(socket, resolve));
    writeFileSync(fileOf('current.json'), JSON.stringify({ pid: process.pid, socket, token: 'x' }));
    const { code, said } = await helpBeside();
    busy.close();
    expect([code, said]).toEqual([0, expect.stringContaining('Usage: npm run check')]);
    expect(existsSync(fileOf('log'))).toBe(false);
  });
});
