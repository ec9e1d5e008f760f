import { describe, expect, it } from 'vitest';
import { guardClose } from './close-guard.ts';

/** A window with a run, whose person gives these answers. */
function windowWith(run: { going: boolean }, answers: number[] = []) {
  const seen = { asked: 0, closed: 0, stayed: 0 };
  const guard = guardClose({
    isRunning: () => run.going,
    async ask() {
      seen.asked++;
      return { response: answers.shift() ?? 1 };
    },
    close: () => press(),
    onStay: () => seen.stayed++,
  });
  function press(): void {
    let prevented = false;
    guard({ preventDefault: () => (prevented = true) });
    if (!prevented) seen.closed++;
  }
  return { seen, press };
}
const answered = () => new Promise((resolve) => setImmediate(resolve));

describe('closing a window', () => {
  it('does not ask without a run', () => {
    const { seen, press } = windowWith({ going: false });
    press();
    expect(seen).toEqual({ asked: 0, closed: 1, stayed: 0 });
  });

  it('asks during a run and closes when the person agrees', async () => {
    const { seen, press } = windowWith({ going: true }, [0]);
    press();
    expect(seen.closed).toBe(0);
    await answered();
    expect(seen).toEqual({ asked: 1, closed: 1, stayed: 0 });
  });

  it('stays open when the person goes on, and asks again the next time', async () => {
    const run = { going: true };
    const { seen, press } = windowWith(run, [1, 1]);
    press();
    await answered();
    press();
    await answered();
    expect(seen).toEqual({ asked: 2, closed: 0, stayed: 2 });
    run.going = false;
    press();
    expect(seen.closed).toBe(1);
  });

  it('asks once for several presses', async () => {
    const { seen, press } = windowWith({ going: true }, [0]);
    press();
    press();
    await answered();
    expect(seen).toEqual({ asked: 1, closed: 1, stayed: 0 });
  });
});
