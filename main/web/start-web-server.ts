/** The lab in a browser: the built page and its WebSocket on this machine's loopback address, for one session. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { Lab } from '../lab/lab.ts';
import { answerRequest } from './answer-request.ts';
import { createLabSocket } from './lab-socket.ts';
import { createSession, TOKEN_PARAMETER } from './session.ts';

export interface WebServerOptions {
  readonly lab: Pick<Lab, 'handlers' | 'subscribe'>;
  /** 0: any free port. */
  readonly port: number;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Told the start address that is good now: at first, and whenever a browser has used one. Never throws. */
  readonly onAddress?: (address: string) => void;
}

export interface WebServer {
  /** Start address with the token that is good now: opens the lab once, in one browser. */
  readonly address: string;
  readonly port: number;
  /** Lets every page go and frees the port. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Problems: `refused` when the port cannot be had. */
export async function startWebServer({ lab, port: wantedPort, pageFolder, onAddress }: WebServerOptions): Promise<Reply<WebServer>> {
  const server = createServer();
  try {
    await listening(server, wantedPort);
  } catch (error) {
    return refuse('refused', portProblem(wantedPort, error));
  }
  const { port } = server.address() as AddressInfo;
  const session = createSession();
  const socket = createLabSocket({ lab, session });
  const address = (): string => `http://${HOST}:${port}/?${TOKEN_PARAMETER}=${session.token}`;
  server.on('request', (request, response) => {
    // A fault of ours is told to the one who asked, and costs nobody else anything.
    answerRequest({ session, pageFolder, onLetIn: () => onAddress?.(address()) }, request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, duplex, head) => socket.upgrade(request, duplex, head));
  onAddress?.(address());
  return succeed({
    get address() {
      return address();
    },
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      socket.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portProblem(port: number, error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : '') {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. Name another one, or none for any free port.`;
    case 'EACCES':
      return `Port ${port} may not be used by this account. Name one above 1023, or none for any free port.`;
    default:
      return `Port ${port} cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
