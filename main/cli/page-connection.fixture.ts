/** The connection of a page to a served lab, over a real WebSocket. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { endpoints, topics, type EndpointInput, type EndpointName, type EndpointOutput } from '../../shared/contract/endpoints.ts';

export interface PageConnection {
  /** Null when the connection was lost before the answer. Throws on a refusal: the test asks for nothing that may be refused. */
  call<Name extends EndpointName>(name: Name, input: EndpointInput<Name>): Promise<EndpointOutput<Name> | null>;
  /** Runs whose end as `done` was told so far. */
  readonly done: ReadonlySet<string>;
  /** Resolves when the connection is closed and everything that the lab had sent is read. */
  readonly closed: Promise<void>;
}

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), id: z.int(), reply: z.unknown() }),
  z.object({ kind: z.literal('event'), topic: z.string(), payload: z.unknown() }),
]);
const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);

/** @param address start address, as the lab prints it */
export async function connectPage(address: string): Promise<PageConnection> {
  const entry = await fetch(address, { redirect: 'manual' });
  const cookie = entry.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { host, origin } = new URL(address);
  const socket = new WebSocket(`ws://${host}/lab`, { headers: { Cookie: cookie, Origin: origin } });
  const waiting = new Map<number, (reply: unknown) => void>();
  const done = new Set<string>();
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      for (const answer of waiting.values()) answer(null);
      resolve();
    });
  });
  socket.on('message', (data: Buffer) => {
    const message = messageSchema.parse(JSON.parse(data.toString()));
    if (message.kind === 'reply') {
      waiting.get(message.id)?.(message.reply);
      waiting.delete(message.id);
    } else if (message.topic === 'run.finished') {
      const { summary } = topics['run.finished'].parse(message.payload);
      if (summary.status === 'done') done.add(summary.runId);
    }
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);

  let calls = 0;
  return {
    async call(name, input) {
      if (socket.readyState !== WebSocket.OPEN) return null;
      const id = calls++;
      const answered = await new Promise((resolve) => {
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ kind: 'call', id, endpoint: name, input }));
      });
      if (answered === null) return null;
      const reply = replySchema.parse(answered);
      if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
      return endpoints[name].output.parse(reply.value) as EndpointOutput<typeof name>;
    },
    done,
    closed,
  };
}
