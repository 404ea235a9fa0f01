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
export function holdsAll(text: string, literals: readonly string[]): boolean {
  return literals.every((word) => text.includes(word));
}
