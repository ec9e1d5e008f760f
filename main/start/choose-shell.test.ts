import { describe, expect, it } from 'vitest';
import { chooseShell, didNotStart, type StartFacts } from './choose-shell.ts';

const ready: StartFacts = { platform: 'linux', hasDisplay: true, isSuperuser: false, browserWanted: false, electron: { kind: 'there' } };
const missing = { kind: 'missing' } as const;

describe('npm start', () => {
  it('opens the desktop app where it can run', () => {
    expect(chooseShell(ready)).toEqual({ kind: 'desktop' });
  });

  it('fetches Electron first where it is missing', () => {
    expect(chooseShell({ ...ready, electron: missing })).toEqual({ kind: 'fetch-electron' });
  });

  it('opens the browser where Electron cannot be fetched, and says why', () => {
    expect(chooseShell({ ...ready, electron: { kind: 'unobtainable', reason: 'fetch failed' } })).toEqual({
      kind: 'browser',
      reason: 'Electron cannot be fetched (fetch failed)',
    });
  });

  it('opens the browser without a display and for root, and fetches nothing for that', () => {
    expect(chooseShell({ ...ready, hasDisplay: false, electron: missing })).toMatchObject({
      kind: 'browser',
      reason: expect.stringContaining('no display') as string,
    });
    expect(chooseShell({ ...ready, isSuperuser: true, electron: missing })).toMatchObject({
      kind: 'browser',
      reason: expect.stringContaining('root') as string,
    });
  });

  it.each(['darwin', 'win32'] as const)('asks for no display on %s', (platform) => {
    expect(chooseShell({ ...ready, platform, hasDisplay: false })).toEqual({ kind: 'desktop' });
  });

  it('opens the browser when that is wanted, without excuses', () => {
    expect(chooseShell({ ...ready, browserWanted: true })).toEqual({ kind: 'browser', reason: '' });
  });
});

describe('a desktop app that ends', () => {
  it.each([
    ['at once with an error', { exitCode: 127, seconds: 0.3, interrupted: false }, true],
    ['at once by a signal of its own', { exitCode: null, seconds: 1, interrupted: false }, true],
    ['in order', { exitCode: 0, seconds: 0.5, interrupted: false }, false],
    ['after some work with an error', { exitCode: 1, seconds: 600, interrupted: false }, false],
    ['by Ctrl+C', { exitCode: null, seconds: 2, interrupted: true }, false],
  ])('%s', (_, end, failed) => {
    expect(didNotStart(end)).toBe(failed);
  });
});
