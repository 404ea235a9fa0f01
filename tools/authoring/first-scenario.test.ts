import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const PAGE = readFileSync('docs/first-scenario.md', 'utf8');
/** The page's commands, in order. */
const COMMANDS = [...PAGE.matchAll(/```bash\n([\s\S]*?)```/g)].flatMap(([, text = '']) => text.trim().split('\n'));
const STEPS = /```gherkin\n([\s\S]*?)```/.exec(PAGE)?.[1] ?? '';
/** What a tester changes or makes is the test's own; all else is that of the project. */
const OWN = ['features', 'docs', 'reports', '.cache', '.git'];

const root = mkdtempSync(path.join(tmpdir(), 'first-scenario-'));
afterAll(() => rmSync(root, { recursive: true }));

function makeProject(): void {
  for (const name of readdirSync('.').filter((one) => !OWN.includes(one))) {
    symlinkSync(path.resolve(name), path.join(root, name));
  }
  cpSync('features', path.join(root, 'features'), { recursive: true });
  cpSync('docs', path.join(root, 'docs'), { recursive: true });
  mkdirSync(path.join(root, 'reports'));
  for (const name of readdirSync('reports').filter((one) => one !== 'runs' && one !== 'latest')) {
    symlinkSync(path.resolve('reports', name), path.join(root, 'reports', name));
  }
}

/** Does what stands on the page, word for word but for the id. */
function does(command: string): string {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const [program = '', ...rest] = words;
  return execFileSync(program, ['--silent', ...rest], { cwd: root, encoding: 'utf8' });
}

it('does what the page says, and ends with a scenario that finds a defect', { timeout: 300_000 }, () => {
  makeProject();
  const [ofWhitelist = '', ofInventory = '', create = '', check = '', run = '', admit = ''] = COMMANDS;
  expect(does(ofWhitelist)).toContain('whose whitelist is empty');
  expect(does(ofInventory)).toContain('the inventory holds no device of {installation}');
  const [, id = '', file = ''] = /^(\S+) stands in (\S+):\d+\.$/m.exec(does(create)) ?? [];
  const feature = path.join(root, file);
  const skeleton = new RegExp(`(@id:${id} .*\\n.*\\n)(?: {6}.*\\n){3}`);
  writeFileSync(feature, readFileSync(feature, 'utf8').replace(skeleton, `$1${STEPS}`));
  expect(does(check)).toContain('nothing is wrong');
  expect(does(run.replace(/ST-B4-\d+/, id))).toContain('1 of 1 passed');
  expect(does(admit.replace(/ST-B4-\d+/, id))).toContain(`${id} can be admitted.`);
});
