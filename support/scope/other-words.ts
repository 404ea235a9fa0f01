/** What was asked in the words of features, and which words stand for which; undefined where it has no other word. */
export function inOwnWords(
  asked: string,
  otherWords: Readonly<Record<string, string>>,
): { readonly asked: string; readonly instead: readonly string[] } | undefined {
  let text = asked;
  const instead: string[] = [];
  // The longer ones first: "power cut" is more than "power".
  for (const [other, own] of Object.entries(otherWords).toSorted(([one], [two]) => two.length - one.length)) {
    // A verb may stand in the middle, and an article: "comes back", "swap a SIM".
    const forms = other.replaceAll(' ', '(?:s|d|ed|ing)? (?:an? |the |its )?');
    const whole = new RegExp(`(?<![a-z0-9-])${forms}(?:s|d|ed)?(?![a-z0-9-])`, 'gi');
    if (!whole.test(text)) continue;
    text = text.replace(whole, own);
    instead.push(`"${other}" is "${own}" in features.`);
  }
  return instead.length === 0 ? undefined : { asked: text, instead };
}
