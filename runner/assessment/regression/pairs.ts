import { EvidenceReader } from '../../../support/evidence/packed-evidence';
import { NORMALISED_TRANSCRIPT } from '../../../support/evidence/normalise';
import type { ExecutionResult, RegressionDifference } from '../../../reports/record/result-model';
import type { Plan, PlannedStage } from '../../../support/scope/plan';
import { transcriptDifference, type TranscriptDifference } from './differences';
import type { ComparedPair } from '../facts';

/**
 * Holds every execution of a first set of a plan against its counterpart of the second: outcome by outcome, and normalised
 * transcript by transcript.
 * @param runFolder where the transcripts lie among the evidence
 */
export async function comparePairs(
  { stages }: Plan,
  executions: readonly ExecutionResult[],
  runFolder: string,
): Promise<ComparedPair[]> {
  const reader = new EvidenceReader(runFolder);
  const pairs: ComparedPair[] = [];
  for (const second of stages.filter(({ set }) => set === 2)) {
    const first = stages.find(({ set, closes }) => set === 1 && closes === second.closes);
    if (first === undefined) continue;
    const [set1, set2] = [first, second].map((stage) => byCell(stage, executions));
    if (set1 === undefined || set2 === undefined || set1.size === 0 || set2.size === 0) continue;
    for (const key of new Set([...set1.keys(), ...set2.keys()])) {
      pairs.push(await compare(second.closes ?? '', set1.get(key), set2.get(key), reader));
    }
  }
  return pairs;
}

function byCell({ name }: PlannedStage, executions: readonly ExecutionResult[]): Map<string, ExecutionResult> {
  const own = executions.filter(({ stage, outcome }) => stage === name && outcome !== 'does-not-apply');
  return new Map(own.map((execution) => [`${execution.id} ${execution.dmc} ${execution.phase}`, execution]));
}

async function compare(
  closes: string,
  one: ExecutionResult | undefined,
  other: ExecutionResult | undefined,
  reader: EvidenceReader,
): Promise<ComparedPair> {
  const either = one ?? other;
  if (either === undefined) throw new Error('A pair needs an execution.');
  const { id, title, dmc, phase, citedBy } = either;
  const place = { closes, dmc, phase, citedBy };
  const differs = (
    kind: RegressionDifference['kind'],
    note: string,
    set1: string,
    set2: string,
    known?: string,
  ): RegressionDifference => {
    const verdict = known === undefined ? 'unexplained' : 'explained';
    return { id, title, kind, ...(known === undefined ? {} : { class: known }), verdict, note, set1, set2 };
  };
  if (one === undefined || other === undefined) {
    const which = one === undefined ? 'first' : 'second';
    const difference = differs('missing', `The ${which} set has no such execution.`, textOf(one), textOf(other));
    return { ...place, sameOutcome: false, sameTranscript: false, messages: 0, differences: [difference] };
  }
  const sameOutcome = one.outcome === other.outcome && one.fingerprint === other.fingerprint;
  const differences: RegressionDifference[] = [];
  if (!sameOutcome) {
    const note = one.outcome === other.outcome ? 'It failed in another way.' : 'It ended otherwise.';
    differences.push(differs('outcome', note, textOf(one), textOf(other)));
  }
  const [transcript1, transcript2] = [one.transcript, other.transcript];
  if (transcript1 === undefined || transcript2 === undefined) {
    const kept = (transcript: unknown): string => (transcript === undefined ? 'no transcript' : 'a transcript');
    const note = 'Transcripts of both are needed to compare them.';
    differences.push(differs('transcript', note, kept(transcript1), kept(transcript2)));
  } else if (transcript1.digest !== transcript2.digest) {
    const [text1, text2] = [await transcriptText(one, reader), await transcriptText(other, reader)];
    const found = text1 === undefined || text2 === undefined ? GONE : transcriptDifference(text1, text2);
    differences.push(differs('transcript', found.note, found.set1, found.set2, found.class));
  }
  const sameTranscript = differences.every(({ kind }) => kind !== 'transcript');
  return { ...place, sameOutcome, sameTranscript, messages: transcript1?.messages ?? 0, differences };
}

function textOf(execution: ExecutionResult | undefined): string {
  if (execution === undefined) return 'missing';
  const { outcome, reason } = execution;
  return reason === undefined ? outcome : `${outcome}: ${reason.split('\n')[0] ?? ''}`;
}

/** What is said where the digests of two transcripts differ, and one of them cannot be looked at any more. */
const GONE: TranscriptDifference = {
  note: 'The transcripts differ, and one of them is missing among the evidence.',
  set1: 'see the evidence',
  set2: 'see the evidence',
};

async function transcriptText(
  { evidence, steps }: ExecutionResult,
  reader: EvidenceReader,
): Promise<string | undefined> {
  const all = [...evidence, ...steps.flatMap((step) => step.evidence)];
  const kept = all.find(({ title }) => title === NORMALISED_TRANSCRIPT);
  const content = kept === undefined ? undefined : await reader.read(kept.path);
  return content === undefined ? undefined : Buffer.from(content).toString('utf8');
}
