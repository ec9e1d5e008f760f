/** The lab's end of the contract for one client: calls, cancellations and events. The same over both transports; neither has logic of its own. */
import { dispatch } from '../../shared/contract/dispatch.ts';
import { clientMessageSchema, type ClientMessage, type ServerMessage } from '../../shared/contract/messages.ts';
import { refuse, type Reply } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { answeringIn } from '../texts/words.ts';
import type { Lab } from './lab.ts';
import { createRateLimit } from './rate-limit.ts';

export interface ServedConnection {
  /** Takes a message of the client, which is not trusted to have any shape; JSON is already parsed. Never throws. */
  receive(message: unknown): void;
  /** Ends the connection: its calls are cancelled, and nothing more is sent. */
  close(): void;
}

/** What a client is served with. */
export type ServedLab = Pick<Lab, 'handlers' | 'subscribe'> & Partial<Pick<Lab, 'log'>>;

/** Calls of one client that may wait for their replies at the same time: far more than a page makes. */
const MOST_PENDING_CALLS = 256;
/** Calls of one client: far more than a person makes, and few enough that a client gone wrong leaves the lab to the others. */
const MOST_CALLS = { burst: 1000, perSecond: 200 } as const;

/** @param send hands a message to the client; plain data, structured-clone and JSON safe. */
export function serveConnection(
  lab: ServedLab,
  send: (message: ServerMessage) => void,
  now: () => number = () => performance.now(),
): ServedConnection {
  const mayCall = createRateLimit({ ...MOST_CALLS, now });
  const pending = new Map<number, AbortController>();
  let closed = false;
  const unsubscribe = lab.subscribe((topic, payload) => send({ kind: 'event', topic, payload }));

  function reply(id: number, value: Reply<unknown>): void {
    if (!closed) send({ kind: 'reply', id, reply: value });
  }

  function noteFault(endpoint: string, error: unknown): void {
    lab.log?.error(`A fault in ${endpoint}`, error);
  }

  async function call({ id, endpoint, input }: Extract<ClientMessage, { kind: 'call' }>): Promise<void> {
    // The number is in use: an answer would be taken for that of the other call.
    if (pending.has(id)) return;
    if (pending.size >= MOST_PENDING_CALLS) return reply(id, refuse('refused', labWords().lab.connection.callsWaiting(MOST_PENDING_CALLS)));
    if (!mayCall()) return reply(id, refuse('refused', labWords().lab.connection.tooManyCalls(MOST_CALLS.perSecond)));
    const controller = new AbortController();
    pending.set(id, controller);
    const value = await dispatch(lab.handlers, endpoint, input, controller.signal, noteFault);
    pending.delete(id);
    reply(id, value);
  }

  return {
    receive(message) {
      const parsed = clientMessageSchema.safeParse(message);
      if (closed) return;
      if (!parsed.success) return refuseUnreadable(message, reply);
      const { data } = parsed;
      if (data.kind === 'call') void answeringIn(data.language, () => call(data));
      else pending.get(data.id)?.abort();
    },
    close() {
      closed = true;
      unsubscribe();
      for (const controller of pending.values()) controller.abort();
      pending.clear();
    },
  };
}

/** A call that can be told from its number gets an answer; anything else is nobody's message. */
function refuseUnreadable(message: unknown, reply: (id: number, value: Reply<unknown>) => void): void {
  if (typeof message !== 'object' || message === null || !('kind' in message) || message.kind !== 'call' || !('id' in message)) return;
  const { id } = message;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id >= 0) reply(id, refuse('bad-input', labWords().lab.connection.malformed));
}
