/** What an evidence pack says of itself: the run, its verdicts, and every file with its hash. */
import { z } from 'zod';
import type { RunResult } from '../../reports/record/result-model';
import type { PackedFile } from './zip-file';

/** Names that the pack adds to the folder of the run. */
export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'signature.json';
export const READ_ME = 'READ-ME.txt';

const text = z.string();

export const packManifestSchema = z.strictObject({
  format: z.literal('smets1-migration-testing/evidence-pack'),
  version: z.literal(1),
  /** What the evidence is: a simulated system, or the environment by its name. */
  evidence: text,
  run: z.strictObject({ id: text, plan: text, seed: text, environment: text, formal: z.boolean() }),
  /** Component to version or digest of build and images. */
  versions: z.record(text, text),
  verdict: z.strictObject({ result: text, sentence: text }),
  criteria: z.array(z.strictObject({ id: text, verdict: text })),
  /** Reports that could not be made before the pack was closed, as patterns of their files, and why; absent where there are none. */
  missing: z.array(z.strictObject({ report: text, files: text, why: text })).exactOptional(),
  /** Every file but manifest and signature, in the order of the archive. */
  files: z.array(
    z.strictObject({ path: text, bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).readonly(),
  ),
});

/** The manifest of a pack. */
export type PackManifest = z.output<typeof packManifestSchema>;

/** What the manifest says of a run: it repeats the record, so that it can be read without it. */
export function manifestHead({ run, verdict, criteria }: RunResult, evidence: string): Omit<PackManifest, 'files'> {
  const { id, plan, seed, environment, formal, versions } = run;
  return {
    format: 'smets1-migration-testing/evidence-pack',
    version: 1,
    evidence,
    run: { id, plan, seed, environment, formal },
    versions: { ...versions },
    verdict: { result: verdict.result, sentence: verdict.sentence },
    criteria: criteria.map((one) => ({ id: one.id, verdict: one.verdict })),
  };
}

/** The manifest as the pack holds it: what is signed are these bytes. */
export function manifestText(head: Omit<PackManifest, 'files'>, files: readonly PackedFile[]): string {
  const others = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
  const lines = files.map((file) => `    ${JSON.stringify(file)}`);
  return `${others},\n  "files": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
