/**
 * Check digit of an MPAN (SOURCED): the first twelve digits weighed with twelve primes from 3 on, 11 left out; the sum
 * modulo 11, and that modulo 10.
 * @param base the first twelve digits
 */
export function checkDigitOfMpan(base: string): number {
  let sum = 0;
  let weight = 1;
  for (const digit of base) {
    weight = primeAfter(weight);
    sum += weight * Number(digit);
  }
  return (sum % 11) % 10;
}

/** Whether an MPAN has thirteen digits of which the last one is right. */
export function isMpan(text: string): boolean {
  return /^\d{13}$/.test(text) && Number(text[12]) === checkDigitOfMpan(text.slice(0, 12));
}

/** The same MPAN with another check digit: right in form and wrong in its last digit. */
export function withWrongMpanCheckDigit(mpan: string): string {
  return mpan.slice(0, -1) + String((Number(mpan.slice(-1)) + 1) % 10);
}

/**
 * The two check digits of an MPRN (SOURCED): digits of the base weighed with its length down to 1, the sum modulo 11.
 * @param base the MPRN without its last two digits
 */
export function checkDigitsOfMprn(base: string): string {
  const digits = Array.from(base, Number).reverse();
  const sum = digits.reduce((total, digit, position) => total + digit * (position + 1), 0);
  return (sum % 11).toString().padStart(2, '0');
}

/** Whether an MPRN has six to ten digits of which the last two are right. */
export function isMprn(text: string): boolean {
  return /^\d{6,10}$/.test(text) && text.endsWith(checkDigitsOfMprn(text.slice(0, -2)));
}

/** The same MPRN with other check digits: right in form and wrong in its last two digits. */
export function withWrongMprnCheckDigits(mprn: string): string {
  const wrong = (Number(mprn.slice(-2)) + 1) % 11;
  return mprn.slice(0, -2) + String(wrong).padStart(2, '0');
}

/** Whether this is the number of a SIM: 19 or 20 digits from 89 on, the last one by Luhn (SOURCED: ITU-T E.118). */
export function isIccid(text: string): boolean {
  return /^89\d{17,18}$/.test(text) && luhnDigit(text.slice(0, -1)) === text.slice(-1);
}

/** The digit that closes a number by Luhn. */
export function luhnDigit(base: string): string {
  let sum = 0;
  Array.from(base, Number)
    .reverse()
    .forEach((digit, position) => {
      const weighed = position % 2 === 0 ? digit * 2 : digit;
      sum += Math.floor(weighed / 10) + (weighed % 10);
    });
  return String((10 - (sum % 10)) % 10);
}

/** The next prime above `number`, 11 passed over because the sum is taken modulo 11. */
function primeAfter(number: number): number {
  let candidate = number + 1;
  while (candidate === 2 || candidate === 11 || !isPrime(candidate)) candidate += 1;
  return candidate;
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
    if (number % divisor === 0) return false;
  }
  return true;
}
