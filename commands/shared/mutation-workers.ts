import path from 'node:path';
import type { Instrumented } from '../../tools/detection/mutation/instrument';
import type { WorkerSetUp } from '../../tools/detection/mutation/protocol';
import { makeSandbox } from '../../tools/detection/mutation/sandbox';
import { WorkerProcesses } from '../../tools/detection/mutation/worker-process';

/** Main module of a worker, relative to the copy of the project that is instrumented. */
const WORKER = 'commands/shared/mutation-worker.ts';

/** Workers on a copy of the project that has the mutants in it; whoever asks for them stops them. */
export function mutationWorkers(instrumented: Instrumented, setUp: WorkerSetUp): WorkerProcesses {
  const sandbox = makeSandbox('.', instrumented);
  return new WorkerProcesses(path.join(sandbox, WORKER), sandbox, setUp);
}
