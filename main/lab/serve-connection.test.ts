import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import type { ServerMessage } from '../../shared/contract/messages.ts';
import { refuse, succeed, type ReplyError } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { createEvents } from './events.ts';
import { serveConnection } from './serve-connection.ts';

/** Handlers of which only those are called that a test names; the real ones have their own tests. */
function connectTo(named: Partial<Handlers>, now?: () => number) {
  const events = createEvents();
  const sent: ServerMessage[] = [];
  const waiting: (() => void)[] = [];
  const faults: string[] = [];
  const log = {
    path: '',
    info: () => {},
    warn: () => {},
    recentLines: () => [],
    error: (text: string, cause?: unknown) => faults.push(`${text}: ${String(cause)}`),
  };
  const served = { handlers: named as Handlers, subscribe: events.subscribe, log };
  const connection = serveConnection(
    served,
    (message) => {
      sent.push(message);
      for (const look of waiting.splice(0)) look();
    },
    now,
  );
  const replyTo = async (id: number): Promise<unknown> => {
    for (;;) {
      const message = sent.find((candidate) => candidate.kind === 'reply' && candidate.id === id);
      if (message?.kind === 'reply') return message.reply;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { connection, sent, faults, replyTo, announce: events.announce };
}

/** Answers `run.cancel` only when its caller gives up. */
const patient: Partial<Handlers> = {
  'run.cancel': (_input, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('given up')))),
  'run.delete': () => succeed({}),
};

