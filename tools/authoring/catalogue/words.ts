/** `{theDevice}` is a word too, and `the`, `Device`. */
export function wordsOf(text: string): string[] {
  const parts = text.match(/[A-Za-z0-9]+/g) ?? [];
  return parts.flatMap((part) => {
    const inside = part.split(/(?<=[a-z])(?=[A-Z])/);
    return (inside.length > 1 ? [part, ...inside] : [part]).map((word) => word.toLowerCase());
  });
}

/** A stem so short is no beginning of other words: "read" of "ready", "no" of "notice". */
const SHORT = 4;

/** Whether a known word is a form of one that was asked for. */
export function isForm(known: string, word: string): boolean {
  const stem = stemOf(word);
  return stem.length <= SHORT ? known === word || stemOf(known) === stem : known.startsWith(stem);
}

/** Without the ending of a plural or of a verb: "top ups", "tops up", "topped up". */
export function stemOf(word: string): string {
  return word
    .replace(/(?<=[a-z]{3})(?:ies|ied)$/, 'y')
    .replace(/(?<=[a-z]{3})(?<!s)s$/, '')
    .replace(/(?<=[a-z]{3})(?:ed|er|ing|e)$/, '')
    .replace(/([bdgmnprt])\1$/, '$1');
}

/** Words of a question that say nothing of what is sought: "What can I say about the whitelist?" */
const OF_QUESTIONS = new Set(
  'a about after an and are at be before by can didn do does doesn don how i in is it its my of on our say said some someone somebody t that the there to was what when where which while who with'.split(
    ' ',
  ),
);

/** A number stands for any other one: "three days" are a length of time. */
const NUMBER = /^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/;

/** The words of a question that tell something; all of them where none does. */
export function tellingWords(words: readonly string[]): string[] {
  const asked = [...new Set(words.flatMap(wordsOf))];
  const telling = asked.filter((word) => !OF_QUESTIONS.has(word) && !NUMBER.test(word));
  return telling.length > 0 ? telling : asked;
}

/** Whether a text says a phrase, whatever stands in its braces, and not below it in a table. */
export function isSaidIn(phrase: string, text: string): boolean {
  const said = wordsOf(text);
  return wordsOf(phrase.replaceAll(/\([^()]*\)|\{\w+\}/g, '')).every((word) => said.includes(word));
}
