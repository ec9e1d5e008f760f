/**
 * Draws every screen of the lab with real results, light and dark, 1024 and 1600 wide, into docs/screenshots: `npm run screenshots`, whenever a screen has
 * changed. `-- VALIDATION` is a file that `lab validate --json` has printed; without it the page of the validation shows few experiments.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import playwright from '../playwright.config.ts';
import { openInBrowser } from './fixtures/browser-shell.ts';
import { createHome } from './fixtures/home.ts';
import { copyAs } from './fixtures/project-files.ts';
import { runLabCommand } from './fixtures/run-command.ts';
import { eachScreen } from './fixtures/screens.ts';
import { keepReport, keepValidationReport } from './fixtures/validation-report.ts';
import { App } from './pages/app.ts';

const THEMES = ['light', 'dark'] as const;
const VIEWPORTS = [
  { width: 1024, height: 768 },
  { width: 1600, height: 1000 },
] as const;

/** Panels of the results that stand below what the screen shows first. */
const PANELS = [
  'Throughput and loss',
  'Cycles per packet',
  'Latency distribution',
  'Data path',
  'Cycles waterfall',
  'Packet microscope',
  'What limits, and what would help',
  'Beside measurements',
];

const root = new URL('../', import.meta.url);
const folder = fileURLToPath(new URL('docs/screenshots/', root));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const home = createHome();
const browser = await chromium.launch(playwright.projects?.[0]?.use?.launchOptions ?? {});
try {
  const comparison = join(home.folder, 'comparison.iovlab');
  await runLabCommand('run', fileURLToPath(new URL('examples/technique-comparison.json', root)), '--project', comparison);
  const [validation] = process.argv.slice(2);
  if (validation === undefined) await keepValidationReport(home);
  else keepReport(home, JSON.parse(readFileSync(validation, 'utf8')), statSync(validation).mtime.toISOString());
  for (const colorScheme of THEMES)
    for (const viewport of VIEWPORTS) {
      const projectPath = copyAs(comparison, home.projects, `Technique comparison, ${colorScheme} ${String(viewport.width)}.iovlab`);
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' });
      const lab = await openInBrowser(home, context, { projectPath });
      const app = new App(lab);
      await app.main.getByRole('heading', { level: 1 }).waitFor();
      const draw = (name: string): Promise<void> => picture(lab.page, `${name}, ${colorScheme} ${String(viewport.width)}`);
      await eachScreen(app, async (screen) => {
        await draw(screen);
        if (screen !== 'results') return;
        await eachPanel(app, draw);
        await evidence(app, join(home.projects, `${colorScheme} ${String(viewport.width)}.iovlab-evidence.zip`), draw);
      });
      await lab.end();
      await context.close();
    }
} finally {
  await browser.close();
  home.remove();
}

async function eachPanel(app: App, draw: (name: string) => Promise<void>): Promise<void> {
  for (const panel of PANELS) {
    await app.results.panel(panel).evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await draw(`results, ${panel}`);
  }
  await app.page.evaluate(() => window.scrollTo(0, 0));
}

async function evidence(app: App, archive: string, draw: (name: string) => Promise<void>): Promise<void> {
  const { lab, page, results } = app;
  await lab.chooseFile('save', archive, () => results.export('Evidence'));
  const dialog = page.getByRole('dialog', { name: 'Evidence archive' });
  await dialog.getByRole('button', { name: 'Verify it now…' }).click();
  const verifying = page.getByRole('dialog', { name: 'Verify an evidence archive' });
  await verifying.getByRole('button', { name: 'Verify', exact: true }).click();
  await verifying.getByRole('alert').waitFor();
  await draw('evidence');
  await verifying.getByRole('button', { name: 'Close', exact: true }).last().click();
  // Messages would stand in the pictures after it.
  const messages = page.getByRole('button', { name: 'Close the message' });
  while ((await messages.count()) > 0) await messages.first().click();
}

/** WebP, which Playwright does not write and Chromium does: a tenth of the size of PNG. */
async function picture(page: Page, name: string): Promise<void> {
  // Charts draw themselves in the frames after their data has come.
  await page.waitForTimeout(800);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 55 });
  await session.detach();
  writeFileSync(join(folder, `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.webp`), Buffer.from(data, 'base64'));
}
