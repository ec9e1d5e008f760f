import type { Locator, Page } from '@playwright/test';

export class CataloguePage {
  readonly #page: Page;
  readonly heading: Locator;
  readonly techniques: Locator;
  readonly aspects: Locator;
  readonly costs: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'Catalogue' });
    this.techniques = page.getByRole('region', { name: 'Comparison of the techniques' });
    this.aspects = page.getByRole('region', { name: 'Aspects of the techniques' });
    this.costs = page.getByRole('region', { name: 'Cost parameters' });
  }

  async show(tab: 'Techniques' | 'NICs' | 'Hosts' | 'Costs' | 'Mine'): Promise<void> {
    await this.#page.getByRole('tab', { name: tab }).click();
  }

  field(label: string): Locator {
    return this.#page.getByLabel(label, { exact: true });
  }
}
