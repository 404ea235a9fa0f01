import { z } from 'zod';
import type { DeviceModelCombination } from './dmc-catalogue';
import { RECORD_KINDS, type RecordKind } from './plan';
import { RELEASES } from './releases';
import { readJson } from './json';

const record = z.strictObject({
  kind: z.enum(RECORD_KINDS),
  release: z.enum(RELEASES),
  /** The DMC the record is about; absent where it is about the whole release. */
  dmc: z.string().min(1).optional(),
  date: z.iso.date(),
  reference: z.string().min(1),
  statement: z.string().min(1),
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
