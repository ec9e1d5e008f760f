import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { eachScreen } from '../fixtures/screens.ts';
import { keepValidationReport } from '../fixtures/validation-report.ts';
import { expect, test } from '../test.ts';

for (const theme of ['light', 'dark'] as const)
  test(`no screen has an accessibility problem in the ${theme} theme`, async ({ openApp, sample, home }) => {
    test.slow();
    await keepValidationReport(home);
    const app = await openApp({ projectPath: sample });
    await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(app.themeButton).toHaveAccessibleName(`Switch to the ${theme === 'light' ? 'dark' : 'light'} theme`);

    await eachScreen(app, async (screen) => {
      expect.soft(await accessibilityProblems(app.page), `${screen}, ${theme}`).toEqual([]);
    });
  });
