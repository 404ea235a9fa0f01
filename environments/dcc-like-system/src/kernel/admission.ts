import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from './service-context';
import type { Work } from './work';

/** What a guard may ask of the service whose routes it guards. */
export interface GuardedService extends ServiceContext {
  read<T>(look: (work: Work) => T): T;
}

/**
 * Looks who calls before anything else of a request is read: its address, query and body have no shape yet.
 * @returns the reply, where it has answered instead of letting the caller in
 * @throws Refusal 401 or 403
 */
export type Guard = (request: FastifyRequest, reply: FastifyReply, service: GuardedService) => FastifyReply | undefined;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call a route that asks for no party. */
    readonly guard?: Guard;
  }
}

/** Of a route that anybody may call, or whose documents prove by themselves who sends them. */
export const ANYBODY: Guard = () => undefined;

/** Who was let in with a request, for the handler of its route. */
export class Admitted<Caller> {
  private readonly callers = new WeakMap<FastifyRequest, Caller>();

  note(request: FastifyRequest, caller: Caller): void {
    this.callers.set(request, caller);
  }

  /** @throws Error where the route has not asked for such a caller */
  of(request: FastifyRequest): Caller {
    const caller = this.callers.get(request);
    if (caller === undefined) throw new Error(`The route ${request.routeOptions.url ?? ''} lets no such caller in.`);
    return caller;
  }
}
