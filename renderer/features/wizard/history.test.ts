import { describe, expect, it } from 'vitest';
import { afterEdit, noHistory, redone, undone } from './history.ts';

describe('history of a draft', () => {
  it('goes back and forth', () => {
    const history = afterEdit(afterEdit(noHistory, 'a', null), 'b', null);
    const back = undone(history, 'c');
    expect(back.draft).toBe('b');
    expect(redone(back.history, back.draft).draft).toBe('c');
  });

  it('takes typing in one field as one step', () => {
    const history = afterEdit(afterEdit(afterEdit(noHistory, '', 'name'), 'w', 'name'), 'we', 'name');
    expect(undone(history, 'web').draft).toBe('');
  });

  it('forgets what was undone at the next edit', () => {
    const back = undone(afterEdit(noHistory, 'a', null), 'b');
    expect(afterEdit(back.history, 'a', 'name').future).toEqual([]);
  });

  it('stays where it is at either end', () => {
    expect(undone(noHistory, 'a').draft).toBe('a');
    expect(redone(noHistory, 'a').draft).toBe('a');
  });
});
