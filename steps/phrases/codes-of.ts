/** How the codes begin with which a migration can stop, by its step (MODEL, as published). From the handover on, its window can end. */
export const CODES_OF_STEPS: Readonly<Record<string, readonly string[]>> = {
  'the extraction': ['SIM-RPE', 'SIM-CPV'],
  'the validation of the common file': ['SIM-CPV'],
  'the Required File Set': ['SIM-S1V', 'SIM-CPV'],
  'the key material': ['SIM-DCO', 'SIM-S1V', 'SIM-KEY-13'],
  'the SIM handover': ['SIM-SIM', 'SIM-S1V-2'],
  'the communications check': ['SIM-COM', 'SIM-S1V-2'],
  // A hub that does not authenticate shows it where its whitelist is read.
  'the whitelist': ['SIM-WHL', 'SIM-COM', 'SIM-KEY-01', 'SIM-S1V-2'],
  'the key reading': ['SIM-KEY', 'SIM-COM', 'SIM-S1V-2'],
  'the key rotation': ['SIM-KEY', 'SIM-COM', 'SIM-S1V-2'],
  commissioning: ['SIM-CMS'],
};

/** How the codes begin with which a party rejects migration files (MODEL, as published). */
export const CODES_OF_PARTIES: Readonly<Record<string, readonly string[]>> = {
  'the Requesting Party': ['SIM-RPE'],
  'the Commissioning Party': ['SIM-CPV'],
  'the S1SP': ['SIM-S1V'],
  'the DCO': ['SIM-DCO'],
  'the Migration Control Centre': ['SIM-MCC'],
};
