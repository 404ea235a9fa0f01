import type { NotificationKind } from '../../support/roles';
import { namesType, wordsType, type ParameterType } from './parameter-type';
import { phrasesType } from './phrases-type';

/** How a notice is given, where it is not as usual. */
export interface NoticeVariant {
  readonly daysAhead?: number;
  readonly windowDays?: number;
  /** An MPAN other than that of the installation. */
  readonly mpan?: 'unknown' | 'wrong check digit';
}

/** ` again`, ` 6 days ahead`, ` within 31 days`, ` under an unknown MPAN` and the like; nothing: a notice as usual. */
const noticeVariant = phrasesType<NoticeVariant>(
  { name: 'noticeVariant', meaning: 'how a notice is given', example: ' 6 days ahead' },
  [
    ['', () => ({})],
    [' again', () => ({})],
    [' {number} days ahead', ([days]) => ({ daysAhead: Number(days) })],
    [' within {number} day', ([days]) => ({ windowDays: Number(days) })],
    [' within {number} days', ([days]) => ({ windowDays: Number(days) })],
    [' under an unknown MPAN', () => ({ mpan: 'unknown' })],
    [' under an MPAN with a wrong check digit', () => ({ mpan: 'wrong check digit' })],
  ],
);

const plan = namesType(
  { name: 'plan', meaning: 'what is planned for a dormant meter, of which its supplier has notice' },
  ['migration', 'configuration'],
);

const schedulePlan = wordsType<NotificationKind>(
  { name: 'schedulePlan', meaning: 'what a schedule notification tells of' },
  { migration: 'migration', 'firmware upgrade': 'firmware-upgrade', configuration: 'configuration' },
);

const toldAs = namesType({ name: 'toldAs', meaning: 'what a schedule notification says of a plan' }, [
  'new',
  'changed',
  'withdrawn',
]);

/** Notices to suppliers and schedule notifications. */
export const NOTICE_TYPES: readonly ParameterType[] = [noticeVariant, plan, schedulePlan, toldAs];
