import { duplicateProjectFile } from '../../lab/sharing.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { onlyOperand } from '../options.ts';
import { refuseTaken } from '../output-folder.ts';
import { tell } from '../output.ts';

export const duplicateCommand = defineCommand({
  name: 'duplicate',
  operands: 'PROJECT',
  summary: 'Writes a whole and sound copy of a project, also of one that is open elsewhere or being written.',
  options: { out: { type: 'string', takes: 'NEW.iovlab', description: 'The copy. The project is only read.' } },
  run: async ({ options, operands }) => {
    const path = onlyOperand(operands, 'project');
    if (options.out === undefined) throw new InputError('Name the copy: --out NEW.iovlab.');
    refuseTaken(options.out);
    const copied = await duplicateProjectFile(path, options.out);
    if (!copied.ok) throw new InputError(copied.message);
    tell(`Wrote ${options.out}.`);
    return 0;
  },
});
