import { timingSafeEqual, createHash } from 'node:crypto';
import net from 'node:net';
import { interruptWork } from '../../runner/execution/interruption';
import { performCommand, type Command } from '../../runner/terminal/command-line';
import { changedSince, relevantVariables, stampOf, type Stamp } from './freshness';
import { LONGEST_REQUEST, standbyRequest, type StandbyAnswer, type StandbyRequest } from './protocol';

const AT_WORK = 'This process is at work for somebody else.';

/** What a standby process is bound to. */
export interface StandbyIdentity {
  readonly token: string;
  /** Real path of its checkout. */
  readonly root: string;
  /** The files of the checkout before any of them was loaded. */
  readonly stamp: Stamp;
  readonly commands: ReadonlyMap<string, Command>;
}

/** What its owner does about the life of the process. */
export interface StandbyLife {
  /** A command has ended. */
  readonly idle: () => void;
  /** Something that was loaded has changed: the process is of no more use. */
  readonly stale: () => void;
}

/** Answers clients, one command at a time. */
export class StandbyServer {
  readonly #server: net.Server;
  #isBusy = false;

  constructor(
    private readonly identity: StandbyIdentity,
    private readonly life: StandbyLife,
  ) {
    this.#server = net.createServer((socket) => this.#serve(socket));
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Listens on a Unix socket. */
  async listen(file: string): Promise<void> {
    await new Promise<void>((resolve, reject) => this.#server.once('error', reject).listen(file, resolve));
  }

  close(): void {
    this.#server.close();
  }

  #serve(socket: net.Socket): void {
    let text = '';
    socket.setEncoding('utf8').on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      // Whatever follows the request means that its client was interrupted.
      if (text.includes('\n')) {
        interruptWork('SIGINT');
        return;
      }
      text += chunk;
      if (text.includes('\n')) void this.#answer(text, socket);
      else if (text.length > LONGEST_REQUEST) socket.destroy();
    });
  }

  async #answer(text: string, socket: net.Socket): Promise<void> {
    const send = (answer: StandbyAnswer): void => void socket.write(`${JSON.stringify(answer)}\n`);
    const request = readRequest(text);
    const refused = request === undefined ? 'The request cannot be read.' : this.#whyNot(request);
    if (request === undefined || refused !== undefined) {
      send({ refused: refused ?? '', ...(refused === AT_WORK ? { isAtWork: true } : {}) });
      socket.end();
      return;
    }
    const command = this.identity.commands.get(request.command);
    if (command === undefined) return;
    this.#isBusy = true;
    // A client that is gone wants nothing more.
    const gone = (): void => interruptWork('SIGINT');
    socket.once('close', gone);
    const output = { say: (out: string) => send({ out }), complain: (err: string) => send({ err }) };
    const exit = await performCommand(command, request.args, output);
    socket.off('close', gone);
    send({ exit });
    socket.end();
    this.#isBusy = false;
    this.life.idle();
  }

  /** Why a request is not carried out; undefined where it is. */
  #whyNot({ token, root, node, command, environment }: StandbyRequest): string | undefined {
    if (!isSame(token, this.identity.token)) return 'The token is not that of this process.';
    if (root !== this.identity.root) return 'This process is of another checkout.';
    if (!this.identity.commands.has(command)) return 'This process does not know the command.';
    if (this.#isBusy) return AT_WORK;
    const changed = changedSince(this.identity.stamp, stampOf(this.identity.root));
    const isOther = node !== process.version || relevantVariables(environment) !== relevantVariables(process.env);
    if (changed === undefined && !isOther) return undefined;
    this.life.stale();
    return changed === undefined ? 'Node or its variables are others.' : `${changed} has changed.`;
  }
}

function readRequest(text: string): StandbyRequest | undefined {
  try {
    return standbyRequest.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
