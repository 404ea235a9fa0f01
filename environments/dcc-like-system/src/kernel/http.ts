import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyTypeProvider,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { z } from 'zod';
import { ProcessEnded } from './machine';
import { Refusal } from './refusal';
import { readShape } from './shape';

/** A request as a route is handed it, and what it answers with. */
export type { FastifyReply as Reply, FastifyRequest as Request } from 'fastify';

/** Gives handlers the types of the shapes that their routes declare. */
interface Shapes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: unknown;
}

/** An HTTP interface whose requests are read by shapes. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  Shapes
>;

/** A request that ended in an error that nobody foresaw. */
export interface FailedRequest {
  /** `POST /sims/:iccid/handover` */
  readonly call: string;
  readonly error: Error;
}

interface AppOptions {
  /** Who answers, as a sentence calls it. */
  readonly name: string;
  /** Largest body, in bytes. */
  readonly maximumBody: number;
  /** Notes what nobody foresaw: the caller is told only that it happened. */
  readonly noteFailure: (failed: FailedRequest) => void;
}

/** Longest parameter of a path: a file name is the longest. */
const LONGEST_PARAMETER = 151;

/** What a request is called whose part the framework names so. */
const PARTS: Readonly<Record<string, string>> = { params: 'path', querystring: 'query' };

/** Answers of the framework and of node itself, by HTTP status; the words of theirs stay inside. */
const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: its address, its headers or its body is malformed.',
  404: 'There is nothing at this address: the published descriptions say what there is.',
  405: 'The address takes other methods: the header Allow names them.',
  408: 'The request did not arrive in time.',
  413: 'The body is too large.',
  414: 'A part of the address is too long.',
  415: 'The body has a content type that is not read here.',
  431: 'The headers are too large.',
};

/** What the error of a connection is as an HTTP status; any other: 400. */
const CONNECTION_STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * An HTTP interface that reads every request by the shapes of its route, and answers what cannot be read, or is not there,
 * in the published form of a refusal.
 */
export function createApp({ name, maximumBody, noteFailure }: AppOptions): App {
  const app = fastify({
    bodyLimit: maximumBody,
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (error, _request, reply) => {
      void answer(reply, error.statusCode ?? 400);
    },
    clientErrorHandler: (error, socket) => {
      answerConnection(socket, CONNECTION_STATUSES[error.code] ?? 400);
    },
  }).withTypeProvider<Shapes>();
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart = 'body' }) => (given: unknown) => {
    try {
      return { value: readShape(schema, given, PARTS[httpPart] ?? httpPart) };
    } catch (error) {
      if (error instanceof Refusal) return { error };
      throw error;
    }
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof Refusal) return answer(reply, error.statusCode, error.message);
    if (error instanceof ProcessEnded) return breakOff(reply);
    const { statusCode = 500 } = error;
    if (statusCode < 500) return answer(reply, statusCode);
    noteFailure({ call: `${request.method} ${request.routeOptions.url ?? ''}`, error });
    return answer(reply, 500, unforeseen(name));
  });
  const published = publishedMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = published(request.url.split('?')[0] ?? '');
    return methods.length === 0 ? answer(reply, 404) : answer(reply.header('allow', methods.join(', ')), 405);
  });
  return app;
}

/** What a caller is told of an error that nobody foresaw. @param name of whoever answers, as a sentence calls it */
export function unforeseen(name: string): string {
  return `Something went wrong in the ${name} that should not have: it has been noted there.`;
}

/** The routes of the lab are not told of to whoever has no token of it. */
const UNTOLD = '/lab';

/** Symbol under which the framework looks for the name of a scope. */
const NAME = Symbol.for('fastify.display-name');

/**
 * Declares routes in a scope of their own: what is set there holds nowhere else.
 * @param prefix what the addresses of all of them begin with
 */
export function inScope(app: App, declare: (scope: App) => void, prefix = ''): void {
  const plugin = (scope: App, _options: object, done: () => void): void => {
    declare(scope);
    done();
  };
  // Without a name the framework looks for one among all modules that the process has loaded.
  void app.register(Object.assign(plugin, { [NAME]: 'scope' }), { prefix });
}

/** Notes the routes of an application as they are declared. @returns gives the methods that a path takes, in order */
function publishedMethods(app: App): (path: string) => string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (url === UNTOLD || url.startsWith(`${UNTOLD}/`)) return;
    const pattern = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+');
    routes.push({ pattern: new RegExp(`^${pattern}$`), methods: [method].flat() });
  });
  return (path) =>
    [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort();
}

/** Lets a scope take bodies as bytes, whatever their content type. */
export function takeBytes(scope: App): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}

/** The bytes of a body in a scope that takes them. */
export function bytes(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function answer(reply: FastifyReply, status: number, sentence = SENTENCES[status] ?? SENTENCES[400]): FastifyReply {
  return reply.status(status).send({ error: sentence });
}

/** Ends a connection without an answer. */
function breakOff(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

/** Answers on a connection that carries nothing that could become a request. */
function answerConnection(socket: Socket, status: number): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ error: SENTENCES[status] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
