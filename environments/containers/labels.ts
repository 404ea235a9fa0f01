import { hostname } from 'node:os';

/** Labels of our own on everything that is made in a container engine, so that it can be found and told apart. */
export const OWNER_LABEL = 'owner';
export const OWNER = 'smets1-migration-testing';

/** Label with the run that something belongs to. */
export const RUN_LABEL = `${OWNER}.run`;

/** Labels with the machine and the process that made it. */
export const HOST_LABEL = `${OWNER}.host`;
export const PROCESS_LABEL = `${OWNER}.process`;

/** Label with the service that a container is. */
export const SERVICE_LABEL = `${OWNER}.service`;

/** The labels of everything that a process of this machine makes for one run. */
export function labelsOf(run: string, pid = process.pid): Readonly<Record<string, string>> {
  return { [OWNER_LABEL]: OWNER, [RUN_LABEL]: run, [HOST_LABEL]: hostname(), [PROCESS_LABEL]: String(pid) };
}
