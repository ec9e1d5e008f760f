import { expect, it } from 'vitest';
import { defaultDataFolder } from '../lab/data-folder.ts';
import { startAddressFile } from '../web/start-address-file.ts';
import { startLab, type Ended } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

it('prints the address that lets the next browser in, as the near end of a tunnel has it', async () => {
  const home = temporaryFolder();
  const environment = { HOME: home, APPDATA: home, XDG_DATA_HOME: home };
  const ask = (...options: string[]): Promise<Ended> => startLab(['address', ...options], environment).ended;
  const serve = (port: number): void =>
    startAddressFile(defaultDataFolder(process.platform, environment, home)).write(`http://127.0.0.1:${port}/?token=t${port}`);

  expect(await ask()).toMatchObject({ status: 2, stderr: 'This account serves no lab on this machine. Start one: lab serve.\n' });
  serve(4000);
  expect(await ask()).toMatchObject({ status: 0, stdout: 'http://127.0.0.1:4000/?token=t4000\n' });
  expect(await ask('--tunnel', '9000')).toMatchObject({ status: 0, stdout: 'http://127.0.0.1:9000/?token=t4000\n' });
  serve(5000);
  expect(await ask()).toMatchObject({ status: 2, stderr: 'This account serves 2 labs. Name one: --port 4000, --port 5000.\n' });
  expect(await ask('--port', '5000')).toMatchObject({ stdout: 'http://127.0.0.1:5000/?token=t5000\n' });
  expect(await ask('--port', '1')).toMatchObject({ status: 2 });
});
