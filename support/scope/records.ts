import { z } from 'zod';
import type { DeviceModelCombination } from './dmc-catalogue';
import { RECORD_KINDS, type RecordKind } from './plan';
import { RELEASES, type Release } from './releases';
import { readJson } from './json';

const quality = z.strictObject({
  /** Checks of what it delivers: how many were made, and how many passed. */
  checks: z.int().min(0),
  passed: z.int().min(0),
  /** Its reports that said otherwise than the device showed. */
  wrongReports: z.int().min(0),
  /** Defects of its system that are open. */
  openDefects: z.array(z.string().min(10)),
});

/** What was measured of the SMSO's system that delivers the configuration. */
export type SmsoQuality = z.output<typeof quality>;

const record = z
  .strictObject({
    kind: z.enum(RECORD_KINDS),
    release: z.enum(RELEASES),
    /** The DMC the record is about; absent where it is about the whole release. */
    dmc: z.string().min(1).optional(),
    /** Of `smso-quality`: the tag of the SMSO it is about, and what was measured. */
    smso: z.string().min(1).optional(),
    quality: quality.optional(),
    /** Of `release-exit`: the role that decided, never a name. */
    role: z.string().min(1).optional(),
    date: z.iso.date(),
    reference: z.string().min(1),
    statement: z.string().min(1),
  })
  .refine(({ kind, role }) => (kind === 'release-exit') === (role !== undefined), {
    path: ['role'],
    message: 'a "release-exit" names the role that decided, and no other record does',
  });

/** Something that happened outside the suite and that an entry criterion rests on. */
export type EvidenceRecord = z.output<typeof record>;

const recordsSchema = z.strictObject({ provenance: z.string().min(1), records: z.array(record) });

/**
 * Reads the recorded evidence for entry criteria.
 * @param file path of `evidence.json`
 * @throws RunError naming the file and every wrong field
 */
export function readRecords(file: string): EvidenceRecord[] {
  return readJson(file, recordsSchema).records;
}

/** The newest record of the quality of the SMSO of a DMC, if there is one. */
export function findSmsoQuality(
  records: readonly EvidenceRecord[],
  { smso }: Pick<DeviceModelCombination, 'smso'>,
): EvidenceRecord | undefined {
  return records
    .filter((entry) => entry.kind === 'smso-quality' && entry.smso === smso)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .at(-1);
}

/**
 * The record of a kind that holds for a DMC: its own, or that of its whole release.
 */
export function findRecord(
  records: readonly EvidenceRecord[],
  kind: RecordKind,
  dmc: DeviceModelCombination,
): EvidenceRecord | undefined {
  return records.find(
    (entry) =>
      entry.kind === kind && entry.release === dmc.release && (entry.dmc === undefined || entry.dmc === dmc.id),
  );
}

/** The newest decision that the Migration Testing of a release has exited, if there is one. */
export function findReleaseExit(records: readonly EvidenceRecord[], release: Release): EvidenceRecord | undefined {
  return records
    .filter((entry) => entry.kind === 'release-exit' && entry.release === release)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .at(-1);
}
