/** Says what failures come from, in sentences for somebody who was not there. */
import type { Failure } from '../../reports/record/result-model';
import { partyName } from '../../support/evidence/party-names';
import type { CodeTables } from '../../support/scope/codes';
import type { ExplainedExecution, FirstDifference, Refusal } from './cause-model';

/** Faults that a service ought to report of itself: what it means that it did not say so. */
const UNREPORTED: Readonly<Record<string, string>> = {
  'SIM-CFG-22': 'The SMSO reported a device as configured that had not kept its settings.',
  'SIM-FWU-13': 'The SMSO reported a meter as upgraded that does not run its new firmware.',
};

/** What a service accepted that did not refuse it, by what the code refuses. */
const ACCEPTED: Readonly<Record<Refusal['level'], string>> = {
  file: 'accepted a file',
  record: 'did not stop an installation',
  device: 'did not stop a device',
  request: 'accepted a service request',
};

/** The refusals of the published tables, by code. */
export function refusalsIn({ published }: CodeTables): Map<string, Refusal> {
  return new Map(published.map((one) => [one.code, { ...one, meaning: clause(one.meaning) }]));
}

/** What went otherwise first, and by which words of its scenario a failure belongs to others. */
export function describeDifference({ difference, condition }: ExplainedExecution): string {
  const first = describeFirst(difference);
  return condition === undefined ? first : `${first} It failed, like the others of its cause, with "${condition}".`;
}

function describeFirst(difference: FirstDifference): string {
  if (difference.kind === 'unmet') return `Not as expected: ${difference.subject}.`;
  const { code, party, meaning } = difference.refusal;
  return `${code} of the ${partyName(party)} (${meaning}) ${WHAT_HAPPENED[difference.kind]}.`;
}

/** What happened to a refusal, by the kind of the difference. */
const WHAT_HAPPENED = {
  missing: 'was due and never given',
  unheeded: 'was given and not heeded',
  undue: 'was given and not due',
} as const;

/** The cause of executions with the same first difference, in one sentence. */
export function describeCause(members: readonly ExplainedExecution[], refusals: ReadonlyMap<string, Refusal>): string {
  const [first] = members;
  if (first === undefined) return 'Nothing failed.';
  const { difference, execution } = first;
  switch (difference.kind) {
    case 'missing':
      return describeMissing(difference.refusal, members, refusals);
    case 'unheeded': {
      const { code, party, meaning } = difference.refusal;
      const outcome = comparison(execution.failure);
      if (difference.by !== undefined) {
        const refusal = `${code} of the ${partyName(party)} (${meaning})`;
        return `${actorName(difference.by)} did not heed ${refusal} in "${execution.title}": ${outcome}.`;
      }
      return `The ${partyName(party)} gave ${code} (${meaning}) and was not heeded in "${execution.title}": ${outcome}.`;
    }
    case 'undue': {
      const { code, party, meaning } = difference.refusal;
      const gave = `The ${partyName(party)} gave ${code} (${meaning}), which "${execution.title}" does not expect`;
      return `${gave}: ${comparison(execution.failure)}.`;
    }
    case 'unmet': {
      const { party } = difference;
      const what =
        party === undefined
          ? `"${execution.title}"`
          : `${actorName(party)} did otherwise than "${execution.title}" expects`;
      return `${what}: ${comparison(execution.failure)}.`;
    }
  }
}

/** Characters of what was observed that a cause quotes at most; the failures themselves have it all. */
const MOST_QUOTED = 160;

function comparison({ expected, observed }: Failure): string {
  const [first = '', ...others] = observed.replace(/\.$/, '').split('; ');
  let quoted = first;
  for (const part of others) {
    if (quoted.length + part.length > MOST_QUOTED) break;
    quoted = `${quoted}; ${part}`;
  }
  return `expected ${expected}, observed ${quoted}`;
}

function actorName(party: string): string {
  return party === 'devices' ? 'A device' : `The ${partyName(party)}`;
}

function describeMissing(
  { code, party, level, meaning }: Refusal,
  members: readonly ExplainedExecution[],
  refusals: ReadonlyMap<string, Refusal>,
): string {
  const accepted = party === 'migration-dust' ? 'accepted a request' : ACCEPTED[level];
  const title = members[0]?.execution.title;
  const example = title === undefined ? '' : `, as in "${title}"`;
  const instead = new Set(members.map(({ execution }) => execution.failure.code?.given));
  const [only] = instead;
  const given = instead.size === 1 ? refusals.get(only ?? '') : undefined;
  if (given !== undefined) {
    const other = `gave ${given.code} (${given.meaning}) in place of ${code} (${meaning})`;
    return `The ${partyName(given.party)} ${other}${example}.`;
  }
  return (
    UNREPORTED[code] ??
    `The ${partyName(party)} ${accepted} that the scenario expects it to refuse with ${code} (${meaning})${example}.`
  );
}

/** A meaning within a sentence. */
function clause(meaning: string): string {
  return /^[A-Z][a-z ]/.test(meaning) ? `${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}` : meaning;
}
