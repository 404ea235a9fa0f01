import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeTesterProject } from '../tools/authoring/fixtures/tester-project';

/** What the console says to lines, one after the other. */
async function converse(args: readonly string[], lines: readonly string[], cwd = '.'): Promise<string> {
  const program = [require.resolve('ts-node/dist/bin.js'), 'commands/lab.ts', '--console', ...args];
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'], cwd });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) said += String(chunk);
  return said;
}

it('carries out what is said, shows what there is to see, and says what failed or was not understood', async () => {
  const said = await converse(
    [],
    [
      'Given a migrated installation',
      ':time',
      'then the Commissioning Outcome File reports the installation as not migrated',
      'the whitlist is empty',
      ':devices',
      ':files',
      ':undo',
      ':history',
      ':fils',
      ':messages DCO',
      ':devices 2',
      ':devices hub',
      ':files nobody',
      ':time 3',
      ':steps N16',
      ':portal',
      'help',
      ':../../etc',
      'Then',
      ':quit',
      'Given an installation',
    ],
  );
  expect(said).toContain('done    Given a migrated installation\n');
  expect(said).toContain(
    'It is 2019-06-04 23:59:00 UTC.\nNext: 2019-06-05 00:00:00 UTC, at the Migration Control Centre.\n',
  );
  expect(said).toContain('FAILED  Then the Commissioning Outcome File reports the installation as not migrated\n');
  expect(said).toMatch(/Expected the result in the Commissioning Outcome File to be NotMigrated\. Observed Migrated/);
  expect(said).toContain('?       the whitlist is empty\n  No step is written "the whitlist is empty"');
  expect(said).toMatch(/\n {2}electricity meter \(ESME\) 00-DB-12[\s\S]*\n {4}key version: 2\n/);
  expect(said).toMatch(/Requesting Party -> S1SP: Migration Group File MGF_AA_RP-000002\.xml/);
  expect(said).toContain(
    'A fresh world.\nSaid again:\n  Given a migrated installation\nGiven a migrated installation\n',
  );
  expect(said).toContain('There is no :fils; try :files');
  expect(said).toContain('There is no installation 2: there are 1.\n');
  expect(said).toMatch(/\n {2}communications hub \(CHF\)[^]*?\n {4}whitelist:\n {6}electricity meter 00-DB-12/);
  expect(said).toContain('Nothing of it has "nobody".\n');
  expect(said).toContain(':time shows everything: say it without "3".\n');
  expect(said).toMatch(/: Avon Supply \(the electricity supplier\)\n/);
  expect(said).toContain(
    '    "N16" Alert: a network party is told the identity of a meter that was commissioned\n    after: ',
  );
  expect(said).toContain('Commands begin with a colon: :help\n');
  expect(said).toContain('There is no :../../etc; try :');
  expect(said).toContain('Say a step after its keyword; the Tab key shows some.');
  // Nothing is taken after the end.
  expect(said).not.toContain('Given an installation');
  expect(said.trimEnd().endsWith('The system has been stopped.')).toBe(true);
});

