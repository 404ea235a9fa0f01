import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImports, withPictures } from './shared/imports';

/** What the cases import, each an empty module. */
const MODULES = [
  'commands/a.ts',
  'environments/containers/engine.ts',
  'environments/dcc-like-system/src/b.ts',
  'environments/dcc-like-system/src/domain/a.ts',
  'environments/dcc-like-system/src/formats/defects/a.ts',
  'environments/dcc-like-system/src/kernel/a.ts',
  'environments/dcc-like-system/src/launch.ts',
  'environments/dcc-like-system/src/services/defects.ts',
  'environments/dcc-like-system/src/services/dsp/a.ts',
  'environments/dcc-like-system/src/services/dsp/gateway/defects/a.ts',
  'environments/dcc-like-system/src/services/mcc/defects/a.ts',
  'environments/embedded/index.ts',
  'environments/environment.ts',
  'environments/index.ts',
  'environments/migration-dust/defects/a.ts',
  'reports/record/a.ts',
  'reports/tag/a.ts',
  'runner/execution/a.ts',
  'runner/fixtures/a.ts',
  'runner/history/run-index.ts',
  'steps/migration.ts',
  'support/browser/a.ts',
  'support/evidence/a.ts',
  'support/interfaces/a.ts',
  'support/roles/a.ts',
  'support/scope/a.test.ts',
  'support/scope/a.ts',
  'support/world/index.ts',
  'tools/detection/a.ts',
  'tools/remote-laboratory/a.ts',
];
const PACKAGES = ['@cucumber/cucumber', 'axios', 'dockerode', 'fastify', 'vitest', 'xml-crypto', 'xmldsigjs'];

const SYSTEM = 'environments/dcc-like-system/src';
const DUST = 'environments/migration-dust';

