import type { Config } from 'jest';

/** What every project shares: TypeScript through swc, ES modules, our packages from their sources. */
const shared: Config = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  moduleNameMapper: {
    '^@flamenco/common/testing$': '<rootDir>/packages/common/src/testing/index.ts',
    '^@flamenco/(api|common)$': '<rootDir>/packages/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/'],
};

/** One line each: name, and where its tests live. */
const config: Config = {
  // A database in this process takes seconds to start on a busy machine.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/packages/*/src/**/*.test.ts',
        '<rootDir>/packages/*/bench/**/*.test.ts',
        '<rootDir>/packages/*/test/*.test.ts',
        '<rootDir>/scripts/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['<rootDir>/packages/worker/test/'],
    },
    {
      ...shared,
      displayName: 'database',
      globalSetup: '<rootDir>/packages/manager/test/support/postgres-server.ts',
      globalTeardown: '<rootDir>/packages/manager/test/support/stop-server.ts',
      testMatch: ['<rootDir>/packages/manager/test/{database,use-cases,properties}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'http',
      globalSetup: '<rootDir>/packages/manager/test/http/support/start-notes.ts',
      globalTeardown: '<rootDir>/packages/manager/test/http/support/compare-notes.ts',
      testMatch: ['<rootDir>/packages/manager/test/http/**/*.test.ts'],
    },
    { ...shared, displayName: 'worker', testMatch: ['<rootDir>/packages/worker/test/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'end-to-end',
      testMatch: ['<rootDir>/packages/manager/test/end-to-end/**/*.test.ts'],
      // They need what no CI has: `npm run soak` runs them.
      testPathIgnorePatterns: process.env['SOAK'] ? [] : ['/end-to-end/soak/'],
    },
  ],
};

export default config;
