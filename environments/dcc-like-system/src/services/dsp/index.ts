import type { ServiceDefinition } from '../../kernel/service';
import { setThreshold, type Threshold } from './anomaly-detection';
import { changeRegistration } from './change-of-registration';
import { execute, noAnswer } from './commands';
import { deliver } from './delivery';
import { setDeviations, type ModelDeviation } from './deviations';
import { EPCL } from './epcl';
import { enterSmets2, notifyInAdvance, type AdvanceNotice, type Smets2Installation } from './inventory';
import type { Registration } from './registration';
import { USERS, type UserStatus } from './request-facts';
import { routes } from './routes';
import { requestFailure, s1spAlert, smets1Alert, smets1Response } from './s1sp-messages';
import { smets2Failure, smets2Uplink } from './smets2/messages';
import { fireSchedule } from './schedules';

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
    registration: (body, work, service) => {
      changeRegistration(body as Partial<Registration>, work, service);
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
