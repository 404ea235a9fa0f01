import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'reports/runs/**', 'reports/latest/**'],
    // Worker processes rather than threads: tests start services, trap signals and change the working directory.
    pool: 'forks',
    maxWorkers: 2,
  },
});
