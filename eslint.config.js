import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders in which time, chance and the process come only as parameters (docs/architecture.md §3, §6). */
const PURE_FOLDERS = ['packages/manager/src/farm/rules/**/*.ts', 'packages/worker/src/rules/**/*.ts'];
const CLOCKED_FOLDERS = [
  'packages/manager/src/farm/**/*.ts',
  'packages/manager/src/loops/**/*.ts',
  'packages/worker/src/rules/**/*.ts',
];

const noHiddenInputs = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes from the Clock or from tx.now.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes from the Clock or from tx.now.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]',
    message: 'Wait with the Clock.',
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance comes as a parameter.' },
  { selector: "Identifier[name='process']", message: 'The process is known to main.ts, cli.ts and compose.ts.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated/**',
      'packages/manager/src/job-types/scripts/**',
      'docs/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/test/**/*.ts', 'packages/*/bench/**/*.ts', 'scripts/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['@flamenco/*/src/*', '@flamenco/*/dist/*'], message: 'Import a package by its name.' }],
        },
      ],
    },
  },
  {
    files: CLOCKED_FOLDERS,
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noHiddenInputs] },
  },
  {
    files: PURE_FOLDERS,
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...noHiddenInputs,
        { selector: ':function[async=true]', message: 'Rules are synchronous.' },
        { selector: 'AwaitExpression', message: 'Rules are synchronous.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
