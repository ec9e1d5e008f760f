import type { Locator, Page } from '@playwright/test';

/** A run on its way. */
export class RunPage {
  readonly #page: Page;
  readonly progress: Locator;
  readonly points: Locator;
  readonly cancelButton: Locator;
  readonly resultsLink: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.progress = page.getByRole('progressbar', { name: 'Progress of the run' });
    this.points = page.getByRole('region', { name: 'Points of the run' }).getByRole('rowgroup').last().getByRole('row');
    this.cancelButton = page.getByRole('button', { name: 'Cancel the run' });
    this.resultsLink = page.getByRole('link', { name: 'Show the results' }).or(page.getByRole('button', { name: 'Show the results' }));
  }

  /** Value of a figure of the progress panel: `Simulations`, `Time left`. */
  figure(name: string): Locator {
    return this.#page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd[1]');
  }

  async showResults(): Promise<void> {
    await this.resultsLink.click();
  }
}
