import path from 'node:path';
import { Writable } from 'node:stream';
import { loadConfiguration, loadSupport, type IRunEnvironment, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { RunError, sentenceOf } from '../../../support/scope/errors';
import { fitOf } from './literals';

/** Step definitions, world and hooks of the project. */
export const SUPPORT_CODE = ['support/world/**/!(*.test).ts', 'steps/**/!(*.test).ts'] as const;

/** Step definitions as cucumber loaded them, and where it looks for what it is told by name. */
export interface LoadedSteps {
  readonly environment: IRunEnvironment;
  readonly library: ISupportCodeLibrary;
}

const libraries = new Map<string, Promise<ISupportCodeLibrary>>();

/**
 * Loads the step definitions, once in a process: the check of a selection and its run share them.
 * @param root folder of the project
 * @param supportCode patterns of the files with step definitions, world and hooks, relative to it
 * @throws RunError when they cannot be loaded
 */
export async function loadSteps(root: string, supportCode: readonly string[] = SUPPORT_CODE): Promise<LoadedSteps> {
  // Cucumber's own output is not shown: progress and results come from its messages.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const environment: IRunEnvironment = { cwd: path.resolve(root), stdout: silent };
  const files = supportCode.map((pattern) => path.resolve(root, pattern));
  // Relative: in the path of a project any character is a letter, in a pattern some are not.
  const patterns = files.map((file) => path.relative(root, file));
  // Modules register their steps once in a process: loading them again would give a library without any.
  const key = files.join('\n');
  const library = libraries.get(key) ?? loadLibrary(patterns, environment);
  libraries.set(key, library);
  return { environment, library: await library };
}

/** A step definition of cucumber's, as far as it is changed here. */
interface MatchingDefinition {
  readonly pattern: string | RegExp;
  readonly expression: { readonly treeRegexp: TreeRegexp };
  matchesStepName(text: string): boolean;
}

/** What cucumber finds the groups of an expression with. */
interface TreeRegexp {
  regexp: RegExp;
  readonly groupBuilder: { build(found: RegExpExecArray, nextGroup: () => number): unknown };
  match(text: string): unknown;
}

/**
 * Has definitions match with less work: cucumber compiles and tries all expressions on every step, and rewrites each one that fits so
 * as to learn where its groups stand, which the regular expressions of Node tell by themselves. It takes a second in each process.
 */
function sparingly(library: ISupportCodeLibrary): ISupportCodeLibrary {
  for (const definition of holdsDefinitions(library) ? library.stepDefinitions : []) {
    const { treeRegexp } = definition.expression;
    const regexp = new RegExp(treeRegexp.regexp, `d${treeRegexp.regexp.flags}`);
    definition.matchesStepName = fitOf(definition.pattern, regexp);
    treeRegexp.regexp = regexp;
    treeRegexp.match = (text) => {
      const found = regexp.exec(text);
      let group = 0;
      return found === null ? null : treeRegexp.groupBuilder.build(found, () => group++);
    };
  }
  return { ...library, originalCoordinates: { ...library.originalCoordinates, requirePaths: [LOADED] } };
}

/** Where cucumber looks for step definitions at the begin of each run, though they are loaded: it finds nothing there, at once. */
const LOADED = 'loaded';

function holdsDefinitions(
  library: ISupportCodeLibrary,
): library is ISupportCodeLibrary & { readonly stepDefinitions: readonly MatchingDefinition[] } {
  return 'stepDefinitions' in library && Array.isArray(library.stepDefinitions);
}

/** Cucumber asks the stack where each step is defined, and only its top tells: to find the lines of all takes long. */
const FRAMES = 6;

async function loadLibrary(patterns: readonly string[], environment: IRunEnvironment): Promise<ISupportCodeLibrary> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  try {
    const provided = { require: [...patterns] };
    const { runConfiguration } = await loadConfiguration({ file: false, provided }, environment);
    return sparingly(await loadSupport(runConfiguration, environment));
  } catch (error) {
    throw new RunError(`The step definitions cannot be loaded: ${sentenceOf(error)}`);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
