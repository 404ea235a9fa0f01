import { defineConfig } from 'vitest/config';

/** Tests that need a container engine: apart from the others, so that no run leaves them out silently. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['environments/containers/**/*.engine-test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Runs at the same time share a reaper, which then waits for the last of them.
    fileParallelism: false,
  },
});
