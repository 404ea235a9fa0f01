/** What a call to somebody outside the system may take. */
export interface Bounds {
  /** By the wall clock, until the whole answer is here. */
  readonly milliseconds: number;
  /** Of the body of the answer, once it is unpacked. */
  readonly bytes: number;
}

/** Somebody outside does not answer as one may expect; the message is the end of a sentence: `it cannot be reached`. */
export class OutsideFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OutsideFault';
  }
}

/**
 * POSTs JSON to somebody outside the system. No redirect is followed: whoever answers chooses no other address.
 * @returns the body of an answer with HTTP 200
 * @throws OutsideFault where none comes within the bounds
 */
export async function askOutside(url: string, token: string, body: object, bounds: Bounds): Promise<Buffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(bounds.milliseconds),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const read = await readAtMost(response, bounds.bytes);
    if (response.status !== 200) throw new OutsideFault(`it answers with HTTP ${response.status}`);
    return read;
  } catch (error) {
    if (error instanceof OutsideFault) throw error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new OutsideFault(isLate ? `it takes more than ${bounds.milliseconds} ms` : 'it cannot be reached', error);
  }
}

/** @throws OutsideFault where the body of an answer is longer */
export async function readAtMost({ body }: Response, most: number): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    // Leaving the loop ends the connection.
    if (size > most) throw new OutsideFault(`its answer is longer than ${most} bytes`);
    read.push(piece);
  }
  return Buffer.concat(read);
}
