/** Words for numbers that no step takes: those above twelve, which are said in digits. */
const TEENS = ['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const TEN = new RegExp(`\\b(${TENS.join('|')})(?:[- ](${ONES.join('|')}))?\\b`, 'g');
const TEEN = new RegExp(`\\b(${TEENS.join('|')})\\b`, 'g');
const LARGE = new RegExp(`\\b(an?|${ONES.join('|')}) (hundred|thousand)\\b`, 'g');

/** Numbers of words, or with commas, as features say them: `twenty-four` is `24`, `1,000` is `1000`. */
export function asNumbers(text: string): string {
  return text
    .replaceAll(/\bhalf a dozen\b/g, 'six')
    .replaceAll(/\ba dozen\b/g, 'twelve')
    .replaceAll(/\ba couple of\b/g, 'two')
    .replaceAll(TEN, (_all, ten: string, one?: string) =>
      String(20 + TENS.indexOf(ten) * 10 + ONES.indexOf(one ?? '') + 1),
    )
    .replaceAll(TEEN, (teen) => String(13 + TEENS.indexOf(teen)))
    .replaceAll(LARGE, (_all, times: string, unit: string) =>
      String(Math.max(1, ONES.indexOf(times) + 1) * (unit === 'hundred' ? 100 : 1000)),
    )
    .replaceAll(/(?<![£\d,])\d{1,3}(?:,\d{3})+\b/g, (number) => number.replaceAll(',', ''));
}

/** A thousand times a number, where that is whole. */
function thousandfold(number: string): string | undefined {
  const whole = Math.round(Number(number) * 1_000_000) / 1000;
  return Number.isInteger(whole) ? String(whole) : undefined;
}

const AMOUNT = '\\d+(?:\\.\\d+)?';

/** Power, energy and voltage in the units of the steps: `3 kW` is `3000 W`, `250V and 210V` is `250 and 210 V`. */
export function asUnits(text: string): string {
  return text
    .replaceAll(new RegExp(`\\b(${AMOUNT}) ?(kW|kWh|W|Wh|V) and (?=${AMOUNT} ?\\2\\b)`, 'g'), '$1 and ')
    .replaceAll(new RegExp(`\\b(?:(${AMOUNT}) and )?(${AMOUNT}) ?k(Wh?)\\b`, 'g'), (all, ...found: unknown[]) => {
      const [first, second, unit] = found.map((one) => (typeof one === 'string' ? one : undefined));
      const amounts = [first, second].flatMap((one) => (one === undefined ? [] : [thousandfold(one)]));
      return amounts.includes(undefined) ? all : `${amounts.join(' and ')} ${unit ?? ''}`;
    })
    .replaceAll(/\b(\d+)(Wh?|V)\b/g, '$1 $2');
}

/** `25p` as `25 pence`. */
export function asPence(text: string): string {
  return text.replaceAll(/(?<![£.])\b(\d+(?:\.\d+)?) ?(?:p|penny)\b/g, '$1 pence');
}

/** `25%` as `25 per cent`. */
export function asShares(text: string): string {
  return text.replaceAll(/\b(\d+(?:\.\d+)?) ?(?:%|percent\b)/g, '$1 per cent');
}
