import type { CommissioningOutcome } from '../interfaces/files/migration-files';
import { publishedSchema } from '../interfaces/schemas';
import type { TestingParticipant } from '../roles';
import { expectEqual, expectNone } from './expectation';
import type { MigrationWorld } from './world';

/** An example file as it was fetched. */
export interface ExampleLook {
  readonly name: string;
  readonly code: string;
  readonly text: string;
}

/**
 * Every outcome in the Commissioning Outcome Files that a participant can fetch.
 * @throws UnmetExpectation where one cannot be fetched, or is not as the Commissioning Party signed it
 */
export async function outcomesIn(
  world: MigrationWorld,
  participant: TestingParticipant,
): Promise<CommissioningOutcome[]> {
  const { documents, environment } = world.roles.context;
  const found: CommissioningOutcome[] = [];
  for (const { name, receivedAt: at } of await participant.outcomes()) {
    const { status, text } = await participant.outcomeFile(name);
    expectEqual(`the status of ${name}`, status, 200);
    const { certificates } = environment;
    const wrongSigner = (signer: string): string => `It is signed by ${signer}.`;
    const expected = { signer: 'commissioning-party', certificates, at, wrongSigner };
    expectNone(`problem of ${name}`, await documents.problemsOfFile('COF', text, expected));
    found.push(...documents.fileOf('COF', text).outcomes);
  }
  return found;
}

/** What is wrong with example files, one sentence each: they are valid by their schema, and report their code. */
export async function exampleProblems(world: MigrationWorld, looks: readonly ExampleLook[]): Promise<string[]> {
  const { documents } = world.roles.context;
  const schema = await publishedSchema('COF');
  return looks.flatMap(({ name, code, text }) => {
    const codes = documents.fileOf('COF', text).outcomes.map((outcome) => outcome.code);
    const wrong = codes.every((one) => one === code) ? [] : [`${name} reports ${codes.join(', ')}.`];
    return [...schema.check(text).map((problem) => `${name}: ${problem}`), ...wrong];
  });
}
