import { describe, expect, it } from 'vitest';
import { COMMAND_SWITCH, commandWords } from './command-words.ts';

describe('words of a call from a shell', () => {
  it('stand after the end of the switches', () => {
    const words = ['run', 'a.json', '--workers', '2', '--', 'x'];
    expect(commandWords(['iovlab', '--ozone-platform=headless', COMMAND_SWITCH, '--', ...words])).toEqual(words);
    expect(commandWords(['iovlab', COMMAND_SWITCH, '--'])).toEqual([]);
  });

  it.each([
    [['iovlab']],
    [['iovlab', 'project.iovlab']],
    [['iovlab', '--', COMMAND_SWITCH, 'run']],
    [['iovlab', 'project.iovlab', '--', '--lab-command']],
    [['iovlab', COMMAND_SWITCH, 'run']],
  ])('are none in %j', (given) => {
    expect(commandWords(given)).toBeNull();
  });
});
