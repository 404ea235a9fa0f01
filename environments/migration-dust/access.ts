import { Admitted, type Guard } from '../dcc-like-system/src/kernel/admission';
import type { Request } from '../dcc-like-system/src/kernel/http';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';
import { area } from '../dcc-like-system/src/kernel/rules';
import { holdersOf, sameSecret } from '../dcc-like-system/src/kernel/secret';
import type { DustConfig, Participant, RemoteLab } from './config';

const participants = new Admitted<Participant>();
const labs = new Admitted<RemoteLab>();

/** Who is let in. */
export const ACCESS = area('dust-access', {
  /** Whether a token is that of the operators. */
  isOperator: (token: string, { operatorToken }: DustConfig): boolean => sameSecret(token, operatorToken),
});

/** The guards of the routes of one Migration DUST. */
export interface Guards {
  readonly participants: { readonly guard: Guard };
  readonly operators: { readonly guard: Guard };
  readonly remoteLabs: { readonly guard: Guard };
}

/** Guards that ask for the tokens of this configuration. */
export function guardsOf(config: DustConfig): Guards {
  const { participants: accounts, remoteLabs } = config;
  return {
    participants: {
      guard: (request) => {
        const [participant] = holdersOf(tokenOf(request), accounts, ({ token }) => token);
        if (!participant) throw unknown('participant');
        participants.note(request, participant);
        return undefined;
      },
    },
    operators: {
      guard: (request, _reply, service) => {
        const token = tokenOf(request);
        if (service.rules(ACCESS).isOperator(token, config)) return undefined;
        if (holdersOf(token, accounts, (one) => one.token).length === 0) throw unknown('operator');
        throw new Refusal(403, 'Only the operators of Migration DUST may do this.');
      },
    },
    remoteLabs: {
      guard: (request) => {
        const [lab] = holdersOf(tokenOf(request), remoteLabs, ({ token }) => token);
        if (!lab) throw unknown('remote laboratory');
        labs.note(request, lab);
        return undefined;
      },
    },
  };
}

/** The participant who calls. */
export function participantOf(request: Request): Participant {
  return participants.of(request);
}

/** The remote laboratory that calls. */
export function labOf(request: Request): RemoteLab {
  return labs.of(request);
}

function tokenOf({ headers: { authorization = '' } }: Request): string {
  const [scheme, token = ''] = authorization.split(' ');
  return scheme === 'Bearer' ? token : '';
}

function unknown(caller: string): Refusal {
  return new Refusal(
    401,
    `Migration DUST does not know who is calling: send "Authorization: Bearer <token of the ${caller}>".`,
  );
}
