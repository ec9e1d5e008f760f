/** Runs in the page's sandbox before the page: gives it a way to talk to the lab and the paths of dropped files, and nothing else of Electron. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
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
  /** Of a file that was dropped on the window: a page of its own does not learn where it is. */
  pathOf(file: File): string {
    return webUtils.getPathForFile(file);
  },
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
