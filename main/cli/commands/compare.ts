import { isAlike } from '../../../shared/sharing/sharing-words.ts';
import { compareProjectFiles } from '../../lab/sharing.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { print } from '../output.ts';
import { projectComparisonText } from '../sharing-table.ts';

export const compareCommand = defineCommand({
  name: 'compare',
  operands: 'PROJECT PROJECT',
  summary:
    'Lays two projects beside each other: runs, settings and figures that differ, and by how much. Exit status 1: something differs.',
  options: {
    all: { type: 'boolean', description: 'Lists every point that differs with every metric, not the first ones with some.' },
    json: { type: 'boolean', description: 'Prints the whole comparison as JSON.' },
  },
  run: async ({ options, operands }) => {
    const [one, other, ...further] = operands;
    if (one === undefined || other === undefined || further.length > 0) throw new InputError('Name the two projects that are compared.');
    const compared = compareProjectFiles(one, other);
    if (!compared.ok) throw new InputError(compared.message);
    const { pairs, onlyInOne, onlyInOther } = compared.value;
    await print(options.json ? JSON.stringify(compared.value, null, 2) : projectComparisonText(compared.value, options.all ?? false));
    return pairs.every(isAlike) && onlyInOne.length + onlyInOther.length === 0 ? 0 : 1;
  },
});
