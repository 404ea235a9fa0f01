import type { ActivationNotice } from '../../domain/configuration-messages';
import type { DeviceAnswer } from '../../domain/frames';
import type { EstateRecord } from '../../domain/estate';
import { Refusal } from '../../kernel/refusal';
import type { ServiceDefinition } from '../../kernel/service';
import { answeredLate, configure } from './configuration/configuration-process';
import { CONFIGURE } from './configuration/job';
import { takeOrder } from './configuration/orders';
import { COUNTERS, ESTATE } from './estate';
import { reading, READINGS } from './readings';
import { routes } from './smso-routes';

/** The SMSO: runs the installations before their migration, configures Dormant Devices, and serves behind the S1SP. */
export const definition: ServiceDefinition = {
  name: 'smso',
  messages: {
    // The late answer of a sleeping gas meter.
    uplink: (message, work) => {
      const uplink = JSON.parse(message.body.toString('utf8')) as { commandId?: string; body: DeviceAnswer };
      const { commandId, body } = uplink;
      if (commandId === undefined || answeredLate(commandId, body, work)) return;
      if (work.get(READINGS, commandId)) work.put(READINGS, commandId, reading({ outcome: 'answer', body }));
    },
    'configuration-order': takeOrder,
  },
  timers: { [CONFIGURE]: configure },
  routes,
  provision: {
    installation: (body, work) => {
      const record = body as EstateRecord;
      work.put(ESTATE, record.importMPAN, record);
      for (const device of record.devices) {
        if (device.executionCounter !== undefined) {
          work.put(COUNTERS, device.deviceId, { last: device.executionCounter });
        }
      }
      return Promise.resolve({});
    },
    // A supplier has its meters run by the SMSO from now on, or gives them up.
    activation: (body, work) => {
      const notice = body as ActivationNotice;
      const record = work.get(ESTATE, notice.importMPAN);
      if (!record) throw new Refusal(404, `The SMSO operates no installation with MPAN ${notice.importMPAN}.`);
      work.put(ESTATE, notice.importMPAN, { ...record, kind: notice.kind });
      work.send({ to: 'mcc', kind: 'activation-notice', body: notice });
      work.audit('meters-activated', undefined, `MPAN ${notice.importMPAN}: ${record.kind} to ${notice.kind}`);
      return Promise.resolve({});
    },
  },
};
