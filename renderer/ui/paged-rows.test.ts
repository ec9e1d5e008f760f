import { describe, expect, it } from 'vitest';
import { effectScope, ref } from 'vue';
import { usePagedRows, type RowQuery } from './paged-rows.ts';
import type { SortOrder } from './table-order.ts';

/** Ten thousand numbered rows; each reading waits until it is let go. */
function setUp() {
  const [filter, order] = [ref(''), ref<SortOrder | null>(null)];
  const queries: RowQuery[] = [];
  const waiting: (() => void)[] = [];
  const scope = effectScope();
  const rows = scope.run(() =>
    usePagedRows(
      async (query) => {
        queries.push(query);
        await new Promise<void>((resolve) => waiting.push(resolve));
        return { total: 10_000, rows: Array.from({ length: query.limit }, (_, at) => ({ number: query.offset + at })) };
      },
      filter,
      order,
    ),
  )!;
  async function letGo(): Promise<void> {
    waiting.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { rows, filter, queries, letGo, scope };
}

describe('rows that are read page by page', () => {
  it('are there once their page was read', async () => {
    const { rows, letGo } = setUp();
    rows.restart();
    await letGo();
    expect(rows.total.value).toBe(10_000);
    expect(rows.rowAt(42)).toEqual({ number: 42 });
    expect(rows.rowAt(100)).toBeUndefined();
    rows.want(90, 110);
    await letGo();
    expect(rows.rowAt(110)).toEqual({ number: 110 });
  });

  it('are read where a scroll ends, and not on its way', async () => {
    const { rows, queries, letGo } = setUp();
    rows.restart();
    await letGo();
    for (let first = 100; first <= 9900; first += 100) rows.want(first, first + 40);
    await letGo();
    await letGo();
    expect(queries.map(({ offset }) => offset)).toEqual([0, 100, 9900]);
  });

  it('stay as they are until those of another filter are there, and what was asked before is dropped', async () => {
    const { rows, filter, queries, letGo } = setUp();
    rows.restart();
    await letGo();
    rows.want(500, 510);
    filter.value = 'sriov';
    rows.restart();
    expect(rows.rowAt(3)).toEqual({ number: 3 });
    await letGo();
    expect(rows.rowAt(500), 'of the filter before').toBeUndefined();
    await letGo();
    expect(queries.at(-1)).toMatchObject({ filter: 'sriov' });
  });

  it('are read again where they are in view when they may have changed, and stay until then', async () => {
    const { rows, queries, letGo } = setUp();
    rows.restart();
    await letGo();
    rows.want(500, 510);
    await letGo();
    rows.refresh();
    rows.refresh();
    expect(rows.rowAt(505)).toEqual({ number: 505 });
    await letGo();
    await letGo();
    expect(
      queries.map(({ offset }) => offset),
      'the second came after the first had been asked for',
    ).toEqual([0, 500, 500, 500]);
    rows.want(0, 10);
    await letGo();
    expect(queries.at(-1)?.offset).toBe(0);
  });

  it('keep no more than some thousands', async () => {
    const { rows, letGo } = setUp();
    rows.restart();
    await letGo();
    for (let first = 100; first < 6000; first += 100) {
      rows.want(first, first);
      await letGo();
    }
    expect(rows.rowAt(0)).toBeUndefined();
    expect(rows.rowAt(5900)).toEqual({ number: 5900 });
  });
});
