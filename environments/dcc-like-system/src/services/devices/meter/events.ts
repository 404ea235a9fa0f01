/**
 * What meters put into their logs, and tell over the WAN. Codes and names SOURCED (published list of GBCS codes), but
 * for 8154 and 8155, which are RECOLLECTION; which model logs what is MODEL.
 */
export const EVENTS = {
  supplyArmed: { code: '8168', meaning: 'Supply armed', alert: true },
  commandDone: { code: '8154', meaning: 'Command received and actioned', alert: false },
  commandRefused: { code: '8155', meaning: 'Command received and not actioned', alert: false },
  billingLogUpdated: { code: '8F0A', meaning: 'Billing data log updated', alert: false },
  clockNotAdjusted: { code: '8F0C', meaning: 'Clock not adjusted', alert: true },
  creditBelowDisablement: { code: '8F0F', meaning: 'Credit below disablement threshold', alert: false },
  emergencyCreditUsedUp: { code: '81AA', meaning: 'Emergency credit exhausted', alert: false },
  emergencyCreditActivated: { code: '81AB', meaning: 'Emergency credit activated', alert: true },
  tokenRefused: { code: '81C5', meaning: 'UTRN rejected', alert: true },
  imageVerified: { code: '8F72', meaning: 'Firmware verification passed', alert: true },
  imageRefused: { code: '8F1C', meaning: 'Firmware verification failed', alert: true },
} as const;

export type EventName = keyof typeof EVENTS;
