/** Runs in the page's sandbox before the page: gives it a way to talk to the lab, and nothing else of Electron. */
import { contextBridge, ipcRenderer } from 'electron';
import type { ClientMessage, ServerMessage } from '../../shared/contract/messages.ts';
import { CONNECT_CHANNEL } from './channels.ts';

const { port1: port, port2: labPort } = new MessageChannel();
const listeners = new Set<(message: ServerMessage) => void>();

port.addEventListener('message', ({ data }: MessageEvent<ServerMessage>) => {
  for (const listener of listeners) listener(data);
});
port.start();
ipcRenderer.postMessage(CONNECT_CHANNEL, null, [labPort]);

contextBridge.exposeInMainWorld('iovlab', {
  send(message: ClientMessage): void {
    port.postMessage(message);
  },
  onMessage(listener: (message: ServerMessage) => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
});
