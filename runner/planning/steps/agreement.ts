/** What steps count, and what may stand between it and its number. */
const COUNTED = '(?:installation|reading|response|notification|request|browser|minute|hour|day|week)';
const BETWEEN = '(?:(?:scheduled|schedule|service|test|free|second|further|more|open|migrated) )*';
const NUMBER = 'an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d+';

/** A number with what it counts. The end of a range counts nothing: "from 3 to 1 hours ago". */
const COUNT = new RegExp(`(?<![.,\\d£:]|\\bto )\\b(${NUMBER}) (${BETWEEN}${COUNTED})(s?)\\b(?!-)`, 'g');
/** An article before a vowel, or before none, of what can be counted. */
const ARTICLE = new RegExp(`\\ban? (?=${BETWEEN}${COUNTED}\\b)`, 'g');

/** A text in which numbers, what they count and the verbs that follow agree: `two installation` is `two installations`. */
export function agreeing(text: string): string {
  return text
    .replaceAll(COUNT, (_all, number: string, counted: string) => {
      const isOne = ['a', 'an', 'one', '1'].includes(number);
      return `${number} ${counted}${isOne ? '' : 's'}`;
    })
    .replaceAll(ARTICLE, (_article, at: number, whole: string) =>
      /^an? (?:[aeiou]|hour)/.test(whole.slice(at)) ? 'an ' : 'a ',
    )
    .replace(/\b((?:minute|hour|day|week)s?) pass(?:es)?$/, (_all, unit: string) =>
      unit.endsWith('s') ? `${unit} pass` : `${unit} passes`,
    )
    .replace(/\b(requests?) ha(?:s|ve) reached\b/, (_all, what: string) =>
      what.endsWith('s') ? `${what} have reached` : `${what} has reached`,
    );
}
