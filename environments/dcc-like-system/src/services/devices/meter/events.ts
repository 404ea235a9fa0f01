/**
 * What meters put into their logs, and tell over the WAN. Codes and names SOURCED (published list of GBCS codes) unless
 * marked; which model logs what is MODEL.
 */
export const EVENTS = {
  supplyArmed: { code: '8168', meaning: 'Supply armed', alert: true, provenance: 'SOURCED' },
  commandDone: { code: '8154', meaning: 'Command received and actioned', alert: false, provenance: 'RECOLLECTION' },
  commandRefused: {
    code: '8155',
    meaning: 'Command received and not actioned',
    alert: false,
    provenance: 'RECOLLECTION',
  },
  billingLogUpdated: { code: '8F0A', meaning: 'Billing data log updated', alert: false, provenance: 'SOURCED' },
  clockNotAdjusted: { code: '8F0C', meaning: 'Clock not adjusted', alert: true, provenance: 'SOURCED' },
  creditBelowDisablement: {
    code: '8F0F',
    meaning: 'Credit below disablement threshold',
    alert: false,
    provenance: 'SOURCED',
  },
  emergencyCreditUsedUp: { code: '81AA', meaning: 'Emergency credit exhausted', alert: false, provenance: 'SOURCED' },
  emergencyCreditActivated: { code: '81AB', meaning: 'Emergency credit activated', alert: true, provenance: 'SOURCED' },
  disablementSuspended: {
    code: '8F83',
    meaning: 'Disablement of supply suspended',
    alert: false,
    provenance: 'SOURCED',
  },
  tokenRefused: { code: '81C5', meaning: 'UTRN rejected', alert: true, provenance: 'SOURCED' },
  imageVerified: { code: '8F72', meaning: 'Firmware verification passed', alert: true, provenance: 'SOURCED' },
  imageRefused: { code: '8F1C', meaning: 'Firmware verification failed', alert: true, provenance: 'SOURCED' },
} as const;

export type EventName = keyof typeof EVENTS;
