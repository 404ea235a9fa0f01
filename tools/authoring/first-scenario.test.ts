import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeTesterProject } from './fixtures/tester-project';

const PAGE = readFileSync('docs/first-scenario.md', 'utf8');
/** The page's commands, in order. */
const COMMANDS = [...PAGE.matchAll(/```bash\n([\s\S]*?)```/g)].flatMap(([, text = '']) => text.trim().split('\n'));
const STEPS = /```gherkin\n([\s\S]*?)```/.exec(PAGE)?.[1] ?? '';
/** Rows of the mistakes that are practised: what is written, in the place of what, and what is said. */
const MISTAKES = [...PAGE.matchAll(/^\| `(.+?)` +\| `(.+?)` +\| (.+?) +\|$/gm)];
const root = makeTesterProject();
afterAll(() => rmSync(root, { recursive: true }));

/** A standby process would answer for the project whose tools the copy shares. */
const OPTIONS = { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'true' } } as const;

/** Does what stands on the page, word for word but for the id. */
function does(command: string): string {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const [program = '', ...rest] = words;
  return execFileSync(program, ['--silent', ...rest], OPTIONS);
}

/** What a command says that finds something wrong. */
function fails(command: string): string {
  const [program = '', ...rest] = command.split(' ');
  const { status, stdout, stderr } = spawnSync(program, ['--silent', ...rest], OPTIONS);
  const said = `${stdout}${stderr}`;
  expect(status, said).toBe(1);
  return said;
}

it('does what the page says, and ends with a scenario that finds a defect', { timeout: 300_000 }, () => {
  const [ofWhitelist = '', ofInventory = '', create = '', check = '', run = '', admit = ''] = COMMANDS;
  expect(does(ofWhitelist)).toContain('whose whitelist is empty');
  expect(does(ofInventory)).toContain('the inventory holds no device of {installation}');
  const [, id = '', file = ''] = /^(\S+) stands in (\S+):\d+\.$/m.exec(does(create)) ?? [];
  const feature = path.join(root, file);
  const skeleton = new RegExp(`(@id:${id} .*\\n.*\\n)(?: {6}.*\\n)+`);
  writeFileSync(feature, readFileSync(feature, 'utf8').replace(skeleton, `$1${STEPS}`));
  expect(does(check)).toContain('nothing is wrong');
  const right = readFileSync(feature, 'utf8');
  for (const [, wrong = '', instead = '', said = ''] of MISTAKES) {
    writeFileSync(feature, right.replace(STEPS, STEPS.replace(instead, wrong)));
    expect(fails(check)).toContain(said);
  }
  writeFileSync(feature, right);
  expect(does(run.replace(/ST-B4-\d+/, id))).toContain('1 of 1 passed');
  expect(does(admit.replace(/ST-B4-\d+/, id))).toContain(`${id} can be admitted.`);
});
