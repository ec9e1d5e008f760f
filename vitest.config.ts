import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  test: {
    include: [
      'shared/**/*.test.ts',
      'main/**/*.test.ts',
      'renderer/**/*.test.ts',
      'examples/**/*.test.ts',
      'validation/**/*.test.ts',
      'docs/**/*.test.ts',
      'fuzz/**/*.test.ts',
      'tools/**/*.test.ts',
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['main/engine/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.fixture.ts'],
      // What the engine simulates is tested; type-only files and a few unreachable defaults are the rest.
      thresholds: { lines: 98, statements: 97, functions: 96, branches: 94 },
    },
  },
});
