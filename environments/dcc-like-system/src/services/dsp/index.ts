import { GBCS_FAILURE } from '../../domain/gbcs';
import {
  ADVANCE_NOTICE,
  DEVIATIONS,
  ELIGIBLE_LIST,
  REGISTRATION_CHANGE,
  SMETS2_ESTATE,
  SMETS2_INVENTORY,
  THRESHOLD,
  USER_STATUS,
} from '../../domain/provisions';
import { GBCS_UPLINK } from '../../domain/uplinks';
import { documentMessage, jsonMessage } from '../../kernel/message-kind';
import { provision } from '../../kernel/provision';
import type { ServiceDefinition } from '../../kernel/service';
import { deliver } from './alerts/delivery';
import { execute, noAnswer } from './commands/commands';
import { REQUEST_FAILURE, requestFailure, s1spAlert, smets1Alert, smets1Response } from './commands/s1sp-messages';
import { routes } from './dsp-routes';
import { setThreshold } from './gateway/anomaly-detection';
import { setDeviations } from './gateway/deviations';
import { USERS } from './gateway/request-facts';
import { changeRegistration } from './inventory/change-of-registration';
import { provisionEpcl } from './inventory/epcl';
import { enterEstate } from './inventory/estate';
import { enterSmets2, notifyInAdvance } from './inventory/inventory';
import { fireSchedule } from './schedules/schedules';
import { smets2Failure, smets2Uplink } from './smets2/messages';

/** The Data Service Provider: DUIS gateway, Smart Metering Inventory, registration data, EPCL, DCC Alerts. */
export const definition: ServiceDefinition = {
  name: 'dsp',
  messages: {
    'smets1-response': documentMessage(['s1sp'], smets1Response),
    'service-request-failure': jsonMessage(['s1sp'], REQUEST_FAILURE, requestFailure),
    'smets1-alert': documentMessage(['s1sp'], smets1Alert),
    's1sp-alert': documentMessage(['s1sp'], s1spAlert),
    uplink: jsonMessage(['wan'], GBCS_UPLINK, smets2Uplink),
    'gbcs-failure': jsonMessage(['wan'], GBCS_FAILURE, smets2Failure),
  },
  timers: { deliver, execute, 'no-answer': noAnswer, schedule: fireSchedule },
  routes,
  provision: {
    registration: provision(REGISTRATION_CHANGE, changeRegistration),
    deviations: provision(DEVIATIONS, ({ entries }, work) => setDeviations(entries, work)),
    thresholds: provision(THRESHOLD, setThreshold),
    epcl: provision(ELIGIBLE_LIST, provisionEpcl),
    inventory: provision(ADVANCE_NOTICE, notifyInAdvance),
    'smets2-installation': provision(SMETS2_INVENTORY, enterSmets2),
    'smets2-estate': provision(SMETS2_ESTATE, enterEstate),
    users: provision(USER_STATUS, ({ eui, status }, work) => work.put(USERS, eui, { status })),
  },
};
