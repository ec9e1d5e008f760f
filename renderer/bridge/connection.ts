/** The page's end of the contract: numbers calls, validates replies, hands out events. The same over both channels. */
import { z } from 'zod';
import type { CancelSignal } from '../../shared/contract/cancel-signal.ts';
import {
  endpoints,
  topics,
  type EndpointInput,
  type EndpointName,
  type EndpointOutput,
  type LabConnection,
  type TopicName,
  type TopicPayload,
} from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type ErrorCode, type Reply } from '../../shared/contract/reply.ts';
import { spokenLanguage } from '../../shared/texts/words.ts';
import { useTexts } from '../texts/texts.ts';
import type { Channel, ChannelState } from './channel.ts';
import { openDesktopChannel } from './desktop-channel.ts';
import { openWebChannel, socketAddress } from './web-channel.ts';

/** A connection whose state the page can show. */
export interface PageConnection extends LabConnection {
  /** Calls the listener at once and at every change; returns the function that ends the subscription. */
  onState(listener: (state: ChannelState) => void): () => void;
}

/** The connection to the lab that serves this page: Electron's when the preload script is there, else a WebSocket. */
export function connectLab(): PageConnection {
  return connectOver(window.iovlab ? openDesktopChannel(window.iovlab) : openWebChannel(socketAddress(window.location)));
}

const errorCodes = [
  'bad-input',
  'unknown-endpoint',
  'not-found',
  'refused',
  'read-only',
  'unavailable',
  'damaged',
  'newer-version',
  'cancelled',
  'failed',
] as const satisfies readonly ErrorCode[];

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.enum(errorCodes), message: z.string(), path: z.string() }),
]);

const serverMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), id: z.int(), reply: replySchema }),
  z.object({ kind: z.literal('event'), topic: z.string(), payload: z.unknown() }),
]);

function connectionLost(): Reply<never> {
  return refuse('unavailable', useTexts().value.connection.lost);
}

function cancelled(): Reply<never> {
  return refuse('cancelled', useTexts().value.connection.cancelled);
}

export function connectOver(channel: Channel): PageConnection {
  const pending = new Map<number, (reply: Reply<unknown>) => void>();
  const topicListeners = new Map<string, Set<(payload: unknown) => void>>();
  const stateListeners = new Set<(state: ChannelState) => void>();
  let state: ChannelState = 'connecting';
  let nextId = 0;

  channel.onMessage((message) => {
    const parsed = serverMessageSchema.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.kind === 'reply') settle(parsed.data.id, parsed.data.reply);
    else publish(parsed.data.topic, parsed.data.payload);
  });
  channel.onState((next) => {
    state = next;
    if (next === 'lost') for (const id of [...pending.keys()]) settle(id, connectionLost());
    for (const listener of stateListeners) listener(next);
  });

  function settle(id: number, reply: Reply<unknown>): void {
    pending.get(id)?.(reply);
    pending.delete(id);
  }

  function publish(topic: string, payload: unknown): void {
    if (!isTopic(topic)) return;
    const parsed = topics[topic].safeParse(payload);
    if (parsed.success) for (const listener of topicListeners.get(topic) ?? []) listener(parsed.data);
    else console.error(`The lab sent a malformed "${topic}" event.`, parsed.error.issues[0]);
  }

  function ask(endpoint: EndpointName, input: unknown, signal: CancelSignal | undefined): Promise<Reply<unknown>> {
    if (signal?.aborted) return Promise.resolve(cancelled());
    const id = nextId++;
    return new Promise((resolve) => {
      // The lab answers a cancelled call itself; the wait ends here already, so that the page does not depend on it.
      const cancel = (): void => {
        channel.send({ kind: 'cancel', id });
        settle(id, cancelled());
      };
      pending.set(id, (reply) => {
        signal?.removeEventListener('abort', cancel);
        resolve(reply);
      });
      signal?.addEventListener('abort', cancel);
      if (!channel.send({ kind: 'call', id, endpoint, input, language: spokenLanguage() })) settle(id, connectionLost());
    });
  }

  return {
    async call<Name extends EndpointName>(
      name: Name,
      input: EndpointInput<Name>,
      signal?: CancelSignal,
    ): Promise<Reply<EndpointOutput<Name>>> {
      const reply = await ask(name, input, signal);
      return reply.ok ? checkedOutput(name, reply.value) : reply;
    },
    listen<Name extends TopicName>(topic: Name, listener: (payload: TopicPayload<Name>) => void): () => void {
      // `publish` hands each topic only what its own schema has accepted.
      const accept = listener as (payload: unknown) => void;
      const listeners = topicListeners.get(topic) ?? new Set();
      topicListeners.set(topic, listeners.add(accept));
      return () => listeners.delete(accept);
    },
    onState(listener) {
      stateListeners.add(listener);
      listener(state);
      return () => stateListeners.delete(listener);
    },
  };
}

function checkedOutput<Name extends EndpointName>(name: Name, value: unknown): Reply<EndpointOutput<Name>> {
  const parsed = endpoints[name].output.safeParse(value);
  if (parsed.success) return succeed(parsed.data as EndpointOutput<Name>);
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  return refuse('failed', useTexts().value.connection.unexpected(name, path, issue?.message ?? ''), path);
}

function isTopic(topic: string): topic is TopicName {
  return Object.hasOwn(topics, topic);
}
