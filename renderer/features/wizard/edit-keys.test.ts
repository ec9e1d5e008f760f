// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { editStepOf, hasOwnUndo } from './edit-keys.ts';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

it.each([
  [{ ...none, ctrlKey: true, key: 'z' }, 'undo'],
  [{ ...none, metaKey: true, key: 'z' }, 'undo'],
  [{ ...none, ctrlKey: true, shiftKey: true, key: 'Z' }, 'redo'],
  [{ ...none, ctrlKey: true, key: 'y' }, 'redo'],
  [{ ...none, key: 'z' }, null],
  [{ ...none, ctrlKey: true, altKey: true, key: 'z' }, null],
  [{ ...none, ctrlKey: true, key: 'x' }, null],
])('%o is %s', (keys, step) => {
  expect(editStepOf(keys)).toBe(step);
});

it('leaves fields of text to the browser', () => {
  const owner = (html: string): boolean => {
    document.body.innerHTML = html;
    return hasOwnUndo(document.body.firstElementChild);
  };
  expect(owner('<input type="text">')).toBe(true);
  expect(owner('<input>')).toBe(true);
  expect(owner('<textarea></textarea>')).toBe(true);
  expect(owner('<input type="checkbox">')).toBe(false);
  expect(owner('<select></select>')).toBe(false);
  expect(owner('<button></button>')).toBe(false);
  expect(hasOwnUndo(null)).toBe(false);
});
