import type { FastifyRequest } from 'fastify';
import { SERVICES, type ServiceName } from '../../../environment';
import { Admitted } from './admission';
import { namesOf, type CALLERS } from './callers';
import type { ProcessName, ServiceConfig } from './config';
import { Refusal } from './refusal';

/** Who calls a service. */
export class Authentication {
  private readonly callers = new Admitted<ServiceName>();

  constructor(
    private readonly config: Pick<ServiceConfig<ProcessName>, 'service' | 'partyTokens'>,
    private readonly rules: () => typeof CALLERS.rules,
  ) {}

  /**
   * Lets a request pass whose caller proves to be a party that may call its route.
   * @throws Refusal 401 when it proves to be none, 403 when it may not
   */
  admit(request: FastifyRequest, parties: readonly ServiceName[]): void {
    const party = this.identify(request);
    const { url = '' } = request.routeOptions;
    if (!this.rules().mayCall(party, { url, parties })) {
      throw new Refusal(403, `The ${party} may not do this at the ${this.config.service}; ${namesOf(parties)} may.`);
    }
    this.callers.note(request, party);
  }

  /**
   * The party that calls a route which asks for one.
   * @throws Error where the route asks for none
   */
  party(request: FastifyRequest): ServiceName {
    return this.callers.of(request);
  }

  private identify(request: FastifyRequest): ServiceName {
    const { service, partyTokens } = this.config;
    const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ');
    const [role, token = ''] = credentials.split(':');
    const party = SERVICES.find((name) => name === role);
    // A token is compared for an unknown party too, so that it takes as long.
    const isRight = this.rules().proves(token, (party && partyTokens[party]) ?? '');
    if (scheme !== 'Party' || party === undefined || token === '' || !isRight) {
      throw new Refusal(
        401,
        `The ${service} does not know who is calling: send "Authorization: Party <role>:<token>".`,
      );
    }
    return party;
  }
}
