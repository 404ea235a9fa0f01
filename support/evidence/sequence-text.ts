import { partyName } from './party-names';
import type { Sequence, SequenceStep } from './sequence';

/** Sequences in words, a line for each step: who did what, and who told whom. */
export function sequenceText(sequences: readonly Sequence[]): string {
  return sequences
    .map(({ installation, steps }) => {
      const heading = installation === undefined ? [] : [`Installation ${installation}`, ''];
      return `${[...heading, ...steps.map(lineOf)].join('\n')}\n`;
    })
    .join('\n');
}

function lineOf(step: SequenceStep): string {
  const { at, party, to, what, detail, installation } = step;
  const when = `${at.slice(0, 10)} ${at.slice(11, 19)}`;
  if (to.length > 0) return `${when} -> ${what}, ${routeOfStep(step)}${detail === '' ? '' : ` (${detail})`}`;
  const whom = installation === undefined ? '' : ` [${installation}]`;
  return `${when}    ${partyName(party)}: ${what}${whom} ${detail}`;
}

/** `Requesting Party -> S1SP, DCO` */
function routeOfStep({ party, to }: SequenceStep): string {
  return `${partyName(party)} -> ${to.map(partyName).join(', ')}`;
}
