/** Words and small texts that every report shares. */
import type { ExecutionResult, Outcome } from './record/result-model';

/** What each outcome is called and means, in the words of the reports. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, { readonly label: string; readonly meaning: string }>> = {
  passed: { label: 'Passed', meaning: 'It was carried out and everything expected was seen.' },
  failed: {
    label: 'Failed',
    meaning: 'It was carried out and something expected was not seen, or something else was.',
  },
  'known-issue': {
    label: 'Known issue',
    meaning: 'It failed in a way that is recorded and accepted; it counts in the criteria by its severity.',
  },
  'does-not-apply': {
    label: 'Does not apply',
    meaning: 'The combination or its release has no use for it; it is left out of the counts that criteria use.',
  },
  'not-run-here': {
    label: 'Not run here',
    meaning:
      'This environment lacks something it needs, or only a part of the plan was run; nothing is shown, and its criterion is not demonstrated.',
  },
  blocked: { label: 'Blocked', meaning: 'The environment was unhealthy; the run proves nothing here.' },
  incomplete: {
    label: 'Incomplete',
    meaning: 'A step is undefined or pending, or it never ran; the run proves nothing here.',
  },
};

/** What an execution is called by its outcome; what passed without all standing checks says so. */
export function outcomeLabel({ outcome, standingChecks }: Pick<ExecutionResult, 'outcome' | 'standingChecks'>): string {
  const { label } = OUTCOME_WORDS[outcome];
  return outcome === 'passed' && standingChecks !== undefined ? `${label}, observed from outside` : label;
}

/** Identity of a result; two executions of one run never share it. */
export function identityOf(execution: ExecutionResult): string {
  return [execution.id, execution.dmc, execution.phase, execution.stage].join(' | ');
}

/** With a capital at its beginning. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Its title as a heading; rows of an outline may begin with a value in small letters. */
export function titleOf({ title }: ExecutionResult): string {
  return capitalised(title);
}

/** Requirements that an execution traces to, without repetition. */
export function requirementsOf(execution: ExecutionResult): readonly string[] {
  return [...new Set([...execution.positive, ...execution.negative])];
}

/** Terminal colours, and characters that neither XML 1.0 nor a reader can take. */
const UNPRINTABLE =
  /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that can stand in any report: no terminal colours, no control characters. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** Refusals of the migration anywhere; answers of DUIS and alerts where a text quotes them, since they look like other words. */
const CODES = /\bSIM-[A-Z0-9]{3}-\d{2}\b|(?<=")(?:[EIWN]\d{1,6}|[0-9A-F]{4})(?=")/g;

/** The codes that an execution expects to see, e.g. `SIM-WHL-02`, `E19` or `8F69`, as its title and steps name them. */
export function codesOf(execution: ExecutionResult): readonly string[] {
  return codesIn([execution.title, ...stepTexts(execution)]);
}

/** Of those, the refusals that it expects. */
export function refusalCodesOf(execution: ExecutionResult): readonly string[] {
  return refusalCodesIn(execution.title, stepTexts(execution));
}

/** The refusals that a title and the texts of steps expect: no alert, and nothing that a step says must not come. */
export function refusalCodesIn(title: string, steps: readonly string[]): readonly string[] {
  const expecting = steps.filter((text) => !/\bno (alert|response)\b/.test(text));
  return codesIn([title, ...expecting]).filter((code) => /^(SIM-|E\d)/.test(code));
}

function stepTexts({ steps }: ExecutionResult): readonly string[] {
  return steps.filter(({ kind }) => kind === 'step').map(({ text }) => text);
}

function codesIn(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => text.match(CODES) ?? []))];
}

/** How many scenarios these are of; the rows of an outline are one. */
export function countScenarios(executions: readonly Pick<ExecutionResult, 'featurePath' | 'scenarioLine'>[]): number {
  return new Set(executions.map(({ featurePath, scenarioLine }) => `${featurePath}:${scenarioLine}`)).size;
}

/** A duration as people say it: `41 s`, `2 min 05 s`, `0.4 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10_000) {
    return `${(milliseconds / 1000).toFixed(1)}\u00a0s`;
  }
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60
    ? `${seconds}\u00a0s`
    : `${Math.floor(seconds / 60)}\u00a0min ${String(seconds % 60).padStart(2, '0')}\u00a0s`;
}

/** An ISO 8601 instant as `23 November 2026, 09:30 UTC`; what cannot be read as an instant is given back unchanged. */
export function instant(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return iso;
  }
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** An ISO 8601 instant or date as `23 November 2026`; what cannot be read is given back unchanged. */
export function date(iso: string): string {
  const read = new Date(iso);
  if (Number.isNaN(read.getTime())) return iso;
  return read.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** `a, b and c`. */
export function inWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** A requirement in a few words: what stands before its colon, else all of it. */
export function requirementName(text: string): string {
  return /^([^:.]{3,60}):/.exec(text)?.[1] ?? text;
}

/** The beginning of a text that is too long, up to the end of a word. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most)).replace(/[\s.,:;(]+$/, '')} ...`;
}

/** `1 test`, `2 tests`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/**
 * What is known of the seeded defects of a run, as a sentence.
 * @param version as the versions of the run have it: `none on`, `on: ...`, `not asked: ...`, `not known: ...`
 */
export function seededDefectsInWords(version: string): string {
  const [state, detail] = version.split(/: (.*)/, 2);
  if (state === 'none on') return 'The system was asked for its seeded defects, and none was on.';
  if (state === 'on') return `The system was asked for its seeded defects, and these were on: ${detail ?? ''}.`;
  const why = detail === undefined ? '' : `: ${detail}`;
  if (state === 'not asked') return `The system was not asked for its seeded defects${why}.`;
  return `Whether seeded defects were on is not known${why}.`;
}
