import type { ResponseCode } from '../../../duis/response-codes';
import type { RequestFacts } from './request-checks';
import type { ServiceContext } from '../../../kernel/service-context';

/** What a seeded defect leaves out. */
interface Blindness {
  readonly codes: readonly ResponseCode[];
  /** For which requests; absent: for every one. */
  readonly of?: (facts: RequestFacts) => boolean;
}

/** Seeded defects and the checks that each leaves out. */
const BLIND: Readonly<Record<string, Blindness>> = {
  'dsp-accepts-used-counter': { codes: ['E100'] },
  'dsp-ignores-unknown-user': { codes: ['E1'] },
  'dsp-ignores-role': { codes: ['E2'] },
  'dsp-serves-suspended-user': { codes: ['E3'] },
  'dsp-ignores-command-variant': { codes: ['E12'] },
  'dsp-takes-local-commands': { codes: ['E12'], of: ({ request }) => request.commandVariant === 2 },
  'dsp-takes-pre-commands': { codes: ['E12'], of: ({ request }) => request.commandVariant === 4 },
  'dsp-ignores-web-service': { codes: ['E13'] },
  'dsp-takes-its-own-requests-anywhere': { codes: ['E13'], of: ({ rules }) => rules.webService === 'serviceD' },
  'dsp-opens-transform-service': { codes: ['E13'], of: ({ webService }) => webService === 'serviceT' },
  'dsp-ignores-unknown-device': { codes: ['E19'] },
  'dsp-ignores-device-type': { codes: ['E11'] },
  'dsp-takes-what-smets1-lacks': { codes: ['E11'], of: ({ rules }) => rules.targets.length === 0 },
  'dsp-ignores-device-status': { codes: ['E5'] },
  'dsp-ignores-registration': { codes: ['E4'] },
  'dsp-lets-anybody-change-status': { codes: ['E4'], of: ({ request }) => request.variant === '8.4' },
  'dsp-answers-uncommissioned': {
    codes: ['E19', 'E11', 'E5', 'E4'],
    of: ({ subject }) => subject?.device?.status !== 'Commissioned',
  },
};

/** Seeded defects that make a check before its turn: the first comes before the second. */
const EARLY: Readonly<Record<string, readonly [ResponseCode, ResponseCode]>> = {
  'dsp-checks-suspension-before-counter': ['E3', 'E100'],
  'dsp-checks-suspension-before-role': ['E3', 'E2'],
  'dsp-checks-command-variant-before-role': ['E12', 'E2'],
  'dsp-checks-command-variant-before-suspension': ['E12', 'E3'],
  'dsp-checks-web-service-before-command-variant': ['E13', 'E12'],
  'dsp-checks-device-before-web-service': ['E19', 'E13'],
  'dsp-checks-type-before-device': ['E11', 'E19'],
  'dsp-checks-status-before-type': ['E5', 'E11'],
  'dsp-checks-registration-before-status': ['E4', 'E5'],
};

/** Checks that a seeded defect leaves out for this request. */
export function withoutByDefect(facts: RequestFacts, service: ServiceContext): readonly ResponseCode[] {
  return Object.entries(BLIND).flatMap(([id, { codes, of }]) =>
    service.defect(id) && (of?.(facts) ?? true) ? codes : [],
  );
}

/** What a seeded defect refuses that every role may send. */
export function refusedByDefect({ request }: RequestFacts, service: ServiceContext): ResponseCode | undefined {
  return request.variant === '11.2' && service.defect('dsp-forgets-right-to-firmware-version') ? 'E2' : undefined;
}

/** The checks in the order in which they are made: as published, unless a seeded defect makes one too early. */
export function inOrderOfService<C extends { readonly code: ResponseCode }>(
  checks: readonly C[],
  service: ServiceContext,
): readonly C[] {
  const swap = Object.entries(EARLY).find(([id]) => service.defect(id))?.[1];
  if (!swap) return checks;
  const [early, late] = swap;
  const rest = checks.filter(({ code }) => code !== early);
  const at = rest.findIndex(({ code }) => code === late);
  return [...rest.slice(0, at), ...checks.filter(({ code }) => code === early), ...rest.slice(at)];
}
