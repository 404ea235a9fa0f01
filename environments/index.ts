import { createRequire } from 'node:module';
import { engineStatus } from './containers/engine';
import type * as Containers from './containers';
import type * as Embedded from './embedded';
import type * as Dust from './migration-dust';
import type * as Remote from './remote';
import type * as Signatures from './signature-times';
import type { SignatureTimes } from './signature-times';
import { startedCapabilities } from './describe';
import {
  ENVIRONMENT_NAMES,
  type Capability,
  type Environment,
  type EnvironmentName,
  type EnvironmentOptions,
} from './environment';
import { EnvironmentError } from './environment-error';

export { engineStatus } from './containers/engine';
export { systemDigests } from './describe';
export { ruleSources } from './rule-sources';
export { countWork } from './work-count';
export { profileWork } from './work-profile';
export { REMOTE_DESCRIPTION } from './remote/description';
export { writeDescription } from './remote/write-description';

/**
 * Loads an environment when it is needed, since each brings packages that take long and that the other does without.
 * By `require`: an `import()` would go past ts-node, whose work it is to read TypeScript.
 */
const load = createRequire(__filename);

/** An environment to run on, and why it is that one. */
export interface ChosenEnvironment {
  readonly name: EnvironmentName;
  /** Why, as the end of a sentence. */
  readonly why: string;
}

/**
 * Chooses the environment openly: the one asked for, or else containers where an engine answers and the embedded system
 * where none does.
 * @param wanted name that was asked for
 * @throws EnvironmentError for an unknown name
 */
export async function chooseEnvironment(wanted: string | undefined): Promise<ChosenEnvironment> {
  const name = ENVIRONMENT_NAMES.find((candidate) => candidate === wanted);
  if (wanted !== undefined && name === undefined) {
    throw new EnvironmentError(`There is no environment "${wanted}": choose ${ENVIRONMENT_NAMES.join(' or ')}.`);
  }
  if (name !== undefined) return { name, why: 'it was asked for' };
  const engine = await engineStatus();
  if (engine.state === 'ready') return { name: 'containers', why: `a container engine answers, ${engine.version}` };
  return { name: 'embedded', why: `no container engine answers: ${engine.sentence.replace(/\.$/, '')}` };
}

/**
 * Starts an environment.
 * @throws EnvironmentError when it cannot be had
 */
export async function startEnvironment(name: EnvironmentName, options: EnvironmentOptions): Promise<Environment> {
  if (name === 'remote') return (load('./remote') as typeof Remote).connectRemote(options);
  if (name === 'containers') return (load('./containers') as typeof Containers).startContainers(options);
  const environment = await (load('./embedded') as typeof Embedded).startEmbedded(options);
  return (load('./migration-dust') as typeof Dust).withMigrationDust(environment, options);
}

/**
 * What an environment can do, without starting it.
 * @throws EnvironmentError where the description of a remote one cannot be read
 */
export function capabilitiesOf(name: EnvironmentName): readonly Capability[] {
  return name === 'remote'
    ? (load('./remote') as typeof Remote).readDescription().capabilities
    : startedCapabilities(name);
}

/**
 * How long the embedded system takes to sign a document and to check a signature.
 * @param rounds how often it is done
 */
export function timeSignatures(xml: string, rounds: number): Promise<SignatureTimes> {
  return (load('./signature-times') as typeof Signatures).timeSignatures(xml, rounds);
}
