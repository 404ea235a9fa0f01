import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenForInterruption } from '../../runner/execution/interruption';
import { say, type Command } from '../../runner/terminal/command-line';
import { changedSince, relevantVariables, stampOf } from './freshness';
import type { StandbyAnswer } from './protocol';
import { StandbyServer } from './server';

let root: string;
let server: StandbyServer;
let ends: string[];
/** Lets the command `wait` end. */
let release: () => void;

const greet: Command = {
  name: 'greet',
  summary: 'Greets.',
  words: 'NAME',
  options: {},
  run: async ({ words }) => {
    for (const word of words) say(`Good morning, ${word}.`);
    return words.length === 0 ? 1 : 0;
  },
};
const wait: Command = {
  name: 'wait',
  summary: 'Waits.',
  options: {},
  run: async () => {
    const interruption = listenForInterruption();
    try {
      await Promise.race([new Promise<void>((resolve) => (release = resolve)), interruption.happened]);
      return 0;
    } finally {
      interruption.stopListening();
    }
  },
};

beforeEach(async () => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'standby-')));
  mkdirSync(path.join(root, 'steps'));
  writeFileSync(path.join(root, 'steps/meters.ts'), 'export {};\n');
  ends = [];
  const commands = new Map([greet, wait].map((command) => [command.name, command]));
  const life = { idle: () => void ends.push('idle'), stale: () => void ends.push('stale') };
  server = new StandbyServer({ token: 'right', root, stamp: stampOf(root), commands }, life);
  await server.listen(path.join(root, 'socket'));
});
afterEach(() => {
  server.close();
  rmSync(root, { recursive: true });
});

/** Sends text and gives what was answered until the connection ended. */
async function answersTo(text: string): Promise<StandbyAnswer[]> {
  const socket = net.connect(path.join(root, 'socket'));
  socket.write(text);
  let answered = '';
  for await (const chunk of socket.setEncoding('utf8')) answered += String(chunk);
  const lines = answered.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as StandbyAnswer);
}

function request(change: object = {}): string {
  const { version: node, env: environment } = process;
  return `${JSON.stringify({ token: 'right', root, node, command: 'greet', args: ['tester'], environment, ...change })}\n`;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

describe('the standby process', () => {
  it('carries out a command, and gives what it says and its exit code', async () => {
    expect(await answersTo(request())).toEqual([{ out: 'Good morning, tester.\n' }, { exit: 0 }]);
    expect(await answersTo(request({ args: [] }))).toEqual([{ exit: 1 }]);
    expect(ends).toEqual(['idle', 'idle']);
  });

  it('says why a command cannot run as the command does', async () => {
    const [complaint, end] = await answersTo(request({ args: ['--loud'] }));
    expect(complaint).toEqual({ err: expect.stringContaining("Unknown option '--loud'") as string });
    expect(end).toEqual({ exit: 2 });
  });

  it.each([
    ['another token', { token: 'wrong' }, 'The token is not that of this process.'],
    ['another checkout', { root: '/' }, 'This process is of another checkout.'],
    ['a command that it does not answer', { command: 'cycle' }, 'This process does not know the command.'],
    ['a field more', { more: 1 }, 'The request cannot be read.'],
  ])('does nothing for a request with %s', async (_what, change, refused) => {
    expect(await answersTo(request(change))).toEqual([{ refused }]);
    expect(ends).toEqual([]);
  });

  it('does nothing for what is no request', async () => {
    expect(await answersTo('GET / HTTP/1.1\r\n\r\n')).toEqual([{ refused: 'The request cannot be read.' }]);
    expect(await answersTo('x'.repeat(1_000_001)).catch(() => [])).toEqual([]);
    expect(await answersTo(request())).toHaveLength(2);
  });

  it('ends when a file that it has loaded is another one, and carries nothing out', async () => {
    writeFileSync(path.join(root, 'steps/meters.ts'), 'export { };\n');
    expect(await answersTo(request())).toEqual([{ refused: 'steps/meters.ts has changed.' }]);
    expect(ends).toEqual(['stale']);
  });

  it('ends when there is a file more, a file less, another Node or another variable that matters', async () => {
    expect(await answersTo(request({ node: 'v1.0.0' }))).toEqual([{ refused: 'Node or its variables are others.' }]);
    const environment = { ...process.env, OFFICIAL_SCHEMAS: 'elsewhere' };
    expect(await answersTo(request({ environment }))).toEqual([{ refused: 'Node or its variables are others.' }]);
    const before = stampOf(root);
    writeFileSync(path.join(root, 'steps/alerts.ts'), '');
    expect(changedSince(before, stampOf(root))).toBe('steps/alerts.ts');
    expect(changedSince(stampOf(root), before)).toBe('steps/alerts.ts');
    expect(ends).toEqual(['stale', 'stale']);
  });

  it('works for one at a time', async () => {
    const first = answersTo(request({ command: 'wait', args: [] }));
    await until(() => server.isBusy);
    expect(await answersTo(request())).toEqual([
      { refused: 'This process is at work for somebody else.', isAtWork: true },
    ]);
    release();
    expect(await first).toEqual([{ exit: 0 }]);
  });

  it('interrupts the command of a client that is interrupted, or gone', async () => {
    const interrupted = net.connect(path.join(root, 'socket'));
    interrupted.write(request({ command: 'wait', args: [] }));
    await until(() => server.isBusy);
    interrupted.write('SIGINT\n');
    let said = '';
    for await (const chunk of interrupted.setEncoding('utf8')) said += String(chunk);
    expect(said).toContain('The run was interrupted (SIGINT)');
    expect(said).toContain('{"exit":2}');

    const gone = net.connect(path.join(root, 'socket'));
    gone.write(request({ command: 'wait', args: [] }));
    await until(() => server.isBusy);
    gone.destroy();
    await until(() => !server.isBusy);
    expect(ends).toEqual(['idle', 'idle']);
  });
});

describe('what a standby process knows of its checkout', () => {
  it('is nothing that runs leave, no test, and no feature', () => {
    const before = stampOf(root);
    for (const file of [
      'reports/runs/a/result.json',
      'reports/last-good/IOC-01-Active/st/A.txt',
      'steps/meters.test.ts',
      'features/migration-st/a.feature',
    ]) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), '');
    }
    expect(changedSince(before, stampOf(root))).toBeUndefined();
  });

  it('is every variable that may change a result', () => {
    const variables = { TZ: 'UTC', HTTPS_PROXY: 'http://proxy', no_proxy: 'localhost', SSH_TTY: '/dev/pts/0' };
    expect(relevantVariables(variables)).toBe('HTTPS_PROXY=http://proxy\nTZ=UTC');
  });
});
