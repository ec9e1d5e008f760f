import { describe, expect, it } from 'vitest';
import { isLoopbackHost, isOwnOrigin } from './request-origin.ts';

describe('the host of a request', () => {
  it.each(['127.0.0.1:4000', '127.0.0.1', 'localhost:9000', 'localhost', '[::1]:9000'])(
    'may be the loopback name %s, of any port',
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example:4000',
    '127.0.0.1.evil.example:4000',
    '127.0.0.1.nip.example',
    'evil.example:4000@127.0.0.1',
    '127.0.0.1@evil.example',
    'localhost.',
    'LOCALHOST\n',
    '0.0.0.0:4000',
    '127.0.0.2:4000',
    '192.168.1.7:4000',
    '[::ffff:127.0.0.1]:4000',
    '2130706433',
    '0x7f.1',
    'localhost:80:80',
    'localhost:',
    'localhost:4000, evil.example',
  ])('may not be %j', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('the origin of a request', () => {
  it.each([
    ['http://127.0.0.1:4000', '127.0.0.1:4000'],
    ['http://localhost:9000', 'localhost:9000'],
    ['http://localhost', 'localhost'],
    ['http://[::1]:9000', '[::1]:9000'],
  ])('%s is the page of %s', (origin, host) => {
    expect(isOwnOrigin(origin, host)).toBe(true);
  });

  it.each([
    ['http://localhost:3000', 'localhost:4000'],
    ['http://localhost:4000', '127.0.0.1:4000'],
    ['https://127.0.0.1:4000', '127.0.0.1:4000'],
    ['http://evil.example', '127.0.0.1:4000'],
    ['http://127.0.0.1:4000@evil.example', '127.0.0.1:4000'],
    ['null', '127.0.0.1:4000'],
    ['', '127.0.0.1:4000'],
    ['file://', '127.0.0.1:4000'],
    ['app://iovlab', '127.0.0.1:4000'],
    [undefined, '127.0.0.1:4000'],
  ])('%s is not the page of %s', (origin, host) => {
    expect(isOwnOrigin(origin, host)).toBe(false);
  });
});
