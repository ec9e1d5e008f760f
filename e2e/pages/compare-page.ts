import type { Locator, Page } from '@playwright/test';

/** Techniques side by side. */
export class ComparePage {
  readonly #page: Page;
  readonly heading: Locator;
  readonly metrics: Locator;
  readonly baseline: Locator;
  readonly otherRun: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { level: 1, name: /^Comparison: / });
    this.metrics = page.getByRole('region', { name: 'Comparison of metrics' });
    this.baseline = page.getByLabel('Baseline', { exact: true });
    this.otherRun = page.getByLabel('Beside another run', { exact: true });
  }

  /** Whether a technique is among those side by side. */
  technique(name: string): Locator {
    return this.#page.getByRole('group', { name: 'Shown' }).getByRole('checkbox', { name, exact: true });
  }

  chart(panel: string): Locator {
    return this.#page.getByRole('region', { name: panel, exact: true }).getByRole('img');
  }

  /** Cells of a metric, a text for each technique in the order of the columns. */
  async cells(metric: string): Promise<readonly string[]> {
    const row = this.metrics.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name: metric, exact: true }) });
    return row.getByRole('cell').allInnerTexts();
  }
}
