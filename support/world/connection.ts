import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { publishedDispatch, type Dispatch, type EnvironmentDescription } from '../../environments/environment';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS, type OfficialSchemas } from '../interfaces/duis/official-schemas';
import { UnusableEnvironmentError } from '../roles';

/** The variable that names the file with the description of the environment. */
export const MIGRATION_ENVIRONMENT = 'MIGRATION_ENVIRONMENT';

/** Enough of a description's shape to say in one sentence when the file is something else. */
const shape = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), z.url()),
  capabilities: z.array(z.string()),
  organisations: z.array(z.looseObject({ key: z.string(), eui: z.string() })),
  partyTokens: z.record(z.string(), z.string()),
  certificates: z.record(z.string(), z.string()),
});

/**
 * Reads the description of the environment that the run started or was given.
 * @throws UnusableEnvironmentError when there is none or it cannot be read
 */
export function describedEnvironment(): EnvironmentDescription {
  const file = process.env[MIGRATION_ENVIRONMENT];
  if (file === undefined || file === '') {
    throw new UnusableEnvironmentError(
      `No environment is given: ${MIGRATION_ENVIRONMENT} must name the file that describes it.`,
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnusableEnvironmentError(`The description of the environment, ${file}, cannot be read: ${why}`);
  }
  const checked = shape.safeParse(content);
  if (!checked.success) {
    throw new UnusableEnvironmentError(`${file} describes no environment: ${z.prettifyError(checked.error)}`);
  }
  return content as EnvironmentDescription;
}

/**
 * How the environment of this process is reached without sockets.
 * @throws UnusableEnvironmentError where it runs elsewhere
 */
export function dispatchOfThisProcess(): Dispatch {
  const dispatch = publishedDispatch();
  if (dispatch !== undefined) return dispatch;
  throw new UnusableEnvironmentError('The environment does not run in this process: start it again with --sockets.');
}

const loaded = new Map<string, Promise<OfficialSchemas>>();

/** The official DUIS and MMC schemas where somebody has them; loaded once. */
export function officialSchemas(): Promise<OfficialSchemas> {
  const folder = process.env[OFFICIAL_SCHEMAS] ?? '';
  const schemas = loaded.get(folder) ?? loadOfficialSchemas(folder);
  loaded.set(folder, schemas);
  return schemas;
}
