import { expect, it } from 'vitest';
import type { UserRole } from '../../scope/service-requests';
import { refusalByModel, refusalForWantOfRight, type Asker } from './rights';

const READ = { roles: ['IS', 'GS', 'ED', 'GT'] } as const;
const DISABLE = { roles: ['IS', 'GS'] } as const;
const ENABLE = { roles: ['IS'] } as const;
const ANYBODY = { roles: ['IS', 'GS', 'RSA', 'ED', 'GT', 'ES', 'OU'] } as const;

/** Worked by hand: request, sender, what the model lacks, the refusal. */
const BY_HAND: readonly (readonly [
  string,
  { readonly roles: readonly UserRole[] },
  Asker,
  string | undefined,
  string | undefined,
])[] = [
  ['a supplier reads its meter', READ, { roles: ['IS'], isParty: true }, undefined, undefined],
  ['a network operator reads a meter of its network', READ, { roles: ['ED'], isParty: true }, undefined, undefined],
  ['another supplier does not', READ, { roles: ['IS', 'GS'], isParty: false }, undefined, 'E4'],
  ['another network operator does not', READ, { roles: ['ED'], isParty: false }, undefined, 'E4'],
  ['a network operator does not disable a supply', DISABLE, { roles: ['ED'], isParty: true }, undefined, 'E2'],
  ['nor does another one, for the same reason', DISABLE, { roles: ['ED'], isParty: false }, undefined, 'E2'],
  ['a former supplier disables nothing', DISABLE, { roles: ['IS', 'GS'], isParty: false }, undefined, 'E4'],
  ['a gas supplier enables nothing', ENABLE, { roles: ['GS'], isParty: true }, undefined, 'E2'],
  ['one of two roles is enough', ENABLE, { roles: ['IS', 'GS'], isParty: true }, undefined, undefined],
  ['who is no user any more reads nothing', READ, { roles: [], isParty: true }, undefined, 'E1'],
  ['nor does it send what every role may send', ANYBODY, { roles: [], isParty: false }, undefined, 'E1'],
  ['a model that lacks a variant refuses its supplier', READ, { roles: ['IS'], isParty: true }, 'E11', 'E11'],
  ['and another supplier as well', READ, { roles: ['IS'], isParty: false }, 'E11', 'E11'],
  ['but a role without the right is refused as such', ENABLE, { roles: ['ED'], isParty: true }, 'E11', 'E2'],
  ['an Other User is anybody', ANYBODY, { roles: ['OU'], isParty: true }, undefined, undefined],
];

it.each(BY_HAND)('%s', (_what, request, asker, lacking, expected) => {
  expect(refusalForWantOfRight(request, asker, lacking)).toBe(expected);
});

it('is refused by the model what it is declared to lack, and what needs a function that nobody declares of it', () => {
  const meter = { deviceType: 'ESME', manufacturer: 'EF05', model: 'E1300B10' } as const;
  const lacking = { notApplicable: [{ ...meter, variant: '6.8', refusedWith: 'E5' }], functionVariants: [] };
  const having = { notApplicable: [], functionVariants: [{ ...meter, variant: '4.12.2' }] };
  const answers = ['6.8', '4.12.1', '4.12.2', '6.7'].map((variant) => [
    refusalByModel(lacking, { variant }, meter),
    refusalByModel(having, { variant }, meter),
  ]);
  expect(answers).toEqual([
    ['E5', undefined],
    [undefined, undefined],
    ['E11', undefined],
    // Of a function of gas meters an electricity meter is not asked: its type does not fit.
    [undefined, undefined],
  ]);
});
