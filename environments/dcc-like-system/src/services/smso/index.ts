import type { DeviceAnswer } from '../../domain/frames';
import type { EstateRecord } from '../../domain/estate';
import type { ServiceDefinition } from '../../kernel/service';
import { reading, READINGS } from './readings';
import { COUNTERS, ESTATE, routes } from './routes';

/** The SMSO: runs the installations before their migration, and behind the S1SP afterwards. */
export const definition: ServiceDefinition = {
  name: 'smso',
  messages: {
    // The late answer of a sleeping gas meter.
    uplink: (message, work) => {
      const uplink = JSON.parse(message.body.toString('utf8')) as { commandId?: string; body: DeviceAnswer };
      if (uplink.commandId === undefined || !work.get(READINGS, uplink.commandId)) return;
      work.put(READINGS, uplink.commandId, reading({ outcome: 'answer', body: uplink.body }));
    },
  },
  timers: {},
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
  },
};
