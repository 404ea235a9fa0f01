import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { RunError } from '../../../support/scope/errors';
import type { Instrumented, Source } from './instrument';
import type { Mutant } from './mutants';
import { BEGINNING, isOn, markMet } from './switches';

/** A fault that is kept outside the project, as a patch of one file of the system. */
interface Fault {
  /** Name of its file, without `.patch`. */
  readonly name: string;
  readonly source: Source;
  /** The file with the fault in it. */
  readonly faulty: string;
}

/** What a fault changes: where the two texts begin and end to differ, in the text without it and in that with it. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly faultyEnd: number;
}

/** The body of a function, which a switch stands in front of. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Puts faults into sources as if they were mutants, each behind a switch: the body of the function that a patch changes stands there
 * once as it is and once as the patch has it.
 * @param folder patches as of `git diff`, each of one function of one file
 * @throws RunError where one does not fit
 */
export function instrumentPatches(sources: readonly Source[], folder: string): Instrumented {
  if (!existsSync(folder)) throw new RunError(`There is no folder ${folder}.`);
  const faults = globSync('*.patch', { cwd: folder })
    .sort()
    .map((file) => readFault(path.resolve(folder, file), sources));
  if (faults.length === 0) throw new RunError(`There is no patch in ${folder}: a fault is a file ending in .patch.`);
  const numbered = faults.map((fault, index) => ({ ...fault, number: index + 1 }));
  return {
    files: [...Map.groupBy(numbered, ({ source }) => source)].map(([source, own]) => ({
      file: source.file,
      text: `${BEGINNING}${switched(source, own)}`,
    })),
    mutants: numbered.map(asMutant),
  };
}

function readFault(file: string, sources: readonly Source[]): Fault {
  const name = path.basename(file, '.patch');
  const changed = [...readFileSync(file, 'utf8').matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, own]) => own);
  const source = sources.find((one) => one.file === changed[0]);
  if (source === undefined || changed.length !== 1) {
    throw new RunError(
      `${file} has to change one file with rules of the system, and names ${changed.join(', ') || 'none'}.`,
    );
  }
  const scratch = mkdtempSync(path.join(tmpdir(), 'fault-'));
  try {
    const target = path.join(scratch, source.file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, source.text);
    execFileSync('git', ['apply', file], {
      cwd: scratch,
      stdio: 'pipe',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: scratch },
    });
    return { name, source, faulty: readFileSync(target, 'utf8') };
  } catch (error) {
    throw new RunError(`${file} does not fit: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function changeOf({ name, source: { text }, faulty }: Fault): Change {
  const shorter = Math.min(text.length, faulty.length);
  let start = 0;
  while (start < shorter && text[start] === faulty[start]) start += 1;
  if (start === text.length && start === faulty.length) throw new RunError(`${name}.patch changes nothing.`);
  let same = 0;
  while (same < shorter - start && text[text.length - 1 - same] === faulty[faulty.length - 1 - same]) same += 1;
  return { start, end: text.length - same, faultyEnd: faulty.length - same };
}

/** The file with a switch in front of every function that a fault changes; where one lies in another, in front of the outer one. */
function switched({ file, text }: Source, faults: readonly (Fault & { readonly number: number })[]): string {
  const syntax = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const placed = faults.map((fault) => ({ fault, place: placeAround(syntax, fault) }));
  const outer = placed.map(({ fault, place }) => ({
    fault,
    place: placed.map((one) => one.place).reduce((found, one) => (contains(one, found) ? one : found), place),
  }));
  const byPlace = Map.groupBy(outer, ({ place }) => `${place.start} ${place.end}`);
  return [...byPlace.values()]
    .map((own) => ({
      own: own.map(({ fault }) => fault),
      place: own[0]?.place ?? { start: 0, end: 0 },
    }))
    .sort((one, other) => other.place.start - one.place.start)
    .reduce((so, { own, place }) => so.slice(0, place.start) + bodyOf(text, place, own) + so.slice(place.end), text);
}

function bodyOf(text: string, { start, end }: Place, faults: readonly (Fault & { readonly number: number })[]): string {
  const met = markMet(faults.map(({ number }) => number));
  const others = faults.map(({ number, faulty }) => {
    const piece = faulty.slice(start, faulty.length - (text.length - end));
    return `if (${isOn(number)}) ${asBlock(piece)} else `;
  });
  return `{ ${others.join('')}{ ${met}; ${asBlock(text.slice(start, end))} } }`;
}

/** An expression cannot begin with a brace where it is the body of a function. */
function asBlock(body: string): string {
  return body.startsWith('{') ? body : `{ return (${body}); }`;
}

function contains(one: Place, other: Place): boolean {
  return one.start <= other.start && other.end <= one.end;
}

/** The body of the innermost function around what a fault changes. */
function placeAround(syntax: ts.SourceFile, fault: Fault): Place {
  const { start, end } = changeOf(fault);
  let found: Place | undefined;
  const look = (node: ts.Node): void => {
    if (node.getStart() > start || node.getEnd() < end) return;
    const body = ts.isFunctionLike(node) && 'body' in node ? (node.body as ts.Node | undefined) : undefined;
    if (body !== undefined && body.getStart() <= start && end <= body.getEnd()) {
      found = { start: body.getStart(), end: body.getEnd() };
    }
    node.forEachChild(look);
  };
  look(syntax);
  if (found === undefined)
    throw new RunError(`${fault.name}.patch changes more, or something else, than the body of one function.`);
  return found;
}

function asMutant(fault: Fault & { readonly number: number }): Mutant {
  const { name, source, faulty, number } = fault;
  const { start, end, faultyEnd } = changeOf(fault);
  const line = source.text.slice(0, start).split('\n').length;
  const from = source.text.lastIndexOf('\n', start - 1) + 1;
  const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 90);
  return {
    ...{ number: String(number), id: `${name}:${source.file}:${line}`, file: source.file, area: source.area, line },
    ...{
      kind: 'Fault',
      original: oneLine(source.text.slice(from, end)),
      replacement: oneLine(faulty.slice(from, faultyEnd)),
    },
    sourceLine: source.text.split('\n')[line - 1]?.trim() ?? '',
  };
}
