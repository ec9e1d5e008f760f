import { expect, test } from '../test.ts';

test('all fields are another view of the draft: searched, dragged, checked at the field, undone', async ({ app }) => {
  const { start, scenario, page } = app;
  await start.newButton.click();
  await scenario.goTo('Traffic');
  await scenario.show('All fields');

  await page.getByLabel('Find a field').fill('nic ring');
  const ring = scenario.field('Ring descriptors');
  await expect(ring).toHaveAttribute('placeholder', '512');
  await expect(ring).toHaveAccessibleDescription(/16 to 32,768.+Default: of the NIC profile/);
  await expect(scenario.panel('NIC')).toContainText('published');
  await ring.fill('7');
  await scenario.expectProblem(ring, /is 7, too small: give a whole number from 16/);
  await scenario.undoButton.click();
  await expect(ring).toHaveValue('');
  await expect(scenario.runButton).toBeEnabled();

  await page.getByLabel('Find a field').fill('offered load');
  const slider = page.getByRole('slider', { name: 'Offered load, slider' });
  await expect(slider).toHaveAttribute('aria-valuetext', '80 % of line rate');
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(scenario.field('Offered load (% of line rate)')).toHaveValue('78');

  const preview = page.getByRole('list', { name: 'Bounds of the techniques' });
  await expect(preview).toContainText(/xen-split-driver\s*548 kpps.*driver domain.*virtio\s*634 kpps/);
  await scenario.field('Offered load (% of line rate)').fill('20');
  await expect(preview).toContainText(/xen-split-driver\s*163 kpps/);
  await scenario.undoButton.click();
  await slider.press('ArrowLeft');

  await page.getByLabel('Find a field').fill('vm.exit entry');
  await expect(scenario.panel('Costs').getByText('vm.exit', { exact: true })).toBeVisible();

  await scenario.show('Steps');
  await expect(scenario.heading('Traffic')).toBeVisible();
  await expect(scenario.field('Offered load (% of line rate)')).toHaveValue('79');
  await scenario.undoButton.click();
  await expect(scenario.field('Offered load (% of line rate)')).toHaveValue('80');
});
