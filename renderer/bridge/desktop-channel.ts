import type { Channel } from './channel.ts';

/** The desktop app's channel: the preload script carries messages to the main process, which lives as long as the page. */
export function openDesktopChannel(preload: NonNullable<Window['iovlab']>): Channel {
  return {
    send(message) {
      preload.send(message);
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
