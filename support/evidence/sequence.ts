import { SERVICES } from '../../environments/environment';
import { messageName } from '../interfaces/vocabulary';
import { spotCodes } from './codes';
import { InstallationNames } from './installation-names';
import { partyName } from './party-names';
import { inOrderOfCause, isMessage, type AuditEntry, type TrailEntry, type TranscriptMessage } from './trail';

/** One step of a sequence: something that a party did, or told others. */
export interface SequenceStep {
  /** Virtual time, ISO 8601. */
  readonly at: string;
  /** Technical name of the party. */
  readonly party: string;
  /** Technical names of those that were told; none of something that the party did by itself. */
  readonly to: readonly string[];
  /** `Migration Common File`, `sim handover` */
  readonly what: string;
  /** Name of a file, or what the audit trail says besides. */
  readonly detail: string;
  /** Of something that was done: the installation that it was done to. */
  readonly installation?: string;
  readonly isRefusal: boolean;
}

/** What happened, in the order of cause. */
export interface Sequence {
  /** Absent where it is of everything: of one installation at most, or of too many to be told apart. */
  readonly installation?: string;
  readonly steps: readonly SequenceStep[];
}

/** Of more installations there is one sequence of everything. */
const MOST_INSTALLATIONS = 5;

/** Messages and audit trail by installation; a step that names none of them belongs to each. */
export function sequencesOf(messages: readonly TranscriptMessage[], audit: readonly AuditEntry[]): Sequence[] {
  const entries = inOrderOfCause(messages, audit);
  const installations = [...new Set(audit.flatMap(({ installation }) => installation ?? []))].sort();
  if (installations.length < 2 || installations.length > MOST_INSTALLATIONS) return [{ steps: stepsOf(entries) }];
  const names = new InstallationNames(installations, entries);
  const named = entries.map((entry) => ({ entry, of: names.namedBy(entry) }));
  return installations.map((installation) => {
    const own = named.filter(({ of }) => of.size === 0 || of.has(installation));
    return { installation, steps: stepsOf(own.map(({ entry }) => entry)) };
  });
}

/** Events that say by their name that something went wrong. */
const REFUSING = /fail|refus|reject|not-viable|set-aside|quarantin|intervention|-Fail$/i;

/** What is sent to several parties at once is one step. */
function stepsOf(entries: readonly TrailEntry[]): SequenceStep[] {
  const steps: SequenceStep[] = [];
  for (const entry of entries) {
    const step = stepOf(entry);
    const last = steps.at(-1);
    if (last !== undefined && isSameMessage(last, step)) steps.splice(-1, 1, { ...last, to: [...last.to, ...step.to] });
    else steps.push(step);
  }
  return steps;
}

function stepOf(entry: TrailEntry): SequenceStep {
  if (isMessage(entry)) {
    const { at, from, to, kind, fileName = '', body } = entry;
    const isRefusal = REFUSING.test(kind) || spotCodes(body).length > 0;
    return { at, party: from, to: [to], what: messageName(kind), detail: fileName, isRefusal };
  }
  const { at, service, event, detail, installation } = entry;
  const isRefusal = REFUSING.test(event) || spotCodes(detail).length > 0;
  const step = { at, party: service, to: [], what: event.replaceAll('-', ' '), detail: inNames(detail), isRefusal };
  return installation === undefined ? step : { ...step, installation };
}

/** Technical names that are no words of English. */
const TECHNICAL = new RegExp(`\\b(?:${SERVICES.filter((name) => name !== 'devices').join('|')})\\b`, 'g');

/** What the audit trail says, with the parties as people call them. */
function inNames(detail: string): string {
  return detail.replace(TECHNICAL, partyName);
}

function isSameMessage(one: SequenceStep, other: SequenceStep): boolean {
  return (
    one.detail !== '' &&
    one.to.length > 0 &&
    other.to.length > 0 &&
    [one.at, one.party, one.what, one.detail].join() === [other.at, other.party, other.what, other.detail].join()
  );
}
