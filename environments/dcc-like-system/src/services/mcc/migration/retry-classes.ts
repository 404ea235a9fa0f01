/**
 * What the Migration Control Centre does after an attempt that failed. MODEL: the real error handling and retry strategy
 * (MEHRS) is not public; five attempts before an installation is excluded are SOURCED (DCC consultation of November 2021).
 *
 * A: tried again within the attempt by who met the fault, so that no outcome of class A reaches this table.
 * B: tried again on another day within the authorised window.
 * C: data must be put right first, under a new authorisation.
 * D: stopped and raised to the operators.
 */
export type RetryClass = 'B' | 'C' | 'D';

/** Attempts in all after which an installation that keeps failing is excluded. */
export const MAXIMUM_ATTEMPTS = 5;

/** Every code that an outcome can carry. */
export const RETRY_CLASSES: Readonly<Record<string, RetryClass>> = {
  'SIM-RPE-11': 'C',
  'SIM-CPV-11': 'C',
  'SIM-CPV-12': 'C',
  'SIM-CPV-13': 'C',
  'SIM-CPV-14': 'C',
  'SIM-CPV-15': 'C',
  'SIM-CPV-16': 'C',
  'SIM-CPV-20': 'D',
  'SIM-S1V-12': 'C',
  'SIM-S1V-13': 'C',
  'SIM-S1V-14': 'D',
  'SIM-S1V-20': 'D',
  'SIM-S1V-21': 'B',
  'SIM-DCO-11': 'C',
  'SIM-DCO-12': 'D',
  'SIM-DCO-13': 'D',
  // Network and devices may answer tomorrow: within the attempt each was tried three times.
  'SIM-SIM-01': 'B',
  'SIM-SIM-03': 'D',
  'SIM-COM-01': 'B',
  'SIM-COM-02': 'B',
  'SIM-COM-03': 'B',
  'SIM-WHL-01': 'C',
  'SIM-WHL-02': 'C',
  'SIM-KEY-01': 'D',
  'SIM-KEY-02': 'C',
  'SIM-KEY-03': 'C',
  'SIM-KEY-11': 'C',
  'SIM-KEY-12': 'D',
  'SIM-KEY-13': 'D',
  'SIM-CMS-01': 'C',
};

/** The class of a failure; what the table does not know is raised to the operators. */
export function retryClassOf(code: string | undefined): RetryClass {
  return RETRY_CLASSES[code ?? ''] ?? 'D';
}
