import type { Locator, Page } from '@playwright/test';

export class ValidationPage {
  readonly heading: Locator;
  readonly startButton: Locator;
  readonly cancelButton: Locator;
  readonly progress: Locator;
  readonly errors: Locator;
  readonly points: Locator;
  readonly costs: Locator;
  readonly chart: Locator;
  readonly technique: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { level: 1, name: 'Validation' });
    this.startButton = page.getByRole('button', { name: /^Validate/ });
    this.cancelButton = page.getByRole('button', { name: 'Cancel the validation' });
    this.progress = page.getByRole('progressbar', { name: 'Progress of the validation' });
    this.errors = page.getByRole('region', { name: 'Errors by role and technique' });
    this.points = page.getByRole('region', { name: 'Points, table' });
    this.costs = page.getByRole('region', { name: 'Costs, table' });
    this.chart = page.getByRole('img', { name: 'Simulated against published values' });
    this.technique = page.getByRole('combobox', { name: 'Technique' });
  }
}
