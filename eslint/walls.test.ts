import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId === 'local/walls',
  // The files of these tests exist only here, so no TypeScript project knows them.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

/** What the project's own configuration says of `code` standing in `filePath`. */
async function complaints(filePath: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(`${code}\n`, { filePath });
  return results.flatMap((result) => result.messages.map((message) => message.message));
}

/** How a module is loaded when it is needed. */
const LOAD = 'const load = createRequire(__filename);\n';

const CROSSINGS: readonly [wall: string, file: string, code: string][] = [
  ['features know only steps', 'features/a.ts', `import '../support/world';`],
  ['steps do not see environments', 'steps/a.ts', `import { SERVICES } from '../environments/environment';`],
  ['steps use no other package', 'steps/a.ts', `import axios from 'axios';`],
  ['support does not see steps', 'support/roles/a.ts', `import '../../steps/migration';`],
  ['support does not start environments', 'support/a.ts', `import { start } from '../environments/index';`],
  ['support sees nothing of the system', 'support/a.ts', `import '../environments/dcc-like-system/src/launch';`],
  ['support signs with another library', 'support/a.ts', `import { SignedXml } from 'xml-crypto';`],
  ['the package name is no way round', 'support/a.ts', `import 'dcc-like-system/src/launch';`],
  ['nor is a type', 'support/a.ts', `export type A = import('../environments/dcc-like-system/src/launch').A;`],
  ['nor is a type import', 'support/a.ts', `import type { A } from '../environments/dcc-like-system/src/launch';`],
  ['nor is a re-export', 'support/a.ts', `export * from '../environments/dcc-like-system/src/launch';`],
  ['nor is require', 'support/a.ts', `export const a = require('../environments/dcc-like-system/src/launch');`],
  ['nor import =', 'support/a.ts', `import a = require('../environments/dcc-like-system/src/launch');`],
  ['nor is a dynamic import', 'support/a.ts', `export const a = import('../environments/dcc-like-system/src/a');`],
  ['nor is a template', 'support/a.ts', 'export const a = import(`../environments/dcc-like-system/src/a`);'],
  ['nor is a computed name', 'support/a.ts', `export const a = (name: string) => import(name);`],
  ['nor is a require of another name', 'support/a.ts', `${LOAD}load('../environments/dcc-like-system/src/a');`],
  ['nor one without a name', 'support/a.ts', `createRequire(__filename)('../environments/dcc-like-system/src/a');`],
  ['commands start environments by the index', 'commands/a.ts', `import '../environments/embedded/index';`],
  ['commands see nothing of the system', 'commands/a.ts', `import '../environments/dcc-like-system/src/launch';`],
  ['environments do not see the suite', 'environments/embedded/a.ts', `import '../../runner/execution/cycle';`],
  ['the system does not see the suite', 'environments/dcc-like-system/src/a.ts', `import '../../../support/x';`],
  ['the system does not see its launchers', 'environments/dcc-like-system/src/a.ts', `import '../../embedded/index';`],
  ['the system uses another library', 'environments/dcc-like-system/src/a.ts', `import 'xmldsigjs';`],
];

const PASSAGES: readonly [file: string, code: string][] = [
  ['commands/a.ts', `import { createRequire } from 'node:module';\n${LOAD}load('../support/portal/browser');`],
  [
    'steps/a.ts',
    `import { Given } from '@cucumber/cucumber';\nimport '../support/world';\nimport 'node:assert/strict';`,
  ],
  ['support/a.test.ts', `import { it } from 'vitest';\nimport './a';`],
  ['support/roles/a.ts', `import type { Environment } from '../../environments/environment';\nimport 'xmldsigjs';`],
  ['commands/a.ts', `import '../environments/index';\nimport '../environments';\nimport '../runner/execution/cycle';`],
  ['environments/embedded/a.ts', `import '../dcc-like-system/src/launch';\nimport '../environment.js';`],
  [
    'environments/dcc-like-system/src/a.ts',
    `import './b';\nimport type { Organisation } from '../../environment';\nimport 'xml-crypto';`,
  ],
];

describe('walls', () => {
  it.each(CROSSINGS)('%s', async (_wall, file, code) => {
    const said = await complaints(file, code);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/may not import|computed name/);
  });

  it.each(PASSAGES)('%s may pass', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
