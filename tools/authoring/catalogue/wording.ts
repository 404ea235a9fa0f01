import { parse } from 'regexp-tree';

/** A part of a regular expression. */
type Expression = NonNullable<ReturnType<typeof parse>['body']>;

/**
 * A step as people read it: an expression of cucumber as it is, of a regular expression each sentence that fits it, what can be left
 * out in brackets.
 * @param pattern as the definition has it: `/^the (day|week) ends$/`
 */
export function wordingsOf(pattern: string): string[] {
  if (!pattern.startsWith('/')) return [pattern];
  const { body } = parse(pattern);
  return body === null ? [''] : sentencesOf(body);
}

function sentencesOf(part: Expression): string[] {
  switch (part.type) {
    case 'Char':
      return [part.value];
    case 'Alternative':
      return part.expressions
        .map(sentencesOf)
        .reduce((said, next) => said.flatMap((one) => next.map((other) => `${one}${other}`)), ['']);
    case 'Disjunction':
      return [part.left, part.right].flatMap((side) => (side === null ? [''] : sentencesOf(side)));
    case 'Group':
      return part.expression === null ? [''] : sentencesOf(part.expression);
    case 'Repetition':
      return sentencesOf(part.expression).map((text) => `(${text})`);
    case 'Assertion':
      return [''];
    default:
      throw new Error(`A step of "${part.type}" cannot be read aloud: write its words out.`);
  }
}
