/** The recipes in ci/ against the schemas of the engines, and against what the suite offers. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IJob } from 'kubernetes-models/batch/v1/Job' with { 'resolution-mode': 'import' };
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim' with {
  'resolution-mode': 'import',
};
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const textOf = (file: string): string => readFileSync(file, 'utf8');
const found = (text: string, expression: RegExp): string[] => [...text.matchAll(expression)].map(([, one = '']) => one);

const RECIPES = ['ci/github-actions.yml', 'ci/gitlab.yml', 'ci/Jenkinsfile', 'ci/kubernetes.yaml'];
const SHARDS = ['1', '2', '3'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'recipes-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('recipes', () => {
  it('for GitHub Actions follow the schema of workflows', async () => {
    const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
    for (const name of [RECIPES[0] ?? '', '.github/workflows/ci.yml']) {
      const { context, value } = parseWorkflow({ name, content: textOf(name) }, new NoOperationTraceWriter());
      if (value !== undefined) await convertWorkflowTemplate(context, value);
      expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    }
  });

  it('for GitLab follow the schema of pipelines', () => {
    const project = path.join(folder, 'gitlab');
    mkdirSync(path.join(project, 'ci'), { recursive: true });
    cpSync('ci/gitlab.yml', path.join(project, 'ci/gitlab.yml'));
    const including = ['include:', '  - local: ci/gitlab.yml', textOf('.gitlab-ci.yml')].join('\n');
    writeFileSync(path.join(project, '.gitlab-ci.yml'), including);
    const git = (...words: string[]): Buffer => execFileSync('git', words, { cwd: project, stdio: 'pipe' });
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'https://gitlab.invalid/group/project.git');
    git('add', '--all');
    const command = path.resolve('node_modules/gitlab-ci-local/dist/index.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--list-csv-all'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const [, ...jobs] = found(stdout, /^"?([\w-]+)/gm);
    const shards = SHARDS.map(() => 'nightly-shard');
    expect(jobs.toSorted()).toEqual(['check', 'nightly-merge', 'nightly-search', ...shards, 'pages']);
  });

  it('for Kubernetes follow the schemas of its resources', async () => {
    const { Job } = await import('kubernetes-models/batch/v1/Job');
    const { PersistentVolumeClaim } = await import('kubernetes-models/v1/PersistentVolumeClaim');
    const job = z.strictObject({
      apiVersion: z.literal('batch/v1'),
      kind: z.literal('Job'),
      metadata: z.custom<NonNullable<IJob['metadata']>>(),
      spec: z.custom<NonNullable<IJob['spec']>>(),
    });
    const claim = z.strictObject({
      apiVersion: z.literal('v1'),
      kind: z.literal('PersistentVolumeClaim'),
      metadata: z.custom<NonNullable<IPersistentVolumeClaim['metadata']>>(),
      spec: z.custom<NonNullable<IPersistentVolumeClaim['spec']>>(),
    });
    const documents = parseAllDocuments(textOf('ci/kubernetes.yaml')).map((one) => z.unknown().parse(one.toJS()));
    const [storage, shards, merge] = z.tuple([claim, job, job]).parse(documents);
    new PersistentVolumeClaim(storage).validate();
    new Job(shards).validate();
    new Job(merge).validate();
  });

  it('run every shard once', () => {
    const [github, gitlab, jenkins, kubernetes] = RECIPES.map(textOf);
    expect(found(github ?? '', /shard: \[([\d, ]+)\]/g)).toEqual([SHARDS.join(', ')]);
    expect(found(github ?? '', /ci\/shard (.+)/g)).toEqual([`\${{ matrix.shard }}/${SHARDS.length}`]);
    expect(parse(gitlab ?? '')).toMatchObject({ 'nightly-shard': { parallel: SHARDS.length } });
    expect(found(gitlab ?? '', /ci\/shard (.+)/g)).toEqual(['"auto/$CI_NODE_TOTAL"']);
    expect(found(jenkins ?? '', /values (.+)/g)).toEqual([SHARDS.map((one) => `'${one}'`).join(', ')]);
    expect(found(jenkins ?? '', /ci\/shard ([^']+)/g)).toEqual([`"$SHARD/${SHARDS.length}"`]);
    expect(found(jenkins ?? '', /unstash 'shard-(\d+)'/g)).toEqual(SHARDS);
    const counts = /(?:completions: |parallelism: |ci\/shard auto\/|wc -l\)" -eq )(\d+)/g;
    expect(found(kubernetes ?? '', counts)).toEqual(Array.from({ length: 4 }, () => String(SHARDS.length)));
  });

  it.each(RECIPES)('%s merges, keeps the history, and names plans and commands that are there', (file) => {
    const text = textOf(file);
    expect(text).toMatch(/ci\/merge \S*shards/);
    expect(text).toMatch(/history\.sqlite[\s\S]*ledger\.ndjson|REPORTS=\/nightly\/reports/);
    expect(text).toContain('summary.md');
    const plans = found(text, /(?:default: |defaultValue: '|value: |\|\| ')([a-z]+(?:-[a-z]+)+)\b/g);
    for (const plan of plans) expect(textOf(`features/scope/plans/${plan}.json`)).not.toBe('');
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf('package.json')));
    expect(found(text, /npm run (?:--silent )?([\w:]+)/g).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('scripts of the recipes', () => {
  /** Runs a script with an npm that says what it was called with, and ends with a code. */
  function run(script: string, word: string, variables: Readonly<Record<string, string>>, code = 0) {
    const programs = path.join(folder, 'programs');
    mkdirSync(programs, { recursive: true });
    writeFileSync(path.join(programs, 'npm'), `#!/bin/sh\necho "$@"\nexit ${code}\n`);
    chmodSync(path.join(programs, 'npm'), 0o755);
    const env = { PATH: `${programs}:${process.env.PATH ?? ''}`, ...variables };
    const { status, stdout } = spawnSync(script, [word], { env, encoding: 'utf8' });
    return { status, called: stdout.trim() };
  }

  it('begin a shard, resume one that was begun with the same seed, and leave the verdict to merging', () => {
    const reports = path.join(folder, 'reports');
    const night = { PLAN: 'first', SEED: '7', REPORTS: reports };
    const begun = `run --silent cycle -- --plan first --seed 7 --shard auto/2 --environment embedded --reports ${reports}`;
    expect(run('ci/shard', 'auto/2', night)).toEqual({ status: 0, called: begun });
    mkdirSync(path.join(reports, 'runs/first-shard-1-of-2-6-0001'), { recursive: true });
    expect(run('ci/shard', 'auto/2', night, 1)).toEqual({ status: 0, called: begun });
    mkdirSync(path.join(reports, 'runs/first-shard-1-of-2-7-0001'));
    const resumed = `run --silent cycle -- --resume first-shard-1-of-2-7-0001 --reports ${reports}`;
    expect(run('ci/shard', 'auto/2', night, 2)).toEqual({ status: 2, called: resumed });
    expect(run('ci/shard', 'auto/2', { PLAN: 'first' }).status).not.toBe(0);
  });

  it('merge, with key and receiver where there are some, and end with the verdict', () => {
    expect(run('ci/merge', 'one', {}, 2)).toEqual({ status: 2, called: 'run --silent merge -- one --reports reports' });
    expect(run('ci/merge', 'one', {}, 1)).toEqual({
      status: 1,
      called:
        'run --silent merge -- one --reports reports\nrun --silent cycle -- --forensics reports/latest --reports reports',
    });
    expect(run('ci/merge', 'one', { REPORTS: 'there', SIGNING_KEY_FILE: 'key.pem', NOTIFY_URL: 'https://x' })).toEqual({
      status: 0,
      called: 'run --silent merge -- one --reports there --signing-key key.pem --notify',
    });
  });

  it.each(['cycle', 'merge'])('give "npm run %s" options that it has', (command) => {
    const options =
      command === 'cycle'
        ? [...found(textOf('ci/shard'), /(--(?!silent)[a-z-]{2,})/g), '--forensics']
        : found(textOf('ci/merge'), /(--(?!silent|forensics)[a-z-]{2,})/g);
    const help = execFileSync('npx', ['ts-node', `commands/${command}.ts`, '--help'], { encoding: 'utf8' });
    expect(options.length).toBeGreaterThan(2);
    expect(options.filter((option) => !new RegExp(`^ +${option}\\b`, 'm').test(help))).toEqual([]);
  });
});
