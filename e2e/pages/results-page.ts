import type { Locator, Page } from '@playwright/test';

export class ResultsPage {
  readonly #page: Page;
  readonly verdictHeading: Locator;
  readonly bottlenecks: Locator;
  readonly sensitivity: Locator;
  readonly varyButton: Locator;
  readonly whatNext: Locator;
  readonly whatNextButton: Locator;
  readonly tables: Locator;
  readonly compareLink: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.verdictHeading = page.getByRole('heading', { level: 2, name: /deliver|carr(y|ies)|no technique/i });
    this.bottlenecks = this.panel('What limits, and what would help');
    this.sensitivity = this.panel('What the figures depend on');
    this.varyButton = page.getByRole('button', { name: /^Vary the costs/ });
    this.whatNext = this.panel('What would help');
    this.whatNextButton = page.getByRole('button', { name: /^(What would help\?|Try the changes again)$/ });
    this.tables = this.panel('Tables');
    this.compareLink = page
      .getByRole('main')
      .getByRole('link', { name: 'Compare' })
      .or(page.getByRole('button', { name: 'Compare', exact: true }));
  }

  heading(name: string): Locator {
    return this.#page.getByRole('heading', { level: 1, name });
  }

  panel(title: string): Locator {
    return this.#page.getByRole('region', { name: title, exact: true });
  }

  /** A chart, by its panel. Along a sweep and at one setting there are charts of the same name. */
  chart(panel: string): Locator {
    return this.panel(panel).getByRole('img');
  }

  /** What limits a technique, at the setting on show. */
  bottleneckOf(technique: string): Locator {
    const heading = this.#page.getByRole('heading', { level: 4, name: new RegExp(`^${technique}( |$)`) });
    return this.bottlenecks.getByRole('listitem').filter({ has: heading });
  }

  get exportDialog(): Locator {
    return this.#page.getByRole('dialog', { name: 'Export the run' });
  }

  async chooseExport(format: 'PDF report' | 'CSV tables' | 'Parquet' | 'SQLite' | 'Charts' | 'JSON' | 'Evidence'): Promise<void> {
    await this.#page.getByRole('button', { name: 'Export…' }).click();
    await this.exportDialog.getByRole('radio', { name: format }).check();
  }

  /** With what is chosen in the dialog. */
  async writeExport(): Promise<void> {
    await this.exportDialog.getByRole('button', { name: 'Export' }).click();
  }

  async export(format: Parameters<ResultsPage['chooseExport']>[0]): Promise<void> {
    await this.chooseExport(format);
    await this.writeExport();
  }

  /** Cells of the table on show by row, with the titles of the columns as names. */
  async tableRows(): Promise<readonly Readonly<Record<string, string>>[]> {
    await this.tables.getByRole('cell').first().waitFor();
    const titles = await this.tables.getByRole('columnheader').allInnerTexts();
    const rows = await this.tables.getByRole('rowgroup').last().getByRole('row').all();
    const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
    return cells.map((texts) => Object.fromEntries(titles.map((title, column) => [title.trim(), texts[column]?.trim() ?? ''])));
  }
}
