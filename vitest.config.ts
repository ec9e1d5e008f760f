import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const tests = (...folders: readonly string[]): string[] => folders.map((folder) => `${folder}/**/*.test.ts`);

/** Tests that start programs, hold locks, count the memory of their process or time it: nothing that others have left may be in it. */
const alone = tests(
  'main/cli',
  'main/lab',
  'main/project',
  'main/experiment/benchmark',
  'main/experiment/executor',
  'fuzz',
  'tools',
).concat('main/experiment/large-run.test.ts');

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: tests('shared', 'main', 'renderer', 'examples', 'validation', 'docs'),
          exclude: alone,
          // Modules are loaded once for all files of a worker: a test gives back what it has put in their place.
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Golden files that are no text are written by their tests, which do not see the command line.
    env: { WRITE_GOLDEN: process.argv.some((word) => word === '--update' || word === '-u') ? 'yes' : 'no' },
    coverage: {
      provider: 'v8',
      include: ['main/engine/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.fixture.ts'],
      // What the engine simulates is tested; type-only files and a few unreachable defaults are the rest.
      thresholds: { lines: 98, statements: 97, functions: 96, branches: 94 },
    },
  },
});
