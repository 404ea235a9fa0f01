import { ACTIVATION_NOTICE, CONFIGURATION_ORDER } from '../../domain/configuration-messages';
import { ESTATE_RECORD } from '../../domain/estate';
import { SMETS1_UPLINK } from '../../domain/uplinks';
import { answeredMessage, jsonMessage } from '../../kernel/message-kind';
import { provision } from '../../kernel/provision';
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
    // The late answer of a sleeping gas meter; alerts of devices are no matter of the SMSO's.
    uplink: jsonMessage(['wan'], SMETS1_UPLINK, (uplink, work) => {
      if (uplink.kind === 'alert') return;
      const { commandId, body } = uplink;
      if (answeredLate(commandId, body, work)) return;
      if (work.get(READINGS, commandId)) work.put(READINGS, commandId, reading({ outcome: 'answer', body }));
    }),
    'configuration-order': answeredMessage(['mcc'], CONFIGURATION_ORDER, takeOrder),
  },
  timers: { [CONFIGURE]: configure },
  routes,
  provision: {
    installation: provision(ESTATE_RECORD, (record, work) => {
      work.put(ESTATE, record.importMPAN, record);
      for (const { deviceId, executionCounter } of record.devices) {
        if (executionCounter !== undefined) work.put(COUNTERS, deviceId, { last: executionCounter });
      }
    }),
    // A supplier has its meters run by the SMSO from now on, or gives them up.
    activation: provision(ACTIVATION_NOTICE, (notice, work) => {
      const record = work.get(ESTATE, notice.importMPAN);
      if (!record) throw new Refusal(404, `The SMSO operates no installation with MPAN ${notice.importMPAN}.`);
      work.put(ESTATE, notice.importMPAN, { ...record, kind: notice.kind });
      work.send({ to: 'mcc', kind: 'activation-notice', body: notice });
      work.audit('meters-activated', undefined, `MPAN ${notice.importMPAN}: ${record.kind} to ${notice.kind}`);
    }),
  },
};
