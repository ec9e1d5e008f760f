import { techniques, type TechniqueDescription } from '../../../shared/catalogue/techniques.ts';
import { defineCommand } from '../command.ts';
import { noOperands } from '../options.ts';
import { print } from '../output.ts';
import { textTable, wrap } from '../text-table.ts';

const WIDTH = 100;

export const techniquesCommand = defineCommand({
  name: 'techniques',
  operands: '',
  summary: 'Prints the techniques: the path of a packet, and what each of them needs and gives.',
  options: { json: { type: 'boolean', description: 'Prints them as JSON.' } },
  run: async ({ options, operands }) => {
    noOperands(operands);
    await print(options.json ? JSON.stringify(techniques(), null, 2) : techniques().map(describe).join('\n\n'));
    return 0;
  },
});

function describe(technique: TechniqueDescription): string {
  const rows = [
    ['packet path', technique.path],
    ['model', technique.model],
    ['guest driver', technique.guestDriver],
    ['hardware', technique.hardware],
    ['sharing', technique.sharing],
    ['migration', technique.migration],
  ];
  return [wrap(`${technique.name}: ${technique.title}`, WIDTH), textTable(rows, { indent: 2, width: WIDTH })].join('\n');
}
