import { expect, test } from '../test.ts';

test('a lab is predicted, simulated and explained, and its predictions are kept', async ({ app }) => {
  const { page } = app;
  await app.navigation('Labs').click();
  await page.getByRole('link', { name: 'Open the lab Interrupt moderation: latency against CPU' }).click();
  const question = (text: string) => page.getByRole('group', { name: text });

  await question('At 50,000 frames a second, the interval goes').getByLabel('more than 10 times as much').check();
  await question('What is the mean latency').getByLabel('Prediction, µs').fill('10');
  await question('And the cycles for each frame').getByLabel('about the same').check();
  await expect(page.getByText('One question has no prediction yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Simulate' }).click();

  await expect(page.getByRole('heading', { name: 'Predicted and simulated' })).toBeVisible({ timeout: 60_000 });
  await expect(question('At 50,000 frames a second, the interval goes')).toContainText('As predicted.');
  await expect(question('What is the mean latency')).toContainText(/The simulated value is larger, by a factor of \d/);
  await expect(question('And the cycles for each frame')).toContainText('The simulation says otherwise.');
  await expect(page.getByRole('region', { name: 'Why' })).toContainText(
    'With 200 µs between two of them there are at most 5,000 interrupts',
  );

  await page.reload();
  await expect(question('And the cycles for each frame').getByLabel('about the same')).toBeChecked();
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible();
});
