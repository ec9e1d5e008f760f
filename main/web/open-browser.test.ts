import { describe, expect, it } from 'vitest';
import { openerOf } from './open-browser.ts';

const address = 'http://127.0.0.1:4000/?token=a&b=c';

describe('the opener of addresses', () => {
  it.each([
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ] as const)('on %s with %o is %s, and is given the address as one word', (platform, environment, command) => {
    const opener = openerOf(address, platform, environment);
    expect(opener?.command).toBe(command);
    expect(opener?.arguments.at(-1)).toBe(address);
  });

  it('is none without a display', () => {
    expect(openerOf(address, 'linux', {})).toBeNull();
  });
});
