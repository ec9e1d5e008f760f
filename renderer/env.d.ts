/// <reference types="vite/client" />
import type { ClientMessage, ServerMessage } from '../shared/contract/messages.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop app; absent in a browser. */
    readonly iovlab?: {
      send(message: ClientMessage): void;
      onMessage(listener: (message: ServerMessage) => void): () => void;
      /** Path of a file that was dropped on the window; empty for what is no file of the disk. */
      pathOf?(file: File): string;
    };
  }
}
