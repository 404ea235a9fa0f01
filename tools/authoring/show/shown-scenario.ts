import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Evidence, ExecutionResult } from '../../../reports/record/result-model';
import { NORMALISED_TRANSCRIPT } from '../../../support/evidence/normalise';
import { DEVICES_SHOWN } from '../../../support/world/shown-devices';
import { nameInWords, valueInWords } from '../device-values';
import { lastGoodOf, transcriptOf } from './last-good';
import { sideBySide, type SideBySide } from './side-by-side';

/** A field of a device that is otherwise at the end than before the first act. */
interface ChangedField {
  readonly device: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What a person is shown of a scenario. */
export interface ShownScenario {
  readonly result: ExecutionResult;
  /** What the system did otherwise than the scenario expects; absent where it did not fail. */
  readonly cause?: string;
  /** What codes mean, by the code. */
  readonly meanings: ReadonlyMap<string, string>;
  /** Evidence that is text, by its path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The sequence as a picture; absent where it is too long to be drawn. */
  readonly svg?: string;
  /** The sequence in words. */
  readonly sequence?: string;
  readonly changed: readonly ChangedField[];
  /** Beside the last run in which it passed; absent where none is kept. */
  readonly beside?: SideBySide;
  /** What the services logged while it ran, by service name; those that logged nothing are left out. */
  readonly logs: Readonly<Record<string, string>>;
  /** How to open each recording of the portal. */
  readonly traces: readonly string[];
}

/** What is known beside what the run itself has left. */
interface Known extends Pick<ShownScenario, 'cause' | 'meanings'> {
  /** Folder of the transcripts of what passed. */
  readonly lastGood: string;
}

const fields = z.record(z.string(), z.unknown());
const shownDevices = z.object({ before: z.record(z.string(), fields), after: z.record(z.string(), fields) });

/**
 * Gathers what a person is shown of an execution that was run with `show`.
 * @param folder folder of the run, which holds its evidence
 */
export function shownScenario(
  result: ExecutionResult,
  folder: string,
  { lastGood, ...known }: Known,
  logs: Readonly<Record<string, string>>,
): ShownScenario {
  const good = lastGoodOf(lastGood, result);
  const now = transcriptOf(result, folder);
  const all = [...result.steps.flatMap(({ evidence }) => evidence), ...result.evidence];
  const texts = new Map(
    all.filter(isShown).map(({ path: file }) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );
  const textOf = (evidence: Evidence | undefined): string | undefined => texts.get(evidence?.path ?? '');
  const svg = textOf(all.findLast(({ mediaType }) => mediaType === 'image/svg+xml'));
  const sequence = textOf(all.findLast(({ title }) => title.startsWith('Messages and audit trail')));
  const devices = textOf(all.findLast(({ title }) => title === DEVICES_SHOWN));
  return {
    result,
    ...known,
    texts,
    ...(svg === undefined ? {} : { svg }),
    ...(sequence === undefined ? {} : { sequence }),
    ...(good === undefined || now === undefined ? {} : { beside: sideBySide(good, now) }),
    changed: devices === undefined ? [] : changedFields(devices),
    logs: Object.fromEntries(Object.entries(logs).filter(([, text]) => text.trim() !== '')),
    traces: all
      .filter(({ mediaType }) => mediaType.endsWith('playwright-trace'))
      .map(({ path: file }) => `npx playwright show-trace ${path.join(folder, file)}`),
  };
}

function isShown({ title, mediaType }: Evidence): boolean {
  if (title === NORMALISED_TRANSCRIPT) return false;
  return mediaType.startsWith('text/') || ['application/json', 'application/xml', 'image/svg+xml'].includes(mediaType);
}

function changedFields(json: string): ChangedField[] {
  const shown = shownDevices.parse(JSON.parse(json));
  return Object.entries(shown.after).flatMap(([device, now]) => {
    const was = shown.before[device] ?? {};
    // A title has the type of the device: `installation 1, GSME 00-DB-12-...`.
    const isGas = device.includes('GSME');
    return Object.keys({ ...was, ...now }).flatMap((field): ChangedField[] => {
      const [before, after] = [was[field], now[field]].map((value) => valueInWords(field, value, isGas) ?? 'nothing');
      if (before === undefined || after === undefined || before === after) return [];
      return [{ device, field: nameInWords(field), before, after }];
    });
  });
}
