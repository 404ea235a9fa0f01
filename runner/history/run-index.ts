/** The history of runs, as an index: whatever is in it stands in records, and is made again from them. */
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { OUTCOMES, type RunResult } from '../../reports/record/result-model';
import { RunError, sentenceOf } from '../../support/scope/errors';
import { buildOf } from '../assessment/build';

/** Inside the folder of the reports. */
export const INDEX_FILE = 'history.sqlite';

/** Version of the tables: an index of another one is made again. */
const VERSION = 1;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS runs (no INTEGER PRIMARY KEY, id TEXT NOT NULL, started_at TEXT NOT NULL, plan TEXT NOT NULL, formal INTEGER NOT NULL, environment TEXT NOT NULL, seed TEXT NOT NULL, suite TEXT NOT NULL, build TEXT NOT NULL, result TEXT NOT NULL, pack TEXT, UNIQUE (id, started_at));
CREATE TABLE IF NOT EXISTS tests (no INTEGER PRIMARY KEY, id TEXT NOT NULL, dmc TEXT NOT NULL, phase TEXT NOT NULL, stage TEXT NOT NULL, UNIQUE (id, dmc, phase, stage));
CREATE TABLE IF NOT EXISTS causes (no INTEGER PRIMARY KEY, sentence TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS transcripts (no INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS results (test INTEGER NOT NULL, run INTEGER NOT NULL, outcome INTEGER NOT NULL, duration INTEGER NOT NULL, cause INTEGER, transcript INTEGER, PRIMARY KEY (test, run)) WITHOUT ROWID;
`;

/** Two runs may end at once: the second waits for the first. */
const PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 60000;';

/** A result of a test in a run, with what it ran on. */
const resultRow = z.object({
  dmc: z.string(),
  phase: z.string(),
  stage: z.string(),
  outcome: z.int().transform((number) => OUTCOMES[number] ?? 'incomplete'),
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

const RESULTS_OF = `SELECT t.dmc, t.phase, t.stage, s.outcome, s.duration AS durationMs, c.sentence AS cause, d.digest AS transcript,
  r.id AS run, r.started_at AS startedAt, r.plan, r.environment, r.seed, r.suite, r.build, r.pack
  FROM tests t JOIN results s ON s.test = t.no JOIN runs r ON r.no = s.run LEFT JOIN causes c ON c.no = s.cause
  LEFT JOIN transcripts d ON d.no = s.transcript
  WHERE t.id = ? ORDER BY r.started_at DESC, r.no DESC, t.stage, t.dmc, t.phase`;

/** The history of runs in a folder of reports. */
export class RunIndex {
  private readonly statements = new Map<string, StatementSync>();

  private constructor(
    private readonly file: string,
    private readonly database: DatabaseSync,
  ) {}

  /**
   * Opens the index; made where there is none.
   * @throws RunError where the file is no index of this version: it is made again by a command
   */
  static open(reports: string): RunIndex {
    const file = path.join(reports, INDEX_FILE);
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file);
      database.exec(PRAGMAS);
      const { user_version: version } = z
        .object({ user_version: z.int() })
        .parse(database.prepare('PRAGMA user_version').get());
      if (version !== 0 && version !== VERSION)
        throw new Error(`it has version ${version} and this suite knows ${VERSION}`);
      database.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${VERSION}; COMMIT;`);
      return new RunIndex(file, database);
    } catch (error) {
      database?.close();
      throw new RunError(
        `The history ${file} cannot be used (${sentenceOf(error)}): npm run history -- --rebuild makes it again.`,
      );
    }
  }

  /** Opens the index without anything in it; a file that cannot be used is replaced. */
  static openEmpty(reports: string): RunIndex {
    try {
      const index = RunIndex.open(reports);
      index.transaction(() => {
        for (const table of ['results', 'tests', 'causes', 'transcripts', 'runs'])
          index.database.exec(`DELETE FROM ${table}`);
      });
      return index;
    } catch {
      for (const end of ['', '-wal', '-shm']) rmSync(path.join(reports, `${INDEX_FILE}${end}`), { force: true });
      return RunIndex.open(reports);
    }
  }

  /**
   * Takes a run in, all of it or nothing; one that is there already is replaced.
   * @param pack SHA-256 of its evidence pack
   */
  add(record: RunResult, pack: string | undefined): void {
    this.transaction(() => {
      const run = this.addRun(record, pack);
      const causes = new Map(record.causes.map(({ id, sentence }) => [id, this.numberOf('causes', { sentence })]));
      const insert = this.database.prepare('INSERT INTO results VALUES (?, ?, ?, ?, ?, ?)');
      for (const execution of record.executions) {
        const { id, dmc, phase, stage, outcome, durationMs, failure, transcript } = execution;
        const test = this.numberOf('tests', { id, dmc, phase, stage });
        const cause = failure?.cause === undefined ? undefined : causes.get(failure.cause);
        const { digest } = transcript ?? {};
        const told = digest === undefined ? null : this.numberOf('transcripts', { digest });
        insert.run(test, run, OUTCOMES.indexOf(outcome), Math.round(durationMs), cause ?? null, told);
      }
    });
  }

  /** Every result of a test, the newest first. */
  resultsOf(id: string): IndexedResult[] {
    return z.array(resultRow).parse(this.database.prepare(RESULTS_OF).all(id));
  }

  /** Ids of the tests that the index knows. */
  testIds(): string[] {
    const rows = this.database.prepare('SELECT DISTINCT id FROM tests ORDER BY id').all();
    return z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id);
  }

  /** What the index holds, and how large it is. */
  size(): { readonly runs: number; readonly results: number; readonly bytes: number } {
    const row = this.database
      .prepare('SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM results) AS results')
      .get();
    const files = [this.file, `${this.file}-wal`].filter((file) => existsSync(file));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    return { ...z.object({ runs: z.int(), results: z.int() }).parse(row), bytes };
  }

  close(): void {
    this.database.close();
  }

  private addRun({ run, verdict }: RunResult, pack: string | undefined): number {
    const { id, startedAt, plan, formal, environment, seed, versions } = run;
    const known = this.database.prepare('SELECT no FROM runs WHERE id = ? AND started_at = ?').get(id, startedAt);
    if (known !== undefined) {
      const { no } = numbered.parse(known);
      for (const statement of ['DELETE FROM results WHERE run = ?', 'DELETE FROM runs WHERE no = ?']) {
        this.database.prepare(statement).run(no);
      }
    }
    const values = [id, startedAt, plan, formal ? 1 : 0, environment, seed];
    const build = Object.entries(buildOf(versions))
      .sort()
      .map((part) => part.join(' '));
    const { lastInsertRowid } = this.database
      .prepare(
        'INSERT INTO runs (id, started_at, plan, formal, environment, seed, suite, build, result, pack) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(...values, versions.suite ?? 'unknown', build.join('; '), verdict.result, pack ?? null);
    return Number(lastInsertRowid);
  }

  /** The number of a row that is known by its values; added where it is not there. */
  private numberOf(table: 'tests' | 'causes' | 'transcripts', values: Readonly<Record<string, string>>): number {
    const names = Object.keys(values);
    const given = Object.values(values);
    const where = names.map((name) => `${name} = ?`).join(' AND ');
    const found = this.statement(`SELECT no FROM ${table} WHERE ${where}`).get(...given);
    if (found !== undefined) return numbered.parse(found).no;
    const places = names.map(() => '?').join(', ');
    const added = this.statement(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(...given);
    return Number(added.lastInsertRowid);
  }

  /** A statement that is needed often. */
  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, known);
    return known;
  }

  private transaction(write: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.database.exec('COMMIT');
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

const numbered = z.object({ no: z.int() });
