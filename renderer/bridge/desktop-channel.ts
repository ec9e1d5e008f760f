import type { ClientMessage } from '../../shared/contract/messages.ts';
import type { Channel } from './channel.ts';

/** The desktop app's channel: the preload script carries messages to the main process, which lives as long as the page. */
export function openDesktopChannel(preload: NonNullable<Window['iovlab']>): Channel {
  return {
    send(message) {
      // The bridge to the preload script refuses proxies, and Vue's reactive data are proxies. JSON is what the other channel sends, too.
      preload.send(JSON.parse(JSON.stringify(message)) as ClientMessage);
      return true;
    },
    onMessage(listener) {
      preload.onMessage(listener);
    },
    onState(listener) {
      listener('open');
    },
  };
}
