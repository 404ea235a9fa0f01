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

function ofDevice(
  variant: string,
  roles: string,
  types: string,
  statuses: readonly DeviceStatus[] = ['Commissioned'],
): ServiceRules {
  const targets = DEVICE_TYPES.filter((type) => types.split(' ').includes(type));
  return { variant, roles: rolesOf(roles), ...TO_DEVICE, targets, statuses };
}

/** What it is doubtful that SMETS1 has: no model has it unless it is declared (MODEL). */
function ofFewModels(variant: string, roles: string, types: string): ServiceRules {
  return { ...ofDevice(variant, roles, types), declaredOnly: true };
}

function ofDcc(variant: string, roles: string): ServiceRules {
  return { variant, roles: rolesOf(roles), ...TO_DCC, targets: ['DSP'], ...ABOUT[variant] };
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

/**
 * The service requests of this system. Roles and device types SOURCED (public request table, DUIS schema); how sure it is that SMETS1
 * has each stands in the contract of service requests.
 */
const OF_SMETS1: readonly ServiceRules[] = [
  ofDevice('1.1.1', 'IS GS', 'ESME GSME'),
  ofFewModels('1.1.2', 'IS', 'ESME'),
  ofDevice('1.2.1', 'IS GS', 'ESME GSME'),
  ofFewModels('1.2.2', 'IS', 'ESME'),
  ofDevice('1.5', 'IS GS', 'ESME GSME'),
  ofDevice('1.6', 'IS GS', 'ESME GSME'),
  ofDevice('1.7', 'IS', 'ESME'),
  ofDevice('2.1', 'IS GS', 'ESME GSME'),
  ofDevice('2.2', 'IS GS', 'ESME GSME'),
  ofDevice('2.3', 'IS GS', 'ESME GSME'),
  ofDevice('2.5', 'IS GS', 'ESME GSME'),
  ofDevice('3.1', 'IS GS', 'ESME GSME'),
  ofDevice('3.2', 'IS GS', 'ESME GPF'),
  ofDevice('3.3', 'IS GS', 'ESME GSME'),
  ofDevice('3.4', 'IS GS', 'ESME GSME'),
  ofFewModels('3.5', 'IS GS', 'ESME GSME'),
  ofDevice('4.1.1', 'IS GS ED GT', 'ESME GSME GPF'),
  ofDevice('4.1.2', 'IS GS ED GT', 'ESME GSME GPF'),
  ofDevice('4.1.3', 'IS ED', 'ESME'),
  ofDevice('4.1.4', 'GS', 'GSME GPF'),
  ofDevice('4.2', 'ED ES', 'ESME'),
  ofDevice('4.3', 'IS GS', 'ESME GSME GPF'),
  ofDevice('4.4.2', 'IS GS', 'ESME GSME'),
  ofDevice('4.4.3', 'IS GS', 'ESME GSME'),
  ofDevice('4.4.4', 'IS GS', 'ESME GSME'),
  ofDevice('4.4.5', 'IS GS', 'ESME GSME'),
  ofDevice('4.6.1', 'IS GS', 'ESME GSME'),
  ofDevice('4.6.2', 'ES', 'ESME'),
  ofDevice('4.8.1', 'IS GS ED GT OU', 'ESME GSME'),
  ofDevice('4.8.2', 'IS ED OU', 'ESME'),
  ofDevice('4.8.3', 'ED ES OU', 'ESME'),
  ofDevice('4.10', 'IS GS ED GT', 'ESME GSME'),
  ofDevice('4.11.1', 'IS GS OU', 'ESME GSME'),
  ofFewModels('4.11.2', 'IS OU', 'ESME'),
  ofDevice('4.12.1', 'IS ED', 'ESME'),
  ofFewModels('4.12.2', 'ED ES', 'ESME'),
  ofDevice('4.13', 'IS GS', 'ESME GSME'),
  ofDevice('4.14', 'IS GS', 'ESME GSME GPF'),
  ofDevice('4.15', 'IS ED', 'ESME'),
  ofDevice('4.16', 'IS ED', 'ESME'),
  ofDevice('4.17', 'IS GS ED GT OU', 'ESME GPF'),
  ofDevice('4.18', 'IS GS', 'ESME GSME GPF'),
  ofDcc('5.1', 'IS GS ED GT ES OU'),
  ofDcc('5.2', 'IS GS ED GT ES OU'),
  ofDcc('5.3', 'IS GS ED GT ES OU'),
  ofDevice('6.2.1', 'IS RSA ED', 'ESME'),
  ofFewModels('6.2.2', 'IS RSA ED', 'ESME'),
  ofDevice('6.2.3', 'IS GS RSA', 'ESME GSME'),
  ofDevice('6.2.4', 'IS GS RSA ED GT ES OU', 'ESME GSME CHF'),
  ofDevice('6.2.5', 'IS RSA', 'ESME'),
  ofDevice('6.2.7', 'IS GS RSA ED GT ES OU', 'ESME GSME'),
  ofDevice('6.2.8', 'GS RSA GT', 'GSME'),
  ofDevice('6.2.9', 'IS GS RSA', 'ESME GSME'),
  ofDevice('6.2.10', 'IS GS ED', 'ESME GSME'),
  ofDevice('6.4.1', 'IS', 'ESME'),
  ofDevice('6.4.2', 'IS', 'ESME'),
  ofDevice('6.5', 'ED', 'ESME'),
  ofDevice('6.6', 'GS', 'GSME'),
  ofFewModels('6.7', 'GS', 'GSME'),
  ofDevice('6.8', 'IS GS', 'ESME GSME'),
  ofDevice('6.11', 'IS GS', 'ESME GSME'),
  ofDevice('6.12', 'IS', 'ESME'),
  ofDevice('6.13', 'IS GS RSA ED GT', 'ESME GSME CHF'),
  ofDevice('6.15.1', 'IS GS ED GT', 'ESME GSME'),
  ofFewModels('6.18.1', 'ED', 'ESME'),
  ofDevice('6.18.2', 'ED', 'ESME'),
  ofDevice('6.20.1', 'IS GS', 'ESME GSME'),
  ofDevice('6.20.2', 'ES', 'ESME'),
  ofDevice('6.21', 'IS GS', 'GPF'),
  ofDevice('6.22', 'IS GS ED', 'ESME GSME'),
  ofDevice('6.23', 'IS GS', 'ESME GSME'),
  ofDevice('6.24.1', 'IS GS ED GT', 'ESME GSME GPF CHF'),
  ofDevice('6.25', 'IS', 'ESME'),
  ofFewModels('6.26', 'IS', 'ESME'),
  ofFewModels('6.27', 'ED', 'ESME'),
  ofDevice('7.1', 'IS', 'ESME'),
  ofDevice('7.2', 'IS GS', 'ESME GSME'),
  ofDevice('7.3', 'IS GS', 'ESME GSME'),
  ofDevice('7.4', 'IS GS RSA ED GT ES', 'ESME GSME'),
  ofDevice('8.1.1', 'IS GS', 'ESME GSME', ['Pending', 'Whitelisted', 'InstalledNotCommissioned']),
  ofDcc('8.2', 'IS GS RSA ED GT ES OU'),
  ofDcc('8.3', 'IS GS'),
  ofDcc('8.4', 'IS GS RSA ED GT ES OU'),
  ofDevice('8.7.1', 'IS GS', 'ESME GSME'),
  ofDevice('8.7.2', 'IS GS OU', 'GSME PPMID'),
  ofDevice('8.8.1', 'IS GS', 'ESME GSME'),
  ofDevice('8.8.2', 'IS GS OU', 'GSME PPMID'),
  ofDevice('8.9', 'IS GS OU', 'CHF GPF ESME GSME'),
  ofDevice('8.11', 'IS GS OU', 'CHF'),
  ofFewModels('9.1', 'OU', 'ESME GSME'),
  ofDcc('11.1', 'IS GS'),
  ofDevice('11.2', 'IS GS RSA ED GT ES OU', 'ESME GSME CHF'),
  ofDevice('11.3', 'IS GS', 'ESME GSME'),
  ofDcc('12.2', 'IS GS RSA ED GT ES OU'),
  ofFewModels('14.1', 'GT', 'GSME'),
];

const SUPPORTED = new Set(OF_SMETS1.map(({ variant }) => variant));

/** Requests that no device here has: they fit no target, however they are sent (MODEL: the real answer is not public). */
const OF_OTHERS: readonly ServiceRules[] = [...Object.keys(BODY_READERS), ...Object.keys(NOT_SMETS1)]
  .filter((variant) => !SUPPORTED.has(variant))
  .map((variant) => ({ variant, roles: ROLES, targets: [] }));

/** The rules of every service reference variant that can be read, by variant. */
export const SERVICE_RULES: ReadonlyMap<string, ServiceRules> = new Map(
  [...OF_SMETS1, ...OF_OTHERS].map((rules) => [rules.variant, rules]),
);
