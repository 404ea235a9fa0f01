import { Session, type Profiler } from 'node:inspector/promises';

/** How much of the time of a piece of work went into one kind of work. */
export interface WorkShare {
  readonly what: string;
  /** From 0 to 1, of the time in which the process computed. */
  readonly share: number;
}

/** One kind of work: the places in the source at which it is done. A sample belongs to the first place on its stack. */
interface Kind {
  readonly what: string;
  /** Function and path, as `function path`. */
  readonly at: RegExp;
}

const KINDS: readonly Kind[] = [
  { what: 'schema', at: /libxml2-wasm|formats\/schema\.ts/ },
  { what: 'XML parsing', at: /@xmldom\/|xml\/parse\.ts/ },
  { what: 'signing', at: /^(sign|signatureOver) .*xml\/signature\.ts|xml\/canonical\.ts/ },
  { what: 'verifying', at: /xml\/signature\.ts|xml-crypto/ },
  { what: 'reading and writing documents', at: /src\/(formats|duis)\// },
  { what: 'store', at: /kernel\/(store|work|written)\.ts/ },
  { what: 'devices', at: /services\/devices\// },
  { what: 'keys and secrets', at: /domain\/(vault|frames|pem)\.ts/ },
  {
    what: 'HTTP hops',
    at: /fastify|light-my-request|find-my-way|kernel\/(server|peers|transport|.*routes)\.ts|node:(_http|internal\/deps\/undici|net|internal\/url)/,
  },
  { what: 'rules of the services', at: /src\/(services|domain|kernel)\// },
  { what: 'test lab', at: /src\/lab\// },
  { what: 'tester', at: /\/(support|steps|runner|tools|commands)\/|axios|zod/ },
  { what: 'garbage collection', at: /^\(garbage collector\)/ },
];
const REST = 'the rest';
const IDLE = '(idle)';
/** Microseconds between two samples. */
const INTERVAL = 1000;

/**
 * Does a piece of work and says what this process did in that time, from samples of its stack.
 * @returns shares of 0.5 % and more, the largest first
 */
export async function profileWork(work: () => Promise<void>): Promise<readonly WorkShare[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    return sharesOf(profile);
  } finally {
    session.disconnect();
  }
}

/** The shares of a profile of this process. */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): WorkShare[] {
  const kinds = kindsOf(nodes);
  const times = new Map<string, number>();
  samples.forEach((node, index) => {
    const kind = kinds.get(node) ?? REST;
    times.set(kind, (times.get(kind) ?? 0) + (timeDeltas[index] ?? 0));
  });
  times.delete(IDLE);
  const whole = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([what, time]) => ({ what, share: whole === 0 ? 0 : time / whole }))
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share);
}

/** The kind of each node: its own, or that of whoever called it. */
function kindsOf(nodes: readonly Profiler.ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kinds = new Map<number, string>();
  const [root] = nodes;
  const open: [Profiler.ProfileNode, string][] = root ? [[root, REST]] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, callers] = next;
    const { functionName, url } = node.callFrame;
    const kind =
      functionName === IDLE ? IDLE : (KINDS.find(({ at }) => at.test(`${functionName} ${url}`))?.what ?? callers);
    kinds.set(node.id, kind);
    for (const child of node.children ?? []) {
      const found = byId.get(child);
      if (found) open.push([found, kind]);
    }
  }
  return kinds;
}
