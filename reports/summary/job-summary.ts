/** What a run came to, in few words: as Markdown for the page of a job, and as a message for people who are elsewhere. */
import { scenariosOf } from '../failure-words';
import type { Forensics } from '../forensics/forensics-model';
import { forensicsSentence } from '../forensics/forensics-words';
import type { RunResult } from '../record/result-model';
import { sinceSentences } from '../since-words';
import { INFORMAL, subjectOf } from '../tag/document-model';
import { counted } from '../text';

/** The model that the summary of a job and notifications are made of. */
export interface RunNews {
  /** `first-1-0002: not met` */
  readonly headline: string;
  /** Whether somebody has to be told: something is worse, better or silently changed. */
  readonly changed: boolean;
  /** One sentence each, the most important first. */
  readonly sentences: readonly string[];
  /** What the failures come from, one sentence each, with the scenarios that show it. */
  readonly causes: readonly string[];
  /** The command that repeats the run. */
  readonly command: string;
}

/** Causes that are named. */
const TOLD = 5;

/** Scenarios that are named with a cause. */
const NAMED = 6;

/** What is new about a run. */
export function newsOf(run: RunResult): RunNews {
  const { counts, causes, verdict, since } = run;
  const said = sinceSentences(run);
  const known = counts['known-issue'];
  const failed = counts.failed + known;
  const asKnown = known === 0 ? '' : `, ${known} of them as known`;
  const standing = run.run.formal ? [] : [INFORMAL];
  const totals = `${counts.passed} of ${counts.planned} passed, ${failed} failed${asKnown}.`;
  const sentences =
    said === undefined
      ? [...standing, totals]
      : [...standing, said.worse, said.better, said.silentlyChanged, totals, said.against.replace(/:$/, '.')];
  const told = causes
    .slice(0, TOLD)
    .map(
      (cause) => `${cause.id}: ${cause.sentence} (${counted(cause.count, 'failure')}: ${scenariosOf(cause, NAMED)})`,
    );
  const more = causes.length - TOLD;
  return {
    headline: `${subjectOf(run)}, ${run.run.id}: ${verdict.result}${run.run.formal ? '' : ', informal'}`,
    // Where no earlier run is known, failures are news.
    changed: since === undefined ? failed > 0 : since.changes.length > 0,
    sentences,
    causes: more > 0 ? [...told, `${counted(more, 'further cause')}.`] : told,
    command: run.run.command,
  };
}

/** The summary of a job, as Markdown. @param forensics what came of repeating its new failures */
export function jobSummary(run: RunResult, forensics?: Forensics): string {
  const { headline, sentences, causes, command } = newsOf(run);
  const repeated = forensics === undefined ? [] : [forensicsSentence(forensics)];
  return [
    `## ${plain(headline)}`,
    '',
    ...[...sentences, ...repeated].map((sentence) => `- ${plain(sentence)}`),
    ...(causes.length === 0 ? [] : ['', '### Causes', '', ...causes.map((cause) => `1. ${plain(cause)}`)]),
    '',
    `Again: \`${command.replaceAll('`', "'")}\``,
    '',
  ].join('\n');
}

/** Text of which nothing is taken for a mark. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

/** Hosts of workflows that take an Adaptive Card alone (RECOLLECTION of their documentation); others take a text. */
const TAKES_CARDS = /(^|\.)(logic\.azure\.com|powerplatform\.com|powerautomate\.com)$/;

/**
 * The body of a notification.
 * @param host of the receiver: Slack, Mattermost and the older connectors of Teams take a text, workflows of Teams an Adaptive Card
 */
export function notificationFor(run: RunResult, host: string): object {
  const { headline, sentences, causes } = newsOf(run);
  const lines = [...sentences, ...causes];
  if (!TAKES_CARDS.test(host)) return { text: [headline, ...lines].join('\n') };
  const block = (text: string, weight?: 'bolder'): object => ({
    ...{ type: 'TextBlock', text, wrap: true },
    ...(weight === undefined ? {} : { weight }),
  });
  const content = {
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(headline, 'bolder'), ...lines.map((line) => block(line))],
  };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] };
}
