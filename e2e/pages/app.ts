/** The whole page: header, messages, file questions, and the views. */
import type { Locator, Page } from '@playwright/test';
import type { OpenLab } from '../fixtures/shell.ts';
import { CataloguePage } from './catalogue-page.ts';
import { ComparePage } from './compare-page.ts';
import { ResultsPage } from './results-page.ts';
import { RunPage } from './run-page.ts';
import { ScenarioPage } from './scenario-page.ts';
import { StartPage } from './start-page.ts';
import { ValidationPage } from './validation-page.ts';

export class App {
  readonly lab: OpenLab;
  readonly page: Page;
  readonly header: Locator;
  readonly main: Locator;
  readonly start: StartPage;
  readonly scenario: ScenarioPage;
  readonly run: RunPage;
  readonly results: ResultsPage;
  readonly compare: ComparePage;
  readonly validation: ValidationPage;
  readonly catalogue: CataloguePage;

  constructor(lab: OpenLab) {
    this.lab = lab;
    this.page = lab.page;
    this.header = this.page.getByRole('banner').first();
    this.main = this.page.getByRole('main');
    this.start = new StartPage(this.page);
    this.scenario = new ScenarioPage(this.page);
    this.run = new RunPage(this.page);
    this.results = new ResultsPage(this.page);
    this.compare = new ComparePage(this.page);
    this.validation = new ValidationPage(this.page);
    this.catalogue = new CataloguePage(this.page);
  }

  get saveAsButton(): Locator {
    return this.header.getByRole('button', { name: 'Save as…' });
  }

  get themeButton(): Locator {
    return this.header.getByRole('button', { name: /Switch to the (light|dark) theme/ });
  }

  /** How numbers and dates are written. */
  get formatChoice(): Locator {
    return this.page.getByRole('contentinfo').getByRole('combobox', { name: 'Numbers and dates' });
  }

  /** Messages that went well, or news. */
  get messages(): Locator {
    return this.page.getByRole('status');
  }

  /** Messages of what went wrong. */
  get complaints(): Locator {
    return this.page.getByRole('alert');
  }

  /** A link of the main navigation. */
  navigation(name: 'Start' | 'Scenario' | 'Results' | 'Labs' | 'Testbed' | 'Validation' | 'Catalogue'): Locator {
    return this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
  }

  async saveAs(path: string): Promise<void> {
    await this.lab.chooseFile('save', path, () => this.saveAsButton.click());
    await this.messages.getByText(`Saved as ${path}`).waitFor();
  }

  /** A project file, from the start page. */
  async open(path: string): Promise<void> {
    await this.lab.chooseFile('open', path, () => this.start.openButton.click());
  }

  /** Identity of the run on show, from the address. */
  get runId(): string {
    return decodeURIComponent(new URL(this.page.url()).hash.split('/')[2] ?? '');
  }
}
