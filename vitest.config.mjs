import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // It imports JSON in a way that only a bundler understands.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'reports/runs/**', 'reports/latest/**'],
    // One seed for all properties, so that a test that was green is green again.
    setupFiles: ['runner/fixtures/property-seed.ts'],
    // Worker processes rather than threads: tests start services, trap signals and change the working directory.
    pool: 'forks',
    maxWorkers: 2,
    // A busy machine makes a test slow, never red: this bounds only what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
