import { mergeSentences } from '../../../shared/sharing/sharing-words.ts';
import { mergeProjectFiles } from '../../lab/sharing.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { refuseTaken } from '../output-folder.ts';
import { print, tell } from '../output.ts';

export const mergeCommand = defineCommand({
  name: 'merge',
  operands: 'PROJECT PROJECT...',
  summary:
    'Brings the runs and measurements of projects together in a new one: runs of the same scenario, seed and engine complete each other.',
  options: {
    out: { type: 'string', takes: 'NEW.iovlab', description: 'The new project. The others are only read.' },
    json: { type: 'boolean', description: 'Prints what became of each run as JSON.' },
  },
  run: async ({ options, operands }) => {
    const [first, ...others] = operands;
    if (first === undefined || others.length === 0) throw new InputError('Name the projects that are brought together, two or more.');
    if (options.out === undefined) throw new InputError('Name the new project: --out NEW.iovlab.');
    refuseTaken(options.out);
    const merged = await mergeProjectFiles(first, others, options.out);
    if (!merged.ok) throw new InputError(merged.message);
    const text = merged.value.map(({ path, report }) => [`From ${path}:`, ...mergeSentences(report).map((line) => `  ${line}`)].join('\n'));
    await print(options.json ? JSON.stringify(merged.value, null, 2) : text.join('\n'));
    tell(`Wrote ${options.out}.`);
    return 0;
  },
});
