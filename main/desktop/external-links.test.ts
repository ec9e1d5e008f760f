import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lessonSchema } from '../../shared/lessons/lesson.ts';
import { helpLinks, mayOpenExternally } from './external-links.ts';

describe('addresses outside the app', () => {
  it('opens the documents of the help menu, all over https', () => {
    for (const { address } of helpLinks) {
      expect(mayOpenExternally(address)).toBe(true);
      expect(new URL(address).protocol).toBe('https:');
    }
  });

  it('opens what the guided labs of the application lead to', () => {
    const labs = readdirSync('labs').filter((name) => name.endsWith('.json'));
    const addresses = labs
      .flatMap((name) => lessonSchema.parse(JSON.parse(readFileSync(`labs/${name}`, 'utf8'))).reading.map(({ where }) => where))
      .filter((where) => where.startsWith('https://'));
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(mayOpenExternally(address), address).toBe(true);
  });

  it.each(['https://www.rfc-editor.org/', 'https://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', ''])(
    'does not open "%s"',
    (address) => expect(mayOpenExternally(address)).toBe(false),
  );
});
