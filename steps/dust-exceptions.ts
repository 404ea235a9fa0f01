import { Then, When } from '@cucumber/cucumber';
import { exampleProblems, type ExampleLook } from '../support/world/dust-documents';
import { expectEqual, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
import type { CodeList, ExampleFinding } from './phrases/dust-types';
import { ScenarioState } from './scenario-state';

/** The example files that a participant fetched. */
const fetched = new ScenarioState<readonly ExampleLook[]>('Example files');

When('{participant} fetches every example file', async function (this: MigrationWorld, key: string) {
  const participant = (await sceneOf(this)).participant(key);
  const looks: ExampleLook[] = [];
  for (const { name, code } of await participant.examples())
    looks.push({ name, code, text: (await participant.example(name)).text });
  fetched.set(this, looks);
});

/** What holds for each example file, and of those for which it does not, what is said. */
const CHECKS: Readonly<
  Record<ExampleFinding, (world: MigrationWorld, looks: readonly ExampleLook[]) => Promise<void> | void>
> = {
  'is valid by its schema and names its code': async (world, looks) => {
    expectNone('problem of an example file', await exampleProblems(world, looks));
  },
  'is marked as an example': (_world, looks) => {
    const unmarked = looks.filter(
      ({ text, name }) => !name.startsWith('EXAMPLE_') || !text.includes('<!-- EXAMPLE on dummy data'),
    );
    expectNone('example file without a mark', namesOf(unmarked));
  },
  'names no device of a test installation': ({ installations }, looks) => {
    const ids = installations.flatMap(({ devices, importMPAN }) => [
      importMPAN,
      ...devices.map(({ deviceId }) => deviceId),
    ]);
    const telling = looks.filter(({ text }) => ids.some((id) => text.includes(id)));
    expectNone('example file with data of a test installation', namesOf(telling));
  },
};

function namesOf(looks: readonly ExampleLook[]): string[] {
  return looks.map(({ name }) => name);
}

Then('each example file {exampleFinding}', async function (this: MigrationWorld, finding: ExampleFinding) {
  const looks = fetched.get(this);
  expectThat(looks.length > 0, 'an example file', 'none');
  await CHECKS[finding](this, looks);
});

Then('the codes of {codeList} are {string}', async function (this: MigrationWorld, list: CodeList, due: string) {
  const listed =
    list === 'the example files' ? fetched.get(this) : await (await sceneOf(this)).participant('avon-supply').menu();
  expectEqual(`the codes of ${list}`, listed.map(({ code }) => code).join(', '), due);
});
