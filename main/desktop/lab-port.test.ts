import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../shared/contract/messages.ts';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import { servePort, type ConnectEvent, type Port } from './lab-port.ts';
import { PAGE_ADDRESS } from './page-address.ts';

const page = { url: PAGE_ADDRESS, parent: null };
const lab = { handlers: {} as Handlers, subscribe: () => () => {} };

class FakePort implements Port {
  readonly sent: ServerMessage[] = [];
  closed = false;
  started = false;
  private readonly listeners = new Map<string, (event: { readonly data: unknown }) => void>();
  on(event: string, listener: (event: { readonly data: unknown }) => void): void {
    this.listeners.set(event, listener);
  }
  emit(event: 'message' | 'close', data?: unknown): void {
    this.listeners.get(event)?.({ data });
  }
  postMessage(message: ServerMessage): void {
    if (this.closed) throw new Error('The port is closed.');
    this.sent.push(message);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.closed = true;
  }
}

/** A page that can connect, and what its connections were told. */
function setUp() {
  const connections: { received: unknown[]; closed: boolean; send: (message: ServerMessage) => void }[] = [];
  let connect: (event: ConnectEvent) => void = () => {};
  const end = servePort(lab, { on: (_channel, listener) => (connect = listener) }, (_lab, send) => {
    const connection = { received: [] as unknown[], closed: false, send };
    connections.push(connection);
    return { receive: (message) => connection.received.push(message), close: () => (connection.closed = true) };
  });
  return { connections, connect: (event: ConnectEvent) => connect(event), end };
}

const progress = { kind: 'event', topic: 'run.progress', payload: {} } as const;

describe('the port between page and lab', () => {
  it('carries messages both ways', () => {
    const { connections, connect } = setUp();
    const port = new FakePort();
    connect({ senderFrame: page, ports: [port] });
    port.emit('message', { kind: 'cancel', id: 1 });
    connections[0]?.send(progress);
    expect(port.started).toBe(true);
    expect(connections[0]?.received).toEqual([{ kind: 'cancel', id: 1 }]);
    expect(port.sent).toEqual([progress]);
  });

  it.each([
    ['a frame inside the page', { url: PAGE_ADDRESS, parent: page }],
    ['another address', { url: 'https://example.org/', parent: null }],
    ['a frame that is gone', null],
  ])('refuses %s and closes its port', (_name, senderFrame) => {
    const { connections, connect } = setUp();
    const port = new FakePort();
    connect({ senderFrame, ports: [port] });
    expect(connections).toEqual([]);
    expect(port.closed).toBe(true);
  });

  it('refuses a message without a port, or with several', () => {
    const { connections, connect } = setUp();
    const ports = [new FakePort(), new FakePort()];
    connect({ senderFrame: page, ports: [] });
    connect({ senderFrame: page, ports });
    expect(connections).toEqual([]);
    expect(ports.every(({ closed }) => closed)).toBe(true);
  });

  it('ends the connection with its port, and sends nothing afterwards', () => {
    const { connections, connect } = setUp();
    const port = new FakePort();
    connect({ senderFrame: page, ports: [port] });
    port.emit('close');
    connections[0]?.send(progress);
    port.emit('message', { kind: 'cancel', id: 1 });
    expect(connections[0]).toMatchObject({ closed: true, received: [] });
    expect(port.sent).toEqual([]);
  });

  it('serves the newest document of the page only', () => {
    const { connections, connect, end } = setUp();
    const [old, next] = [new FakePort(), new FakePort()];
    connect({ senderFrame: page, ports: [old] });
    connect({ senderFrame: page, ports: [next] });
    expect([connections[0]?.closed, connections[1]?.closed]).toEqual([true, false]);
    end();
    expect(connections[1]?.closed).toBe(true);
  });
});
