import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import type { MigrationDust } from './dust';

/** An example of a file that reports an error of a later phase, on dummy data. */
export interface Example {
  readonly name: string;
  readonly code: string;
  readonly meaning: string;
}

/** `EXAMPLE_COF_<code>.xml` */
const NAME = /^EXAMPLE_COF_(SIM-[A-Z0-9]{3}-\d{2})\.xml$/;

/** How example files are given out. */
export const EXAMPLES = area('dust-examples', {
  /** The file as it is published, marked as an example. */
  handedOut: (file: string): string => file,
  isOffered: (_code: string): boolean => true,
});

/** The example files that are published, in the order of their codes. */
export function examplesOf(dust: MigrationDust): Example[] {
  const { contractsFolder } = dust.config;
  const codes: { code: string; meaning: string }[] = parse(readFileSync(join(contractsFolder, 'codes.csv'), 'utf8'), {
    columns: true,
  });
  return readdirSync(join(contractsFolder, 'examples'))
    .sort()
    .flatMap((name) => {
      const [, code] = NAME.exec(name) ?? [];
      const published = codes.find((one) => one.code === code);
      return published ? [{ name, code: published.code, meaning: published.meaning }] : [];
    })
    .filter(({ code }) => dust.service.rules(EXAMPLES).isOffered(code));
}

/** An example file. @throws Refusal 404 */
export function exampleFile(dust: MigrationDust, name: string): string {
  const example = examplesOf(dust).find((one) => one.name === name);
  if (!example) throw new Refusal(404, `There is no example file ${name}.`);
  const file = readFileSync(join(dust.config.contractsFolder, 'examples', example.name), 'utf8');
  return dust.service.rules(EXAMPLES).handedOut(file);
}
