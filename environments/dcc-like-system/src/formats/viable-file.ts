import type { Element } from '@xmldom/xmldom';
import { branch, documentOf, leaf, listAt, optional, textAt } from './elements';
import {
  readHeader,
  readReference,
  writeHeader,
  writeReference,
  writeRefused,
  type FileHeader,
  type FileReference,
  type Refused,
} from './header';

/** Whether one installation can go on to key rotation; code and reason with `NotViable`. */
export interface ViabilityResult extends Partial<Refused> {
  readonly installationId: string;
  readonly verdict: 'Viable' | 'NotViable';
}

/** Viable Installations File of the S1SP (S1SPVIF) or of the DCO (DCOVIF). */
export interface ViableFile {
  readonly header: FileHeader;
  readonly commonFile: FileReference;
  readonly results: readonly ViabilityResult[];
}

/** @param kind whose file it is: the S1SP's or the DCO's */
export function writeViableFile(kind: 'S1SPVIF' | 'DCOVIF', file: ViableFile): string {
  return documentOf(
    kind === 'S1SPVIF' ? 'S1SPViableInstallationsFile' : 'DCOViableInstallationsFile',
    writeHeader(file.header),
    writeReference(file.commonFile),
    branch(
      'Results',
      ...file.results.map((result) =>
        branch(
          'Result',
          leaf('InstallationId', result.installationId),
          leaf('Verdict', result.verdict),
          writeRefused(result),
        ),
      ),
    ),
  );
}

export function readViableFile(root: Element): ViableFile {
  return {
    header: readHeader(root),
    commonFile: readReference(root),
    results: listAt(root, 'Results', (item) => ({
      installationId: textAt(item, 'InstallationId'),
      verdict: textAt(item, 'Verdict') as ViabilityResult['verdict'],
      ...optional(item, 'Code', 'code'),
      ...optional(item, 'Reason', 'reason'),
    })),
  };
}

/** Results by installation: where a file says two different things of one, it says that it is not viable. */
export function byInstallation(results: readonly ViabilityResult[]): ReadonlyMap<string, ViabilityResult> {
  const said = new Map<string, ViabilityResult>();
  for (const result of results) {
    if (said.get(result.installationId)?.verdict !== 'NotViable') said.set(result.installationId, result);
  }
  return said;
}
