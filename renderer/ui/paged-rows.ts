/** Rows that are read page by page as they come into view: of a table that is too large to be held, filtered and sorted where it lies. */
import { onScopeDispose, ref, shallowReactive, type Ref } from 'vue';
import type { SortOrder } from './table-order.ts';

export interface RowQuery {
  readonly filter: string;
  readonly order: SortOrder | null;
  readonly offset: number;
  readonly limit: number;
}

export type RowPage<Row> = { readonly total: number; readonly rows: readonly Row[] } | { readonly problem: string };

export type ReadRows<Row> = (query: RowQuery, signal: AbortSignal) => Promise<RowPage<Row>>;

export interface PagedRows<Row> {
  /** Rows that the filter leaves, wherever they are. */
  readonly total: Ref<number>;
  /** Why rows could not be read, or empty. */
  readonly problem: Ref<string>;
  /** Whether those of the filter and the order are not there yet, or none of them. */
  readonly isStale: Ref<boolean>;
  /** Undefined while it is not read. */
  rowAt(index: number): Row | undefined;
  /** Reads what is missing of these rows, the first and the last included; what was wanted before and was not yet asked for is passed over. */
  want(first: number, last: number): void;
  /** The filter or the order is another one: everything is read anew. The rows before stay until then. */
  restart(): void;
  /** Rows may have changed where they lie: those in view are read again, the others when they come into view. */
  refresh(): void;
}

interface Page<Row> {
  readonly rows: readonly Row[];
  /** When it was asked for. */
  readonly generation: number;
}

const ROWS_OF_PAGE = 100;
/** Pages that are kept at most: those that were read last. */
const MOST_PAGES = 40;

export function usePagedRows<Row>(
  read: ReadRows<Row>,
  filter: Readonly<Ref<string>> = ref(''),
  order: Readonly<Ref<SortOrder | null>> = ref(null),
): PagedRows<Row> {
  const pages = shallowReactive(new Map<number, Page<Row>>());
  const total = ref(0);
  const problem = ref('');
  let inView = { first: 0, last: 0 };
  /** Counts the times that rows may have changed where they lie. */
  let generation = 0;
  const isStale = ref(true);
  let going: AbortController | null = null;

  function missingPage(): number | null {
    if (isStale.value) return 0;
    const last = Math.max(0, Math.min(inView.last, total.value - 1));
    for (let page = Math.floor(inView.first / ROWS_OF_PAGE); page * ROWS_OF_PAGE <= last; page++)
      if (pages.get(page)?.generation !== generation) return page;
    return null;
  }

  /** One page at a time: a scroll across thousands of rows reads where it ends, and little on its way. */
  async function readMissing(): Promise<void> {
    if (going) return;
    for (let page = missingPage(); page !== null; page = missingPage()) {
      const reading = (going = new AbortController());
      const asked = generation;
      const query = { filter: filter.value, order: order.value, offset: page * ROWS_OF_PAGE, limit: ROWS_OF_PAGE };
      const reply = await read(query, reading.signal);
      if (reading.signal.aborted) return;
      going = null;
      problem.value = 'problem' in reply ? reply.problem : '';
      if ('problem' in reply) return;
      if (isStale.value) pages.clear();
      isStale.value = false;
      total.value = reply.total;
      pages.set(page, { rows: reply.rows, generation: asked });
      for (const oldest of pages.keys()) if (pages.size > MOST_PAGES) pages.delete(oldest);
    }
  }

  function restart(): void {
    going?.abort();
    going = null;
    isStale.value = true;
    void readMissing();
  }

  function refresh(): void {
    generation++;
    void readMissing();
  }
  onScopeDispose(() => going?.abort());

  return {
    total,
    problem,
    isStale,
    rowAt: (index) => pages.get(Math.floor(index / ROWS_OF_PAGE))?.rows[index % ROWS_OF_PAGE],
    want(first, last) {
      inView = { first, last };
      void readMissing();
    },
    restart,
    refresh,
  };
}
