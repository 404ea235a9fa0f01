import { DEVICE_TYPES } from '../../../domain/device-types';
import { BODY_READERS } from '../../../duis/requests/bodies';
import { NOT_SMETS1 } from '../../../duis/requests/not-smets1';
import type { UserRole } from '../../../../../environment';
import type { DeviceStatus } from '../inventory/inventory';
import type { ServiceRules } from './service-requests';

const ROLES: readonly UserRole[] = ['IS', 'GS', 'RSA', 'ED', 'GT', 'ES', 'OU'];
/** What a user puts on a request. MODEL: 1 also on critical ones, for SMETS1 has no round of pre-commands; 8 for the DCC's own. */
const TO_DEVICE = { commandVariant: 1, webService: 'serviceS' } as const;
const TO_DCC = { commandVariant: 8, webService: 'serviceD' } as const;

/** What it is doubtful that SMETS1 has: no model has it unless it is declared (MODEL). */
const DOUBTFUL = 'RECOLLECTION low';

/** @param smets1 how sure it is that SMETS1 has the variant */
function ofDevice(
  variant: string,
  roles: string,
  types: string,
  smets1: string,
  statuses: readonly DeviceStatus[] = ['Commissioned'],
): ServiceRules {
  const targets = DEVICE_TYPES.filter((type) => types.split(' ').includes(type));
  const rules = { variant, roles: rolesOf(roles), ...TO_DEVICE, targets, statuses, provenance: provenanceOf(smets1) };
  return smets1 === DOUBTFUL ? { ...rules, declaredOnly: true } : rules;
}

function ofDcc(variant: string, roles: string, smets1: string): ServiceRules {
  const about = ABOUT[variant] ?? {};
  return { variant, roles: rolesOf(roles), ...TO_DCC, targets: ['DSP'], ...about, provenance: provenanceOf(smets1) };
}

/** What the devices must be that requests to the DCC itself are about (MODEL but for the meanings of the statuses). */
const ABOUT: Readonly<Record<string, Pick<ServiceRules, 'statuses' | 'eligibility'>>> = {
  '5.1': { statuses: ['Commissioned'] },
  '8.3': { statuses: ['Commissioned', 'InstalledNotCommissioned', 'Suspended'] },
  '8.4': { eligibility: 'in-care' },
};

function rolesOf(words: string): readonly UserRole[] {
  return ROLES.filter((role) => words.split(' ').includes(role));
}

function provenanceOf(smets1: string): string {
  return `roles and device types SOURCED (public request table, DUIS schema); that SMETS1 has it ${smets1}`;
}

