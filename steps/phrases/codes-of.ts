/** From the handover on: the window of the attempt has ended, or the registration has changed. */
const ENDED = ['SIM-S1V-21', 'SIM-S1V-22'];

/** How the codes begin with which a migration can stop, by its step (MODEL, as published). From the handover on, its window can end. */
export const CODES_OF_STEPS: Readonly<Record<string, readonly string[]>> = {
  'the extraction': ['SIM-RPE', 'SIM-CPV'],
  'the validation of the common file': ['SIM-CPV'],
  'the Required File Set': ['SIM-S1V', 'SIM-CPV'],
  'the key material': ['SIM-DCO', 'SIM-S1V', 'SIM-KEY-13'],
  'the SIM handover': ['SIM-SIM', ...ENDED],
  'the communications check': ['SIM-COM', ...ENDED],
  // It is the hub alone that is asked for it; a hub that does not authenticate shows it here.
  'the whitelist': ['SIM-WHL', 'SIM-COM-01', 'SIM-KEY-01', ...ENDED],
  'the key reading': ['SIM-KEY', 'SIM-COM', ...ENDED],
  'the key rotation': ['SIM-KEY', 'SIM-COM', ...ENDED],
  commissioning: ['SIM-CMS'],
};

/** How the codes begin with which a migration can stop, wherever it does. */
export const CODES_OF_MIGRATIONS = [...new Set(Object.values(CODES_OF_STEPS).flat())];

/** How the codes begin with which a list of viable installations leaves one out (MODEL, as published). */
export const CODES_OF_LISTS: Readonly<Record<string, readonly string[]>> = {
  'S1SP Viable Installations File': ['SIM-S1V', 'SIM-SIM', 'SIM-COM', 'SIM-WHL', 'SIM-KEY'],
  'DCO Viable Installations File': ['SIM-DCO'],
};

/** Codes of what a device does with a request, as the DCC sends them: done, not reached, not answered. */
export const CODES_OF_RESPONSES = ['I0', 'E20', 'E21'];

/** How the codes begin with which a party rejects migration files (MODEL, as published). */
export const CODES_OF_PARTIES: Readonly<Record<string, readonly string[]>> = {
  'the Requesting Party': ['SIM-RPE'],
  'the Commissioning Party': ['SIM-CPV'],
  'the S1SP': ['SIM-S1V'],
  'the DCO': ['SIM-DCO'],
  'the Migration Control Centre': ['SIM-MCC'],
};

/** How the codes of alerts begin: of the DCC, and of devices as GBCS numbers them. */
export const CODES_OF_ALERTS = ['N', '8'];
