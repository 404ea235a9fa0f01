import { execFileSync } from 'node:child_process';
import { version as cucumberVersion } from '@cucumber/cucumber';

/**
 * What a run was made with, beside the environment: the suite by its commit, and the tools that could change a result.
 * @param root folder of the project
 */
export function suiteVersions(root: string): {
  readonly suite: string;
  readonly node: string;
  readonly cucumber: string;
} {
  return { suite: suiteCommit(root), node: process.version, cucumber: cucumberVersion };
}

/** What ran it: a build server or somebody's machine; never a person. */
export function executorName(): string {
  const place = process.env.CI === undefined ? 'a local machine' : 'continuous integration';
  return `${place} (${process.platform} ${process.arch})`;
}

function suiteCommit(root: string): string {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `commit ${git('rev-parse', 'HEAD')}${changed ? ' with local changes' : ''}`;
  } catch {
    return 'not under version control';
  }
}
