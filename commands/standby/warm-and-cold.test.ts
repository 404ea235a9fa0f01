import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { TRANSCRIPT_MEDIA_TYPE } from '../../support/evidence/normalise';

/** Scenarios that are run both ways at least, from all over the features; 60 and more by `WARM_SCENARIOS=60`. */
const SCENARIOS = Number(process.env.WARM_SCENARIOS ?? 15);

/** So many are drawn, since some do not apply to the combination. */
const DRAWN = Math.ceil(SCENARIOS * 1.1) + 3;

const temporary = mkdtempSync(path.join(tmpdir(), 'warm-'));
const folders: string[] = [];

/** Ids that run in the Active phase, at equal distances. */
function sample(): string[] {
  const files = globSync('features/*/**/*.feature').sort();
  const active = files.filter((file) => !file.includes('dmrt') && !file.includes('dust') && !file.includes('dmct'));
  const texts = active.map((file) => readFileSync(file, 'utf8'));
  const tagLines = texts.flatMap((text) => text.split('\n').filter((line) => line.includes('@id:')));
  const ids = tagLines
    .filter((line) => !/@browser|@volume|@axis|@dmc|@smso|@fuel/.test(line))
    .flatMap((line) => /@id:(\S+)/.exec(line)?.[1] ?? []);
  const step = ids.length / DRAWN;
  return Array.from({ length: DRAWN }, (_value, index) => ids[Math.floor(index * step)] ?? '');
}

async function scenario(...args: string[]): Promise<{ readonly said: string; readonly folder: string }> {
  const env = { ...process.env, TMPDIR: temporary, CI: '' };
  const child = spawn(process.execPath, ['tools/standby/client.cjs', 'scenario', ...args], { env });
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) said += String(chunk);
  const folder = /Evidence: (\S+)/.exec(said)?.[1] ?? '';
  if (folder !== '') folders.push(folder);
  return { said, folder };
}

const attachment = z.object({ attachment: z.object({ mediaType: z.string(), body: z.string() }) });

/** Digests of the transcripts of a run, in its order. */
function transcripts(folder: string): string[] {
  const lines = readFileSync(path.join(folder, 'messages.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const read = lines.map((line) => attachment.safeParse(JSON.parse(line)).data?.attachment);
  return read.flatMap((found) => (found?.mediaType === TRANSCRIPT_MEDIA_TYPE ? [found.body] : []));
}

/** The standby process that the clients of this test use. */
function standby(): { readonly pid: number } | undefined {
  const [file] = globSync('smets1-standby-*/current.json', { cwd: temporary });
  if (file === undefined) return undefined;
  return z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(path.join(temporary, file), 'utf8')));
}

beforeAll(async () => {
  // Carried out in its own process, which leaves a standby process behind.
  await scenario('ST-B4-03');
  while (standby() === undefined) await later(100);
});

afterAll(async () => {
  const found = standby();
  if (found !== undefined) process.kill(found.pid, 'SIGTERM');
  while (globSync('smets1-standby-*/*/socket', { cwd: temporary }).length > 0) await later(50);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  rmSync(temporary, { recursive: true, force: true });
});

it(
  'gives for scenarios of every area what each gives in a process that has just started',
  { timeout: 3_600_000 },
  async () => {
    const ids = sample();
    const cold = await scenario('--cold', ...ids);
    expect(cold.said).toContain(' passed. Evidence: ');
    const warm: string[] = [];
    const process = standby();
    for (const id of ids) {
      const { folder } = await scenario(id);
      expect(existsSync(folder), id).toBe(true);
      warm.push(...transcripts(folder));
    }
    // All by the same process: none of them was refused and run by itself.
    expect(standby()).toEqual(process);
    expect(warm.length).toBeGreaterThanOrEqual(SCENARIOS);
    expect([...warm].sort()).toEqual(transcripts(cold.folder).sort());
  },
);
