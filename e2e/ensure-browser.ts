/**
 * Makes sure that there is a Chromium for the end-to-end tests: the system's package, Playwright's own, or else installs one. Debian's package is
 * tried where that needs no question (the superuser of a container), Playwright's everywhere else. Run before `playwright test`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { PACKAGED_CHROMIUM } from './packaged-chromium.ts';

if (!isThere()) {
  process.stdout.write('There is no Chromium for the end-to-end tests: installing it...\n');
  for (const install of [installPackage, installFromPlaywright]) if (!isThere()) install();
  if (!isThere()) {
    process.stderr.write(
      'No Chromium could be installed. Install one ("apt-get install chromium", or "npx playwright install chromium") and try again.\n',
    );
    process.exitCode = 1;
  }
}

function isThere(): boolean {
  return existsSync(PACKAGED_CHROMIUM) || existsSync(chromium.executablePath());
}

function installPackage(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', 'chromium'], { DEBIAN_FRONTEND: 'noninteractive' });
}

function installFromPlaywright(): void {
  run(process.execPath, [fileURLToPath(import.meta.resolve('@playwright/test/cli')), 'install', 'chromium']);
}

function run(program: string, parameters: readonly string[], environment: Readonly<Record<string, string>> = {}): void {
  spawnSync(program, parameters, { stdio: 'inherit', env: { ...process.env, ...environment } });
}
