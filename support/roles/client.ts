import type { z } from 'zod';
import type { Dispatch, ServiceName } from '../../environments/environment';
import type { EvidenceLog } from '../evidence/evidence-log';
import { NotRunHereError } from './not-run-here';
import { sentenceOf } from './sentence';
import { overSockets } from './sockets';
import { UnmetExpectation, codeGivenIn } from '../evidence/failure';

/** An environment that does not answer: what happened says nothing about the behaviour of the system. */
export class UnusableEnvironmentError extends Error {
  override readonly name = 'UnusableEnvironmentError';
}

/** An answer that the published interface does not foresee. */
export class UnexpectedAnswer extends UnmetExpectation {
  override readonly name = 'UnexpectedAnswer';
}

/** Longest wait for an answer, in milliseconds. Moving virtual time over a busy day is the longest of all. */
const TIMEOUT = 300_000;

/** Who speaks to whom, and how it shows who it is. */
export interface Connection {
  readonly baseUrl: string;
  /** As people say it, e.g. `Avon Supply`. */
  readonly actor: string;
  /** As people say it, e.g. `Migration Control Centre`. */
  readonly counterpart: string;
  readonly authorization?: string;
  /** Why nobody can speak so, in a sentence; absent where somebody can. */
  readonly notRunHere?: string;
  /** The service that answers; absent where it is no service of the system. */
  readonly service?: ServiceName;
  /** Longest wait for an answer on a socket, in milliseconds, where it is not the usual one. */
  readonly timeout?: number;
  /** How a service in the same process is reached; absent where calls take sockets. */
  readonly dispatch?: Dispatch;
}

/** One call. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly path: string;
  /** Text or bytes as they are; anything else as JSON. */
  readonly body?: string | Uint8Array | object;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is done, as people say it; without it the call leaves no trace in the report. */
  readonly title?: string;
  /** Which file, device or installation it is about, for the report. */
  readonly about?: string;
  /** A document of the migration itself is exchanged. */
  readonly isDocument?: boolean;
  /** The body is a secret: the report says so instead of showing it. */
  readonly secretBody?: boolean;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Speaks HTTP with one interface on behalf of one role, and keeps what was said for the report. */
export class Client {
  private readonly dispatch: Dispatch;

  constructor(
    private readonly connection: Connection,
    private readonly evidence: EvidenceLog,
  ) {
    const { timeout = TIMEOUT, dispatch } = connection;
    this.dispatch = dispatch ?? overSockets(timeout);
  }

  /**
   * Calls and gives whatever was answered.
   * @throws UnusableEnvironmentError when nothing answers
   * @throws NotRunHereError where the tester has no credentials of who speaks
   */
  async call(call: Call): Promise<Answer> {
    const { notRunHere, baseUrl, authorization } = this.connection;
    if (notRunHere !== undefined) throw new NotRunHereError(notRunHere);
    const { method, path, body } = call;
    const plain = typeof body === 'string' || body instanceof Uint8Array;
    const data = body === undefined || plain ? body : JSON.stringify(body);
    const asked = this.evidence.ask();
    const contentType = call.contentType ?? (plain ? 'application/octet-stream' : 'application/json');
    const headers = {
      ...(authorization === undefined ? {} : { authorization }),
      ...call.headers,
      ...(data === undefined ? {} : { 'content-type': contentType }),
    };
    const { status, body: bytes } = await this.dispatch({
      ...{ method, url: baseUrl + path, headers },
      ...(data === undefined ? {} : { body: typeof data === 'string' ? data : Buffer.from(data) }),
    }).catch((error: unknown) => {
      throw this.silence(call, error);
    });
    const answer = { status, bytes, text: bytes.toString('utf8') };
    this.record(call, data, answer, asked);
    return answer;
  }

  /**
   * Calls for JSON of a published shape.
   * @throws UnexpectedAnswer when something else is answered
   */
  async ask<S extends z.ZodType>(shape: S, call: Call): Promise<z.output<S>> {
    const answer = await this.expect([200, 201, 202], call);
    return this.read(shape, call, answer);
  }

  /** As `ask`, but undefined when there is no such thing (404). */
  async find<S extends z.ZodType>(shape: S, call: Call): Promise<z.output<S> | undefined> {
    const answer = await this.expect([200, 404], call);
    return answer.status === 404 ? undefined : this.read(shape, call, answer);
  }

  /**
   * Calls where only these statuses are foreseen.
   * @throws UnexpectedAnswer for any other, with the sentence that came with it
   */
  async expect(statuses: readonly number[], call: Call): Promise<Answer> {
    const answer = await this.call(call);
    if (!statuses.includes(answer.status)) {
      throw this.unexpected(call, statuses.join(' or '), `${String(answer.status)}, ${sentenceOf(answer.text)}`);
    }
    return answer;
  }

  private read<S extends z.ZodType>(shape: S, call: Call, answer: Answer): z.output<S> {
    let content: unknown;
    try {
      content = JSON.parse(answer.text);
    } catch {
      throw this.unexpected(call, 'data of the published form', `a text that is none, ${answer.text.slice(0, 200)}`);
    }
    const result = shape.safeParse(content);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const field = issue?.path.join('.') ?? '';
    throw this.unexpected(
      call,
      'data of the published form',
      `another form in the field ${field} (${issue?.message ?? ''})`,
    );
  }

  /** What was answered in place of what the published interface foresees. */
  private unexpected({ method, path }: Call, expected: string, observed: string): UnexpectedAnswer {
    const { actor, counterpart, service } = this.connection;
    const given = codeGivenIn(observed);
    return new UnexpectedAnswer({
      subject: `answers of the ${counterpart} (${method} ${path})`,
      expected: `the ${counterpart} to answer ${actor} with ${expected}`,
      observed,
      on: { route: `${actor} -> ${counterpart}, ${method} ${path}` },
      ...(given === undefined ? {} : { code: { given } }),
      ...(service === undefined ? {} : { party: service }),
    });
  }

  private place({ method, path }: Call): string {
    return `The ${this.connection.counterpart} (${method} ${path})`;
  }

  private record(call: Call, data: string | Uint8Array | undefined, { status, bytes }: Answer, asked: number): void {
    const { title, about, secretBody, isDocument = false } = call;
    if (title === undefined) return;
    const { actor, counterpart, service } = this.connection;
    const said = secretBody ? '(a secret)' : data;
    this.evidence.add({
      name: title,
      detail: `${actor} -> ${counterpart}${about === undefined ? '' : ` (${about})`}`,
      ...(said === undefined ? {} : { body: said }),
      answer: { status, body: bytes },
      asked,
      ...(service === undefined ? {} : { givenBy: service }),
      isDocument,
    });
  }

  private silence(call: Call, error: unknown): UnusableEnvironmentError {
    const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
    const why = String(code ?? message ?? error);
    return new UnusableEnvironmentError(`${this.place(call)} at ${this.connection.baseUrl} does not answer (${why}).`);
  }
}
