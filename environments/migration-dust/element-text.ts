/** Text of the first of these elements that a document has; empty where it has none. */
export function elementIn(xml: string, names: readonly string[]): string {
  for (const name of names) {
    const [, text] = new RegExp(`<(?:[\\w-]+:)?${name}>([^<]*)<`).exec(xml) ?? [];
    if (text !== undefined) return text;
  }
  return '';
}
