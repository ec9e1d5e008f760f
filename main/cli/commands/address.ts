import { defaultDataFolder } from '../../lab/data-folder.ts';
import { servedAddresses, type ServedAddress } from '../../web/start-address-file.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { noOperands, wholeNumber } from '../options.ts';
import { print } from '../output.ts';

export const addressCommand = defineCommand({
  name: 'address',
  operands: '',
  summary: 'Prints a fresh start address of the lab that this account serves; it lets one browser in, once.',
  options: {
    port: { type: 'string', takes: 'N', description: 'Of the lab, where this account serves several.' },
    tunnel: {
      type: 'string',
      takes: 'N',
      description: 'Port of the near end of the SSH tunnel that the browser uses. Default: the same port.',
    },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    const port = wholeNumber('--port', options.port, 1, 65535);
    const nearEnd = wholeNumber('--tunnel', options.tunnel, 1, 65535);
    const address = new URL(choose(servedAddresses(defaultDataFolder()), port).address);
    if (nearEnd !== undefined) address.port = String(nearEnd);
    await print(address.href);
    return 0;
  },
});

function choose(served: readonly ServedAddress[], port: number | undefined): ServedAddress {
  const [found, ...others] = port === undefined ? served : served.filter((one) => one.port === port);
  if (!found) {
    const where = port === undefined ? '' : ` at port ${port}`;
    throw new InputError(`This account serves no lab${where} on this machine. Start one: lab serve.`);
  }
  if (others.length > 0)
    throw new InputError(
      `This account serves ${others.length + 1} labs. Name one: ${served.map((one) => `--port ${one.port}`).join(', ')}.`,
    );
  return found;
}
