import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { MeasuringError } from '../../measuring-error.ts';
import { connectMonitor } from './monitor.ts';

/** Path of a socket at which `serve` answers as QEMU. */
async function monitorOf(serve: (socket: Socket) => unknown): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-monitor-'));
  const path = join(folder, 'monitor');
  const server = createServer({ pauseOnConnect: true }, serve).listen(path);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return path;
}

it('rejects what was asked when QEMU is killed, which resets the connection', async () => {
  const path = await monitorOf(async (socket) => {
    // What was not read when a socket is closed resets its other end.
    await delay(50);
    socket.destroy();
  });

  await expect(connectMonitor(path)).rejects.toThrow(new MeasuringError('QEMU ended before it answered qmp_capabilities.'));
});

it('gives what a command returns, passes events over, and rejects what QEMU refuses with its words', async () => {
  const answers = [
    '{"return":{}}',
    '{"event":"RESUME"}\n{"return":{"running":true}}',
    '{"error":{"class":"GenericError","desc":"no such node"}}',
  ];
  const path = await monitorOf((socket) => {
    socket.resume();
    socket.write('{"QMP":{"version":{}}}\n');
    socket.on('data', () => socket.write(`${answers.shift() ?? ''}\n`));
  });
  const monitor = await connectMonitor(path);
  onTestFinished(() => monitor.close());

  expect(await monitor.execute('query-status')).toEqual({ running: true });
  await expect(monitor.execute('device_add')).rejects.toThrow('QEMU refused device_add: no such node.');
});
