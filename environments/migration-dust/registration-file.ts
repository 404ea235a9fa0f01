import { decodeText } from '../dcc-like-system/src/domain/csv-file';
import { isEui64 } from '../dcc-like-system/src/domain/identifiers';
import { causeOf, otherSeparator } from '../dcc-like-system/src/domain/spreadsheet';
import { area } from '../dcc-like-system/src/kernel/rules';
import type { Participant } from './config';
import type { RegistrationRow, TestInstallation } from './records';
import { refusal } from './refusals';

/** The first line of a file of registration data; each further line is a meter point. */
const REGISTRATION_COLUMNS = 'MPxN,Fuel,SupplierEUI,NetworkOperatorEUI';
/** Most lines after the first (MODEL). */
const MOST_ROWS = 100;

/** What registration data may say. */
export const REGISTRATION_DATA = area('dust-registration-data', {
  /** Whether a meter point belongs to a test installation of the participant. */
  isOwn: (mpxn: string, installations: readonly TestInstallation[]): boolean =>
    installations.some(({ importMPAN, mprn }) => importMPAN === mpxn || mprn === mpxn),
  /** Whether a supplier is the one as which the participant authorises. */
  isLent: ({ fuel, supplier }: RegistrationRow, { suppliers }: Participant): boolean => supplier === suppliers[fuel],
});

/** @throws Refusal SIM-DST-10 where a file of registration data cannot be read */
export function readRegistrationData(content: Buffer): RegistrationRow[] {
  const text = decodeText(content);
  if (typeof text !== 'string') throw refusal('SIM-DST-10', text.fault);
  const [columns, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const separator = otherSeparator(columns ?? '');
  if (separator !== undefined) {
    throw refusal('SIM-DST-10', `The values are separated by ${separator}: separate them by commas.`);
  }
  if (columns !== REGISTRATION_COLUMNS) throw refusal('SIM-DST-10', `The first line must be ${REGISTRATION_COLUMNS}.`);
  if (lines.length === 0) throw refusal('SIM-DST-10', 'The file names no meter point.');
  if (lines.length > MOST_ROWS)
    throw refusal('SIM-DST-10', `The file has more than ${MOST_ROWS} lines of meter points.`);
  return lines.map((line, index) => readRow(line, index + 2));
}

function readRow(line: string, number: number): RegistrationRow {
  const [mpxn = '', fuel = '', supplier = '', networkOperator = '', ...rest] = line.split(',');
  const isFuel = fuel === 'electricity' || fuel === 'gas';
  const isRight = /^\d{1,13}$/.test(mpxn) && isEui64(supplier) && isEui64(networkOperator) && rest.length === 0;
  if (!isFuel || !isRight) {
    throw refusal(
      'SIM-DST-10',
      `Line ${number} must hold a meter point of 1 to 13 digits, electricity or gas, and two EUI-64 in upper-case pairs${causeOf(mpxn)}.`,
    );
  }
  return { mpxn, fuel, supplier, networkOperator };
}
