import { describe, expect, it } from 'vitest';
import { helpLinks, mayOpenExternally } from './external-links.ts';

describe('addresses outside the app', () => {
  it('opens the documents of the help menu, all over https', () => {
    for (const { address } of helpLinks) {
      expect(mayOpenExternally(address)).toBe(true);
      expect(new URL(address).protocol).toBe('https:');
    }
  });

  it.each(['https://www.rfc-editor.org/', 'https://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', ''])(
    'does not open "%s"',
    (address) => expect(mayOpenExternally(address)).toBe(false),
  );
});
