import { describe, expect, it } from 'vitest';
import { PAGE_ADDRESS } from './page-address.ts';
import { isTrustedSender } from './trusted-sender.ts';

describe('senders of messages', () => {
  it('trusts the main frame of the page', () => {
    expect(isTrustedSender({ url: `${PAGE_ADDRESS}#/scenario/1`, parent: null })).toBe(true);
  });

  it('does not trust a frame inside the page, even with an address of the page', () => {
    expect(isTrustedSender({ url: PAGE_ADDRESS, parent: { url: PAGE_ADDRESS } })).toBe(false);
  });

  it('does not trust other addresses, or a frame that is gone', () => {
    expect(isTrustedSender({ url: 'https://example.org/', parent: null })).toBe(false);
    expect(isTrustedSender({ url: 'about:blank', parent: null })).toBe(false);
    expect(isTrustedSender(null)).toBe(false);
  });
});
