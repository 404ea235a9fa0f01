import path from 'node:path';
import type { CycleRequest } from '../../runner/execution/cycle-request';
import { loadOfficialSchemas, OFFICIAL_SCHEMAS } from '../../support/interfaces/duis/official-schemas';
import { RunError, sentenceOf } from '../../support/scope/errors';

/**
 * Tells the steps where the official schemas are, once it is known that they can be used.
 * @param schemas undefined where nobody named a folder: documents are not checked by them
 * @returns whether and by what documents are checked, one sentence
 * @throws RunError when the folder does not hold them
 */
export async function useOfficialSchemas(schemas: CycleRequest['schemas']): Promise<string> {
  const { statement } = await loadOfficialSchemas(schemas?.folder, schemas?.namedBy).catch((error: unknown) => {
    throw new RunError(sentenceOf(error));
  });
  if (schemas !== undefined) process.env[OFFICIAL_SCHEMAS] = path.resolve(schemas.folder);
  return `DUIS and MMC documents were ${statement}.`;
}
