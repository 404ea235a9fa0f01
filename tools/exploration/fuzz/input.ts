import type { FuzzWorld } from './world';
import type { Random } from './random';

/** What came back. */
export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** One input that is tried. */
export interface FuzzInput {
  /** What it is, in few words. */
  readonly what: string;
  /** @throws whatever keeps an answer from coming */
  readonly send: () => Promise<FuzzAnswer>;
  /** Whether an answer with a status below 400 means that nothing was taken either. */
  readonly isRefusal?: (answer: FuzzAnswer) => boolean;
  /** What is wrong with an answer beside what is wrong with any, one sentence each. */
  readonly judge?: (answer: FuzzAnswer) => Promise<readonly string[]>;
}

/** Inputs of one sort. */
export interface InputFamily {
  readonly name: string;
  /** How many of a hundred inputs of its deck are of it. */
  readonly share: number;
  /** Whether many of its inputs are taken, so that the state changes all the time. */
  readonly isBusy: boolean;
  /** Makes an input, the same for the same world and choices. */
  readonly make: (world: FuzzWorld, random: Random) => Promise<FuzzInput>;
}

/** Sends a request and reads everything of its answer. */
export async function answerTo(url: string, init: RequestInit): Promise<FuzzAnswer> {
  const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(HANGS_AFTER_MS) });
  return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

/** What has not answered by then hangs: a busy machine takes seconds for what takes milliseconds. */
const HANGS_AFTER_MS = 60_000;
