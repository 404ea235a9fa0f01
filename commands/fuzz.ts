import path from 'node:path';
import { startEnvironment } from '../environments';
import { withEnvironment } from '../runner/execution/environment-session';
import { verifyPack } from '../runner/evidence-pack/verify';
import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS } from '../support/interfaces/duis/official-schemas';
import { findDmc } from '../support/scope/dmc-catalogue';
import { RunError, sentenceOf } from '../support/scope/errors';
import { loadScope } from '../support/scope/scope';
import { Fuzzer, type FuzzFinding } from '../tools/exploration/fuzz/fuzz';
import { keepOwnSearch, searchedState } from './shared/keep-search';
import { DEFAULT_SEED, SEED_OPTION } from './shared/texts';

/** What is migrated: two meters of which one sleeps, and two displays. */
const DMC = 'IOC-01';
const DEFAULT_INPUTS = 2_000;
/** Findings that are shown one by one. */
const SHOWN = 50;

const fuzz: Command = {
  name: 'fuzz',
  summary: 'Tries strange inputs on the embedded system: none may stop it, fool it or show what is inside.',
  options: {
    inputs: { value: 'N', help: `how many (default: ${DEFAULT_INPUTS})` },
    from: { value: 'N', help: 'number of the first one (default: 1)' },
    seed: SEED_OPTION,
    schemas: {
      value: 'DIR',
      help: `folder with the official DUIS and MMC schemas, as a judge (default: ${OFFICIAL_SCHEMAS})`,
    },
  },
  notes: ['Exit code: 0 nothing was found; 1 something was, each with the command that repeats it; 2 could not run.'],
  async run(line) {
    const [startedAt, state] = [new Date(), searchedState('fuzz')];
    const seed = line.option('seed') ?? DEFAULT_SEED;
    const inputs = numberOf(line.option('inputs'), DEFAULT_INPUTS);
    const from = numberOf(line.option('from'), 1);
    const folder = line.option('schemas') ?? process.env[OFFICIAL_SCHEMAS] ?? '';
    const namedBy = line.option('schemas') === undefined ? OFFICIAL_SCHEMAS : '--schemas';
    const schemas = await loadOfficialSchemas(folder === '' ? '' : path.resolve(folder), namedBy).catch(
      (error: unknown) => {
        throw new RunError(sentenceOf(error));
      },
    );
    const dmc = findDmc(loadScope('.').catalogue, DMC);
    let shown = 0;
    const onFinding = (finding: FuzzFinding): void => {
      shown += 1;
      if (shown <= SHOWN) for (const text of findingLines(finding, seed)) say(text);
    };
    const start = (options: Parameters<typeof startEnvironment>[1]): ReturnType<typeof startEnvironment> =>
      startEnvironment('embedded', options);
    const result = await withEnvironment(
      start,
      seed,
      () => undefined,
      async ({ description: environment }) =>
        new Fuzzer({ environment, schemas, dmc }, seed, verify).run({ from, to: from + inputs - 1 }, onFinding),
    );
    const findings = result.findings.map((finding) => findingLines(finding, seed).join(' '));
    keepOwnSearch({ tool: 'fuzz', seed: `${seed} from ${from}`, startedAt, tried: inputs, findings }, state);
    const kinds = Object.entries(result.inputs).map(([name, count]) => `${name} ${count}`);
    say(
      `Seed ${seed}: ${inputs} inputs (${kinds.join(', ')}), ${result.refused} refused, ${result.findings.length} findings.`,
    );
    return result.findings.length === 0 ? 0 : 1;
  },
};

/** What is wrong with a pack; undefined where it cannot be read and a sentence said so. */
async function verify(file: string): Promise<readonly string[] | undefined> {
  try {
    return (await verifyPack(file)).problems;
  } catch (error) {
    if (error instanceof RunError) return undefined;
    throw error;
  }
}

function findingLines({ number, family, what, fault }: FuzzFinding, seed: string): string[] {
  const first = family === 'state' ? Math.max(1, number - 24) : number;
  const words = `--seed ${seed} --from ${first} --inputs ${number - first + 1}`;
  return [`FOUND by input ${number} (${family}): ${fault}`, `  ${what}`, `  npm run fuzz -- ${words}`];
}

function numberOf(wanted: string | undefined, usual: number): number {
  const number = Number(wanted ?? usual);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new RunError(`"${wanted ?? ''}" is no number of inputs: give one from 1.`);
}

void runCommand(fuzz);
