import { describe, expect, it } from 'vitest';
import { readRedisAddress } from './address.ts';

function addressOf(text: string, elsewhere: string | null = null) {
  const read = readRedisAddress(text, elsewhere);
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

describe('the address of a Redis server', () => {
  it('has a host, and a port and a database unless they are the usual ones', () => {
    expect(addressOf('redis://queue')).toMatchObject({
      host: 'queue',
      port: 6379,
      database: 0,
      username: null,
      password: null,
      tls: false,
    });
    expect(addressOf('rediss://queue:7000/3')).toMatchObject({ host: 'queue', port: 7000, database: 3, tls: true });
    expect(addressOf('redis://[::1]:7000')).toMatchObject({ host: '::1', port: 7000 });
  });

  it('is shown without its password', () => {
    const address = addressOf('redis://lab:s%40fe@queue/1');
    expect(address).toMatchObject({ username: 'lab', password: 's@fe' });
    expect(address.shown).toBe('redis://lab:***@queue:6379/1');
    expect(addressOf('redis://:secret@queue').shown).toBe('redis://:***@queue:6379/0');
  });

  it('takes the password from elsewhere when it has none', () => {
    expect(addressOf('redis://lab@queue', 'elsewhere')).toMatchObject({ username: 'lab', password: 'elsewhere' });
    expect(addressOf('redis://lab:own@queue', 'elsewhere').password).toBe('own');
  });

  it.each([
    ['localhost:6379', 'looks like this: redis://'],
    ['http://queue', 'looks like this: redis://'],
    ['redis://', 'looks like this: redis://'],
    ['redis://queue/tasks', 'they have numbers'],
    ['redis://queue/1?tls=yes', 'leave out "?tls=yes"'],
    ['redis://lab:5%@queue', 'write it as %25'],
  ])('is not %s', (text, reason) => {
    expect(readRedisAddress(text)).toMatchObject({ ok: false, code: 'bad-input', message: expect.stringContaining(reason) as string });
  });

  it('does not repeat what may be a password', () => {
    const read = readRedisAddress('secret@queue');
    expect(read.ok ? '' : read.message).not.toContain('secret');
  });
});
