/** What events and device alerts are called, by their code (SOURCED names: published list of GBCS alert codes). */
export const EVENT_NAMES: Readonly<Record<string, string>> = {
  '8154': 'Command received and actioned',
  '8155': 'Command received and not actioned',
  '8168': 'Supply armed',
  '81AA': 'Emergency credit exhausted',
  '81AB': 'Emergency credit activated',
  '81C5': 'UTRN rejected',
  '8F0A': 'Billing data log updated',
  '8F0C': 'Clock not adjusted',
  '8F0F': 'Credit below disablement threshold',
  '8F1C': 'Firmware verification failed',
  '8F69': 'Device commissioned',
  '8F72': 'Firmware verification passed',
};
