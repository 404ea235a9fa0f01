/** The faults of a run, as TAG reads them: each cause with its effect on consumers, its severity, and who is to mend it. */
import { partyName } from '../../support/evidence/party-names';
import {
  SEVERITY_LEVELS,
  type Cause,
  type ExecutionResult,
  type RequirementResult,
  type RunResult,
  type SeverityLevel,
} from '../record/result-model';
import { counted, requirementsOf, shortened } from '../text';
import { severityLevel } from './severity';

/** One fault: what failed from one cause. */
export interface Fault {
  readonly cause: Cause;
  /** Requirements that its tests trace to, the one that is concerned most first. */
  readonly requirements: readonly RequirementResult[];
  /** The graver of what the register says of the requirement that is concerned most, and what its tests bear, which criteria count. */
  readonly severity: SeverityLevel;
  /** The severities that criteria count: those of its tests, or of their known issues, the gravest first. */
  readonly counted: readonly SeverityLevel[];
  /** What it means for consumers, a sentence. */
  readonly effect: string;
  /** Every execution that shows it, in the order of the run. */
  readonly executions: readonly ExecutionResult[];
  /** Ids of its tests, each once. */
  readonly tests: readonly string[];
  /** Known issues that cover it, and fingerprints, each once. */
  readonly knownIssues: readonly string[];
  readonly fingerprints: readonly string[];
  /** Who is to mend it: the owner of the known issue, else the party that the audit trail shows, else who has to find one. */
  readonly owner: string;
}

const NO_EFFECT = 'No requirement of the register says what it means for consumers.';

/** The faults of a run, the gravest first and then those with most executions. */
export function faultsOf({ causes, executions, requirements, knownIssues }: RunResult): readonly Fault[] {
  const byCause = Map.groupBy(executions, ({ failure }) => failure?.cause);
  const faults = causes.map((cause): Fault => {
    const own = byCause.get(cause.id) ?? [];
    const concerned = requirementsConcerned(own, requirements);
    const issues = [
      ...new Set(own.flatMap(({ knownIssue, outcome }) => (outcome === 'known-issue' ? (knownIssue ?? []) : []))),
    ];
    const owners = knownIssues.filter(({ id }) => issues.includes(id)).map(({ ownerRole }) => ownerRole);
    const counting = own.map((one) => levelOf(one, knownIssues));
    return {
      cause,
      requirements: concerned,
      severity: gravest([...concerned.slice(0, 1).map(({ severity }) => severity), ...counting]),
      counted: SEVERITY_LEVELS.filter((level) => counting.includes(level)),
      effect: concerned[0]?.effect ?? NO_EFFECT,
      executions: own,
      tests: [...new Set(own.map(({ id }) => id))],
      knownIssues: issues,
      fingerprints: [...new Set(own.flatMap(({ fingerprint }) => fingerprint ?? []))],
      owner: owners.length === 0 ? provisionalOwner(cause) : [...new Set(owners)].join(', '),
    };
  });
  return faults.toSorted((one, other) => one.severity - other.severity || other.cause.count - one.cause.count);
}

/** Until a known issue names its owner: whose system shows it, which triage has to confirm. */
function provisionalOwner({ party }: Cause): string {
  return party === undefined
    ? 'Migration test manager, until triage names whose system it is'
    : `${partyName(party)}, by the audit trail; to be confirmed`;
}

/** What criteria count: that of the known issue where it failed as one, else its own. */
function levelOf({ severity, outcome, knownIssue }: ExecutionResult, issues: RunResult['knownIssues']): SeverityLevel {
  const known = outcome === 'known-issue' ? issues.find(({ id }) => id === knownIssue) : undefined;
  return known?.severity ?? severityLevel(severity);
}

function gravest(levels: readonly SeverityLevel[]): SeverityLevel {
  return SEVERITY_LEVELS.find((level) => levels.includes(level)) ?? 3;
}

/** A fault in one sentence, with its effect unless it is told elsewhere, its severity and how much shows it. */
export function faultSentence(
  { cause, effect, severity, tests, executions, knownIssues }: Fault,
  isEffectTold = true,
): string {
  const [first, ...others] = knownIssues;
  const known = executions.some(({ outcome }) => outcome === 'failed') ? 'Partly known, as' : 'Known as';
  const issues =
    first === undefined ? '' : ` ${known} ${first}${others.length === 0 ? '' : ` and ${others.length} more`}.`;
  const what = isEffectTold ? ` Effect: ${effect}` : '';
  return `${shortened(cause.sentence, LONGEST)}${what} Severity ${severity}; ${counted(tests.length, 'test')}.${issues}`;
}

/** Characters of what a sentence says of a cause; the account of the fault has it all. */
const LONGEST = 150;

/** Requirements of executions: those that most of them trace to first, of these the gravest. */
function requirementsConcerned(
  executions: readonly ExecutionResult[],
  register: readonly RequirementResult[],
): readonly RequirementResult[] {
  const count = new Map<string, number>();
  for (const id of executions.flatMap(requirementsOf)) count.set(id, (count.get(id) ?? 0) + 1);
  const weight = ({ id }: RequirementResult): number => count.get(id) ?? 0;
  return register
    .filter((one) => weight(one) > 0)
    .toSorted((one, other) => weight(other) - weight(one) || one.severity - other.severity);
}
