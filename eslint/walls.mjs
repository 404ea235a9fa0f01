import { dirname, join, normalize, sep } from 'node:path';
import { isBuiltin } from 'node:module';

/**
 * A zone of the house: `match` are the path prefixes that belong to it (the first zone that fits a file rules it);
 * `imports` are the prefixes or files it may import; `packages`, where given, the only packages it may import, and
 * `without` packages it may not. Paths are relative to the project, with `/`, without extension for single files.
 *
 * @typedef {{ name: string, match: string[], imports: string[], packages?: string[], without?: string[], why: string }} Zone
 */

/** What only an environment may use: the rest of the suite knows the system through its published interfaces. */
const SYSTEM_PACKAGES = ['testcontainers', 'dockerode', 'fastify', 'xml-crypto'];

/** @type {readonly Zone[]} */
export const ZONES = [
  {
    name: 'features',
    match: ['features/'],
    imports: ['features/', 'steps/'],
    packages: [],
    why: 'features know only steps',
  },
  {
    name: 'steps',
    match: ['steps/'],
    imports: ['steps/', 'support/'],
    packages: ['@cucumber/cucumber', 'node:assert', 'node:assert/strict'],
    why: 'steps know only support, cucumber and node:assert',
  },
  {
    name: 'support',
    match: ['support/'],
    imports: ['support/', 'environments/environment'],
    without: SYSTEM_PACKAGES,
    why: 'support knows an environment only through environments/environment.ts and its published interfaces',
  },
  {
    name: 'reports',
    match: ['reports/'],
    imports: ['reports/', 'support/'],
    without: SYSTEM_PACKAGES,
    why: 'reports are made from the record and from what a run left behind',
  },
  {
    name: 'runner',
    match: ['runner/'],
    imports: ['runner/', 'reports/', 'support/', 'environments/environment'],
    without: SYSTEM_PACKAGES,
    why: 'the runner knows an environment only through environments/environment.ts',
  },
  {
    name: 'tools',
    match: ['tools/'],
    imports: ['tools/', 'runner/', 'reports/', 'support/', 'environments/environment'],
    without: SYSTEM_PACKAGES,
    why: 'tools know an environment only through environments/environment.ts',
  },
  {
    name: 'dcc-like-system',
    match: ['environments/dcc-like-system/'],
    imports: ['environments/dcc-like-system/', 'environments/contracts/', 'environments/environment'],
    without: ['@cucumber/cucumber', 'axios', 'playwright', 'testcontainers', 'xmldsigjs'],
    why: 'the system is a black box: it imports nothing of the suite and none of the libraries the suite checks it with',
  },
  {
    name: 'environments',
    match: ['environments/'],
    imports: ['environments/'],
    without: ['@cucumber/cucumber'],
    why: 'environments know nothing of the suite that runs on them',
  },
  {
    name: 'commands',
    match: ['commands/'],
    imports: [
      'commands/',
      'support/',
      'runner/',
      'reports/',
      'tools/',
      'environments/index',
      'environments/environment',
    ],
    without: SYSTEM_PACKAGES,
    why: 'commands put together support and environments/index.ts, and see nothing behind them',
  },
];

/** The workspace package of the system, by whose name the wall could be walked round. */
const SYSTEM_PACKAGE = 'dcc-like-system';

/** @param {string} path */
const slashed = (path) => path.split(sep).join('/');

/**
 * Path of an import relative to the project, without extension or trailing `/index`; undefined for a package.
 *
 * @param {string} source what stands between the quotes
 * @param {string} file importing file, relative to the project
 */
function projectPath(source, file) {
  if (source === SYSTEM_PACKAGE || source.startsWith(`${SYSTEM_PACKAGE}/`)) return `environments/${source}/`;
  if (!source.startsWith('.') && !source.startsWith('/')) return undefined;
  const path = source.startsWith('/') ? source : slashed(normalize(join(dirname(file), source)));
  return path.replace(/\.(ts|mts|cts|js|mjs|cjs)$/, '');
}

/**
 * @param {string} path
 * @param {string[]} allowed
 */
function allows(path, allowed) {
  return allowed.some((entry) =>
    entry.endsWith('/') ? `${path}/`.startsWith(entry) : path === entry || `${path}/index` === entry,
  );
}

/** @param {string} source */
const packageName = (source) =>
  isBuiltin(source)
    ? source.replace(/^(node:)?/, 'node:')
    : source
        .split('/')
        .slice(0, source.startsWith('@') ? 2 : 1)
        .join('/');

/**
 * Why `source` may not be imported by `file`; undefined where it may.
 *
 * @param {Zone} zone
 * @param {string} source
 * @param {string} file
 */
function objection(zone, source, file) {
  const path = projectPath(source, file);
  if (path !== undefined) return allows(path, zone.imports) ? undefined : zone.why;
  const name = packageName(source);
  if (name === 'vitest' && file.endsWith('.test.ts')) return undefined;
  if (zone.packages !== undefined && !zone.packages.includes(name)) return zone.why;
  return zone.without?.includes(name) ? zone.why : undefined;
}

/**
 * Reports an import that crosses a wall of the architecture, in whatever form it is written.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const walls = {
  meta: {
    type: 'problem',
    docs: { description: 'keeps the walls between features, steps, support and environments' },
    messages: {
      crossed: '{{file}} may not import "{{source}}": {{why}}.',
      computed: '{{file}} imports a computed name, which no wall can check: name the module.',
    },
    schema: [],
  },
  create(context) {
    const file = slashed(context.filename.slice(context.cwd.length + 1));
    const zone = ZONES.find(({ match }) => match.some((prefix) => file.startsWith(prefix)));
    if (zone === undefined) return {};

    /** @param {any} node the node that names a module; absent in `export { a }` */
    const check = (node) => {
      if (!node) return;
      const literal = node.type === 'TSLiteralType' ? node.literal : node;
      const source =
        literal.type === 'TemplateLiteral' && literal.quasis.length === 1
          ? literal.quasis[0].value.cooked
          : literal.value;
      if (typeof source !== 'string') {
        context.report({ node, messageId: 'computed', data: { file } });
        return;
      }
      const why = objection(zone, source, file);
      if (why !== undefined) context.report({ node, messageId: 'crossed', data: { file, source, why } });
    };

    /** Names that stand for `require` in this file: `const load = createRequire(...)`. */
    const requires = new Set(['require']);
    /** @param {any} node */
    const makesRequire = (node) => node?.type === 'CallExpression' && node.callee.name === 'createRequire';

    /** @type {any} Visitors of TypeScript's own nodes are not in ESLint's types. */
    const visitors = {
      ImportDeclaration: (/** @type {any} */ node) => check(node.source),
      ExportNamedDeclaration: (/** @type {any} */ node) => check(node.source),
      ExportAllDeclaration: (/** @type {any} */ node) => check(node.source),
      ImportExpression: (/** @type {any} */ node) => check(node.source),
      TSImportType: (/** @type {any} */ node) => check(node.source ?? node.argument),
      TSExternalModuleReference: (/** @type {any} */ node) => check(node.expression),
      VariableDeclarator: (/** @type {any} */ node) => {
        if (makesRequire(node.init)) requires.add(node.id.name);
      },
      CallExpression: (/** @type {any} */ node) => {
        if (requires.has(node.callee.name) || makesRequire(node.callee)) check(node.arguments[0]);
      },
    };
    return visitors;
  },
};
