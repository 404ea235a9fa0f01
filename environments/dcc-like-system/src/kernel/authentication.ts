import type { FastifyRequest } from 'fastify';
import type { ServiceConfig } from './config';
import { Refusal } from './refusal';

/** Who calls a service. */
export class Authentication {
  constructor(private readonly config: Pick<ServiceConfig, 'service' | 'partyTokens'>) {}

  /**
   * The role that a request proves to be.
   * @throws Refusal 401 when it proves none, 403 when it is none of `allowed`.
   */
  party(request: FastifyRequest, ...allowed: string[]): string {
    const { service, partyTokens } = this.config;
    const [scheme, credentials] = (request.headers.authorization ?? '').split(' ');
    const [role, token] = (credentials ?? '').split(':');
    if (scheme !== 'Party' || !role || !token || partyTokens[role] !== token) {
      throw new Refusal(
        401,
        `The ${service} does not know who is calling: send "Authorization: Party <role>:<token>".`,
      );
    }
    if (allowed.length > 0 && !allowed.includes(role)) {
      throw new Refusal(403, `The ${role} may not do this at the ${service}; ${allowed.join(' or ')} may.`);
    }
    return role;
  }
}
