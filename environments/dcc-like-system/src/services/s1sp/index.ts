import { NOTIFIED_CREDENTIALS } from '../../domain/credentials';
import { FIRMWARE_DISTRIBUTION } from '../../domain/firmware-image';
import { RECOVERY_INSTRUCTION } from '../../domain/migration-instruction';
import { KEY_CONFIRMATION, KEY_ROTATION_AUTHORISATION } from '../../domain/rotation-messages';
import { SMETS1_UPLINK } from '../../domain/uplinks';
import { documentMessage, jsonMessage } from '../../kernel/message-kind';
import { fileReception } from '../../formats/receive';
import type { ServiceDefinition } from '../../kernel/service';
import { membersOf, saveDcoResults, saveSet } from './file-sets/file-sets';
import { installationWith } from './migration/installations';
import { endWindow, missUplink, recover, takeStep, takeUplink, withMigration } from './migration/machine';
import { raiseAlerts, takeOutcomes } from './outcomes/outcomes';
import { goToRotation, report } from './outcomes/reports';
import { closeIncomplete, collect, REQUIRED_FILE_SET } from './file-sets/required-file-set';
import { routes } from './s1sp-routes';
import {
  answerRequest,
  distributeFirmware,
  executeRequest,
  notifiedCredentials,
  passOnAlert,
  takeFirmware,
  takeRequest,
} from './service-requests';
import { authorised, confirmed } from './migration/steps/key-rotation';

const reception = fileReception({
  sendsTo: ['dco', 'requesting-party', 'commissioning-party'],
  accept: {
    MCF: ({ digest, model }, work) => {
      const { fileId, groupId } = model.header;
      const { installations } = model;
      saveSet(work, { groupId, commonFile: { fileId, digest }, installations });
    },
    MCVF: ({ model }, work) => {
      const { commonFile, validUntil } = model;
      collect(commonFile.fileId, { passed: work.rules(REQUIRED_FILE_SET).passedIn(model), validUntil }, work);
    },
    MGF: ({ model }, work) => {
      collect(model.commonFile.fileId, { group: model.installations }, work);
    },
    MGEF: ({ model }, work) => {
      collect(model.commonFile.fileId, { secrets: model }, work);
    },
    DCOVIF: ({ model }, work) => {
      const { fileId } = model.commonFile;
      saveDcoResults(work, fileId, model.results);
      goToRotation(fileId, work);
      report(fileId, membersOf(work, fileId), work);
    },
    COF: ({ model }, work) => {
      takeOutcomes(model, work);
    },
  },
});

/** The SMETS1 Service Provider: tests devices, changes their keys together with the DCO, and operates them afterwards. */
export const definition: ServiceDefinition = {
  name: 's1sp',
  messages: {
    ...reception.messages,
    'key-rotation-authorisation': jsonMessage(['dco'], KEY_ROTATION_AUTHORISATION, (authorisation, work) =>
      withMigration(authorisation.installationId, work, (migration) => authorised(migration, authorisation)),
    ),
    'key-confirmation': jsonMessage(['dco'], KEY_CONFIRMATION, (judgement, work) =>
      withMigration(judgement.installationId, work, (migration) => confirmed(migration, judgement)),
    ),
    uplink: jsonMessage(['wan'], SMETS1_UPLINK, async (uplink, work) => {
      const { deviceId } = uplink;
      if (uplink.kind === 'alert') {
        passOnAlert(deviceId, uplink.body, work);
        return;
      }
      const { commandId, body } = uplink;
      answerRequest(commandId, body, work);
      const asking = installationWith(work, deviceId);
      if (!asking?.queued) return;
      await withMigration(asking.installationId, work, (migration) => takeUplink(migration, commandId, body));
    }),
    'recovery-instruction': jsonMessage(['mcc'], RECOVERY_INSTRUCTION, ({ installationId }, work) =>
      withMigration(installationId, work, recover),
    ),
    'countersigned-service-request': documentMessage(['dsp'], takeRequest),
    'notified-credentials': jsonMessage(['dsp'], NOTIFIED_CREDENTIALS, notifiedCredentials),
    'firmware-distribution': jsonMessage(['dsp'], FIRMWARE_DISTRIBUTION, takeFirmware),
  },
  timers: {
    ...reception.timers,
    'set-incomplete': (body, work) => {
      closeIncomplete((body as { commonFileId: string }).commonFileId, work);
    },
    'window-ended': (body, work) => {
      endWindow((body as { commonFileId: string }).commonFileId, work);
    },
    step: (body, work) => withMigration((body as { installationId: string }).installationId, work, takeStep),
    'no-uplink': async (body, work) => {
      const { installationId, commandId } = body as { installationId: string; commandId: string };
      await withMigration(installationId, work, (migration) => missUplink(migration, commandId));
    },
    'raise-alerts': (body, work) => raiseAlerts((body as { installationId: string }).installationId, work),
    'distribute-firmware': (body, work) => distributeFirmware((body as { commandId: string }).commandId, work),
    'service-request': (body, work) => executeRequest((body as { commandId: string }).commandId, work),
  },
  routes,
  provision: reception.provision,
};
