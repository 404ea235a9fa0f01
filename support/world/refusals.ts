import type { AuthorisationResult, NoticeResult } from '../roles';
import { expectEqual, expectFound, expectNone, type ExpectationContext } from './expectation';

/**
 * Expects that nothing of an order or notice of the Migration Control Centre was refused.
 * @param what was ordered, as a part of a sentence: `notice of migration`
 * @throws UnmetExpectation that shows what was refused
 */
export function expectNoRefusal(refused: NoticeResult['refused'], what: string): void {
  const faults = refused.map(({ importMPAN, code, reason }) => `MPAN ${importMPAN} with ${code}, ${reason}`);
  expectNone(`${what} to be refused`, faults, { party: 'mcc', given: refused[0]?.code });
}

/**
 * Expects that an authorisation was accepted as a whole.
 * @param stem its name
 * @throws UnmetExpectation that shows why it was not
 */
export function expectAuthorised(stem: string, found: AuthorisationResult | undefined): void {
  const result = expectFound(`a result of the authorisation ${stem}`, found, { party: 'mcc' });
  const rejected = result.rows.find(({ status }) => status === 'rejected') ?? result.exception;
  expectEqual(`the status of the authorisation`, result.status, 'accepted', {
    party: 'mcc',
    message: `authorisation ${stem}`,
    given: rejected?.code,
    said: rejected?.reason,
  });
}

/** The reason of a refusal begins as a scenario says, where it says so. */
export function expectReason(
  given: string | undefined,
  { code, reason }: { readonly code: string; readonly reason?: string },
  context: ExpectationContext,
): void {
  if (reason === undefined) return;
  expectEqual(`the beginning of the reason of ${code}`, given?.slice(0, reason.length), reason, context);
}
