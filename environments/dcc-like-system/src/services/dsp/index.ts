import type { ServiceDefinition } from '../../kernel/service';
import { execute, noAnswer, requestFailure, smets1Alert, smets1Response } from './commands';
import { deliver } from './delivery';
import { EPCL } from './epcl';
import { USERS, type UserStatus } from './gateway';
import { notifyInAdvance, type AdvanceNotice } from './inventory';
import { register, type Registration } from './registration';
import { routes } from './routes';

/** The Data Service Provider: DUIS gateway, Smart Metering Inventory, registration data, EPCL, DCC Alerts. */
export const definition: ServiceDefinition = {
  name: 'dsp',
  messages: {
    'smets1-response': smets1Response,
    'service-request-failure': requestFailure,
    'smets1-alert': smets1Alert,
  },
  timers: { deliver, execute, 'no-answer': noAnswer },
  routes,
  provision: {
    registration: (body, work, service) => {
      register(body as Partial<Registration>, work, service);
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
    users: (body, work) => {
      const { eui, status } = body as { eui: string; status: UserStatus };
      work.put(USERS, eui, { status });
      return Promise.resolve({});
    },
  },
};
