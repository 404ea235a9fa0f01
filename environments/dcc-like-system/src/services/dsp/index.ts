import type { ServiceDefinition } from '../../kernel/service';
import { setThreshold, type Threshold } from './gateway/anomaly-detection';
import { changeRegistration } from './inventory/change-of-registration';
import { execute, noAnswer } from './commands/commands';
import { deliver } from './alerts/delivery';
import { setDeviations, type ModelDeviation } from './gateway/deviations';
import { EPCL } from './inventory/epcl';
import { enterSmets2, notifyInAdvance, type AdvanceNotice, type Smets2Installation } from './inventory/inventory';
import type { Registration } from './inventory/registration';
import { USERS, type UserStatus } from './gateway/request-facts';
import { routes } from './dsp-routes';
import { requestFailure, s1spAlert, smets1Alert, smets1Response } from './commands/s1sp-messages';
import { smets2Failure, smets2Uplink } from './smets2/messages';
import { fireSchedule } from './schedules/schedules';

/** The Data Service Provider: DUIS gateway, Smart Metering Inventory, registration data, EPCL, DCC Alerts. */
export const definition: ServiceDefinition = {
  name: 'dsp',
  messages: {
    'smets1-response': smets1Response,
    'service-request-failure': requestFailure,
    'smets1-alert': smets1Alert,
    's1sp-alert': s1spAlert,
    uplink: smets2Uplink,
    'gbcs-failure': smets2Failure,
  },
  timers: { deliver, execute, 'no-answer': noAnswer, schedule: fireSchedule },
  routes,
  provision: {
    registration: (body, work) => {
      changeRegistration(body as Partial<Registration>, work);
      return Promise.resolve({});
    },
    deviations: (body, work) => {
      setDeviations((body as { entries: ModelDeviation[] }).entries, work);
      return Promise.resolve({});
    },
    thresholds: (body, work) => {
      setThreshold(body as Threshold, work);
      return Promise.resolve({});
    },
    epcl: (body, work) => {
      work.put(EPCL, 'list', body as { entries: [] });
      return Promise.resolve({});
    },
    inventory: (body, work) => {
      notifyInAdvance(body as AdvanceNotice, work);
      return Promise.resolve({});
    },
    'smets2-installation': (body, work) => {
      enterSmets2(body as Smets2Installation, work);
      return Promise.resolve({});
    },
    users: (body, work) => {
      const { eui, status } = body as { eui: string; status: UserStatus };
      work.put(USERS, eui, { status });
      return Promise.resolve({});
    },
  },
};
