/** Reports of days and weeks, reckoned from what is listed to a supplier (`interfaces.md`). */

/** An attempt that has ended, as its Commissioning Outcome File has it. */
export interface EndedAttempt {
  readonly result: string;
  readonly code?: string | undefined;
  /** When the Migration Control Centre received the file, ISO 8601: from then on the outcome is final. */
  readonly receivedAt: string;
}

/** A row of the errors by code. */
export interface ErrorRow {
  readonly rank: number;
  readonly code: string;
  readonly failures: number;
  readonly share: number;
  readonly cumulativeShare: number;
}

/** Failed attempts by code: the most frequent first, equally frequent ones in the order of the codes; per cent with one decimal. */
export function errorsOf(attempts: readonly EndedAttempt[]): ErrorRow[] {
  const failed = attempts.filter(({ result }) => result === 'NotMigrated').map(({ code = 'none' }) => code);
  const codes = [...new Set(failed)].sort();
  const counted = codes.map((code) => ({ code, failures: failed.filter((one) => one === code).length }));
  const percent = (part: number): number => Math.round((part * 1000) / failed.length) / 10;
  let cumulative = 0;
  return counted
    .sort((one, other) => other.failures - one.failures)
    .map(({ code, failures }, index) => {
      cumulative += failures;
      return { rank: index + 1, code, failures, share: percent(failures), cumulativeShare: percent(cumulative) };
    });
}

/** The refused rows of an authorisation by code, in the order of the codes; undefined where none was refused. */
export function refusalsOf(rows: readonly { readonly code?: string | undefined }[]): string | undefined {
  const refused = rows.flatMap(({ code }) => code ?? []);
  const codes = [...new Set(refused)].sort();
  if (codes.length === 0) return undefined;
  return codes.map((code) => `${code}: ${refused.filter((one) => one === code).length}`).join('; ');
}
