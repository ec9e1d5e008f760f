import { fileURLToPath } from 'node:url';
import { basename } from 'node:path';
import { deliveredLabs, readLesson, readLessons } from '../../lab/lessons.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { print } from '../output.ts';
import { textTable } from '../text-table.ts';

export const labsCommand = defineCommand({
  name: 'labs',
  operands: '[FILE]',
  summary: 'Lists the guided labs of the application, or checks a lab file: every problem with its path.',
  options: { json: { type: 'boolean', description: 'Prints the labs as JSON.' } },
  run: async ({ options, operands }) => {
    const [file] = operands;
    const files =
      file === undefined ? readLessons([fileURLToPath(deliveredLabs)]) : [readLesson(file, basename(file).replace(/\.json$/, ''))];
    const lines = files.flatMap(({ file: name, checked }) =>
      checked.problems.map(({ path, message }) => `${name}: ${path === '' ? message : `${path}: ${message}`}`),
    );
    if (lines.length > 0) throw new InputError(lines.join('\n'));
    const labs = files.flatMap(({ id, checked }) => (checked.lesson ? [{ id, ...checked.lesson }] : []));
    await print(
      options.json
        ? JSON.stringify(labs, null, 2)
        : textTable(
            labs.flatMap(({ id, title, minutes, summary, reading }) => [
              [id, `${title} (about ${minutes} min). ${summary}`],
              ...reading.map((one) => ['', `Read on: ${one.title}, ${one.where}`]),
            ]),
            { width: 100 },
          ),
    );
    return 0;
  },
});
