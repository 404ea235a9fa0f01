import { Then, When } from '@cucumber/cucumber';
import { exampleProblems, type ExampleLook } from '../support/world/dust-documents';
import { expectEqual, expectNone, expectThat } from '../support/world/expectation';
import type { MigrationWorld } from '../support/world/world';
import { sceneOf } from './dust';
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

Then('each example file is valid by its schema and names its code', async function (this: MigrationWorld) {
  const looks = fetched.get(this);
  expectThat(looks.length > 0, 'an example file', 'none');
  expectNone('problem of an example file', await exampleProblems(this, looks));
});

Then('each example file is marked as an example', function (this: MigrationWorld) {
  const unmarked = fetched
    .get(this)
    .filter(({ text, name }) => !name.startsWith('EXAMPLE_') || !text.includes('<!-- EXAMPLE on dummy data'));
  expectNone(
    'example file without a mark',
    unmarked.map(({ name }) => name),
  );
});

Then('the example files report {string}', function (this: MigrationWorld, codes: string) {
  expectEqual(
    'the codes of the example files',
    fetched
      .get(this)
      .map(({ code }) => code)
      .join(', '),
    codes,
  );
});

Then('no example file names a device of a test installation', function (this: MigrationWorld) {
  const ids = this.installations.flatMap(({ devices, importMPAN }) => [
    importMPAN,
    ...devices.map(({ deviceId }) => deviceId),
  ]);
  const telling = fetched.get(this).filter(({ text }) => ids.some((id) => text.includes(id)));
  expectNone(
    'example file with data of a test installation',
    telling.map(({ name }) => name),
  );
});
