/** The lab's end of the contract for one client: calls, cancellations and events. The same over both transports; neither has logic of its own. */
import type { ServerMessage } from '../../shared/contract/messages.ts';
import type { Lab } from './lab.ts';

export interface ServedConnection {
  /** Takes a message of the client, which is not trusted to have any shape; JSON is already parsed. Never throws. */
  receive(message: unknown): void;
  /** Ends the connection: its calls are cancelled, and nothing more is sent. */
  close(): void;
}

/** @param send hands a message to the client; plain data, structured-clone and JSON safe. */
export declare function serveConnection(lab: Pick<Lab, 'handlers' | 'subscribe'>, send: (message: ServerMessage) => void): ServedConnection;
