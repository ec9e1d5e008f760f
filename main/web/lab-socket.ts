/** The lab over WebSocket: carries messages between a page and `serveConnection`, and knows nothing of their meaning. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { ServerMessage } from '../../shared/contract/messages.ts';
import type { Lab } from '../lab/lab.ts';
import { serveConnection } from '../lab/serve-connection.ts';
import { isLoopbackHost, isOwnOrigin } from './request-origin.ts';
import type { Session } from './session.ts';

/** Where the page connects: renderer/bridge/web-channel.ts. */
const SOCKET_PATH = '/lab';
/** Largest message of a page, bytes: many times the largest scenario. */
export const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
/** What may wait for a page that does not read, bytes; beyond it the page is let go, and connects again when it can. */
const LARGEST_BACKLOG_BYTES = 64 * 1024 * 1024;
/** A page that did not answer the last ping of this rhythm is gone. */
const HEARTBEAT_MS = 30_000;

export interface LabSocket {
  /** Takes an upgrade request of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export interface LabSocketParts {
  readonly lab: Pick<Lab, 'handlers' | 'subscribe'>;
  readonly session: Session;
}

export function createLabSocket({ lab, session }: LabSocketParts): LabSocket {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();
  const heartbeat = setInterval(() => {
    for (const client of server.clients) {
      if (!alive.delete(client)) client.terminate();
      else client.ping();
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  function serve(client: WebSocket): void {
    const connection = serveConnection(lab, (message) => send(client, message));
    alive.add(client);
    client.on('pong', () => alive.add(client));
    client.on('message', (data, isBinary) => {
      if (isBinary) client.close(1003, 'Text only.');
      else connection.receive(parse(String(data)));
    });
    client.on('close', () => connection.close());
    // A broken or oversized frame: ws closes the connection with the code that says so.
    client.on('error', () => undefined);
  }

  return {
    upgrade(request, socket, head) {
      const refusal = refusalOf(request, session);
      if (refusal === null) server.handleUpgrade(request, socket, head, serve);
      else socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    },
    close() {
      clearInterval(heartbeat);
      for (const client of server.clients) client.close(1001, 'The lab is closed.');
      server.close();
    },
  };
}

/** Status line of the refusal; null for the lab's own page. */
function refusalOf({ url, headers }: IncomingMessage, session: Session): string | null {
  if (!isLoopbackHost(headers.host)) return '421 Misdirected Request';
  if (url !== SOCKET_PATH) return '404 Not Found';
  if (!isOwnOrigin(headers.origin, headers.host) || !session.isKnown(headers.cookie)) return '403 Forbidden';
  return null;
}

function send(client: WebSocket, message: ServerMessage): void {
  if (client.readyState !== WebSocket.OPEN) return;
  if (client.bufferedAmount > LARGEST_BACKLOG_BYTES) client.terminate();
  else client.send(JSON.stringify(message));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
