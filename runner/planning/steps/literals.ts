/**
 * The words that stand in every step that a cucumber expression fits: those outside its parameters, options and alternatives.
 * @param pattern a cucumber expression
 */
export function literalsOf(pattern: string): string[] {
  // An option may hold several words.
  const withoutOptions = pattern.replace(/\([^()]*\)/g, '()');
  return withoutOptions.split(' ').filter((word) => /^[^{}()/\\]+$/.test(word));
}

/** Whether a step has all the words; one that lacks any does not fit the expression they are of. */
function holdsAll(text: string, literals: readonly string[]): boolean {
  return literals.every((word) => text.includes(word));
}

/** Longest beginning of an expression that is tried before the whole, in characters. */
const SHORT = 500;

/**
 * The beginning of a long expression, up to one of its parameters: a step that does not begin so does not fit the whole either.
 * @param source of the regular expression of a cucumber expression
 * @returns nothing where the expression is short, or is long from its first parameter on
 */
export function beginningOf(source: string): RegExp | undefined {
  if (source.length <= SHORT) return undefined;
  let end = 0;
  let depth = 0;
  // Brackets, and beside them all that holds some which are none.
  for (const { 0: part, index } of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()]/gs)) {
    if (index > SHORT) break;
    if (part === '(') {
      // A group that captures is a parameter; what else is in brackets belongs to the words.
      if (depth === 0 && source[index + 1] !== '?') end = index;
      depth += 1;
    } else if (part === ')') depth -= 1;
  }
  return end > 1 ? new RegExp(source.slice(0, end)) : undefined;
}

/**
 * Whether a step fits an expression. Words and beginnings are compared first: many expressions hold thousands of phrases, and to
 * compile one takes up to a tenth of a second.
 * @param pattern as the definition gives it
 * @param regexp the same, as cucumber compiles it
 */
export function fitOf(pattern: string | RegExp, regexp: RegExp): (text: string) => boolean {
  if (typeof pattern !== 'string') return (text) => regexp.test(text);
  const literals = literalsOf(pattern);
  const beginning = beginningOf(regexp.source);
  return (text) => holdsAll(text, literals) && beginning?.test(text) !== false && regexp.test(text);
}
