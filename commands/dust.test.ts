import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, existsSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const place = mkdtempSync(path.join(tmpdir(), 'dust-guide-'));
const folder = path.join(place, 'dust');
let dust: ChildProcess;
let ended: Promise<unknown>;
let said = '';

beforeAll(async () => {
  const program = [require.resolve('ts-node/dist/bin.js'), path.resolve('commands/dust.ts')];
  symlinkSync(path.resolve('tools'), path.join(place, 'tools'));
  dust = spawn(process.execPath, [...program, '--speed', '3600', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ended = new Promise((resolve) => dust.once('exit', resolve));
  await new Promise<void>((resolve) => {
    dust.once('exit', () => resolve());
    dust.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl-C closes it.')) resolve();
    });
  });
});

afterAll(() => {
  dust.kill('SIGKILL');
  rmSync(place, { recursive: true, force: true });
});

/** The commands of the guide's walk, in order. */
function walk(): string {
  const text = readFileSync('docs/dust.md', 'utf8');
  return [...text.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands).join('\n');
}

describe('Migration DUST, kept open', () => {
  it('says where it is, and keeps what participants sign in with from everybody else', () => {
    expect(said).toMatch(/Migration DUST: http:\/\/127\.0\.0\.1:\d+\n/);
    for (const file of [
      'avon-supply.json',
      'avon-supply.header',
      'avon-supply.env',
      'mere-laboratory.header',
      'mere-laboratory.json',
    ]) {
      expect(statSync(path.join(folder, file)).mode & 0o077).toBe(0);
    }
    expect(statSync(folder).mode & 0o077).toBe(0);
    const token = readFileSync(path.join(folder, 'avon-supply.header'), 'utf8').trim().split(' ').at(-1) ?? '';
    expect(token.length).toBeGreaterThan(20);
    expect(said).not.toContain(token);
  });

  it('takes a participant through its guide, by the commands as they stand', async () => {
    // Should a command fail, the laboratory ends with the others.
    const ending = "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT";
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', `${ending}\n${walk()}`], { cwd: place });
    expect(stdout).toContain('"isTestPhase":false');
    // Another process, in the place of the remote laboratory, has disconnected its devices and connected them again.
    expect(stdout).toMatch(/"source":"remote-lab".*"connected":false/);
    expect(stdout).toMatch(/"source":"remote-lab".*"connected":true/);
    expect(stdout.match(/<Result>Migrated/g)).toHaveLength(2);
    expect(stdout).toContain('"code":"N42"');
    expect(stdout).toContain('"migrated":2');
    // Its devices have done what the migration asked, and told of their covers.
    expect(stdout).toMatch(/s1sp confirm-keys for [-0-9A-F]{23}: answer/);
    expect(stdout).toContain('"code":"8F74"');
    // Two days and a morning of the system's time pass, which a busy machine answers late.
  }, 240_000);

  it('ends with Ctrl-C, and what was written goes with it', async () => {
    dust.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said.trimEnd().endsWith('Migration DUST has been closed.')).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });
});
