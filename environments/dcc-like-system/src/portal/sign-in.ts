import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { area } from '../kernel/rules';
import { table } from '../kernel/store';
import type { Work } from '../kernel/work';
import { sameSecret } from '../kernel/secret';
import type { ServiceContext } from '../kernel/service-context';
import { beginSession, type Account } from './sessions';

/** Failed sign-ins in a row, of one account or from one address. */
interface Failures {
  readonly count: number;
  /** Milliseconds of real time since 1970. */
  readonly last: number;
}

const FAILURES = table<Failures>('portal-failed-sign-ins');

/** Failures of an account, and from an address, after which the next sign-in has to wait (MODEL). */
const FREE = { account: 5, address: 30 };
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 300;
/** After that long without one, failures are forgotten. */
const FORGOTTEN_MS = 3_600_000;

/** How sign-ins are slowed down. */
export const SIGN_INS = area('portal-sign-ins', {
  /**
   * Milliseconds of real time: whoever guesses does so in it, while virtual time may stand still, which would shut an
   * account out for ever, or run, which would let in at once.
   */
  clock: (): number => Date.now(),
  /** Seconds from the last failure until the next sign-in is looked at: twice as many with each further failure. */
  waitAfter: (count: number, free: number): number =>
    count < free ? 0 : Math.min(FIRST_WAIT_SECONDS * 2 ** (count - free), LONGEST_WAIT_SECONDS),
});

/** Who signs in, and from where. */
export interface SignIn {
  readonly user: string;
  readonly password: string;
  readonly address: string;
}

/** Finds the organisation whose people sign in with this user name and password. */
type FindAccount = (service: ServiceContext, user: string, password: string) => Account | undefined;

/** Those whose people have this user name and password. */
export function accountsWith(service: ServiceContext, user: string, password: string): Account[] {
  return service.config.organisations.filter(({ portal }) => {
    // Both comparisons are always made.
    const sameUser = sameSecret(user, portal.user);
    const samePassword = sameSecret(password, portal.password);
    return sameUser && samePassword;
  });
}

/** Signs somebody in; a sentence why not. Nothing of the password is looked at before its time. */
export function signIn(
  work: Work,
  { user, password, address }: SignIn,
  reply: FastifyReply,
  find: FindAccount,
): string | undefined {
  const keys = [
    { key: `account/${createHash('sha256').update(user).digest('hex')}`, free: FREE.account },
    { key: `address/${address}`, free: FREE.address },
  ];
  const wait = Math.max(...keys.map(({ key, free }) => secondsLeft(work, key, free)));
  if (wait > 0) {
    reply.header('retry-after', String(wait)).status(429);
    return `Too many failed sign-ins: try again in ${wait} seconds.`;
  }
  const account = find(work.service, user, password);
  if (account) {
    for (const { key } of keys) work.remove(FAILURES, key);
    beginSession(work, reply, account);
    return undefined;
  }
  forgetOld(work);
  const now = work.rules(SIGN_INS).clock();
  for (const { key } of keys) work.put(FAILURES, key, { count: (work.get(FAILURES, key)?.count ?? 0) + 1, last: now });
  reply.status(403);
  return 'User name or password is wrong.';
}

function secondsLeft(work: Work, key: string, free: number): number {
  const failures = work.get(FAILURES, key);
  if (!failures) return 0;
  const { clock, waitAfter } = work.rules(SIGN_INS);
  const passed = (clock() - failures.last) / 1_000;
  return Math.max(0, Math.ceil(waitAfter(failures.count, free) - passed));
}

function forgetOld(work: Work): void {
  const oldest = work.rules(SIGN_INS).clock() - FORGOTTEN_MS;
  for (const { id, value } of work.list(FAILURES)) if (value.last < oldest) work.remove(FAILURES, id);
}
