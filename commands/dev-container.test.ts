import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { z } from 'zod';

/** Reads JSON in which there may be comments. */
function read<T>(file: string, shape: z.ZodType<T>): T {
  return shape.parse(ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')).config);
}

const container = read(
  '.devcontainer/devcontainer.json',
  z.object({
    image: z.string(),
    remoteUser: z.string(),
    postCreateCommand: z.string(),
    customizations: z.object({ vscode: z.object({ extensions: z.array(z.string()) }) }),
  }),
);

it('has the Node that the project runs on, and is set up as the README says', () => {
  const { dependencies } = read('package.json', z.object({ dependencies: z.record(z.string(), z.string()) }));
  expect(container.image).toMatch(new RegExp(`^node:${dependencies.node?.split('.')[0] ?? ''}-`));
  expect(readFileSync('README.md', 'utf8')).toContain(container.postCreateCommand);
  // Browser, Java and engine are installed by whoever is root on Debian.
  expect(container.remoteUser).toBe('root');
});

it('has the extensions that the editor recommends', () => {
  const { recommendations } = read('.vscode/extensions.json', z.object({ recommendations: z.array(z.string()) }));
  expect(container.customizations.vscode.extensions.toSorted()).toEqual(recommendations.toSorted());
});
