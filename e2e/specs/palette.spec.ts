import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { expect, test } from '../test.ts';

test('everything is reached by words, keys are listed, and a dropped scenario or capture is taken', async ({ app }) => {
  const { page } = app;
  await page.keyboard.press('ControlOrMeta+k');
  const query = page.getByRole('combobox', { name: /^Command, screen/ });
  await expect(query).toBeFocused();
  await query.fill('noisy');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Noisy neighbour');
  expect(await accessibilityProblems(page)).toEqual([]);
  await query.fill('catalogue');
  await page.keyboard.press('Enter');
  await expect(app.catalogue.heading).toBeVisible();

  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Run the scenario');
  await page.keyboard.press('Escape');

  const drop = (name: string, text: string): Promise<void> =>
    page.evaluate(
      ({ name, text }) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
      },
      { name, text },
    );
  await drop('notes.txt', '');
  await expect(app.complaints).toContainText('notes.txt is neither a project');
  await drop('notes.pcap', 'no capture at all');
  await expect(page.getByRole('dialog', { name: 'Traffic of notes.pcap' })).toContainText('it is no capture');
  await page.keyboard.press('Escape');
  await drop('lab.yaml', 'name: Dropped lab');
  await expect(app.messages.filter({ hasText: 'lab.yaml is the scenario now' })).toBeVisible();
});
