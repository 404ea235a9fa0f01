import formatXml from 'xml-formatter';
import { maskSecrets } from './mask';

/** Longest document shown in full, in characters; what is beyond says how much it is. */
const MAXIMUM_SHOWN = 60_000;

/** Longest XML document that is given line breaks, in characters. */
const MAXIMUM_FORMATTED = 5 * MAXIMUM_SHOWN;

/** A document as people read it: XML and JSON with line breaks, secrets masked, bytes that are no text described. */
export function pretty(body: string | Uint8Array): string {
  const text = typeof body === 'string' ? body : decode(body);
  if (text === undefined) return `(${String(body.length)} bytes, not text)`;
  const shown = prettyText(text);
  if (shown.length <= MAXIMUM_SHOWN) return shown;
  return `${shown.slice(0, MAXIMUM_SHOWN)}\n(${String(shown.length - MAXIMUM_SHOWN)} more characters)`;
}

function prettyText(text: string): string {
  const start = text.trimStart().charAt(0);
  if (start === '<') return prettyXml(text);
  if (start === '{' || start === '[') return prettyJson(text);
  return text;
}

function prettyXml(text: string): string {
  // Only its beginning is shown: line breaks in the rest would cost seconds.
  if (text.length > MAXIMUM_FORMATTED) return text;
  try {
    return formatXml(text, { indentation: '  ', collapseContent: true, lineSeparator: '\n', strictMode: true });
  } catch {
    // Broken on purpose: shown as it is.
    return text;
  }
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(maskSecrets(JSON.parse(text)), undefined, 2);
  } catch {
    return text;
  }
}

/** UTF-8 text of bytes, or undefined when they are something else. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}
