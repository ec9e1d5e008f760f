import type { Locator, Page } from '@playwright/test';

export class StartPage {
  readonly #page: Page;
  readonly heading: Locator;
  readonly compareButton: Locator;
  readonly newButton: Locator;
  readonly openButton: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'What does virtual network I/O cost?' });
    this.compareButton = page.getByRole('button', { name: 'Compare the techniques' });
    this.newButton = page.getByRole('button', { name: 'New scenario' });
    this.openButton = page.getByRole('button', { name: 'Open a project…' });
  }

  /** A panel of the start page, by its title. */
  panel(title: string): Locator {
    return this.#page.getByRole('region', { name: title });
  }

  /** Runs an example at once. */
  run(name: string): Locator {
    return this.#page.getByRole('button', { name: `Run the example ${name}` });
  }

  example(name: string): Locator {
    return this.#page.getByRole('button', { name: `Open the example ${name}` });
  }
}
