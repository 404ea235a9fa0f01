/** Finds the Java that writes the Allure report. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The one sentence, with its command, for a machine without Java. */
export const JAVA_MISSING =
  'No Java was found, which writes the Allure report: install it with ' +
  '"apt-get install -y --no-install-recommends default-jre-headless" (Debian), or set JAVA_HOME to the one you have.';

/** What was found when Java was looked for. */
export type JavaFinding =
  | { readonly state: 'present'; readonly program: string }
  /** Not there: installing it helps. */
  | { readonly state: 'missing'; readonly sentence: string }
  /** Named and not there: somebody has to decide. */
  | { readonly state: 'unusable'; readonly sentence: string };

/**
 * Looks for Java: where `JAVA_HOME` says, or else on the path. A name that is wrong is not ignored.
 * @param environment variables of the machine; tests replace them
 */
export async function findJava(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<JavaFinding> {
  const home = environment.JAVA_HOME ?? '';
  const program = home === '' ? 'java' : join(home, 'bin', 'java');
  try {
    // Started rather than looked at: some systems have a program of that name that only says where to get one.
    await promisify(execFile)(program, ['-version'], { env: environment });
    return { state: 'present', program };
  } catch {
    if (home === '') return { state: 'missing', sentence: JAVA_MISSING };
    return { state: 'unusable', sentence: `JAVA_HOME is ${home}, where no Java starts: correct it or unset it.` };
  }
}

/** The variables that name the language of a machine, that which holds first. */
const LOCALE = ['LC_ALL', 'LC_CTYPE', 'LANG'] as const;

/**
 * The variables that Java is started with: its way to read the names of files follows the language of the machine, and
 * without one that is UTF-8 it finds nothing in a folder whose name is more than ASCII.
 */
export function javaEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const locale = LOCALE.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';
  return /utf-?8/i.test(locale) ? environment : { ...environment, LC_ALL: 'C.UTF-8' };
}
