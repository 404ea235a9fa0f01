import type { ConfigurationReport } from '../../../domain/configuration-messages';
import type { Work } from '../../../kernel/work';

/** Why something is not done. */
export interface Fault {
  readonly code: string;
  readonly reason: string;
}

/** Tells the Migration Control Centre what became of an installation. */
export function report(work: Work, body: ConfigurationReport): void {
  work.send({ to: 'mcc', kind: 'configuration-report', body });
  const { configurationId, importMPAN, result, code } = body;
  const why = code === undefined ? '' : `: ${code} ${body.reason ?? ''}`;
  work.audit('configuration-reported', undefined, `${configurationId} at MPAN ${importMPAN} ${result}${why}`);
}
