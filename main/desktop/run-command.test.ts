import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { runCommand, type CommandApp } from './run-command.ts';

function fakeApp() {
  const done: (string | number)[] = [];
  const events = new EventEmitter();
  const app: CommandApp = {
    dock: { hide: () => done.push('hidden') },
    exit: (status = 0) => done.push(status),
    on: (event, listener) => events.on(event, listener),
  };
  /** The system asks the process to end. */
  function quit(): boolean {
    let prevented = false;
    events.emit('before-quit', { preventDefault: () => (prevented = true) });
    return prevented;
  }
  return { app, done, quit };
}

describe('a command in the app', () => {
  it('gives the words on, and ends the process with the status', async () => {
    const { app, done } = fakeApp();
    await runCommand(app, ['check', 'a.json'], (words) => Promise.resolve(done.push(words.join(' ')) && 2));
    expect(done).toEqual(['hidden', 'check a.json', 2]);
  });

  it('ends in its own way when the system asks for the end, with what it has', async () => {
    const { app, done, quit } = fakeApp();
    const running = runCommand(app, [], () => new Promise((resolve) => process.once('SIGTERM', () => resolve(1))));
    expect(quit()).toBe(true);
    await running;
    expect(done).toEqual(['hidden', 1]);
  });

  it('ends at once when it does not listen', () => {
    const { app, done, quit } = fakeApp();
    void runCommand(app, [], () => new Promise(() => undefined));
    quit();
    expect(done).toEqual(['hidden', 1]);
  });
});
