import { describe, expect, it } from 'vitest';
import { isProxy, reactive } from 'vue';
import type { ClientMessage, ServerMessage } from '../../shared/contract/messages.ts';
import { openDesktopChannel } from './desktop-channel.ts';

/** A preload script that keeps what it is given. */
function setUp() {
  const sent: ClientMessage[] = [];
  let tell: (message: ServerMessage) => void = () => {};
  const channel = openDesktopChannel({
    // As Electron's bridge does, which takes no proxies.
    send: (message) => sent.push(structuredClone(message)),
    onMessage(listener) {
      tell = listener;
      return () => {};
    },
  });
  return { channel, sent, tell: (message: ServerMessage) => tell(message) };
}

describe("the desktop app's channel", () => {
  it('sends reactive data as plain data', () => {
    const { channel, sent } = setUp();
    const scenario = reactive({ vms: [{ name: 'vm', count: 2 }] });
    expect(isProxy(scenario)).toBe(true);
    expect(channel.send({ kind: 'call', id: 1, endpoint: 'scenario.check', input: { scenario }, language: 'en' })).toBe(true);
    expect(sent).toEqual([
      { kind: 'call', id: 1, endpoint: 'scenario.check', input: { scenario: { vms: [{ name: 'vm', count: 2 }] } }, language: 'en' },
    ]);
  });

  it('hands on what arrives, and is open from the beginning', () => {
    const { channel, tell } = setUp();
    const received: unknown[] = [];
    const states: string[] = [];
    channel.onMessage((message) => received.push(message));
    channel.onState((state) => states.push(state));
    tell({ kind: 'event', topic: 'menu.command', payload: { command: 'run' } });
    expect(received).toEqual([{ kind: 'event', topic: 'menu.command', payload: { command: 'run' } }]);
    expect(states).toEqual(['open']);
  });
});