/** The service requests of this system. */
const OF_SMETS1: readonly ServiceRules[] = [
  ofDevice('1.1.1', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('1.1.2', 'IS', 'ESME', DOUBTFUL),
  ofDevice('1.2.1', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('1.2.2', 'IS', 'ESME', DOUBTFUL),
  ofDevice('1.5', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('1.6', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('1.7', 'IS', 'ESME', 'RECOLLECTION medium'),
  ofDevice('2.1', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('2.2', 'IS GS', 'ESME GSME', 'SOURCED'),
  ofDevice('2.3', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('2.5', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('3.1', 'IS GS', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('3.2', 'IS GS', 'ESME GPF', 'RECOLLECTION high'),
  ofDevice('3.3', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('3.4', 'IS GS', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('3.5', 'IS GS', 'ESME GSME', DOUBTFUL),
  ofDevice('4.1.1', 'IS GS ED GT', 'ESME GSME GPF', 'RECOLLECTION high'),
  ofDevice('4.1.2', 'IS GS ED GT', 'ESME GSME GPF', 'RECOLLECTION high'),
  ofDevice('4.1.3', 'IS ED', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.1.4', 'GS', 'GSME GPF', 'RECOLLECTION medium'),
  ofDevice('4.2', 'ED ES', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.3', 'IS GS', 'ESME GSME GPF', 'RECOLLECTION high'),
  ofDevice('4.4.2', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('4.4.3', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('4.4.4', 'IS GS', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('4.4.5', 'IS GS', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('4.6.1', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('4.6.2', 'ES', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.8.1', 'IS GS ED GT OU', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('4.8.2', 'IS ED OU', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.8.3', 'ED ES OU', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.10', 'IS GS ED GT', 'ESME GSME', 'SOURCED'),
  ofDevice('4.11.1', 'IS GS OU', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('4.11.2', 'IS OU', 'ESME', DOUBTFUL),
  ofDevice('4.12.1', 'IS ED', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.12.2', 'ED ES', 'ESME', DOUBTFUL),
  ofDevice('4.13', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('4.14', 'IS GS', 'ESME GSME GPF', 'RECOLLECTION medium'),
  ofDevice('4.15', 'IS ED', 'ESME', 'RECOLLECTION medium'),
  ofDevice('4.16', 'IS ED', 'ESME', 'RECOLLECTION high'),
  ofDevice('4.17', 'IS GS ED GT OU', 'ESME GPF', 'RECOLLECTION medium'),
  ofDevice('4.18', 'IS GS', 'ESME GSME GPF', 'RECOLLECTION high'),
  ofDcc('5.1', 'IS GS ED GT ES OU', 'SOURCED'),
  ofDcc('5.2', 'IS GS ED GT ES OU', 'RECOLLECTION high'),
  ofDcc('5.3', 'IS GS ED GT ES OU', 'RECOLLECTION high'),
  ofDevice('6.2.1', 'IS RSA ED', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.2.2', 'IS RSA ED', 'ESME', DOUBTFUL),
  ofDevice('6.2.3', 'IS GS RSA', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('6.2.4', 'IS GS RSA ED GT ES OU', 'ESME GSME CHF', 'RECOLLECTION high'),
  ofDevice('6.2.5', 'IS RSA', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.2.7', 'IS GS RSA ED GT ES OU', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.2.8', 'GS RSA GT', 'GSME', 'RECOLLECTION medium'),
  ofDevice('6.2.9', 'IS GS RSA', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.2.10', 'IS GS ED', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('6.4.1', 'IS', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.4.2', 'IS', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.5', 'ED', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.6', 'GS', 'GSME', 'RECOLLECTION medium'),
  ofDevice('6.7', 'GS', 'GSME', DOUBTFUL),
  ofDevice('6.8', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.11', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.12', 'IS', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.13', 'IS GS RSA ED GT', 'ESME GSME CHF', 'SOURCED'),
  ofDevice('6.15.1', 'IS GS ED GT', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.18.1', 'ED', 'ESME', DOUBTFUL),
  ofDevice('6.18.2', 'ED', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.20.1', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.20.2', 'ES', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.21', 'IS GS', 'GPF', 'RECOLLECTION medium'),
  ofDevice('6.22', 'IS GS ED', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.23', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('6.24.1', 'IS GS ED GT', 'ESME GSME GPF CHF', 'RECOLLECTION high'),
  ofDevice('6.25', 'IS', 'ESME', 'RECOLLECTION medium'),
  ofDevice('6.26', 'IS', 'ESME', DOUBTFUL),
  ofDevice('6.27', 'ED', 'ESME', DOUBTFUL),
  ofDevice('7.1', 'IS', 'ESME', 'RECOLLECTION high'),
  ofDevice('7.2', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('7.3', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('7.4', 'IS GS RSA ED GT ES', 'ESME GSME', 'RECOLLECTION high'),
  ofDevice('8.1.1', 'IS GS', 'ESME GSME', 'RECOLLECTION high', ['Pending', 'Whitelisted', 'InstalledNotCommissioned']),
  ofDcc('8.2', 'IS GS RSA ED GT ES OU', 'SOURCED'),
  ofDcc('8.3', 'IS GS', 'RECOLLECTION high'),
  ofDcc('8.4', 'IS GS RSA ED GT ES OU', 'RECOLLECTION high'),
  ofDevice('8.7.1', 'IS GS', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('8.7.2', 'IS GS OU', 'GSME PPMID', 'RECOLLECTION medium'),
  ofDevice('8.8.1', 'IS GS', 'ESME GSME', 'RECOLLECTION medium'),
  ofDevice('8.8.2', 'IS GS OU', 'GSME PPMID', 'RECOLLECTION medium'),
  ofDevice('8.9', 'IS GS OU', 'CHF GPF ESME GSME', 'RECOLLECTION high'),
  ofDevice('8.11', 'IS GS OU', 'CHF', 'RECOLLECTION high'),
  ofDevice('9.1', 'OU', 'ESME GSME', DOUBTFUL),
  ofDcc('11.1', 'IS GS', 'RECOLLECTION high'),
  ofDevice('11.2', 'IS GS RSA ED GT ES OU', 'ESME GSME CHF', 'RECOLLECTION high'),
  ofDevice('11.3', 'IS GS', 'ESME GSME', 'RECOLLECTION high'),
  ofDcc('12.2', 'IS GS RSA ED GT ES OU', 'RECOLLECTION high'),
  ofDevice('14.1', 'GT', 'GSME', DOUBTFUL),
];

const SUPPORTED = new Set(OF_SMETS1.map(({ variant }) => variant));

/** Requests that no device here has: they fit no target, however they are sent (MODEL: the real answer is not public). */
const OF_OTHERS: readonly ServiceRules[] = [...Object.keys(BODY_READERS), ...Object.keys(NOT_SMETS1)]
  .filter((variant) => !SUPPORTED.has(variant))
  .map((variant) => ({
    variant,
    roles: ROLES,
    targets: [],
    provenance: `${
      variant in NOT_SMETS1
        ? 'INFERENCE that SMETS1 lacks it'
        : `${DOUBTFUL} that SMETS1 has it, and here is no record of the coverage of premises`
    }; whoever sends it is refused as not fitting the device MODEL`,
  }));

/** The rules of every service reference variant that can be read, by variant. */
export const SERVICE_RULES: ReadonlyMap<string, ServiceRules> = new Map(
  [...OF_SMETS1, ...OF_OTHERS].map((rules) => [rules.variant, rules]),
);
