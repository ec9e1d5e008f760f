import { settingsText } from '../../../shared/charts/setting-name.ts';
import { boundSentence } from '../../../shared/result/bound-words.ts';
import { boundPoints } from '../../lab/bound-points.ts';
import { readCheckedScenario } from '../checked-scenario.ts';
import { defineCommand } from '../command.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand } from '../options.ts';
import { print } from '../output.ts';
import { textTable, wrap } from '../text-table.ts';
import { settingOption } from '../setting-option.ts';

const WIDTH = 100;

export const boundsCommand = defineCommand({
  name: 'bounds',
  operands: 'FILE',
  summary: 'Prints what each point of a scenario can deliver at most, and by what, without simulating it.',
  options: {
    set: settingOption('--set nic.profile=x710'),
    json: { type: 'boolean', description: 'Prints them as JSON.' },
  },
  run: async ({ options, operands }) => {
    const scenario = await readCheckedScenario(onlyOperand(operands, 'scenario file'), options.set ?? []);
    const interruption = listenForInterruption();
    const { points, leftOut } = await boundPoints(scenario, Number.POSITIVE_INFINITY, interruption.signal);
    interruption.release();
    if (options.json) {
      await print(JSON.stringify(points, null, 2));
      return leftOut > 0 ? 1 : 0;
    }
    const rows = points.map(({ settings, technique, bound }) => [
      [technique, settingsText(settings, scenario)].filter(Boolean).join(', '),
      bound ? boundSentence(bound) : 'No bound: the technique is refused here, or its flows cannot be followed.',
    ]);
    await print([wrap(scenario.name, WIDTH), '', textTable(rows, { width: WIDTH })].join('\n'));
    return leftOut > 0 ? 1 : 0;
  },
});