it('shows a demonstration, phrases that bring a need of their own among its steps, and keeps what was exchanged', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
  try {
    const said = await converse(['--demo'], [':installations', `:keep ${folder}`, ':keep', ':keep /proc/samples']);
    expect(said).not.toContain('FAILED');
    expect(said).toMatch(
      /\bCommissioned\b[\s\S]*\bFailed\b.*SIM-WHL-02[\s\S]*\bScheduled\b[\s\S]*\bIntervention\b[\s\S]*\bnot authorised\b/,
    );
    const files = readdirSync(folder);
    expect(files.some((name) => name.endsWith('-MCF_AA_RP-000001.xml'))).toBe(true);
    expect(files.find((name) => name.endsWith('.zip'))).toMatch(/MA_ALPHA_/);
    expect(files.find((name) => name.includes('service-request'))).toMatch(/\.xml$/);
    expect(said).toContain('Say the folder: :keep samples');
    expect(said).toContain('The documents cannot be written to /proc/samples');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('begins with the first steps of a scenario, whose identifiers it has', async () => {
  const said = await converse(['--with', 'ST-B4-03:2'], [':history']);
  expect(said.match(/^done {4}/gm)).toHaveLength(2);
  expect(await converse(['--with', 'ST-B4-99'], [])).not.toContain('done');
});

it('shows what users sent and received, each with its code and device, and what meters show as people read it', async () => {
  const said = await converse(
    [],
    [
      'Given a migrated installation',
      'When the electricity supplier asks the electricity meter for its import registers',
      'And the gas supplier asks the electricity meter for its import registers',
      'And an hour passes',
      ':requests',
      ':devices',
    ],
  );
  expect(said).toMatch(
    /Avon Supply \(the electricity supplier\) -> DSP: 4\.1\.1 Read Instantaneous Import Registers, electricity meter of installation 1; answered I99\n/,
  );
  expect(said).toMatch(
    /DSP -> Avon Supply \(the electricity supplier\): Response I0 to 4\.1\.1, electricity meter of installation 1\n/,
  );
  expect(said).toMatch(/Cairn Gas \(the gas supplier\) -> DSP: 4\.1\.1 .*; answered E4\n/);
  expect(said).toMatch(
    /DSP -> Dale Networks \(the electricity network operator\): DCC Alert N16, electricity meter of installation 1\n/,
  );
  expect(said).toMatch(
    / {4}register: \d+\.\d{3} kWh\n {4}payment mode: Credit\n {4}balance: £\d+\.\d{2}( \(exactly £\d+\.\d{3,5}\))?\n/,
  );
});

it('saves what was carried out as a scenario, without what failed', async () => {
  const root = makeTesterProject();
  try {
    const said = await converse(
      [],
      [
        'Given a migrated installation',
        'Then the Commissioning Outcome File reports the installation as not migrated',
        'And the Commissioning Outcome File reports the installation as migrated',
        ':save ST-C1 inventory "It is said at the console" | "It is a rule of the console"',
      ],
      root,
    );
    expect(said).toContain('What failed was left out (1): say in its Then what ought to come.');
    const [, file = ''] = /stands in (\S+):\d+\./.exec(said) ?? [];
    const [, scenario = ''] =
      /Scenario: It is said at the console\n([\s\S]*?)\n\n?(?= *(?:@|Rule|$))/.exec(
        readFileSync(path.join(root, file), 'utf8'),
      ) ?? [];
    expect(scenario.trim().split(/\n\s+/)).toEqual([
      'Given a migrated installation',
      'Then the Commissioning Outcome File reports the installation as migrated',
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

it('refuses what would make a scenario green or red for a wrong reason', async () => {
  const said = await converse(
    [],
    [
      'Given a migrated installation whose whitelist is empty',
      ':new',
      'Given a migrated installation without WAN on its migration day',
      'Given an installation whose whitelist lacks the communications hub',
      'Given an installation whose gas proxy function refuses new keys',
      ':new',
      'Given a migrated installation',
      'Given the gas supplier sets the price of the electricity meter to 40 pence',
      'Given the electricity supplier tops up the electricity meter by £10.00',
      'Given the gas supplier sets the price of the electricity meter to 40 pence, which is refused with "E4"',
      'When the electricity supplier asks the gas meter for its balance',
      'Then the response contains a balance of £0.00',
    ],
  );
  const failures = [...said.matchAll(/^FAILED {2}(.*)\n {2}(.*)$/gm)].map(
    ([, step, why]) => `${step ?? ''}: ${why ?? ''}`,
  );
  expect(failures).toEqual([
    expect.stringMatching(
      /whitelist is empty: Expected installation 1 to have migrated .* that it is Failed \(SIM-WHL-01/,
    ),
    expect.stringMatching(/without WAN on its migration day: Expected a migrated installation that is as it was made/),
    expect.stringMatching(/lacks the communications hub: Expected a device that can be lacking on a whitelist/),
    expect.stringMatching(/refuses new keys: Expected a gas proxy function with keys in IOC-01/),
    // What a Given says has to be so.
    expect.stringMatching(
      /40 pence: Expected request 1\.2\.1 of Cairn Gas, which a Given says, to be carried out\. Observed E4 as/,
    ),
    expect.stringMatching(/£10\.00: Expected request 2\.2 of .* to be carried out\. Observed I0 .* as the response of/),
    // A refusal at once is no silence.
    expect.stringMatching(
      /£0\.00: Expected the answer of the DSP to request 4\.18 of Avon Supply to be I99\. Observed E4/,
    ),
  ]);
  const other = await converse(
    ['--dmc', 'IOC-02'],
    ['Given an installation whose whitelist lacks the in-home display'],
  );
  expect(other).toContain('Expected installations of IOC-02 with the in-home display that the step names');
});

it('shows what has become of installations that migrated before, and of those of another supplier', async () => {
  const said = await converse(
    [],
    [
      'an installation of each cohort that migrated last month',
      'Given another supplier has authorised an installation of its own',
      ':installations',
    ],
  );
  const rows = said.split('\n').filter((line) => /^(?:1|MDS) /.test(line));
  expect(rows).toEqual([
    expect.stringMatching(/^1 +\d{13} +Active +Scheduled /),
    expect.stringMatching(/^MDS +\d{13} +Active +Commissioned /),
  ]);
});

it('wants the console said where steps come through a pipe', () => {
  const { status, stderr } = spawnSync('sh', ['-c', 'echo "Given an installation" | npm run --silent lab'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('Steps come through a pipe, and nobody would read them: add --console.');
});
