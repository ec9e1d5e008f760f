import { scenarioJsonSchema } from '../../../shared/scenario/json-schema.ts';
import { defineCommand } from '../command.ts';
import { noOperands } from '../options.ts';
import { print } from '../output.ts';

export const schemaCommand = defineCommand({
  name: 'schema',
  operands: '',
  summary: 'Prints the JSON Schema of scenario files: every field with its unit, default and range.',
  options: {},
  run: async ({ operands }) => {
    noOperands(operands);
    await print(JSON.stringify(scenarioJsonSchema(), null, 2));
    return 0;
  },
});
