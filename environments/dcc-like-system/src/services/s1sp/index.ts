import type { DeviceAnswer } from '../../domain/frames';
import { jsonFrom } from '../../kernel/json-message';
import type { KeyConfirmation, KeyRotationAuthorisation } from '../../domain/rotation-messages';
import { fileReception } from '../../formats/receive';
import type { ServiceDefinition } from '../../kernel/service';
import { membersOf, saveDcoResults, saveSet } from './file-sets/file-sets';
import { installationWith } from './migration/installations';
import { endWindow, missUplink, recover, takeStep, takeUplink, withProcess } from './migration/machine';
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
  type RaisedAlert,
} from './service-requests';
import { authorised, confirmed } from './migration/steps/key-rotation';

/** What the network passes up from a device. */
interface Uplink {
  readonly deviceId: string;
  readonly commandId?: string;
  readonly kind: string;
  /** Of kind `alert` a RaisedAlert, otherwise the answer to a command. */
  readonly body: DeviceAnswer | RaisedAlert;
}

const reception = fileReception({
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
    'key-rotation-authorisation': async (message, work) => {
      const authorisation = jsonFrom('dco', message, work) as KeyRotationAuthorisation | undefined;
      if (!authorisation) return;
      await withProcess(authorisation.installationId, work, (process) => {
        authorised(process, authorisation);
      });
    },
    'key-confirmation': async (message, work) => {
      const judgement = jsonFrom('dco', message, work) as KeyConfirmation | undefined;
      if (!judgement) return;
      await withProcess(judgement.installationId, work, (process) => {
        confirmed(process, judgement);
      });
    },
    uplink: async (message, work) => {
      const { deviceId = '', commandId, body } = (jsonFrom('wan', message, work) ?? {}) as Partial<Uplink>;
      if (body !== undefined && 'alertCode' in body) {
        passOnAlert(deviceId, body, work);
        return;
      }
      if (commandId === undefined || body === undefined) return;
      answerRequest(commandId, body, work);
      const asking = installationWith(work, deviceId);
      if (!asking?.queued) return;
      await withProcess(asking.installationId, work, (process) => {
        takeUplink(process, commandId, body);
      });
    },
    'recovery-instruction': async (message, work) => {
      const order = jsonFrom('mcc', message, work) as { installationId: string } | undefined;
      if (order) await withProcess(order.installationId, work, recover);
    },
    'countersigned-service-request': takeRequest,
    'notified-credentials': notifiedCredentials,
    'firmware-distribution': takeFirmware,
  },
  timers: {
    ...reception.timers,
    'set-incomplete': (body, work) => {
      closeIncomplete((body as { commonFileId: string }).commonFileId, work);
    },
    'window-ended': (body, work) => {
      endWindow((body as { commonFileId: string }).commonFileId, work);
    },
    step: (body, work) => withProcess((body as { installationId: string }).installationId, work, takeStep),
    'no-uplink': async (body, work) => {
      const { installationId, commandId } = body as { installationId: string; commandId: string };
      await withProcess(installationId, work, (process) => missUplink(process, commandId));
    },
    'raise-alerts': (body, work) => raiseAlerts((body as { installationId: string }).installationId, work),
    'distribute-firmware': (body, work) => distributeFirmware((body as { commandId: string }).commandId, work),
    'service-request': (body, work) => executeRequest((body as { commandId: string }).commandId, work),
  },
  routes,
  provision: reception.provision,
};
