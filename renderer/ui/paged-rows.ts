/** Rows that are read page by page as they come into view: of a table that is too large to be held, filtered and sorted where it lies. */
import { onScopeDispose, ref, shallowReactive, type Ref } from 'vue';
import type { DataRow, SortOrder } from './table-order.ts';

export interface RowQuery {
  readonly filter: string;
  readonly order: SortOrder | null;
  readonly offset: number;
  readonly limit: number;
}

export type RowPage = { readonly total: number; readonly rows: readonly DataRow[] } | { readonly problem: string };

export type ReadRows = (query: RowQuery, signal: AbortSignal) => Promise<RowPage>;

export interface PagedRows {
  /** Rows that the filter leaves, wherever they are. */
  readonly total: Ref<number>;
  /** Why rows could not be read, or empty. */
  readonly problem: Ref<string>;
  /** Undefined while it is not read. */
  rowAt(index: number): DataRow | undefined;
  /** Reads what is missing of these rows, the first and the last included; what was wanted before and was not yet asked for is passed over. */
  want(first: number, last: number): void;
  /** The filter or the order is another one: everything is read anew. The rows before stay until then. */
  restart(): void;
}

const ROWS_OF_PAGE = 100;
/** Pages that are kept at most: those that were read last. */
const MOST_PAGES = 40;

export function usePagedRows(read: ReadRows, filter: Ref<string>, order: Ref<SortOrder | null>): PagedRows {
  const pages = shallowReactive(new Map<number, readonly DataRow[]>());
  const total = ref(0);
  const problem = ref('');
  let inView = { first: 0, last: 0 };
  let isStale = true;
  let going: AbortController | null = null;

  function missingPage(): number | null {
    if (isStale) return 0;
    const last = Math.min(inView.last, total.value - 1);
    for (let page = Math.floor(inView.first / ROWS_OF_PAGE); page * ROWS_OF_PAGE <= last; page++) if (!pages.has(page)) return page;
    return null;
  }

  /** One page at a time: a scroll across thousands of rows reads where it ends, and little on its way. */
  async function readMissing(): Promise<void> {
    if (going) return;
    for (let page = missingPage(); page !== null; page = missingPage()) {
      const reading = (going = new AbortController());
      const query = { filter: filter.value, order: order.value, offset: page * ROWS_OF_PAGE, limit: ROWS_OF_PAGE };
      const reply = await read(query, reading.signal);
      if (reading.signal.aborted) return;
      going = null;
      problem.value = 'problem' in reply ? reply.problem : '';
      if ('problem' in reply) return;
      if (isStale) pages.clear();
      isStale = false;
      total.value = reply.total;
      pages.set(page, reply.rows);
      for (const oldest of pages.keys()) if (pages.size > MOST_PAGES) pages.delete(oldest);
    }
  }

  function restart(): void {
    going?.abort();
    going = null;
    isStale = true;
    void readMissing();
  }
  onScopeDispose(() => going?.abort());

  return {
    total,
    problem,
    rowAt: (index) => pages.get(Math.floor(index / ROWS_OF_PAGE))?.[index % ROWS_OF_PAGE],
    want(first, last) {
      inView = { first, last };
      void readMissing();
    },
    restart,
  };
}
