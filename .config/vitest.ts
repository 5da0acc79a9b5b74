import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['packages/*/src/**/*.test.ts', 'openapi/plugins/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Many tests start real servers and processes; a slow machine must not fail them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
