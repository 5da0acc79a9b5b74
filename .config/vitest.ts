import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['packages/*/src/**/*.test.ts', 'openapi/plugins/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Many tests start real servers and processes; a slow machine must not fail them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // They wait for those more than they compute, so that no core is left out.
    maxWorkers: '100%',
  },
});
