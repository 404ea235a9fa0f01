import path from 'node:path';
import { z } from 'zod';
import { STANDING_CHECKS_MEDIA_TYPE } from '../../../support/evidence/standing-checks';
import { SERVICE_REQUESTS_MEDIA_TYPE, type ServiceRequestSeen } from '../../../support/evidence/service-requests';
import { CODES_MEDIA_TYPE, type GivenCode } from '../../../support/evidence/codes';
import { TRANSCRIPT_MEDIA_TYPE } from '../../../support/evidence/normalise';
import { FAILURE_MEDIA_TYPE, failureOfText, failureSentence } from '../../../support/evidence/failure';
import { serviceRequestSeen } from '../../../reports/record/execution-schema';
import { observedFailureSchema } from '../../../reports/record/failure-schema';
import type {
  Evidence,
  ExecutionResult,
  ObservedFailure,
  StepResult,
  StepStatus,
} from '../../../reports/record/result-model';
import type {
  Attachment,
  Envelope,
  Hook,
  Pickle,
  TestCase,
  TestStepFinished,
  Timestamp,
} from '../../../support/scope/messages';
import { EvidenceFiles } from './evidence-files';
import { fingerprintOf } from './fingerprint';
import { judge, type ObservedStep, type Verdict } from './outcome';
import { evidenceFolder } from './evidence-folder';
import { unexecuted, type ExecutionEnvironment } from './unexecuted';
import { stepText } from '../../planning/features/step-texts';
import type { PlannedExecution } from '../../planning/planned-execution';

/** What a collector needs to know beside the messages. */
export interface CollectorOptions extends ExecutionEnvironment {
  /** The executions that are to be run, none of them set aside. */
  readonly planned: readonly PlannedExecution[];
  readonly runFolder: string;
  /** Whether the evidence of what passed is packed, one archive for each execution. */
  readonly packPassed: boolean;
  /** Called once for each execution, when it is over. */
  readonly onExecution: (result: ExecutionResult) => void;
}

interface Attempt {
  readonly number: number;
  readonly testCase: TestCase;
  readonly startedAt: Timestamp;
  readonly finished: Map<string, TestStepFinished>;
  /** Evidence by the step that it was attached to. */
  readonly attached: Map<string, Evidence[]>;
  readonly files: EvidenceFiles;
  readonly codes: GivenCode[];
  /** What the steps that failed have handed over. */
  readonly failures: Map<string, ObservedFailure>;
  readonly serviceRequests: ServiceRequestSeen[];
  transcript: ExecutionResult['transcript'];
  standingChecks: ExecutionResult['standingChecks'];
}

/** What a scenario says of the refusals that it saw. */
const givenCodes = z.array(z.strictObject({ code: z.string(), by: z.string() }));

const transcriptDigest = z.strictObject({ digest: z.string(), messages: z.int() });

/**
 * Builds the results of one stage from cucumber's messages: one result for each planned execution, whatever happened.
 * Cucumber's own verdict is not asked; see `judge`.
 */
export class Collector {
  /** Keyword of each step by the id of its syntax node. */
  readonly #keywords = new Map<string, string>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #hooks = new Map<string, Hook>();
  readonly #testCases = new Map<string, TestCase>();
  readonly #attempts = new Map<string, Attempt>();
  readonly #results = new Map<PlannedExecution, ExecutionResult>();
  readonly #planned: ReadonlyMap<string, PlannedExecution>;
  #trouble: string | undefined;

