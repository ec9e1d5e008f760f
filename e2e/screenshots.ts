/** Draws the pictures of the README and the docs (docs/images) from a real run: `npm run screenshots`, whenever a screen has changed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import playwright from '../playwright.config.ts';
import { createHome } from './fixtures/home.ts';
import { startLabProcess, type LabProcess } from './fixtures/lab-process.ts';
import { runLabCommand } from './fixtures/run-command.ts';

const root = new URL('../', import.meta.url);
const images = fileURLToPath(new URL('docs/images/', root));
const VIEWPORT = { width: 1280, height: 900 };

mkdirSync(images, { recursive: true });
const home = createHome();
let lab: LabProcess | null = null;
const browser = await chromium.launch(playwright.projects?.[0]?.use?.launchOptions ?? {});
try {
  const projectPath = join(home.projects, 'comparison.iovlab');
  await runLabCommand('run', fileURLToPath(new URL('examples/technique-comparison.json', root)), '--project', projectPath);
  lab = await startLabProcess(home, { projectPath });
  const page = await browser.newPage({ viewport: VIEWPORT, reducedMotion: 'reduce', colorScheme: 'light' });
  await page.goto(lab.address);
  await page.getByRole('heading', { level: 1, name: 'Technique comparison' }).waitFor();
  await picture(page, 'results');
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, 'comparison');
  await page.goto(`${new URL(page.url()).origin}/#/scenario/4`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, 'wizard');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('link', { name: 'Catalogue' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, 'catalogue-dark');
} finally {
  await browser.close();
  await lab?.end();
  home.remove();
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  // Charts draw themselves in the frames after their data has come.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(images, `${name}.png`) });
}
