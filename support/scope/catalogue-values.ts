import { z } from 'zod';

/**
 * What values of the catalogue may be. Each goes into files of the migration, and is as narrow as the type of its name in
 * `environments/contracts/schemas/common.xsd` (tested), so that a wrong one is refused here and does not fail a migration.
 */
export const CATALOGUE_VALUES = {
  GroupId: z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters'),
  ManufacturerCode: z.string().regex(/^[0-9A-F]{4}$/, 'expected four upper-case hex digits'),
  ModelCode: z.string().regex(/^[0-9A-F]{8}$/, 'expected eight upper-case hex digits'),
  FirmwareVersion: z
    .string()
    .regex(/^[0-9A-Z.]{1,8}$/, 'expected one to eight letters, digits or dots')
    // MODEL: those of digits alone are two or four octets, so that one that has lost its zeros shows.
    .refine((version) => !/^\d+$/.test(version) || [4, 8].includes(version.length), {
      error: 'expected four or eight digits where it has nothing but digits',
    }),
  Name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9 ._:\-]{0,63}$/,
      'expected up to 64 letters from A to Z, digits, spaces and . _ : -, of which the first is a letter or digit',
    )
    // A schema takes several spaces for one.
    .refine((name) => name === name.trim() && !name.includes('  '), 'expected single spaces, and none at the end'),
} as const;
