import path from 'node:path';
import { RunError } from './errors';
import { nearest } from './nearest';
import { cellProblem, type Problem } from './problem';
import type { ScopedRequest } from './service-requests';
import { readTextFile } from './text-file';

/** Where the system publishes which service requests it has, relative to the project. */
const CONTRACT = path.join('environments', 'contracts', 'service-requests.md');

/** A row of the contract's table of variants: the variant, and the element of its body. */
const ROW = /^\| (\d+(?:\.\d+)+) +\| `(\w+)` +\|/gm;

/** Where it publishes which of them SMETS2+ devices have. */
const SMETS2_CONTRACT = path.join('environments', 'contracts', 'smets2.md');
const SMETS2_ROW = /^\| (\d+(?:\.\d+)+) +\| ([A-Z]+(?:, [A-Z]+)*) +\|$/gm;

const RULE = 'unknown-service-request';

/**
 * The rows of the scope whose service request is not published, or has another element.
 * @param root folder of the project
 * @param file path of `service-requests.csv`, for the sentences
 * @throws RunError where the contract has no table of variants
 */
export function unpublishedRequests(root: string, file: string, requests: readonly ScopedRequest[]): Problem[] {
  const contract = path.join(root, CONTRACT);
  const rows = [...readTextFile(contract, 'a contract').matchAll(ROW)];
  const elements = new Map(rows.map(([, variant = '', element = '']) => [variant, element]));
  if (elements.size === 0) throw new RunError(`${contract} has no table of variants with their requests.`);
  return requests.flatMap(({ line, variant, element }) => {
    const published = elements.get(variant);
    if (published === element) return [];
    if (published === undefined) {
      const text = `${CONTRACT} has no service request ${variant}.`;
      return [
        cellProblem(file, line, 'variant', text, { rule: RULE, nearest: nearest(variant, [...elements.keys()]) }),
      ];
    }
    const text = `the element of ${variant} is not ${element}: ${CONTRACT} says ${published}.`;
    return [cellProblem(file, line, 'element', text, { rule: RULE, nearest: [published] })];
  });
}

/**
 * The service reference variants that SMETS2+ devices have, each with the kinds of devices.
 * @param root folder of the project
 * @throws RunError where the contract has no table of them
 */
export function smets2Requests(root: string): ReadonlyMap<string, readonly string[]> {
  const contract = path.join(root, SMETS2_CONTRACT);
  const rows = [...readTextFile(contract, 'a contract').matchAll(SMETS2_ROW)];
  if (rows.length === 0) throw new RunError(`${contract} has no table of variants with their devices.`);
  return new Map(rows.map(([, variant = '', devices = '']) => [variant, devices.split(', ')]));
}
