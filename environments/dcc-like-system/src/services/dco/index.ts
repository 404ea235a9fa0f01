import { minutesLater } from '../../domain/durations';
import { KEY_ROTATION_REQUEST, KEY_VERIFICATION } from '../../domain/rotation-messages';
import { jsonMessage } from '../../kernel/message-kind';
import { fileReception } from '../../formats/receive';
import { passedIn } from '../../formats/validation-file';
import type { ServiceDefinition } from '../../kernel/service';
import type { Work } from '../../kernel/work';
import { giveBack } from './keys';
import { authorise, verify } from './rotation';
import { routes } from './dco-routes';
import { JUDGED, saveSet, setOf, type FileSet } from './sets';
import { isComplete, judge, VIABILITY } from './viability';

/** How long the DCO waits for key material after the S1SP has named its viable installations (MODEL). */
const SECRETS_MINUTES = 4 * 60;

/** Outcome of an attempt of which the S1SP has reported nothing. */
const NOTHING_HEARD = 'SIM-CPV-20';

const reception = fileReception({
  sendsTo: ['s1sp'],
  accept: {
    MCF: ({ digest, model }, work) => {
      const { fileId, groupId } = model.header;
      saveSet(work, { groupId, commonFile: { fileId, digest }, installations: model.installations });
    },
    MCVF: ({ model }, work) => {
      advance(model.commonFile.fileId, { passed: passedIn(model), validUntil: model.validUntil }, work);
    },
    MGEF: ({ model }, work) => {
      advance(model.commonFile.fileId, { secrets: model }, work);
    },
    S1SPVIF: ({ model }, work) => {
      const { fileId } = model.commonFile;
      const due = minutesLater(work.now, SECRETS_MINUTES);
      work.later(due, 'secrets-missing', { commonFileId: fileId }, work.rules(VIABILITY).secretsTimer(fileId));
      advance(fileId, { s1spResults: model.results }, work);
    },
    COF: ({ model }, work) => {
      for (const { installationId, attempt, result, code, devices } of model.outcomes) {
        work.audit('outcome-received', installationId, `attempt ${attempt} ${result}`);
        const judged = work.get(JUDGED, installationId);
        // Where nothing was heard of the S1SP, devices may have new keys.
        if (judged?.attempt !== attempt || code === NOTHING_HEARD) continue;
        const left = devices.filter(({ status }) => status === 'Excluded').map(({ deviceId }) => deviceId);
        giveBack(work, result === 'NotMigrated' ? judged.deviceIds : left);
      }
    },
  },
});

/** The Dual Control Organisation: holds the master keys; no key changes on a device without it. */
export const definition: ServiceDefinition = {
  name: 'dco',
  messages: {
    ...reception.messages,
    'key-rotation-request': jsonMessage(['s1sp'], KEY_ROTATION_REQUEST, authorise),
    'key-verification': jsonMessage(['s1sp'], KEY_VERIFICATION, verify),
  },
  timers: {
    ...reception.timers,
    'secrets-missing': (body, work) => {
      judge(setOf(work, (body as { commonFileId: string }).commonFileId), work);
    },
  },
  routes,
  provision: reception.provision,
};

/** Adds what has arrived to its set, and judges once the set is complete. */
function advance(commonFileId: string, arrived: Partial<FileSet>, work: Work): void {
  const set = { ...setOf(work, commonFileId), ...arrived };
  saveSet(work, set);
  if (!isComplete(set)) return;
  work.cancel(work.rules(VIABILITY).secretsTimer(commonFileId));
  judge(set, work);
}
