import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { walls } from './eslint/walls.mjs';

const NARROWED_TESTS = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
  message: 'A test runs or it is not there: no only, skip or todo.',
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
    plugins: { local: { rules: { walls } } },
  },
  {
    files: ['**/*.{ts,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'local/walls': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Everything derives from the seed.' },
      ],
      'no-restricted-syntax': ['error', NARROWED_TESTS],
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
    files: ['environments/dcc-like-system/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NARROWED_TESTS, ...SYSTEM_TIME] },
  },
);
