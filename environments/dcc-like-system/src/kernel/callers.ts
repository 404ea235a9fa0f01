import { SERVICES, type ServiceName } from '../../../environment';
import type { MessageKind } from './message-kind';
import { area } from './rules';
import { sameSecret } from './secret';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The parties that may call a route; without it the route asks for no party. */
    readonly parties?: readonly ServiceName[];
  }
}

/** Every party that can prove who it is. */
export const ANY_PARTY: readonly ServiceName[] = SERVICES;

/** A route with the parties that may call it. */
export interface GuardedRoute {
  /** `/sims/:iccid/handover` */
  readonly url: string;
  readonly parties: readonly ServiceName[];
}

/** Who may do what at a service. */
export const CALLERS = area('kernel-callers', {
  /** Whether a token proves that it is the party with this one who calls. */
  proves: sameSecret,
  mayCall: (party: string, { parties }: GuardedRoute): boolean => isAmong(party, parties),
  /** @param name of the kind of message */
  maySend: (party: string, _name: string, { from }: MessageKind): boolean => isAmong(party, from),
});

/** `mcc or s1sp` */
export function namesOf(parties: readonly ServiceName[]): string {
  return parties.join(' or ');
}

function isAmong(party: string, parties: readonly ServiceName[]): boolean {
  return parties.some((known) => known === party);
}
