import { once } from 'node:events';
import { openExecutor, type Executor } from '../../lab/executors.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand, wholeNumber } from '../options.ts';
import { print, tell } from '../output.ts';
import { readAddress } from '../redis-option.ts';

export const serveCommand = defineCommand({
  name: 'serve',
  operands: '[PROJECT]',
  summary: 'Serves the lab to a browser on this machine (loopback only) until Ctrl+C. A run that is going on then keeps its points.',
  options: {
    port: { type: 'string', takes: 'N', description: 'Default: any free port.' },
    redis: {
      type: 'string',
      takes: 'URL',
      description: 'Runs of this lab are simulated on the workers of this Redis server (lab worker), in place of this machine.',
    },
    open: {
      type: 'boolean',
      description: 'Opens the browser. The address is printed in any case; it opens the lab once, and lab address prints the next one.',
    },
  },
  run: async ({ options, operands }) => {
    const port = wholeNumber('--port', options.port, 0, 65535);
    const projectPath = operands.length === 0 ? undefined : onlyOperand(operands, 'project file');
    const runExecutor = options.redis === undefined ? undefined : await connect(options.redis);
    const interruption = listenForInterruption();
    // Loaded when asked for: the other commands need no server.
    const { serveLab } = await import('../../web/serve-lab.ts');
    const served = await serveLab({
      open: options.open ?? false,
      ...(port === undefined ? {} : { port }),
      ...(runExecutor === undefined ? {} : { runExecutor }),
      ...(projectPath === undefined ? {} : { projectPath }),
    });
    if (!served.ok) {
      await runExecutor?.close();
      if (served.code !== 'unavailable' && served.code !== 'failed') throw new InputError(served.message);
      tell(served.message);
      return 1;
    }
    await print(served.value.address);
    tell(served.value.opened ? 'The lab opens in your browser. Ctrl+C ends it.' : 'Open this address in a browser. Ctrl+C ends the lab.');
    if (!interruption.signal.aborted) await once(interruption.signal, 'abort');
    await served.value.close();
    return 0;
  },
});

async function connect(url: string): Promise<Executor> {
  const opened = await openExecutor({ kind: 'redis', address: readAddress(url), onNotice: tell });
  if (!opened.ok) throw new InputError(`--redis: ${opened.message}`);
  return opened.value;
}
