/** Says last, on a line of its own, how many tests passed, failed and were skipped, and before it why those were skipped. */
import type { Reporter, Suite, TestCase } from '@playwright/test/reporter';

type Outcome = 'passed' | 'failed' | 'skipped';

class CountReporter implements Reporter {
  #tests: readonly TestCase[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.#tests = suite.allTests();
  }

  onEnd(): void {
    const counts: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0 };
    const reasons = new Map<string, number>();
    for (const test of this.#tests) {
      const outcome = outcomeOf(test);
      counts[outcome] += 1;
      if (outcome === 'skipped') reasons.set(reasonOf(test), (reasons.get(reasonOf(test)) ?? 0) + 1);
    }
    for (const [reason, count] of reasons) process.stdout.write(`${count} skipped: ${reason}\n`);
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }

  printsToStdio(): boolean {
    // The list of tests is another reporter's.
    return false;
  }
}

/** A test that never ran, because the set-up failed or the run was stopped, has not passed and was not skipped. */
function outcomeOf(test: TestCase): Outcome {
  const isSkipped = test.expectedStatus === 'skipped' || test.results.at(-1)?.status === 'skipped';
  if (isSkipped) return 'skipped';
  return test.outcome() === 'expected' ? 'passed' : 'failed';
}

function reasonOf({ annotations, results }: TestCase): string {
  const all = [...annotations, ...results.flatMap((result) => result.annotations)];
  return all.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
}

// eslint-disable-next-line import-x/no-default-export -- Playwright looks for the default export
export default CountReporter;
