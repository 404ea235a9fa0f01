/** Which version a document about scope is: what was issued, and whether this is still that. */
import { createHash } from 'node:crypto';
import { date } from '../../text';
import { isFullSystem, type CommentOfTag, type DocumentVersion, type ScopeOfTesting } from './scope-model';

type ScopeDocument = CommentOfTag['document'];

/** Digits of the digest that documents print. */
const PRINTED = 12;

/**
 * Beginning of the SHA-256 of all that a document is drawn from, comments and versions left out: it changes when the scope does, whatever
 * else the suite changes.
 */
export function scopeDigest(scope: ScopeOfTesting, document: ScopeDocument): string {
  const { plan, formal, stages, cells, combinations, notInPlan, outOfScope, requirements, checks, defects } = scope;
  const concerned = scope.scenarios.filter(
    (one) => document === 'depth-and-breadth' || one.regression || isFullSystem(one),
  );
  const whole =
    document === 'depth-and-breadth' ? { notInPlan, outOfScope, checks, requests: scope.serviceRequests } : {};
  const text = JSON.stringify({
    plan,
    formal,
    stages,
    cells,
    combinations,
    requirements,
    defects,
    concerned,
    ...whole,
  });
  return createHash('sha256').update(text).digest('hex').slice(0, PRINTED);
}

/** Versions of a document that were issued for the releases of the plan. */
export function versionsOf({ versions, combinations }: ScopeOfTesting, document: ScopeDocument): DocumentVersion[] {
  const releases = new Set(combinations.map(({ dmc }) => dmc.release));
  return versions.filter((one) => one.document === document && releases.has(one.release));
}

/** Whether the scope is still that of the versions that were issued, in words. */
export function changedSince(scope: ScopeOfTesting, document: ScopeDocument): string {
  const issued = versionsOf(scope, document);
  const noted = issued.filter((one) => one.scope !== '');
  if (issued.length === 0) return 'No version was issued.';
  if (noted.length === 0) return 'Not known: no version that was issued noted its scope.';
  const digest = scopeDigest(scope, document);
  return noted.some((one) => one.scope === digest) ? 'The scope is unchanged.' : 'The scope has changed.';
}

/** The version in a sentence: an issued one where the scope is still the same, else a draft after those. */
export function versionSentence(scope: ScopeOfTesting, document: ScopeDocument): string {
  const digest = scopeDigest(scope, document);
  const issued = versionsOf(scope, document);
  const same = issued.findLast((one) => one.scope === digest);
  if (same !== undefined) return `Version ${same.version} of ${date(same.date)}, unchanged (scope ${digest}).`;
  const newest = [...Map.groupBy(issued, ({ release }) => release).values()].flatMap((own) => own.at(-1) ?? []);
  if (newest.length === 0) return `Draft: no version was issued for these releases (scope ${digest}).`;
  const named = newest.map(({ release, version, date: day }) => `${version} for ${release} (${date(day)})`);
  return `Draft after version ${named.join(', ')}; scope ${digest}. Note that scope with the version when it is issued.`;
}
