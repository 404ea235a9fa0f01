import { generate, parse } from 'regexp-tree';

type AstNode = Parameters<typeof generate>[0];
type Expression = NonNullable<ReturnType<typeof parse>['body']>;
type Quantifier = Extract<AstNode, { type: 'Quantifier' }>;

/** Characters that a step of an automaton takes. */
interface Letter {
  accepts(character: string): boolean;
  /** One of them, to show where the text has none. */
  readonly sample: string;
}

/** A way from one state of an automaton to another: takes a character, or nothing. */
export interface Edge {
  readonly to: number;
  readonly letter?: Letter;
  /** Number of the outermost capturing group that it lies in, from 0. */
  readonly group?: number;
}

/** A regular expression as a graph, in which the text that it would accept can be sought. State 0 is the first. */
export interface Automaton {
  readonly edges: readonly (readonly Edge[])[];
  readonly end: number;
}

/** The syntax of a regular expression. */
export function syntaxOf(regexp: RegExp): Expression | null {
  // Without its flags, of which the library does not know each.
  return parse(`/${regexp.source}/`).body;
}

/** The alternatives that an expression begins with or consists of, such as each phrase of a parameter type. */
export function alternativesOf(node: Expression | null): (Expression | null)[] {
  if (node?.type === 'Disjunction') return [...alternativesOf(node.left), ...alternativesOf(node.right)];
  if (node?.type === 'Group') return alternativesOf(node.expression);
  if (node?.type !== 'Alternative') return [node];
  const at = node.expressions.findIndex((part) => part.type === 'Group' && alternativesOf(part).length > 1);
  const group = node.expressions[at];
  if (group === undefined) return [node];
  return alternativesOf(group).map((one) => ({
    ...node,
    expressions: [...node.expressions.slice(0, at), ...(one === null ? [] : [one]), ...node.expressions.slice(at + 1)],
  }));
}

/** Makes the automaton of an expression. */
export function automatonOf(node: Expression | null): Automaton {
  const builder = new Builder();
  return { end: builder.add(node, builder.state()), edges: builder.edges };
}

class Builder {
  readonly edges: Edge[][] = [];
  #group: number | undefined;
  #groups = 0;

  state(): number {
    return this.edges.push([]) - 1;
  }

  /** @returns the state in which the expression has been read */
  add(node: Expression | null, from: number): number {
    switch (node?.type) {
      case undefined:
      case 'Assertion':
      case 'Backreference':
        return from;
      case 'Alternative':
        return node.expressions.reduce((state, part) => this.add(part, state), from);
      case 'Disjunction': {
        const end = this.state();
        for (const branch of [node.left, node.right]) this.#link(this.add(branch, this.#after(from)), end);
        return end;
      }
      case 'Group':
        return node.capturing ? this.#capturing(node.expression, from) : this.add(node.expression, from);
      case 'Repetition':
        return this.#repeat(node.expression, node.quantifier, from);
      case 'Char':
      case 'CharacterClass':
        return this.#take(letterOf(node), from);
    }
  }

  #capturing(node: Expression | null, from: number): number {
    if (this.#group !== undefined) return this.add(node, from);
    this.#group = this.#groups;
    this.#groups += 1;
    const end = this.add(node, from);
    this.#group = undefined;
    return end;
  }

  #repeat(node: Expression, quantifier: Quantifier, from: number): number {
    const [least, most] = limitsOf(quantifier);
    let state = from;
    for (let count = 0; count < least; count += 1) state = this.add(node, state);
    if (most === undefined) {
      const again = this.#after(state);
      this.#link(this.add(node, again), again);
      return this.#after(again);
    }
    const end = this.state();
    for (let count = least; count < most; count += 1) {
      this.#link(state, end);
      state = this.add(node, this.#after(state));
    }
    this.#link(state, end);
    return end;
  }

  #take(letter: Letter, from: number): number {
    const to = this.state();
    this.edges[from]?.push({ to, letter, ...this.#place() });
    return to;
  }

  #after(from: number): number {
    const to = this.state();
    this.#link(from, to);
    return to;
  }

  #link(from: number, to: number): void {
    this.edges[from]?.push({ to, ...this.#place() });
  }

  #place(): { readonly group?: number } {
    return this.#group === undefined ? {} : { group: this.#group };
  }
}

function limitsOf(quantifier: Quantifier): [least: number, most: number | undefined] {
  switch (quantifier.kind) {
    case '*':
      return [0, undefined];
    case '+':
      return [1, undefined];
    case '?':
      return [0, 1];
    case 'Range':
      return [quantifier.from, quantifier.to];
  }
}

/** Characters that stand for what a class takes, the plainest first. */
const SAMPLES = ['1', 'a', 'A', ' ', '-', '…'];

function letterOf(node: Extract<AstNode, { type: 'Char' | 'CharacterClass' }>): Letter {
  if (node.type === 'Char' && node.kind === 'simple') {
    const character = String.fromCodePoint(node.codePoint);
    return { accepts: (other) => other === character, sample: character };
  }
  const one = new RegExp(`^${generate(node)}$`);
  return { accepts: (character) => one.test(character), sample: SAMPLES.find((sample) => one.test(sample)) ?? '…' };
}
