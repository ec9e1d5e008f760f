import { join } from 'node:path';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { askLab } from '../fixtures/ask-lab.ts';
import { runLabCommand } from '../fixtures/run-command.ts';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { expect, test } from '../test.ts';
import { figureText, measuredFigures } from '../../shared/result/measurement-figures.ts';

test('what a benchmark method measured is on the results screen, with its chart and every trial', async ({ openApp, home }) => {
  test.slow();
  const projectPath = join(home.projects, 'throughput.iovlab');
  await runLabCommand('run', 'examples/rfc2544-throughput.json', '--replications', '1', '--project', projectPath);
  const app = await openApp({ projectPath });
  const section = app.page.getByRole('region', { name: 'Measurement: RFC 2544 throughput' });
  await expect(section.getByRole('img').first()).toBeVisible();

  await app.page.getByRole('radio', { name: '64', exact: true }).click();
  const { result } = await askLab(app.page, 'run.get', { runId: app.runId });
  const shown = section.getByRole('region', { name: 'Figures of the measurement' });
  for (const { technique, settings, measurement } of result.points) {
    if (settings['method.frameBytes'] !== 64 || !measurement) continue;
    const [figure] = measuredFigures(measurement);
    await expect(shown.getByRole('row', { name: new RegExp(technique) })).toContainText(figure ? figureText(figure) : '');
    const trials = section.getByRole('button', { name: `${measurement.trials.length} trials of ${technique}` });
    await trials.click();
    await expect(section.getByRole('region', { name: `Trials of ${technique}` }).getByRole('row')).toHaveCount(
      measurement.trials.length + 1,
    );
  }
  await section.getByText('Loss by rate', { exact: true }).click();
  await expect(section.getByRole('heading', { level: 3, name: /^Loss by rate/ })).toBeVisible();
  expect(await accessibilityProblems(app.page)).toEqual([]);
});

test('the wizard offers the methods with their goals, and a run of one is measured', async ({ openApp }) => {
  test.slow();
  const app = await openApp();
  await app.navigation('Scenario').click();
  await app.scenario.paste(smallMeasurement);
  await app.scenario.goTo('Method');
  const { page } = app;
  await page.getByRole('combobox', { name: 'Method', exact: true }).selectOption({ label: 'MLRsearch (NDR and PDR)' });
  await page.getByRole('textbox', { name: /^Trial \(ms\)/ }).fill('1');
  await page.getByRole('textbox', { name: /^Duration sum/ }).fill('3');
  await page.getByRole('textbox', { name: 'Frame sizes' }).fill('64, imix-csit');
  await page.getByRole('textbox', { name: 'Frame sizes' }).blur();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+Enter');
  await app.run.resultsLink.click();
  const section = page.getByRole('region', { name: 'Measurement: MLRsearch' });
  await expect(section.getByRole('row', { name: /NDR/ }).first()).toBeVisible();
  await expect(section.getByRole('row', { name: /PDR/ }).first()).toBeVisible();
});

const smallMeasurement = {
  name: 'Small measurement',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'trial', vms: 'vm', traffic: { kind: 'constant' } }],
  techniques: [{ name: 'sriov' }],
  method: { durationMs: 2, replications: 1, confirmBottleneck: false },
} as const satisfies ScenarioInput;
