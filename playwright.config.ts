import { existsSync } from 'node:fs';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { PACKAGED_CHROMIUM } from './e2e/packaged-chromium.ts';
import type { TestOptions } from './e2e/test.ts';

const isSuperuser = process.platform === 'linux' && process.getuid?.() === 0;

const launchOptions = {
  ...(existsSync(PACKAGED_CHROMIUM) ? { executablePath: PACKAGED_CHROMIUM } : {}),
  // Chromium's sandbox does not run for the superuser, who runs the tests in containers.
  args: isSuperuser ? ['--no-sandbox'] : [],
};

/** The same specs in the browser and in the desktop app. */
export default defineConfig<TestOptions>({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  globalSetup: './e2e/global-setup.ts',
  reporter: [['list'], ['./e2e/count-reporter.ts']],
  // The simulations take all cores already.
  workers: 1,
  // A test that passes only now and then has found a fault.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    // What was done and said; pictures and the page at each step take a quarter of the time: `--trace retain-on-failure` adds them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', use: { shell: 'browser', browserName: 'chromium', launchOptions } },
    { name: 'desktop', use: { shell: 'desktop' } },
  ],
} satisfies PlaywrightTestConfig<TestOptions>);
