import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RunError } from './errors';
import { nearest } from './nearest';
import { planProblems } from './plan-checks';
import { readJson } from './json';
import { planSchema, type Plan } from './plan';
import { refuseProblems } from './problem';

/** Names of the plans in a folder. */
export function planNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.parse(name).name);
}

/**
 * Reads a plan and checks that it accounts for every requirement of the register exactly once.
 * @param folder folder of the plans
 * @param id name of the plan
 * @param register ids of every requirement
 * @throws RunError for an unknown plan (with the nearest names), ProblemsError for a wrong one (naming file and field)
 */
export function readPlan(folder: string, id: string, register: readonly string[]): Plan {
  const names = planNames(folder);
  if (!names.includes(id)) {
    throw new RunError(`There is no plan "${id}" in ${folder}: try ${nearest(id, names).join(', ')}.`);
  }
  const file = path.join(folder, `${id}.json`);
  const plan = readJson(file, planSchema);
  const messages =
    plan.id === id ? planProblems(plan, register) : [`field "id": expected "${id}", the name of the file.`];
  refuseProblems(messages.map((message) => ({ file, rule: 'plan', message })));
  return plan;
}
