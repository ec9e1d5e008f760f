/** One line asks, one line answers: with the agent in the guest, and with the traffic generator. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { MeasuringError } from '../measuring-error.ts';

export interface LineDialogue {
  /**
   * The fields of an answer "ok name=value ...". Rejects with a MeasuringError when it is another, does not come in `patienceMs`, or the other side has
   * gone; with the signal's reason when aborted.
   */
  ask(request: string, options: AskOptions): Promise<ReadonlyMap<string, string>>;
  /** Waits for the line that the other side begins with. */
  greeting(line: string, options: AskOptions): Promise<void>;
}

export interface AskOptions {
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** @param partner as a message names it: "the guest". */
export function createLineDialogue(partner: string, input: Readable, output: Writable): LineDialogue {
  const lines: string[] = [];
  let gone = false;
  let wake = (): void => {};
  const leave = (): void => {
    gone = true;
    wake();
  };
  createInterface({ input })
    .on('line', (line) => {
      lines.push(line.replace(/\r$/, ''));
      wake();
    })
    // A partner that is killed resets the connection (ECONNRESET).
    .on('error', leave)
    .on('close', leave);
  // A partner that has gone is told by the close of its answers.
  output.on('error', () => {});

  async function nextLine({ patienceMs, signal }: AskOptions, what: string): Promise<string> {
    const end = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    while (lines.length === 0) {
      signal.throwIfAborted();
      if (gone) throw new MeasuringError(`${partner} has ended before it answered ${what}.`);
      if (end.aborted) throw new MeasuringError(`${partner} did not answer ${what} in ${Math.round(patienceMs / 1000)} s.`);
      await new Promise<void>((resolve) => {
        wake = resolve;
        end.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return lines.shift() ?? '';
  }

  return {
    async ask(request, options) {
      output.write(`${request}\n`);
      const line = await nextLine(options, `"${request}"`);
      if (!/^ok( |$)/.test(line)) throw new MeasuringError(`${partner} answered "${line.slice(0, 200)}" to "${request}".`);
      return new Map(
        line
          .split(' ')
          .slice(1)
          .map((field) => {
            const at = field.indexOf('=');
            return [field.slice(0, at), field.slice(at + 1)];
          }),
      );
    },
    async greeting(expected, options) {
      const line = await nextLine(options, 'the start');
      if (line !== expected) throw new MeasuringError(`${partner} began with "${line.slice(0, 200)}" and not with "${expected}".`);
    },
  };
}

/** A whole number of an answer. Throws MeasuringError when it is not there. */
export function numberOf(answer: ReadonlyMap<string, string>, name: string): number {
  const value = Number(answer.get(name));
  if (!answer.has(name) || !Number.isFinite(value)) throw new MeasuringError(`The answer has no number called ${name}.`);
  return value;
}

/** Whole numbers of an answer, separated by commas; none when the field is not there. */
export function numbersOf(answer: ReadonlyMap<string, string>, name: string): number[] {
  return (answer.get(name) ?? '').split(',').filter(Boolean).map(Number);
}
