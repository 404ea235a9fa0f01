import { z } from 'zod';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { explainStep, type StepKnowledge } from '../../../runner/planning/steps/explain-step';
import type { StepLanguage } from '../../../runner/planning/steps/step-language';
import { entriesOf } from '../../../support/evidence/condense';
import type { EvidenceEntry } from '../../../support/evidence/evidence-log';
import { failureSentence, placeInWords } from '../../../support/evidence/failure';
import { failureOf } from '../../../support/world/failures';
import type { MigrationParameters } from '../../../support/world/parameters';
import { watchStep } from '../../../support/world/proof';
import { MigrationWorld } from '../../../support/world/world';

/** What cucumber's library holds of a step definition, as far as a step is carried out with it. */
interface Definition {
  readonly keyword: string;
  readonly uri: string;
  readonly line: number;
  readonly code: (this: MigrationWorld, ...args: unknown[]) => unknown;
  getInvocationParameters(call: object): Promise<{ readonly parameters: readonly unknown[] }>;
}

const definitions = z.object({
  stepDefinitions: z.array(
    z.custom<Definition>(
      (value) => typeof value === 'object' && value !== null && 'getInvocationParameters' in value && 'code' in value,
    ),
  ),
});

/** What the identifiers of a world follow from. */
export interface WorldIdentity {
  /** Id of the scenario that it is the world of, or what stands for one. */
  readonly id: string;
  readonly seed: string;
}

/** What came of a step that somebody said. */
export interface Said {
  readonly outcome: 'done' | 'failed' | 'not understood';
  /** Step with its keyword, as it stands in a scenario. */
  readonly step: string;
  /** What there is to say of it. */
  readonly lines: readonly string[];
}

/** The keyword of a step may be left out: its definition has one. */
const KEYWORD = /^(Given|When|Then|And|But)\s+/i;

const KINDS: Readonly<Record<string, string>> = { Given: 'Context', When: 'Action', Then: 'Outcome' };

/** A world in which a person says one step after the other, each carried out as it would be in a scenario. */
export class LiveWorld {
  readonly #exchanged: EvidenceEntry[] = [];

  private constructor(
    readonly world: MigrationWorld,
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly knowledge: StepKnowledge,
  ) {}

  /**
   * A fresh world on the environment of this process.
   * @throws UnusableEnvironmentError when the environment does not answer
   */
  static async open(
    library: ISupportCodeLibrary,
    knowledge: StepKnowledge,
    parameters: MigrationParameters,
    { id, seed }: WorldIdentity,
  ): Promise<LiveWorld> {
    const nothing = (): void => undefined;
    // What a scenario leaves for a report is looked at here while it lasts.
    const world = new MigrationWorld({ attach: () => Promise.resolve(), log: nothing, link: nothing, parameters });
    await world.connect(seed, id);
    const byPlace = definitions.parse(library).stepDefinitions.map((one): [string, Definition] => [placeOf(one), one]);
    return new LiveWorld(world, new Map(byPlace), knowledge);
  }

  get language(): StepLanguage {
    return this.knowledge.language;
  }

  /** What was sent, received and answered in the steps so far, in the order in which the steps were said. */
  get exchanged(): readonly EvidenceEntry[] {
    return this.#exchanged;
  }

  /** Carries out a step. */
  async say(sentence: string): Promise<Said> {
    const given = KEYWORD.exec(sentence)?.[1];
    const text = sentence.replace(KEYWORD, '').trim();
    const [word, ...others] = this.language.fitting(text);
    if (/^(?:given|when|then|and|but)?$/i.test(text)) {
      return {
        outcome: 'not understood',
        step: text,
        lines: ['Say a step after its keyword; the Tab key shows some.'],
      };
    }
    if (word === undefined) {
      const { message, nearest } = explainStep(this.knowledge, text);
      return { outcome: 'not understood', step: text, lines: [capital(message), ...nearest.map((one) => `  ${one}`)] };
    }
    if (others.length > 0) {
      const which = [word, ...others].map(({ pattern }) => `"${pattern}"`).join(' and ');
      return { outcome: 'not understood', step: text, lines: [`More than one definition fits this step: ${which}.`] };
    }
    const keyword = given === undefined || /^(?:and|but)$/i.test(given) ? word.keyword : capital(given.toLowerCase());
    const step = `${keyword} ${text}`;
    const definition = this.definitions.get(word.place);
    if (definition === undefined) return { outcome: 'not understood', step, lines: [`${word.place} is not loaded.`] };
    try {
      await this.#carryOut(definition, text, KINDS[keyword]);
      return { outcome: 'done', step, lines: [] };
    } catch (error) {
      return { outcome: 'failed', step, lines: failureLines(error) };
    }
  }

  async #carryOut(definition: Definition, text: string, kind: string | undefined): Promise<void> {
    const { world } = this;
    const endOfStep = watchStep(kind);
    // Before the words are read: a phrase among them may bring a need of its own.
    world.step.begin(kind, world.labIfAny?.seen.handedOut ?? 0);
    try {
      const { parameters } = await definition.getInvocationParameters({ step: { text }, world });
      if (parameters.length < definition.code.length) {
        throw new Error(
          'This step goes on with a table or a text below it, which cannot be said here: write it in a feature.',
        );
      }
      await definition.code.apply(world, [...parameters]);
      endOfStep();
    } finally {
      world.step.end();
      this.#exchanged.push(...world.evidence.take(), ...entriesOf((await world.labIfAny?.seen.freshMessages()) ?? []));
    }
  }
}

function placeOf({ uri, line }: Definition): string {
  return `${uri.replaceAll('\\', '/')}:${line}`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function failureLines(error: unknown): string[] {
  const failure = failureOf(error);
  const place = placeInWords(failure.on);
  return [failureSentence(failure), ...(place === '' ? [] : [`Seen on: ${place}`])];
}
