import type { ServiceName } from '../../environments/environment';
import { PARTY_NAMES } from '../evidence/party-names';
import type { RouteAccess } from '../scope/route-access';
import { Client, type Answer } from './client';
import type { RoleContext } from './context';

/** Calls published routes with whatever credentials; in the report stands what is told of all calls together. */
export class RouteCaller {
  private readonly clients = new Map<RouteAccess['at'], Client>();

  constructor(private readonly context: RoleContext) {}

  /**
   * Calls a route and gives whatever was answered.
   * @param address its path with its parameters filled in
   * @param authorization what the caller shows of itself; undefined where it shows nothing
   * @throws UnusableEnvironmentError when nothing answers
   */
  async call(
    { at, method }: Pick<RouteAccess, 'at' | 'method'>,
    address: string,
    authorization: string | undefined,
    body?: object,
  ): Promise<Answer> {
    return this.clientAt(at).call({
      method,
      path: address,
      headers: {
        // Every message needs one; what is refused is not kept under it.
        'x-message-id': 'tester-without-right',
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body }),
    });
  }

  private clientAt(at: RouteAccess['at']): Client {
    const known = this.clients.get(at) ?? new Client(this.connectionTo(at), this.context.evidence);
    this.clients.set(at, known);
    return known;
  }

  private connectionTo(at: RouteAccess['at']): ConstructorParameters<typeof Client>[0] {
    const { environment, dispatch } = this.context;
    const baseUrl = at === 'lab' ? (environment.lab?.url ?? '') : environment.services[at];
    return {
      baseUrl,
      actor: 'Tester',
      counterpart: at === 'lab' ? 'Test lab' : PARTY_NAMES[at],
      ...(at === 'lab' ? {} : { service: at }),
      ...(dispatch === undefined ? {} : { dispatch }),
    };
  }
}

/** How a party shows who it is. @param token its own, unless a scenario forges it */
export function partyCredentials(party: ServiceName, token: string | undefined): string {
  return `Party ${party}:${token ?? ''}`;
}