  constructor(private readonly options: CollectorOptions) {
    this.#planned = new Map(
      options.planned.map((execution) => [
        locationKey(execution.scenario.featurePath, execution.scenario.line),
        execution,
      ]),
    );
  }

  /**
   * Takes the next message of the run.
   * @returns the message as it is to be kept: an attachment without its body, but with the path of its file
   */
  handle(envelope: Envelope): Envelope {
    if (envelope.gherkinDocument !== undefined) this.#readKeywords(envelope.gherkinDocument.feature);
    if (envelope.pickle !== undefined) this.#pickles.set(envelope.pickle.id, envelope.pickle);
    if (envelope.hook !== undefined) this.#hooks.set(envelope.hook.id, envelope.hook);
    if (envelope.testCase !== undefined) this.#testCases.set(envelope.testCase.id, envelope.testCase);
    if (envelope.testCaseStarted !== undefined) {
      const { id, testCaseId, attempt: number, timestamp } = envelope.testCaseStarted;
      const testCase = this.#testCases.get(testCaseId);
      if (testCase === undefined) return envelope;
      const execution = this.#executionOf(testCase);
      const files = new EvidenceFiles(execution === undefined ? 'evidence' : evidenceFolder(execution));
      const attempt = {
        number,
        testCase,
        startedAt: timestamp,
        finished: new Map(),
        attached: new Map(),
        files,
        codes: [],
        failures: new Map<string, ObservedFailure>(),
        serviceRequests: [],
        transcript: undefined,
        standingChecks: undefined,
      };
      this.#attempts.set(id, attempt);
    }
    if (envelope.testStepFinished !== undefined) {
      const { testCaseStartedId, testStepId } = envelope.testStepFinished;
      this.#attempts.get(testCaseStartedId)?.finished.set(testStepId, envelope.testStepFinished);
    }
    if (envelope.testCaseFinished !== undefined) {
      const attempt = this.#attempts.get(envelope.testCaseFinished.testCaseStartedId);
      if (attempt !== undefined) this.#close(attempt, envelope.testCaseFinished.timestamp);
    }
    this.#noteTrouble(envelope);
    return envelope.attachment === undefined ? envelope : { attachment: this.#keepAttachment(envelope.attachment) };
  }

  /**
   * Ends the collection.
   * @returns a result for every planned execution, in the planned order; what never finished is incomplete
   */
  finish(): ExecutionResult[] {
    for (const execution of this.options.planned) {
      if (this.#results.has(execution)) continue;
      const begun = [...this.#attempts.values()].some(({ testCase }) => this.#executionOf(testCase) === execution);
      const what = begun ? 'The test began and never ended' : 'The test was planned and never executed';
      const reason = this.#trouble === undefined ? `${what}.` : `${what}: ${this.#trouble}`;
      this.#keep(execution, { ...unexecuted(execution, this.options), outcome: 'incomplete', reason });
    }
    return this.options.planned.flatMap((execution) => this.#results.get(execution) ?? []);
  }

  #executionOf(testCase: TestCase): PlannedExecution | undefined {
    const pickle = this.#pickles.get(testCase.pickleId);
    return this.#planned.get(locationKey(pickle?.uri ?? '', pickle?.location?.line ?? 0));
  }

  #readKeywords(feature: NonNullable<Envelope['gherkinDocument']>['feature']): void {
    for (const child of feature?.children ?? []) {
      for (const { background, scenario } of [child, ...(child.rule?.children ?? [])]) {
        for (const { id, keyword } of [...(background?.steps ?? []), ...(scenario?.steps ?? [])]) {
          this.#keywords.set(id, keyword);
        }
      }
    }
  }

  #keepAttachment(attachment: Attachment): Attachment {
    const attempt = this.#attempts.get(attachment.testCaseStartedId ?? '');
    const step = attachment.testStepId;
    if (attempt === undefined || step === undefined) return attachment;
    if (attachment.mediaType === CODES_MEDIA_TYPE) {
      attempt.codes.push(...givenCodes.parse(JSON.parse(attachment.body)));
      return attachment;
    }
    if (attachment.mediaType === FAILURE_MEDIA_TYPE) {
      // What made the step fail is what it says first: the hook after it may fail too.
      if (!attempt.failures.has(step)) {
        attempt.failures.set(step, observedFailureSchema.parse(JSON.parse(attachment.body)));
      }
      return attachment;
    }
    if (attachment.mediaType === SERVICE_REQUESTS_MEDIA_TYPE) {
      attempt.serviceRequests.push(...z.array(serviceRequestSeen).parse(JSON.parse(attachment.body)));
      return attachment;
    }
    if (attachment.mediaType === STANDING_CHECKS_MEDIA_TYPE) {
      attempt.standingChecks = z.array(z.string()).parse(JSON.parse(attachment.body));
      return attachment;
    }
    if (attachment.mediaType === TRANSCRIPT_MEDIA_TYPE) {
      attempt.transcript = transcriptDigest.parse(JSON.parse(attachment.body));
      return attachment;
    }
    const evidence = attempt.files.add(attachment);
    attempt.attached.set(step, [...(attempt.attached.get(step) ?? []), evidence]);
    return { ...attachment, body: '', url: evidence.path };
  }

  /** A failure outside any scenario (a hook of the whole run, a crash of the runner) explains what never ran. */
  #noteTrouble({ testRunHookFinished, testRunFinished, parseError }: Envelope): void {
    const result = testRunHookFinished?.result;
    if (result !== undefined && toStatus(result.status) !== 'passed') {
      this.#trouble ??= result.exception?.message ?? result.message ?? 'a hook of the whole run failed';
    }
    const exception = testRunFinished?.exception;
    if (exception !== undefined) this.#trouble ??= exception.message ?? exception.type;
    if (parseError !== undefined) this.#trouble ??= parseError.message;
  }

  #close(attempt: Attempt, finishedAt: Timestamp): void {
    const execution = this.#executionOf(attempt.testCase);
    if (execution === undefined) return;
    const evidence: Evidence[] = [];
    const steps: StepResult[] = [];
    const observed: ObservedStep[] = [];
    let place: ObservedStep['place'] = 'before';
    for (const testStep of attempt.testCase.testSteps) {
      const isHook = testStep.hookId !== undefined;
      if (!isHook) place = 'scenario';
      else if (place === 'scenario') place = 'after';
      const text = isHook ? this.#hookTitle(testStep.hookId, place) : this.#stepText(attempt, testStep.pickleStepId);
      const finished = attempt.finished.get(testStep.id)?.testStepResult;
      const status = finished === undefined ? 'skipped' : toStatus(finished.status);
      const thrown = finished?.exception?.message ?? finished?.message;
      const failure = status === 'failed' ? failureOf(attempt, testStep.id, thrown) : undefined;
      const message = failure === undefined ? thrown : failureSentence(failure);
      const errorType = finished?.exception?.type;
      const attached = attempt.attached.get(testStep.id) ?? [];
      // What a closing hook attaches (transcript, trace) speaks of the whole execution.
      if (place === 'after') evidence.push(...attached);
      const words = message === undefined ? {} : { message };
      observed.push({ text, status, place, ...(failure && { failure }), ...(errorType && { errorType }) });
      steps.push({
        text,
        kind: isHook ? 'hook' : 'step',
        status,
        durationMs: finished === undefined ? 0 : Math.round(milliseconds(finished.duration) * 10) / 10,
        ...words,
        evidence: place === 'after' ? [] : attached,
      });
    }
    const retried = 'The test was run again after it had failed; a retry proves nothing.';
    const verdict: Verdict = attempt.number > 0 ? { outcome: 'incomplete', reason: retried } : judge(observed);
    if (verdict.outcome === 'passed' && this.options.packPassed) attempt.files.pack(this.options.runFolder);
    else attempt.files.write(this.options.runFolder);
    this.#keep(execution, {
      ...unexecuted(execution, this.options),
      ...verdict,
      ...(verdict.outcome === 'failed' && verdict.failure ? { fingerprint: fingerprintOf(verdict.failure) } : {}),
      startedAt: new Date(milliseconds(attempt.startedAt)).toISOString(),
      durationMs: Math.round(milliseconds(finishedAt) - milliseconds(attempt.startedAt)),
      codes: attempt.codes,
      ...(attempt.serviceRequests.length === 0 ? {} : { serviceRequests: attempt.serviceRequests }),
      ...(attempt.transcript === undefined ? {} : { transcript: attempt.transcript }),
      ...(attempt.standingChecks === undefined ? {} : { standingChecks: attempt.standingChecks }),
      steps,
      evidence,
    });
  }

  #keep(execution: PlannedExecution, result: ExecutionResult): void {
    this.#results.set(execution, result);
    this.options.onExecution(result);
  }

  #hookTitle(hookId: string | undefined, place: ObservedStep['place']): string {
    const name = this.#hooks.get(hookId ?? '')?.name;
    return name ?? (place === 'after' ? 'After the scenario' : 'Before the scenario');
  }

  #stepText(attempt: Attempt, pickleStepId: string | undefined): string {
    const pickle = this.#pickles.get(attempt.testCase.pickleId);
    const step = pickle?.steps.find(({ id }) => id === pickleStepId);
    return step === undefined ? 'Step' : stepText(step, this.#keywords.get(step.astNodeIds[0] ?? '') ?? '');
  }
}

/** Why a step failed; an error of which only the text is known was thrown outside of steps and hooks. */
function failureOf({ failures }: Attempt, step: string, thrown = 'nothing is known of it'): ObservedFailure {
  return failures.get(step) ?? failureOfText(thrown);
}

/** Where a scenario stands, in one form for cucumber's paths and ours. */
export function locationKey(uri: string, line: number): string {
  return `${uri.split(path.sep).join('/')}:${line}`;
}

function toStatus(status: string): StepStatus {
  const known: readonly StepStatus[] = ['passed', 'failed', 'skipped', 'pending', 'undefined', 'ambiguous'];
  return known.find((candidate) => candidate === status.toLowerCase()) ?? 'undefined';
}

function milliseconds({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): number {
  return seconds * 1000 + nanos / 1e6;
}
