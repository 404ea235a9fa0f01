/** Severity as TAG reads it: five levels, each with one name, whether of a test, a known issue or a fault. */
import { SEVERITY_LEVELS, type ExecutionResult, type SeverityLevel } from '../record/result-model';

/** What each level is called and means (MODEL, after the practice of such programmes). */
const LEVELS: Readonly<Record<SeverityLevel, { readonly name: string; readonly meaning?: string }>> = {
  1: { name: 'critical', meaning: 'no workaround, or consumers lose a service' },
  2: { name: 'major', meaning: 'an important function is impaired, and no workaround is acceptable' },
  3: { name: 'medium', meaning: 'impaired, with a workaround or for few' },
  4: { name: 'minor' },
  5: { name: 'cosmetic' },
};

/** The level of each word that features and Allure use of a test. */
const LEVEL_OF: Readonly<Record<ExecutionResult['severity'], SeverityLevel>> = {
  blocker: 1,
  critical: 2,
  normal: 3,
  minor: 4,
  trivial: 5,
};

/** The level of a test, by the word of its feature. */
export function severityLevel(word: ExecutionResult['severity']): SeverityLevel {
  return LEVEL_OF[word];
}

/** A level with its name: `2 (major)`. */
export function severityName(level: SeverityLevel): string {
  return `${level} (${LEVELS[level].name})`;
}

/** Every level with what it means, in one sentence without an end. */
export function severitiesInWords(): string {
  return SEVERITY_LEVELS.map((level) => {
    const { name, meaning } = LEVELS[level];
    return `${level} ${name}${meaning === undefined ? '' : `: ${meaning}`}`;
  }).join('; ');
}

/** The words of features and Allure, by level: `blocker (1), critical (2)`. */
export function wordsOfFeatures(): string {
  return Object.entries(LEVEL_OF)
    .map(([word, level]) => `${word} (${level})`)
    .join(', ');
}
