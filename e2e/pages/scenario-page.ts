import { expect, type Locator, type Page } from '@playwright/test';

export type Step = 'Host and NIC' | 'Virtual machines' | 'Traffic' | 'Techniques' | 'Method' | 'Review and run';
export const steps: readonly Step[] = ['Host and NIC', 'Virtual machines', 'Traffic', 'Techniques', 'Method', 'Review and run'];

export type View = 'Steps' | 'All fields' | 'Text' | 'Changes';

/** The scenario, in its views. */
export class ScenarioPage {
  readonly #page: Page;
  readonly runButton: Locator;
  readonly undoButton: Locator;
  readonly redoButton: Locator;
  readonly json: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.runButton = page.getByRole('button', { name: 'Run', exact: true });
    this.undoButton = page.getByRole('button', { name: 'Undo' });
    this.redoButton = page.getByRole('button', { name: 'Redo' });
    this.json = page.getByRole('textbox', { name: 'Scenario as JSON' });
  }

  heading(step: Step): Locator {
    return this.#page.getByRole('heading', { level: 1, name: step });
  }

  stepLink(step: Step): Locator {
    return this.#page.getByRole('navigation', { name: 'Steps of the scenario' }).getByRole('link', { name: step });
  }

  /** Another view of the same draft. */
  async show(view: View): Promise<void> {
    await this.#page.getByRole('group', { name: 'View of the scenario' }).getByText(view, { exact: true }).click();
    if (view !== 'Steps') await this.#page.getByRole('heading', { level: 1, name: view }).waitFor();
  }

  async goTo(step: Step): Promise<void> {
    await this.stepLink(step).click();
    await this.heading(step).waitFor();
  }

  /** A control of the step, by its label. */
  field(label: string): Locator {
    return this.#page.getByLabel(label, { exact: true });
  }

  /** The check box of a technique. */
  technique(title: string): Locator {
    return this.#page.getByRole('checkbox', { name: title, exact: true });
  }

  /** What is said beside a field that is not as it should be. */
  async expectProblem(field: Locator, problem: RegExp): Promise<void> {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(problem);
    await expect(this.runButton).toBeDisabled();
  }

  panel(title: string): Locator {
    return this.#page.getByRole('region', { name: title });
  }

  /** The text of the scenario. */
  async showJson(): Promise<void> {
    await this.show('Text');
    await this.json.waitFor();
  }

  /** Puts a whole scenario in, as a person who pastes one. */
  async paste(scenario: unknown): Promise<void> {
    await this.showJson();
    await this.json.fill(JSON.stringify(scenario, null, 2));
    await this.show('Steps');
  }
}
