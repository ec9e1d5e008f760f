import { eachScreen } from '../fixtures/screens.ts';
import { keepValidationReport } from '../fixtures/validation-report.ts';
import { expect, test } from '../test.ts';

test('no screen scrolls sideways at a width of 400 pixels', async ({ openApp, sample, home }) => {
  await keepValidationReport(home);
  const app = await openApp({ projectPath: sample });
  await app.page.setViewportSize({ width: 400, height: 800 });

  await eachScreen(app, async (screen) => {
    const excess = await app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(excess, `${screen}: pixels beyond the right edge`).toBe(0);
  });
});