const CROSSINGS: readonly [wall: string, rule: string, folder: string, code: string][] = [
  [
    'nobody imports the laboratory',
    'a remote laboratory is outside',
    'support/roles',
    `import '../../tools/remote-laboratory/a';`,
  ],
  [
    'a laboratory knows nothing of the suite',
    'room: remote laboratory',
    'tools/remote-laboratory',
    `import '../../support/scope/a';`,
  ],
  [
    'a laboratory knows nothing of the system',
    'room: remote laboratory',
    'tools/remote-laboratory',
    `import '../../environments/dcc-like-system/src/domain/a';`,
  ],
  ['a verdict reads no history', 'the history is an index', 'runner/execution', `import '../history/run-index';`],
  ['features know only steps', 'room: features', 'features', `import '../support/world';`],
  ['steps do not see environments', 'room: steps', 'steps', `import { SERVICES } from '../environments/environment';`],
  ['steps use no other package', 'packages: steps', 'steps', `import axios from 'axios';`],
  ['steps read no file', 'packages: steps', 'steps', `import 'node:fs';`],
  ['support does not see steps', 'room: support', 'support/roles', `import '../../steps/migration';`],
  ['support does not start environments', 'room: support', 'support', `import { start } from '../environments/index';`],
  [
    'support sees nothing of the system',
    'room: support',
    'support',
    `import '../environments/dcc-like-system/src/launch';`,
  ],
  [
    'support signs with another library',
    'packages: libraries of the system',
    'support',
    `import { SignedXml } from 'xml-crypto';`,
  ],
  ['the package name is no way round', 'room: support', 'support', `import 'dcc-like-system/src/launch';`],
  [
    'nor is a type',
    'room: support',
    'support',
    `export type A = import('../environments/dcc-like-system/src/launch').A;`,
  ],
  [
    'nor is a type import',
    'room: support',
    'support',
    `import type { A } from '../environments/dcc-like-system/src/launch';`,
  ],
  ['nor is a re-export', 'room: support', 'support', `export * from '../environments/dcc-like-system/src/launch';`],
  [
    'nor is require',
    'room: support',
    'support',
    `export const a = require('../environments/dcc-like-system/src/launch');`,
  ],
  ['nor import =', 'room: support', 'support', `import a = require('../environments/dcc-like-system/src/launch');`],
  [
    'nor is a dynamic import',
    'room: support',
    'support',
    `export const a = import('../environments/dcc-like-system/src/launch');`,
  ],
  [
    'nor is a template',
    'room: support',
    'support',
    'export const a = import(`../environments/dcc-like-system/src/launch`);',
  ],
  ['nor is what is loaded late', 'room: support', 'support', `load('../environments/dcc-like-system/src/launch');`],
  ['models know scope alone', 'room: models', 'support/models', `import '../roles/a';`],
  ['reports do not run anything', 'room: reports', 'reports/tag', `import '../../runner/execution/a';`],
  ['reports do not know the wire', 'room: reports', 'reports/tag', `import '../../support/interfaces/a';`],
  ['the runner does not know the wire', 'room: runner', 'runner/execution', `import '../../support/interfaces/a';`],
  ['the runner does not see steps', 'room: runner', 'runner/execution', `import '../../steps/migration';`],
  ['detection stands beside roles', 'room: detection', 'tools/detection', `import '../../support/roles/a';`],
  [
    'tools know the record, not the documents',
    'room: exploration',
    'tools/exploration',
    `import '../../reports/tag/a';`,
  ],
  ['tools do not see each other', 'room: exploration', 'tools/exploration', `import '../detection/a';`],
  [
    'commands start environments by the index',
    'room: commands',
    'commands',
    `import '../environments/embedded/index';`,
  ],
  [
    'commands see nothing of the system',
    'room: commands',
    'commands',
    `import '../environments/dcc-like-system/src/launch';`,
  ],
  ['commands do not see steps', 'room: commands', 'commands', `import '../steps/migration';`],
  [
    'environments do not see the suite',
    'room: environments',
    'environments/embedded',
    `import '../../runner/execution/a';`,
  ],
  ['Migration DUST sees no service', 'room: migration-dust', DUST, `import '../dcc-like-system/src/services/dsp/a';`],
  ['Migration DUST does not see the suite', 'room: migration-dust', DUST, `import '../../support/scope/a';`],
  ['a rule of Migration DUST knows no defect', 'defects beside rules', DUST, `import './defects/a';`],
  ['the system does not see the suite', 'room: dcc-like-system', SYSTEM, `import '../../../support/scope/a';`],
  ['the system does not see its launchers', 'room: dcc-like-system', SYSTEM, `import '../../embedded/index';`],
  ['the system uses another library', 'packages: libraries of the suite', SYSTEM, `import 'xmldsigjs';`],
  ['nor cucumber', 'packages: cucumber', SYSTEM, `import '@cucumber/cucumber';`],
  ['the ground knows no kernel', 'system: ground', `${SYSTEM}/domain`, `import '../kernel/a';`],
  ['the ground knows no service', 'system: ground', `${SYSTEM}/xml`, `import '../services/dsp/a';`],
  ['the kernel knows no service', 'system: kernel', `${SYSTEM}/kernel`, `import '../services/dsp/a';`],
  ['formats know no service', 'system: formats', `${SYSTEM}/formats`, `import '../services/dsp/a';`],
  ['DUIS knows no service', 'system: duis', `${SYSTEM}/duis`, `import '../services/dsp/a';`],
  ['the lab knows no service', 'system: lab', `${SYSTEM}/lab`, `import '../services/dsp/a';`],
  ['a rule knows no defect', 'defects beside rules', `${SYSTEM}/services/dsp/gateway`, `import './defects/a';`],
  ['nor that of a service as a whole', 'defects beside rules', `${SYSTEM}/services/mcc`, `import './defects/a';`],
  ['nor that of the formats', 'defects beside rules', `${SYSTEM}/formats`, `import './defects/a';`],
  ['reports know no cucumber', 'packages: cucumber', 'reports', `import '@cucumber/cucumber';`],
  ['only tests know the test runner', 'packages: test runner', 'support', `import 'vitest';`],
  ['fixtures are for tests', 'fixtures are for tests', 'runner', `import './fixtures/a';`],
  ['tests are for nobody', 'tests are for nobody', 'support/scope', `import './a.test';`],
  ['what is not there cannot be checked', 'nothing unknown', 'support', `import './absent';`],
];

