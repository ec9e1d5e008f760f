/**
 * Carries the contract over Electron's IPC. The preload script of each document hands over one end of a message port, and the connection lives as long as
 * the port: when the page is reloaded or crashes, the calls of the old page are cancelled and no reply of theirs can reach the new one.
 */
import type { ServerMessage } from '../../shared/contract/messages.ts';
import type { Lab } from '../lab/lab.ts';
import { serveConnection, type ServedConnection } from '../lab/serve-connection.ts';
import { CONNECT_CHANNEL } from './channels.ts';
import { isTrustedSender, type SenderFrame } from './trusted-sender.ts';

/** What this needs of Electron's `MessagePortMain`. */
export interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: ServerMessage): void;
  start(): void;
  close(): void;
}

export interface ConnectEvent {
  readonly senderFrame: SenderFrame | null;
  readonly ports: readonly Port[];
}

/** What this needs of the IPC of one page, `webContents.ipc`. */
export interface PageIpc {
  on(channel: typeof CONNECT_CHANNEL, listener: (event: ConnectEvent) => void): unknown;
}

/** Serves the lab to the page behind `ipc`. Returns the function that ends the connection. */
export function servePort(
  lab: Pick<Lab, 'handlers' | 'subscribe'>,
  ipc: PageIpc,
  serve: typeof serveConnection = serveConnection,
): () => void {
  let endCurrent = (): void => {};

  ipc.on(CONNECT_CHANNEL, ({ senderFrame, ports: [port, ...others] }) => {
    if (!port) return;
    if (others.length > 0 || !isTrustedSender(senderFrame)) {
      for (const refused of [port, ...others]) refused.close();
      return;
    }
    endCurrent();
    endCurrent = join(port, (send) => serve(lab, send));
  });

  return () => endCurrent();
}

function join(port: Port, open: (send: (message: ServerMessage) => void) => ServedConnection): () => void {
  let isOpen = true;
  const connection = open((message) => {
    if (isOpen) port.postMessage(message);
  });
  function end(): void {
    if (!isOpen) return;
    isOpen = false;
    connection.close();
    port.close();
  }
  port.on('message', ({ data }) => {
    if (isOpen) connection.receive(data);
  });
  port.on('close', end);
  port.start();
  return end;
}
