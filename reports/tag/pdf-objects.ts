/** The objects of a PDF as Chromium prints it, so that what it leaves out can be put in and the file written again. */

/** What a PDF holds: its objects by number, and which of them are its root and its facts. */
export interface PdfObjects {
  /** First line, and the line of bytes that shows a file to be binary. */
  readonly head: string;
  /** Dictionary, or dictionary and stream, of each object; a byte is a character. */
  readonly bodies: Map<number, string>;
  readonly root: number;
  readonly info: number;
}

/**
 * Reads the objects of a PDF.
 * @throws Error when the PDF is not built as Chromium builds it: with one table of places and no packed objects
 */
export function pdfObjects(pdf: Buffer): PdfObjects {
  const text = pdf.toString('latin1');
  const start = Number(found(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text), 'end'));
  const trailer = found(/trailer\s*(<<[\s\S]*?>>)\s*startxref/.exec(text.slice(start)), 'trailer');
  const [root, info] = ['Root', 'Info'].map((key) =>
    Number(found(new RegExp(`/${key} (\\d+) 0 R`).exec(trailer), key)),
  );
  const places = [...text.slice(start).matchAll(/(\d{10}) 00000 n/g)].map(([, place]) => Number(place));
  const ordered = places.toSorted((one, other) => one - other);
  const bodies = new Map<number, string>();
  for (const [index, place] of ordered.entries()) {
    const object = text.slice(place, ordered[index + 1] ?? start);
    const number = found(/^(\d+) 0 obj\n/.exec(object), `object at ${String(place)}`);
    bodies.set(Number(number), object.slice(number.length + ' 0 obj\n'.length, object.lastIndexOf('\nendobj')));
  }
  return { head: text.slice(0, ordered[0] ?? 0), bodies, root: root ?? 0, info: info ?? 0 };
}

/** Writes the objects as a file again. */
export function pdfOf({ head, bodies, root, info }: PdfObjects): Buffer {
  const numbers = [...bodies.keys()].toSorted((one, other) => one - other);
  const size = (numbers.at(-1) ?? 0) + 1;
  const parts = [head];
  const places = new Map<number, number>();
  let length = head.length;
  for (const number of numbers) {
    const object = `${String(number)} 0 obj\n${bodies.get(number) ?? ''}\nendobj\n`;
    places.set(number, length);
    length += object.length;
    parts.push(object);
  }
  const table = Array.from({ length: size }, (_, number) => {
    const place = places.get(number);
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(`xref\n0 ${String(size)}\n`, ...table);
  parts.push(`trailer\n<</Size ${String(size)}\n/Root ${String(root)} 0 R\n/Info ${String(info)} 0 R>>\n`);
  parts.push(`startxref\n${String(length)}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}

/**
 * The body of an object.
 * @throws Error when there is none
 */
export function bodyOf({ bodies }: PdfObjects, number: number): string {
  const body = bodies.get(number);
  if (body === undefined) throw notAsWritten(`object ${String(number)}`);
  return body;
}

/** The number of the object that an entry of a dictionary refers to. */
export function referenceIn(body: string, key: string): number | undefined {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A dictionary with further entries. */
export function withEntries(body: string, entries: string): string {
  return `${body.slice(0, body.lastIndexOf('>>'))}\n${entries}>>`;
}

/** Adds an object and says its number. */
export function addObject({ bodies }: PdfObjects, body: string): number {
  let number = bodies.size + 1;
  while (bodies.has(number)) number += 1;
  bodies.set(number, body);
  return number;
}

/** A text of a PDF in any alphabet, as hexadecimal UTF-16. */
export function pdfText(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** That the PDF lacks something that Chromium writes. */
export function notAsWritten(what: string): Error {
  return new Error(`The printed PDF has no ${what} as Chromium writes it, so that it is not used.`);
}

function found(match: RegExpExecArray | null, what: string): string {
  const [, value] = match ?? [];
  if (value === undefined) throw notAsWritten(what);
  return value;
}
