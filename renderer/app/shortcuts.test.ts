import { describe, expect, it } from 'vitest';
import { commandOf } from './shortcuts.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const control = { ...none, ctrlKey: true };

describe('keyboard shortcuts', () => {
  it.each([
    ['n', 'new'],
    ['o', 'open'],
    ['s', 'save-as'],
    ['Enter', 'run'],
    ['.', 'cancel'],
    ['e', 'export-csv'],
  ])('Ctrl+%s is %s', (key, command) => {
    expect(commandOf({ ...control, key })).toBe(command);
    expect(commandOf({ ...none, metaKey: true, key })).toBe(command);
  });

  it('Ctrl+Shift+S saves under another name too', () => {
    expect(commandOf({ ...control, shiftKey: true, key: 'S' })).toBe('save-as');
  });

  it('Ctrl+Shift+E exports the report, Ctrl+Shift+D changes the theme', () => {
    expect(commandOf({ ...control, shiftKey: true, key: 'E' })).toBe('export-pdf');
    expect(commandOf({ ...control, shiftKey: true, key: 'D' })).toBe('toggle-theme');
  });

  it('leaves typing and other keys alone', () => {
    expect(commandOf({ ...none, key: 's' })).toBeNull();
    expect(commandOf({ ...control, key: 'c' })).toBeNull();
    expect(commandOf({ ...control, altKey: true, key: 's' })).toBeNull();
  });
});