describe('a connection', () => {
  it('answers calls by their number, in any order', async () => {
    const { connection, sent, replyTo } = connectTo(patient);
    connection.receive({ kind: 'call', id: 1, endpoint: 'run.cancel', input: { runId: 'a' } });
    connection.receive({ kind: 'call', id: 2, endpoint: 'run.delete', input: { runId: 'a' } });
    expect(await replyTo(2)).toEqual({ ok: true, value: {} });
    expect(sent).toHaveLength(1);
  });

  it('answers each call in its own language, and one that it does not know in English', async () => {
    const { connection, replyTo } = connectTo({
      'project.open': ({ path }) => refuse('not-found', labWords().project.header.isMissing(path)),
    });
    const languages = ['en-XA', 'en', 'tlh', undefined];
    languages.forEach((language, id) =>
      connection.receive({ kind: 'call', id, endpoint: 'project.open', input: { path: '/a' }, language }),
    );
    const messages = await Promise.all(languages.map(async (_language, id) => ((await replyTo(id)) as ReplyError).message));
    const [marked, ...english] = messages;
    expect(marked).toMatch(/^⟦.*⟧$/);
    expect(new Set(english)).toEqual(new Set(['There is no file "/a". It may have been moved, renamed or deleted.']));
  });

  it('cancels the call that is named, and no other', async () => {
    const { connection, sent, replyTo } = connectTo(patient);
    connection.receive({ kind: 'call', id: 1, endpoint: 'run.cancel', input: { runId: 'a' } });
    connection.receive({ kind: 'call', id: 2, endpoint: 'run.cancel', input: { runId: 'a' } });
    connection.receive({ kind: 'cancel', id: 3 });
    connection.receive({ kind: 'cancel', id: 2 });
    expect(await replyTo(2)).toMatchObject({ ok: false, code: 'cancelled' });
    expect(sent).toHaveLength(1);
  });

  it('forwards events until it is closed, and then is silent', async () => {
    const { connection, sent, announce } = connectTo(patient);
    announce('menu.command', { command: 'run' });
    expect(sent).toEqual([{ kind: 'event', topic: 'menu.command', payload: { command: 'run' } }]);
    connection.receive({ kind: 'call', id: 1, endpoint: 'run.cancel', input: { runId: 'a' } });
    connection.close();
    announce('menu.command', { command: 'cancel' });
    connection.receive({ kind: 'call', id: 2, endpoint: 'run.delete', input: { runId: 'a' } });
    await new Promise(setImmediate);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['null', null],
    ['a text', 'call'],
    ['a list', [{ kind: 'call' }]],
    ['another kind', { kind: 'listen', id: 1 }],
    ['a call without a number', { kind: 'call', endpoint: 'run.delete', input: {} }],
    ['a negative number', { kind: 'call', id: -1, endpoint: 'run.delete', input: {} }],
    ['a number that is none', { kind: 'call', id: 'one', endpoint: 'run.delete', input: {} }],
    ['a cancellation of nothing', { kind: 'cancel' }],
    ['nothing at all', undefined],
  ])('passes over %s', async (_, message) => {
    const { connection, sent, replyTo } = connectTo(patient);
    connection.receive(message);
    connection.receive({ kind: 'call', id: 9, endpoint: 'run.delete', input: { runId: 'a' } });
    await replyTo(9);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an endpoint that is no text', { kind: 'call', id: 4, endpoint: 7, input: {} }, 'bad-input'],
    ['an endless endpoint', { kind: 'call', id: 4, endpoint: 'x'.repeat(65), input: {} }, 'bad-input'],
    ['a field too many', { kind: 'call', id: 4, endpoint: 'run.delete', input: {}, token: 'x' }, 'bad-input'],
    ['an unknown endpoint', { kind: 'call', id: 4, endpoint: '__proto__', input: {} }, 'unknown-endpoint'],
    ['an input that does not fit', { kind: 'call', id: 4, endpoint: 'run.delete', input: { runId: 1 } }, 'bad-input'],
  ])('refuses a call with %s by its number', async (_, message, code) => {
    const { connection, replyTo } = connectTo(patient);
    connection.receive(message);
    expect(await replyTo(4)).toMatchObject({ ok: false, code });
  });

  it('bounds the calls that wait, and takes new ones when some are done', async () => {
    const { connection, replyTo } = connectTo(patient);
    for (let id = 0; id < 256; id++) connection.receive({ kind: 'call', id, endpoint: 'run.cancel', input: { runId: 'a' } });
    connection.receive({ kind: 'call', id: 256, endpoint: 'run.delete', input: { runId: 'a' } });
    expect(await replyTo(256)).toMatchObject({ ok: false, code: 'refused' });
    connection.receive({ kind: 'cancel', id: 0 });
    await replyTo(0);
    connection.receive({ kind: 'call', id: 257, endpoint: 'run.delete', input: { runId: 'a' } });
    expect(await replyTo(257)).toEqual({ ok: true, value: {} });
  });

  it('tells a fault of a handler as one, and goes on', async () => {
    const { connection, faults, replyTo } = connectTo({
      ...patient,
      'run.get': () => {
        throw new Error('unexpected');
      },
    });
    connection.receive({ kind: 'call', id: 1, endpoint: 'run.get', input: { runId: 'a' } });
    expect(await replyTo(1)).toMatchObject({ ok: false, code: 'failed' });
    expect(faults).toEqual(['A fault in run.get: Error: unexpected']);
    connection.receive({ kind: 'call', id: 2, endpoint: 'run.delete', input: { runId: 'a' } });
    expect(await replyTo(2)).toMatchObject({ ok: true });
  });

  it('does not work for a client that calls without end, until it slows down', async () => {
    let clockMs = 0;
    let deleted = 0;
    const { connection, replyTo } = connectTo({ 'run.delete': () => (deleted++, succeed({})) }, () => clockMs);
    const call = (id: number): void => connection.receive({ kind: 'call', id, endpoint: 'run.delete', input: { runId: 'a' } });
    for (let id = 0; id < 3000; id++) {
      call(id);
      await replyTo(id);
    }
    expect(deleted).toBe(1000);
    expect(await replyTo(2999)).toMatchObject({ ok: false, code: 'refused', message: expect.stringContaining('Wait a little') as string });
    clockMs += 1000;
    call(3000);
    expect(await replyTo(3000)).toMatchObject({ ok: true });
    expect(deleted).toBe(1001);
  });
});
