import type { MessageBoxOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { watchPage } from './page-failures.ts';

/** A window whose person answers only when told to. */
function watched() {
  const done: string[] = [];
  const noted: string[] = [];
  const asked: MessageBoxOptions[] = [];
  let answer: (response: number) => void = () => {};
  const page = watchPage({
    ask(options) {
      asked.push(options);
      return new Promise((resolve) => {
        answer = (response) => resolve({ response });
        options.signal?.addEventListener('abort', () => answer(options.cancelId ?? 0));
      });
    },
    reload: () => done.push('reload'),
    endPage: () => done.push('end'),
    closeWindow: () => done.push('close'),
    note: (text) => noted.push(text),
  });
  async function press(response: number): Promise<void> {
    answer(response);
    await settled();
  }
  return { page, asked, done, noted, press };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a page that has crashed', () => {
  it('is loaded again, or its window closed', async () => {
    const { page, asked, done, noted, press } = watched();
    page.gone({ reason: 'oom' });
    expect(asked[0]?.detail).toContain('ran out of memory');
    await press(0);
    page.gone({ reason: 'crashed' });
    await press(1);
    expect(done).toEqual(['reload', 'close']);
    expect(noted).toEqual(['The page is gone: oom.', 'The page is gone: crashed.']);
  });

  it('is not asked about when it ended in the regular way', () => {
    const { page, asked } = watched();
    page.gone({ reason: 'clean-exit' });
    expect(asked).toEqual([]);
  });
});

describe('a page that hangs', () => {
  it('is ended and loaded again without a second question', async () => {
    const { page, asked, done, press } = watched();
    page.unresponsive();
    await press(1);
    page.gone({ reason: 'killed' });
    expect(done).toEqual(['end', 'reload']);
    expect(asked).toHaveLength(1);
  });

  it('is asked about once at a time, and again after waiting', async () => {
    const { page, asked, done, press } = watched();
    page.unresponsive();
    page.unresponsive();
    expect(asked).toHaveLength(1);
    await press(0);
    page.unresponsive();
    expect(asked).toHaveLength(2);
    expect(done).toEqual([]);
  });

  it('takes the question back when it responds again', async () => {
    const { page, asked, done } = watched();
    page.unresponsive();
    page.responsive();
    await settled();
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(done).toEqual([]);
  });
});
