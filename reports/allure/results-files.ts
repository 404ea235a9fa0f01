import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestResult, TestResultContainer } from 'allure-js-commons';
import type { Category } from 'allure-js-commons/sdk';
import { stringifyEnvInfo } from 'allure-js-commons/sdk/reporter';

/**
 * Writes the files of Allure's results as its own writer does, but for the sync of each: that writer waits for the disk
 * thousands of times a run, for files that `npm run report` makes again from the record.
 */
export class ResultsFiles {
  /** @param folder made where it is missing */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  result(result: TestResult): void {
    this.json(`${result.uuid}-result.json`, result);
  }

  container(container: TestResultContainer): void {
    this.json(`${container.uuid}-container.json`, container);
  }

  /** @param name as the results refer to it */
  attachment(name: string, body: Uint8Array): void {
    writeFileSync(join(this.folder, name), body);
  }

  categories(categories: readonly Category[]): void {
    this.json('categories.json', categories);
  }

  environment(facts: Readonly<Record<string, string>>): void {
    writeFileSync(join(this.folder, 'environment.properties'), stringifyEnvInfo(facts));
  }

  private json(name: string, content: unknown): void {
    writeFileSync(join(this.folder, name), JSON.stringify(content));
  }
}