const PASSAGES: readonly [file: string, code: string][] = [
  ['commands/case.ts', `import { createRequire } from 'node:module';\nload('../support/browser/a');`],
  ['steps/case.ts', `import { Given } from '@cucumber/cucumber';\nimport '../support/world';`],
  ['support/case.test.ts', `import { it } from 'vitest';\nimport './scope/a';`],
  ['support/roles/case.ts', `import type { Environment } from '../../environments/environment';\nimport 'xmldsigjs';`],
  [
    'commands/case-2.ts',
    `import '../environments/index';\nimport '../environments';\nimport '../runner/execution/a';\nimport '../tools/detection/a';`,
  ],
  ['environments/embedded/case.ts', `import '../dcc-like-system/src/launch';\nimport '../environment.js';`],
  [
    `${SYSTEM}/case.ts`,
    `import './b';\nimport type { Organisation } from '../../environment';\nimport 'xml-crypto';\nimport 'fastify';`,
  ],
  [`${DUST}/start.ts`, `import './defects/a';\nimport '../dcc-like-system/src/kernel/a';`],
  ['environments/containers/case.ts', `import 'dockerode';\nimport './engine';`],
  ['reports/case.ts', `import '../support/scope/a';\nimport '../support/evidence/a';\nimport '../support/browser/a';`],
  [
    'runner/case.ts',
    `import '../reports/tag/a';\nimport '../support/scope/a';\nimport '../support/evidence/a';\nimport '../environments/environment';`,
  ],
  ['tools/detection/case.ts', `import '../../runner/execution/a';\nimport '../../reports/record/a';`],
  [`${SYSTEM}/services/defects.ts`, `import './dsp/gateway/defects/a';\nimport '../formats/defects/a';`],
  [`${SYSTEM}/services/dsp/case.ts`, `import '../../kernel/a';\nimport '../../domain/a';`],
];

const root = mkdtempSync(path.join(tmpdir(), 'walls-'));
const crossed = new Map<string, string[]>();

function write(file: string, text: string): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

const crossingFile = (folder: string, index: number): string => `${folder}/crossing-${index}.ts`;

beforeAll(async () => {
  for (const file of MODULES) write(file, 'export {};\n');
  for (const name of PACKAGES) write(`node_modules/${name}/index.js`, '');
  symlinkSync('../environments/dcc-like-system', path.join(root, 'node_modules/dcc-like-system'));
  for (const [index, [, , folder, code]] of CROSSINGS.entries()) write(crossingFile(folder, index), code);
  for (const [file, code] of PASSAGES) write(file, code);
  write('support/circle-1.ts', `import type { B } from './circle-2';\nexport interface A { b: B }\n`);
  write('support/circle-2.ts', `import type { A } from './circle-1';\nexport interface B { a: A }\n`);
  for (const { from, rule } of (await readImports(root)).summary.violations) {
    crossed.set(from, [...(crossed.get(from) ?? []), rule.name]);
  }
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

describe('walls', () => {
  it.each(CROSSINGS.map(([wall, rule, folder], index) => ({ wall, rule, file: crossingFile(folder, index) })))(
    '$wall',
    ({ file, rule }) => {
      expect(crossed.get(file)).toContain(rule);
    },
  );

  it.each(PASSAGES)('%s may pass', (file) => {
    expect(crossed.get(file)).toBeUndefined();
  });

  it('keep modules from knowing each other, even by types', () => {
    expect(crossed.get('support/circle-1.ts') ?? crossed.get('support/circle-2.ts')).toEqual(['no circle']);
  });

  it('find a module that nobody imports and that imports nobody', () => {
    expect(crossed.get('commands/a.ts')).toEqual(['no orphan']);
  });
});

describe('what the walls do not see', () => {
  const eslint = new ESLint({
    ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
    // The files of these tests exist only here, so no TypeScript project knows them.
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  });

  it.each([
    ['a computed name', `export const a = (name: string) => import(name);`],
    ['a computed name that is required', `export const a = (name: string) => require(name);`],
    ['a require of another name', `const read = createRequire(__filename);\nread('./a');`],
    ['one without a name', `createRequire(__filename)('../environments/dcc-like-system/src/a');`],
    ['createRequire by another name', `import { createRequire as make } from 'node:module';`],
    ['require as a value', `const read = require;\nread('./a');`],
  ])(
    'is refused by lint: %s',
    async (_what, code) => {
      for (const filePath of ['support/a.ts', `${SYSTEM}/a.ts`]) {
        const [result] = await eslint.lintText(`${code}\n`, { filePath });
        expect(result?.messages.map(({ message }) => message)).toEqual([expect.stringMatching(/wall/i)]);
      }
    },
    60_000,
  );
});

describe('the picture', () => {
  it('stands between its markers, and nothing else of the document changes', async () => {
    const document = 'Before.\n\n<!-- picture: suite -->\nold\n<!-- end of picture -->\n\nAfter.\n';
    const drawn = await withPictures(document, await readImports(root));
    expect(drawn).toMatch(/^Before\.\n\n<!-- picture: suite -->\n\n```mermaid\nflowchart LR\n/);
    expect(drawn).toMatch(/\n```\n\n<!-- end of picture -->\n\nAfter\.\n$/);
    expect(drawn).not.toContain('old');
    expect(drawn).toMatch(/runner *--> *reports/);
  });
}, 60_000);
