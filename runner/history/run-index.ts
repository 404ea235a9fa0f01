/** The history of runs, as an index: whatever is in it stands in records, and is made again from them. */
import { isPartial } from '../../reports/record/repetition';
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { OUTCOMES, type Outcome, type RunResult } from '../../reports/record/result-model';
import { RunError, sentenceOf } from '../../support/scope/errors';
import {
  CELLS_OF,
  outcomeNumber,
  OUTCOMES_ON,
  RESULTS_OF,
  resultRow,
  runRow,
  RUNS_BEFORE,
  SCHEMA,
  testRow,
  TESTS_OF,
  VERSION,
  type IndexedResult,
  type IndexedRun,
  type IndexedTest,
  type TestIdentity,
} from './index-tables';
import { testedBy, wordsOf } from './versions';

/** Inside the folder of the reports. */
export const INDEX_FILE = 'history.sqlite';

/** Two runs may end at once: the second waits for the first. */
const PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 60000;';

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
        for (const table of ['results', 'tests', 'causes', 'digests', 'runs'])
          index.database.exec(`DROP TABLE ${table}`);
        index.database.exec(SCHEMA);
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
      const insert = this.database.prepare('INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
      for (const execution of record.executions) {
        const { id, dmc, phase, stage, outcome, durationMs, failure, transcript, fingerprint } = execution;
        const test = this.numberOf('tests', { id, dmc, phase, stage });
        const cause = failure?.cause === undefined ? undefined : causes.get(failure.cause);
        const digests = [transcript?.digest, wordsOf(execution), fingerprint].map((digest) =>
          digest === undefined ? null : this.numberOf('digests', { digest }),
        );
        insert.run(test, run, OUTCOMES.indexOf(outcome), Math.round(durationMs), cause ?? null, ...digests);
      }
    });
  }

  /** Every result of a test, the newest first. */
  resultsOf(id: string): IndexedResult[] {
    return z.array(resultRow).parse(this.database.prepare(RESULTS_OF).all(id));
  }

  /** The runs of a plan that began before an instant and were no repetition of failures alone: the newest first, at most fifty. */
  runsBefore(plan: string, before: string): IndexedRun[] {
    return z.array(runRow).parse(this.statement(RUNS_BEFORE).all(plan, before));
  }

  /** DMC and Test Phase of the tests of a run, each once. */
  cellsOf({ no }: IndexedRun): string[] {
    const cells = z.array(z.object({ cell: z.string() })).parse(this.statement(CELLS_OF).all(no));
    return cells.map(({ cell }) => cell);
  }

  /** What became of the tests of a run. */
  testsOf({ no }: IndexedRun): IndexedTest[] {
    return z.array(testRow).parse(this.database.prepare(TESTS_OF).all(no));
  }

  /** Outcomes of a test in the runs on a build and a version of the suite. */
  outcomesOn({ suite, build }: Pick<IndexedRun, 'suite' | 'build'>, test: TestIdentity): Outcome[] {
    const { id, dmc, phase, stage } = test;
    const found = this.statement(OUTCOMES_ON).all(id, dmc, phase, stage, suite, build);
    return z
      .array(z.object({ outcome: outcomeNumber }))
      .parse(found)
      .map(({ outcome }) => outcome);
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
    const { suite, build } = testedBy(versions);
    const { lastInsertRowid } = this.database
      .prepare(
        'INSERT INTO runs (id, started_at, plan, formal, environment, seed, suite, build, versions, partial, result, pack) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(...values, suite, build, JSON.stringify(versions), isPartial(run) ? 1 : 0, verdict.result, pack ?? null);
    return Number(lastInsertRowid);
  }

  /** The number of a row that is known by its values; added where it is not there. */
  private numberOf(table: 'tests' | 'causes' | 'digests', values: Readonly<Record<string, string>>): number {
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
