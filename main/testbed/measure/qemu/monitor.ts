/** QEMU's machine protocol (QMP, docs/interop/qmp-spec.rst of QEMU): one JSON object a line. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { MeasuringError } from '../../measuring-error.ts';

export interface Monitor {
  /** What the command returns. Rejects with a MeasuringError when QEMU refuses it. */
  execute(command: string, arguments_?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

const replySchema = z.union([
  z.looseObject({ return: z.unknown() }).transform(({ return: value }) => ({ kind: 'value' as const, value })),
  z
    .looseObject({ error: z.looseObject({ desc: z.string() }) })
    .transform(({ error }) => ({ kind: 'error' as const, description: error.desc })),
  z.looseObject({}).transform(() => ({ kind: 'event' as const })),
]);

export async function connectMonitor(path: string): Promise<Monitor> {
  const socket = connect(path);
  await once(socket, 'connect');
  const waiting: { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void; readonly command: string }[] = [];
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const { reject, command } of waiting.splice(0)) reject(new MeasuringError(`QEMU ended before it answered ${command}.`));
  });
  const answers = createInterface({ input: socket });
  // Of the socket: its close tells that QEMU has gone.
  answers.on('error', () => {});
  answers.on('line', (line) => {
    const reply = replySchema.parse(JSON.parse(line));
    if (reply.kind === 'event') return;
    const asked = waiting.shift();
    if (!asked) return;
    if (reply.kind === 'value') asked.resolve(reply.value);
    else asked.reject(new MeasuringError(`QEMU refused ${asked.command}: ${reply.description}.`));
  });
  const monitor: Monitor = {
    execute(command, arguments_ = {}) {
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject, command });
        socket.write(`${JSON.stringify({ execute: command, arguments: arguments_ })}\n`);
      });
    },
    close: () => socket.destroy(),
  };
  await monitor.execute('qmp_capabilities');
  return monitor;
}
