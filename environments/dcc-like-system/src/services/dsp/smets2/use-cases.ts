import type { GbcsCommand } from '../../../domain/gbcs';
import type { RequestBody } from '../../../duis/requests/bodies';
import type { ServiceRequest } from '../../../duis/request';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import type { InventoryEntry } from '../inventory/inventory';
import { SERVICE_RULES } from '../gateway/service-request-table';
import type { ServiceRules, TargetType } from '../gateway/service-requests';

/** What a SMETS2+ device is told for a service reference variant. */
interface UseCase {
  /** The user signs it itself, in a second round (flags SOURCED: public request table). */
  readonly critical: boolean;
  readonly targets: readonly TargetType[];
  readonly ask: (body: RequestBody) => Pick<GbcsCommand, 'operation' | 'body'>;
}

const METERS: readonly TargetType[] = ['ESME', 'GSME'];

function reads(name: string, targets = METERS): UseCase {
  return {
    critical: false,
    targets,
    ask: (body) => {
      const { from, to, log } = body.kind === 'log' ? body : {};
      return { operation: 'get', body: { name, ...(from && to ? { from, to } : {}), ...(log ? { log } : {}) } };
    },
  };
}

function orders(name: string, critical: boolean, targets = METERS): UseCase {
  return { critical, targets, ask: () => ({ operation: 'act', body: { name, value: '{}' } }) };
}

/** Variants that the SMETS2+ devices here have: a small part of what real ones have (MODEL). */
const USE_CASES: Readonly<Record<string, UseCase>> = {
  '3.3': orders('clear-event-log', false),
  '4.1.1': { critical: false, targets: METERS, ask: () => ({ operation: 'read-registers', body: {} }) },
  '4.8.1': reads('profile'),
  '6.2.7': reads('mpxn'),
  '6.13': reads('event-log'),
  '6.22': {
    critical: false,
    targets: METERS,
    ask: (body) => {
      const behaviour = body.kind === 'alert-behaviour' ? body.behaviour : {};
      return { operation: 'set', body: { name: 'alert-behaviour', value: JSON.stringify(behaviour) } };
    },
  },
  '7.1': orders('enable-supply', true, ['ESME']),
  '7.2': orders('disable-supply', true),
  '7.3': orders('arm-supply', true),
  '7.4': reads('supply'),
  '11.2': reads('firmware', ['ESME', 'GSME', 'CHF']),
};

/** Ways of a request to a SMETS2+ device, by its command variant (SOURCED: DUIS schema). */
export const DIRECT = { commandVariant: 1, webService: 'serviceS' } as const;
export const TRANSFORM = { commandVariant: 4, webService: 'serviceT' } as const;
const SIGNED_PRE_COMMAND = { commandVariant: 5, webService: 'serviceS' } as const;

/** What decides on the rules of a request, beside its device. */
type AskedFor = Pick<ServiceRequest, 'variant' | 'commandVariant' | 'body'>;

/** The rules of a request by the kind of device that it goes to; undefined where none are known for its variant. */
export const RULES_BY_DEVICE = area('dsp-rules-by-device', {
  smets1: ({ variant }: AskedFor): ServiceRules | undefined => SERVICE_RULES.get(variant),
  /** A variant that SMETS2+ devices do not have here fits none of them. */
  smets2: ({ variant, body }: AskedFor): ServiceRules | undefined => {
    const usual = SERVICE_RULES.get(variant);
    if (!usual) return undefined;
    const useCase = USE_CASES[variant];
    if (!useCase) return { ...usual, targets: [] };
    const { critical, targets } = useCase;
    if (body.kind === 'signed-pre-command') return { ...usual, ...SIGNED_PRE_COMMAND, targets };
    return { ...usual, ...(critical ? TRANSFORM : DIRECT), targets };
  },
});

/** The rules of a request, which depend on its device: of a device that nobody knows those of SMETS1 (MODEL). */
export function rulesFor(request: AskedFor, device: InventoryEntry | undefined, work: Work): ServiceRules | undefined {
  const { smets1, smets2 } = work.rules(RULES_BY_DEVICE);
  return device?.smets2 === true ? smets2(request) : smets1(request);
}

/** What a request asks of a SMETS2+ device. @throws Error for a variant that they do not have */
export function askedOf(variant: string, body: RequestBody): Pick<GbcsCommand, 'operation' | 'body'> {
  const useCase = USE_CASES[variant];
  if (!useCase) throw new Error(`SMETS2+ devices have no ${variant}.`);
  return useCase.ask(body);
}
