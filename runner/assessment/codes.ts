import type { CodeResult, ExecutionResult } from '../../reports/record/result-model';
import type { DeviceModelCombination } from '../../support/scope/dmc-catalogue';
import type { CodeTables } from '../../support/scope/codes';
import { whyNot } from '../../support/scope/profiles';

/**
 * Every published refusal code with the scenarios in which its party was seen to give it, and the codes that were seen beside
 * them.
 * @param dmcs combinations of the run; exceptions that depend on them ask those that something was run for
 * @param executions every execution of the run
 */
export function assessCodes(
  { published, explained, exceptions }: CodeTables,
  dmcs: readonly DeviceModelCombination[],
  executions: readonly ExecutionResult[],
): CodeResult[] {
  const ran = new Set(executions.filter(({ outcome }) => outcome !== 'does-not-apply').map(({ dmc }) => dmc));
  const entered = dmcs.filter(({ id }) => ran.has(id));
  const seen = new Map<string, Set<string>>();
  for (const { id, codes } of executions) {
    for (const { code, by } of codes) {
      const key = `${code} ${by}`;
      const ids = seen.get(key) ?? new Set();
      seen.set(key, ids.add(id));
    }
  }
  const own = published.map((entry): CodeResult => {
    const ids = seen.get(`${entry.code} ${entry.party}`) ?? new Set<string>();
    const exception = exceptions.find(
      ({ code, unless }) => code === entry.code && !entered.some((dmc) => unless !== undefined && has(dmc, unless)),
    );
    const provokedBy = [...ids];
    return {
      ...entry,
      published: true,
      provokedBy,
      ...(exception === undefined ? {} : { exception: exception.reason }),
    };
  });
  const known = new Set(published.map(({ code }) => code));
  const others = [...seen].flatMap(([key, ids]): CodeResult[] => {
    const [code = '', party = ''] = key.split(' ');
    if (known.has(code)) return [];
    const entry = explained.find((one) => one.code === code);
    const meaning = entry?.meaning ?? 'Not in the published tables.';
    const provenance = entry?.provenance ?? 'unknown';
    return [{ code, party, level: 'request', meaning, provenance, published: false, provokedBy: [...ids] }];
  });
  return [...own, ...others.sort((a, b) => a.code.localeCompare(b.code) || a.party.localeCompare(b.party))];
}

function has(dmc: DeviceModelCombination, profile: Parameters<typeof whyNot>[1][number]): boolean {
  return whyNot(dmc, [profile]) === undefined;
}
