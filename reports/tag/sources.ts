/** Documents that the requirements come from, by name where it is known. */
export const SOURCES = [
  [
    'Migration Testing consultation of April 2019',
    'The requirements, in our words: section or annex is named with each',
  ],
  [
    'MTAD',
    'Migration Testing Approach Document: the approach that the consultation is about; its approved text was not seen',
  ],
  [
    'SVTAD',
    'SEC Variation Testing Approach Document for SMETS1 Services, which asks for that approach in its clause 3.4; its text was not seen',
  ],
  [
    'TMAD',
    'Transition and Migration Approach Document: how installations migrate; files, codes and times are modelled after it',
  ],
  ['MEHRS', 'Migration Error Handling and Retry Strategy: how errors are handled and retried; modelled'],
] as const;
