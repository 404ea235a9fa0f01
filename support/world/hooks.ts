import {
  After,
  AfterStep,
  Before,
  BeforeStep,
  setDefaultTimeout,
  setWorldConstructor,
  Status,
} from '@cucumber/cucumber';
import { checkHealth } from '../evidence/health';
import { UnusableEnvironmentError } from '../roles';
import { executionId, executionSeed } from '../scope/identity';
import { CODES_MEDIA_TYPE } from '../evidence/codes';
import { condensedSequence, entriesOf } from '../evidence/condense';
import {
  digestOfTranscript,
  NORMALISED_TRANSCRIPT,
  normalisedTranscript,
  TRANSCRIPT_MEDIA_TYPE,
} from '../evidence/normalise';
import { sequencesOf } from '../evidence/sequence';
import { sequenceSvg } from '../evidence/sequence-svg';
import { sequenceText } from '../evidence/sequence-text';
import { STANDING_CHECKS_MEDIA_TYPE } from '../evidence/standing-checks';
import { wrapDefinitions } from './definitions';
import { Pool } from '../pool/pool';
import { gatherFacts } from './facts';
import { brokenInvariants, expectUnbroken } from './invariants';
import { brokenFromOutside, outsideCheckNames } from './outside-checks';
import { endProcesses } from './processes';
import { watchStep } from './proof';
import { devicesBeforeAndAfter, DEVICES_SHOWN, lookBefore } from './shown-devices';
import { BATCH_STEP_TIMEOUT, STEP_TIMEOUT } from './timeouts';
import { MigrationWorld } from './world';

setWorldConstructor(MigrationWorld);

setDefaultTimeout(STEP_TIMEOUT);

wrapDefinitions();

const TEXT = 'text/plain';
const SVG = 'image/svg+xml';

Before({ name: 'A fresh environment' }, async function (this: MigrationWorld, { pickle, gherkinDocument }) {
  const { dmc, phase, stage, seed } = this.parameters;
  const id = executionId(pickle, gherkinDocument) ?? pickle.name;
  await this.connect(executionSeed(seed, { id, dmc: dmc.id, phase, stage }), id);
});

// Steps of a process run one after the other.
let endOfStep = watchStep(undefined);

BeforeStep(async function (this: MigrationWorld, { pickleStep }) {
  if (this.parameters.show === true) await lookBefore(this, pickleStep.type);
  endOfStep = watchStep(pickleStep.type);
  this.step.begin(pickleStep.type, this.labIfAny?.seen.handedOut ?? 0);
});

AfterStep(({ result }) => {
  if (result.status === Status.PASSED) endOfStep();
});

AfterStep({ timeout: BATCH_STEP_TIMEOUT }, async function (this: MigrationWorld, { result }) {
  this.step.end();
  try {
    for (const entry of entriesOf((await this.labIfAny?.seen.freshMessages()) ?? [])) this.evidence.add(entry);
  } catch (error) {
    // Whatever made the step fail is what the tester has to read.
    if (result.status === Status.PASSED || !(error instanceof Error)) throw error;
    this.evidence.add({ name: 'The messages between the services cannot be had', body: error.message });
  }
  const packed = this.evidence.pack();
  if (packed !== undefined) this.attach(packed.text, { mediaType: TEXT, fileName: packed.caption });
});

// Hooks run in reverse order after a scenario: what is declared first here runs last.
After({ name: 'What happened', timeout: BATCH_STEP_TIMEOUT }, async function (this: MigrationWorld, { result }) {
  const { codes, answers } = this.evidence;
  if (codes.length > 0) this.attach(JSON.stringify(codes), { mediaType: CODES_MEDIA_TYPE });
  const lab = this.labIfAny;
  if (lab === undefined) return;
  const messages = await lab.messages();
  const transcript = normalisedTranscript(messages, answers);
  this.attach(JSON.stringify(digestOfTranscript(transcript)), { mediaType: TRANSCRIPT_MEDIA_TYPE });
  if (this.parameters.keepTranscript === true) {
    this.attach(transcript, { mediaType: TEXT, fileName: NORMALISED_TRANSCRIPT });
  }
  const shown = this.parameters.show === true;
  if (shown) this.attach(await devicesBeforeAndAfter(this), { mediaType: 'application/json', fileName: DEVICES_SHOWN });
  if (result?.status === Status.PASSED && !shown) {
    if (messages.length === 0) return;
    this.attach(condensedSequence(messages), { mediaType: TEXT, fileName: 'Messages of the test' });
    return;
  }
  const audit = await lab.audit();
  if (messages.length + audit.length === 0) return;
  const fileName = 'Messages and audit trail of the test';
  const sequences = sequencesOf(messages, audit);
  const picture = sequenceSvg(sequences, 'Sequence of the test');
  if (picture !== undefined) this.attach(picture, { mediaType: SVG, fileName: 'Sequence of the test' });
  this.attach(sequenceText(sequences), { mediaType: TEXT, fileName });
});

After(
  { name: 'What must hold in every scenario', timeout: BATCH_STEP_TIMEOUT },
  async function (this: MigrationWorld, { result }) {
    if (result?.status !== Status.PASSED) return;
    const installations = [...this.installations, ...this.enrolled.map(({ made }) => made)];
    if (this.labIfAny === undefined) {
      this.attach(JSON.stringify(outsideCheckNames(this.roles.context.environment)), {
        mediaType: STANDING_CHECKS_MEDIA_TYPE,
      });
      expectUnbroken(await brokenFromOutside(this.roles, installations));
      return;
    }
    expectUnbroken(await brokenInvariants(await gatherFacts(this.roles, installations)));
  },
);

After({ name: 'Processes of the scenario end' }, async function (this: MigrationWorld) {
  await endProcesses(this);
});

/** Last of all, when nobody looks at them any more. */
After({ name: 'Installations of a pool are given back' }, async function (this: MigrationWorld, { result }) {
  const { installations, lab, environment } = this.roles.context;
  // What a scenario leaves that did not pass is nothing to begin with again, nor is what the Migration Control Centre does not tell.
  if (lab !== undefined || !(installations instanceof Pool) || result?.status !== Status.PASSED) return;
  if (environment.partyTokens.mcc === undefined) return;
  const touched = new Set((await this.roles.controlCentre.installations()).map(({ importMPAN }) => importMPAN));
  installations.giveBack(({ importMPAN }) => !touched.has(importMPAN));
});

After({ name: 'The environment is healthy' }, async function (this: MigrationWorld, { result }) {
  if (result?.status !== Status.FAILED) return;
  const problems = await checkHealth(this.roles.context.environment);
  if (problems.length === 0) return;
  throw new UnusableEnvironmentError(problems.map(({ sentence }) => sentence).join(' '));
});
