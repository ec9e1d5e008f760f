import { join } from 'node:path';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { askLab } from '../fixtures/ask-lab.ts';
import { runLabCommand } from '../fixtures/run-command.ts';
import { expect, test } from '../test.ts';
import { figureText, measuredFigures } from '../../shared/result/measurement-figures.ts';

test('what a benchmark method measured is on the results screen, with its chart and every trial', async ({ openApp, home }) => {
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
