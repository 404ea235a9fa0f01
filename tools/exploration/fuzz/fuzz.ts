import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AUTHORISATIONS, FORMS } from './uploads';
import { FILES, SERVICE_REQUESTS } from './documents';
import type { FuzzAnswer, FuzzInput, InputFamily } from './input';
import { packs, type VerifyPack } from './packs';
import { Random } from './random';
import { MESSAGES, ROUTES } from './routes';
import { FuzzWorld, type FuzzGround } from './world';

/** What is tried. */
export interface FuzzRequest {
  readonly seed: string;
  /** Number of the first input, from 1, and of the last. */
  readonly from: number;
  readonly to: number;
}

/** Something that an input ought not to do. */
export interface FuzzFinding {
  /** Number of the input. */
  readonly number: number;
  readonly family: string;
  readonly what: string;
  readonly fault: string;
}

/** What came of it. */
export interface FuzzResult {
  readonly inputs: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly findings: readonly FuzzFinding[];
}

/** Inputs after which the state of the system is looked at. */
const BATCH = 25;
/** Inputs that one world bears; what was taken of them makes it larger. */
const WORLD = 1_000;
/** Megabytes by which memory may grow from the third world on. */
const MAY_GROW_MB = 200;
/** Longer than any input may take, also on a busy machine. */
const TOO_LONG_MS = 20_000;

const CHANGED = 'All of them were refused, and the state of the system is another.';

/** Words of the interpreter, of libraries and of the database, which nobody outside is told. */
const INNER_WORDS =
  /\bundefined\b|\bNaN\b|\bzod\b|FST_|SQLITE|at position|Cannot read prop|is not a function|\n {4}at /;

/** Tries inputs on an environment. */
export class Fuzzer {
  private readonly findings: FuzzFinding[] = [];
  private readonly inputs: Record<string, number> = {};
  private readonly quiet: readonly InputFamily[];
  private readonly busy: readonly InputFamily[];
  private readonly memory: number[] = [];
  private refused = 0;

  constructor(
    private readonly ground: FuzzGround,
    private readonly seed: string,
    verify: VerifyPack,
  ) {
    const families = [ROUTES, MESSAGES, SERVICE_REQUESTS, FILES, AUTHORISATIONS, FORMS, packs(verify)];
    const deckOf = (isBusy: boolean): InputFamily[] =>
      families
        .filter((family) => family.isBusy === isBusy)
        .flatMap((family) => Array<InputFamily>(family.share).fill(family));
    this.quiet = deckOf(false);
    this.busy = deckOf(true);
  }

  /** @param onFinding is told of each at once */
  async run({ from, to }: Omit<FuzzRequest, 'seed'>, onFinding: (finding: FuzzFinding) => void): Promise<FuzzResult> {
    for (let start = from - ((from - 1) % WORLD); start <= to; start += WORLD) {
      // The name of a world is that of its inputs, so that a part of them can be tried alone.
      const world = await FuzzWorld.make(this.ground, `${this.seed} ${String(start)}`);
      this.checkMemory(start, onFinding);
      const last = Math.min(to, start + WORLD - 1);
      for (let number = Math.max(from, start); number <= last; number += BATCH) {
        await this.tryBatch(world, number, Math.min(last, number + BATCH - 1), onFinding);
      }
    }
    return { inputs: this.inputs, refused: this.refused, findings: this.findings };
  }

  private async tryBatch(
    world: FuzzWorld,
    from: number,
    to: number,
    onFinding: (finding: FuzzFinding) => void,
  ): Promise<void> {
    const found = (number: number, family: string, what: string, fault: string): void => {
      const finding = { number, family, what, fault };
      this.findings.push(finding);
      onFinding(finding);
    };
    const isBusy = Math.floor((from - 1) / BATCH) % 5 > 2;
    const deck = isBusy ? this.busy : this.quiet;
    let before = await world.state();
    let allRefused = true;
    const tried: string[] = [];
    for (let number = from; number <= to; number += 1) {
      const random = new Random(`${this.seed} ${String(number)}`);
      const family = random.pick(deck);
      const input = await family.make(world, random);
      this.inputs[family.name] = (this.inputs[family.name] ?? 0) + 1;
      tried.push(`${String(number)} ${input.what.slice(0, 100)}`);
      const { answer, faults } = await tryInput(input);
      for (const fault of faults) found(number, family.name, input.what, fault);
      const isRefused = answer !== undefined && (input.isRefusal?.(answer) ?? answer.status >= 400);
      if (isRefused) this.refused += 1;
      else allRefused = false;
      if (!isBusy || number % 5 !== 0) continue;
      // Among inputs of which many are taken, what is refused is looked at in small groups.
      const after = await world.settledState();
      if (allRefused && before !== after) found(number, 'state', tried.join(' | '), CHANGED);
      [before, allRefused] = [after, true];
    }
    const which = `inputs ${String(from)} to ${String(to)}`;
    for (const trouble of await world.troubles()) found(to, 'state', `${which}: ${tried.join(' | ')}`, trouble);
    if (allRefused && before !== (await world.state())) found(to, 'state', `${which}: ${tried.join(' | ')}`, CHANGED);
  }

  private checkMemory(start: number, onFinding: (finding: FuzzFinding) => void): void {
    this.memory.push(heapNow());
    const [, , third] = this.memory;
    const newest = this.memory.at(-1) ?? 0;
    if (third === undefined || newest - third < MAY_GROW_MB) return;
    const fault = `Memory has grown from ${third.toFixed(0)} to ${newest.toFixed(0)} MB.`;
    const finding = { number: start, family: 'memory', what: 'everything so far', fault };
    this.findings.push(finding);
    onFinding(finding);
    this.memory.length = 0;
  }
}

async function tryInput(
  input: FuzzInput,
): Promise<{ readonly answer?: FuzzAnswer; readonly faults: readonly string[] }> {
  const begun = performance.now();
  try {
    const answer = await input.send();
    const took = performance.now() - begun;
    const faults = [
      ...(answer.status >= 500 ? [`It is answered with ${answer.status}: ${answer.text.slice(0, 200)}`] : []),
      ...(took > TOO_LONG_MS ? [`It takes ${(took / 1000).toFixed(0)} s.`] : []),
      ...refusalFaults(answer),
      ...((await input.judge?.(answer)) ?? []),
    ];
    return { answer, faults };
  } catch (error) {
    return { faults: [`It has no answer: ${reasonOf(error)}`] };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

/** What is wrong with the form of a refusal. */
function refusalFaults({ status, contentType, text }: FuzzAnswer): string[] {
  if (status < 400 || !contentType.startsWith('application/json') || text === '') return [];
  try {
    const { error, ...more } = JSON.parse(text) as { readonly error?: unknown };
    if (typeof error !== 'string' || Object.keys(more).length > 0)
      return [`The refusal has another form: ${text.slice(0, 200)}`];
    return INNER_WORDS.test(error) ? [`The refusal shows what is inside: ${error.slice(0, 200)}`] : [];
  } catch {
    return [`The refusal is no JSON: ${text.slice(0, 200)}`];
  }
}

/** JavaScript objects and the buffers they hold, after a full collection of garbage, in MB. */
function heapNow(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
