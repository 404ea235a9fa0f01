import type { PeerAnswer, Transport } from '../dcc-like-system/src/kernel/transport';
import { Refusal } from '../dcc-like-system/src/kernel/refusal';

/** The account of a supplier at the Migration Control Centre, as its own systems use it. */
export class MccAccount {
  constructor(
    private readonly address: string,
    private readonly token: string,
    private readonly transport: Transport,
  ) {}

  /**
   * Uploads a file of an authorisation.
   * @throws Refusal as the Migration Control Centre refuses it
   */
  async upload(name: string, content: Buffer): Promise<void> {
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await this.call('PUT', `/authorisations/${encodeURIComponent(name)}`, headers, content);
    if (answer.status !== 202) throw new Refusal(answer.status, errorOf(answer));
  }

  /** What stands at an address; undefined where nothing does. @throws Refusal 503 where it cannot be had now */
  async find(path: string): Promise<Buffer | undefined> {
    const answer = await this.call('GET', path);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200)
      throw new Refusal(503, 'The Migration Control Centre does not answer now: try again later.');
    return answer.body;
  }

  /** JSON that stands at an address; its shape is the published one. */
  async read<T>(path: string): Promise<T | undefined> {
    const body = await this.find(path);
    return body === undefined ? undefined : (JSON.parse(body.toString('utf8')) as T);
  }

  private call(
    method: 'GET' | 'PUT',
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Buffer,
  ): Promise<PeerAnswer> {
    return this.transport({
      method,
      url: `${this.address}${path}`,
      headers: { ...headers, authorization: `Bearer ${this.token}` },
      ...(body === undefined ? {} : { body }),
    });
  }
}

function errorOf({ body }: PeerAnswer): string {
  const { error = 'The Migration Control Centre refused the file.' } = JSON.parse(body.toString('utf8')) as {
    error?: string;
  };
  return error;
}
