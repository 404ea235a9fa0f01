import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NARROWED_TESTS = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
  message: 'A test runs or it is not there: no only, skip or todo.',
};
/** Ways to import that dependency-cruiser does not see: see "npm run walls". */
const HIDDEN_IMPORTS = [
  {
    selector: 'ImportExpression[source.type!="Literal"]',
    message: 'No wall can check a computed name: name the module.',
  },
  {
    selector: 'CallExpression[callee.name="require"][arguments.0.type!="Literal"]',
    message: 'No wall can check a computed name: name the module.',
  },
  {
    selector: ':not(VariableDeclarator[id.name="load"]) > CallExpression[callee.name="createRequire"]',
    message: 'The walls know what is required as load(...): call it so.',
  },
  {
    selector: 'ImportSpecifier[imported.name="createRequire"][local.name!="createRequire"]',
    message: 'The walls know createRequire by its own name.',
  },
  {
    selector: ':matches(VariableDeclarator > Identifier.init, CallExpression > Identifier.arguments)[name="require"]',
    message: 'The walls know require by its own name.',
  },
];
/** What a tester reads of a failure is made of data: see support/world/expectation.ts. */
const OTHER_ASSERTIONS = {
  selector: 'ThrowStatement > NewExpression[callee.name!=/^(UnusableEnvironmentError|NothingProvedError)$/]',
  message: 'Expect it through support/world/expectation.ts, so that the failure is data.',
};
const SYSTEM_TIME = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'The system has its own clock: take the time from it.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The system has its own clock: take the time from it.',
  },
];

export default defineConfig(
  { ignores: ['node_modules/', 'reports/runs/', 'reports/latest/', 'reports/bench/', '.cache/', '.vscode/'] },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.{ts,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50 }],
      'max-params': ['error', { max: 5 }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Everything derives from the seed.' },
      ],
      'no-restricted-syntax': ['error', NARROWED_TESTS, ...HIDDEN_IMPORTS],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A name with a leading underscore says that it is left out on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Handlers and drivers are asynchronous by their interface, whether or not today's body waits.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // A describe holds its cases, as a table holds its rows.
    files: ['**/*.{test,engine-test}.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['steps/**/*.ts', 'support/world/**/*.ts'],
    ignores: ['**/*.test.ts', 'steps/parameter-types.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cucumber/cucumber',
              importNames: ['defineParameterType'],
              message: 'Parameter types are tables in steps/phrases/: editors and the catalogue read them there.',
            },
          ],
          patterns: [
            {
              regex: '^(node:)?assert(/strict)?$|^chai$',
              message: 'Expect it through support/world/expectation.ts, so that the failure is data.',
            },
          ],
        },
      ],
    },
  },
  {
    // Phrases refuse words that no step knows: a fault of the writer, which says nothing of the system.
    files: ['steps/**/*.ts', 'support/world/**/*.ts'],
    ignores: ['**/*.test.ts', 'steps/phrases/**'],
    rules: { 'no-restricted-syntax': ['error', NARROWED_TESTS, ...HIDDEN_IMPORTS, OTHER_ASSERTIONS] },
  },
  {
    files: ['environments/dcc-like-system/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NARROWED_TESTS, ...HIDDEN_IMPORTS, ...SYSTEM_TIME] },
  },
  {
    // Whoever guesses a password does so in real time: the only place of the system that asks for it.
    files: ['environments/dcc-like-system/src/portal/sign-in.ts'],
    rules: { 'no-restricted-syntax': ['error', NARROWED_TESTS, ...HIDDEN_IMPORTS] },
  },
);
