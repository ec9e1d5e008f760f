import type { ClientMessage } from '../../shared/contract/messages.ts';
import type { Channel, ChannelState } from './channel.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 8000;

/** Pause before attempt n (0, 1, 2, ...): doubles from 250 ms up to 8 s. */
export function retryDelayMs(attempt: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS);
}

/** Where the lab of a page answers: the page's own host. */
export function socketAddress(page: Pick<Location, 'protocol' | 'host'>): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/lab`;
}

/** The browser's channel: a WebSocket that is opened again whenever it closes. The session cookie authenticates it. */
export function openWebChannel(address: string): Channel {
  const messageListeners: ((message: unknown) => void)[] = [];
  const stateListeners: ((state: ChannelState) => void)[] = [];
  /** Messages of the time before the first opening; a lost connection refuses instead, since the lab may have restarted. */
  const waiting: ClientMessage[] = [];
  let state: ChannelState = 'connecting';
  let socket: WebSocket;
  let attempt = 0;

  function become(next: ChannelState): void {
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener(state);
  }

  function connect(): void {
    socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      attempt = 0;
      become('open');
      for (const message of waiting.splice(0)) socket.send(JSON.stringify(message));
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = parse(event.data);
      for (const listener of messageListeners) listener(message);
    });
    socket.addEventListener('close', () => {
      if (state === 'open' || attempt > 2) {
        waiting.length = 0;
        become('lost');
      }
      setTimeout(connect, retryDelayMs(attempt++));
    });
  }

  connect();
  return {
    send(message) {
      if (state === 'connecting') {
        waiting.push(message);
        return true;
      }
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    onMessage(listener) {
      messageListeners.push(listener);
    },
    onState(listener) {
      stateListeners.push(listener);
      listener(state);
    },
  };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
