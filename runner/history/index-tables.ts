/** The tables of the index of runs, and what is read from them. */
import { z } from 'zod';
import { OUTCOMES, RUN_VERDICTS, type Outcome } from '../../reports/record/result-model';

/** Version of the tables: an index of another one is made again. */
export const VERSION = 2;

export const SCHEMA = `
CREATE TABLE IF NOT EXISTS runs (no INTEGER PRIMARY KEY, id TEXT NOT NULL, started_at TEXT NOT NULL, plan TEXT NOT NULL, formal INTEGER NOT NULL, environment TEXT NOT NULL, seed TEXT NOT NULL, suite TEXT NOT NULL, build TEXT NOT NULL, versions TEXT NOT NULL, partial INTEGER NOT NULL, result TEXT NOT NULL, pack TEXT, UNIQUE (id, started_at));
CREATE TABLE IF NOT EXISTS tests (no INTEGER PRIMARY KEY, id TEXT NOT NULL, dmc TEXT NOT NULL, phase TEXT NOT NULL, stage TEXT NOT NULL, UNIQUE (id, dmc, phase, stage));
CREATE TABLE IF NOT EXISTS causes (no INTEGER PRIMARY KEY, sentence TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS digests (no INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS results (test INTEGER NOT NULL, run INTEGER NOT NULL, outcome INTEGER NOT NULL, duration INTEGER NOT NULL, cause INTEGER, transcript INTEGER, words INTEGER NOT NULL, fingerprint INTEGER, PRIMARY KEY (test, run)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS results_of_run ON results (run);
`;

/** Outcomes are kept by their number. */
export const outcomeNumber = z.int().transform((number): Outcome => OUTCOMES[number] ?? 'incomplete');

/** A result of a test in a run, with what it ran on. */
export const resultRow = z.object({
  dmc: z.string(),
  phase: z.string(),
  stage: z.string(),
  outcome: outcomeNumber,
  durationMs: z.number(),
  cause: z.string().nullable(),
  /** Digest of its normalised transcript; null where the record has none. */
  transcript: z.string().nullable(),
  run: z.string(),
  startedAt: z.string(),
  plan: z.string(),
  environment: z.string(),
  seed: z.string(),
  suite: z.string(),
  build: z.string(),
  /** SHA-256 of the evidence pack of the run; null where the index knows of none. */
  pack: z.string().nullable(),
});

export type IndexedResult = z.output<typeof resultRow>;

export const RESULTS_OF = `SELECT t.dmc, t.phase, t.stage, s.outcome, s.duration AS durationMs, c.sentence AS cause, d.digest AS transcript,
  r.id AS run, r.started_at AS startedAt, r.plan, r.environment, r.seed, r.suite, r.build, r.pack
  FROM tests t JOIN results s ON s.test = t.no JOIN runs r ON r.no = s.run LEFT JOIN causes c ON c.no = s.cause
  LEFT JOIN digests d ON d.no = s.transcript
  WHERE t.id = ? ORDER BY r.started_at DESC, r.no DESC, t.stage, t.dmc, t.phase`;

/** A run in the index. */
export const runRow = z.object({
  no: z.int(),
  id: z.string(),
  startedAt: z.string(),
  environment: z.string(),
  seed: z.string(),
  suite: z.string(),
  build: z.string(),
  versions: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  result: z.enum(RUN_VERDICTS),
  pack: z.string().nullable(),
});

export type IndexedRun = z.output<typeof runRow>;

/** What became of a test in one run. */
export const testRow = z.object({
  id: z.string(),
  dmc: z.string(),
  phase: z.string(),
  stage: z.string(),
  outcome: outcomeNumber,
  durationMs: z.number(),
  transcript: z.string().nullable(),
  /** Digest of its words: see `wordsOf`. */
  words: z.string(),
  /** What tells its failure from others of it; null where it did not fail. */
  fingerprint: z.string().nullable(),
});

export type IndexedTest = z.output<typeof testRow>;

/** What a test is known by. */
export type TestIdentity = Pick<IndexedTest, 'id' | 'dmc' | 'phase' | 'stage'>;

export const RUNS_BEFORE = `SELECT no, id, started_at AS startedAt, environment, seed, suite, build, versions, result, pack
  FROM runs WHERE plan = ? AND started_at < ? AND partial = 0 ORDER BY started_at DESC, no DESC LIMIT 50`;

export const CELLS_OF = `SELECT DISTINCT t.dmc || ' ' || t.phase AS cell FROM results s JOIN tests t ON t.no = s.test WHERE s.run = ?`;

export const TESTS_OF = `SELECT t.id, t.dmc, t.phase, t.stage, s.outcome, s.duration AS durationMs,
  d.digest AS transcript, w.digest AS words, f.digest AS fingerprint
  FROM results s JOIN tests t ON t.no = s.test JOIN digests w ON w.no = s.words
  LEFT JOIN digests d ON d.no = s.transcript LEFT JOIN digests f ON f.no = s.fingerprint WHERE s.run = ? ORDER BY t.no`;

export const OUTCOMES_ON = `SELECT s.outcome FROM tests t JOIN results s ON s.test = t.no JOIN runs r ON r.no = s.run
  WHERE t.id = ? AND t.dmc = ? AND t.phase = ? AND t.stage = ? AND r.suite = ? AND r.build = ?`;
