/** Questions that change faster than they are answered, as while a value is dragged: one is asked at a time, and after it the newest. */
export interface Asking<Question, Answer> {
  /** The answer to a question that is given up is not shown. */
  readonly ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  readonly show: (answer: Answer, question: Question) => void;
  /** Shortest time from one question to the next. */
  readonly pauseMs: number;
  /** A question that has been asked for so long is given up for a newer one. */
  readonly patienceMs: number;
}

export interface NewestQuestion<Question> {
  readonly put: (question: Question) => void;
  /** Gives up what is asked and what waits. */
  readonly drop: () => void;
}

export function newestQuestion<Question, Answer>({ ask, show, pauseMs, patienceMs }: Asking<Question, Answer>): NewestQuestion<Question> {
  let waiting: { readonly question: Question } | null = null;
  let running: AbortController | null = null;
  let startedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function put(question: Question): void {
    waiting = { question };
    clearTimeout(timer);
    const sinceStart = Date.now() - startedAt;
    timer = setTimeout(next, running ? patienceMs - sinceStart : pauseMs - sinceStart);
  }

  /** Asks what waits, if anything; whatever runs is given up. */
  function next(): void {
    clearTimeout(timer);
    running?.abort();
    running = null;
    if (!waiting) return;
    const { question } = waiting;
    waiting = null;
    void start(question);
  }

  async function start(question: Question): Promise<void> {
    const own = new AbortController();
    running = own;
    startedAt = Date.now();
    const answer = await ask(question, own.signal);
    if (own.signal.aborted) return;
    running = null;
    show(answer, question);
    if (waiting) put(waiting.question);
  }

  function drop(): void {
    waiting = null;
    next();
  }

  return { put, drop };
}
