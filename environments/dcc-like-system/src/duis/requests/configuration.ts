import {
  ALERT_GROUPS,
  BILLING_PERIODS,
  EVENT_LOGS,
  type AlertBehaviour,
  type BillingCalendar,
  type EventLog,
} from '../../domain/meter/settings';
import type { Fields } from './fields';

export type ConfigurationBody =
  /** Nothing but the wish itself: most reads, and the commands to the supply. */
  | { readonly kind: 'plain' }
  /** 3.3; `alcs`: the log of auxiliary switches instead of the meter's own. */
  | { readonly kind: 'clear-log'; readonly alcs: boolean }
  /** A log, between two instants (ISO 8601). */
  | { readonly kind: 'log'; readonly from: string; readonly to: string; readonly log?: EventLog }
  /** 3.2: what is older stays hidden from the new tenant. */
  | { readonly kind: 'tenancy'; readonly since: string }
  /** 6.8 */
  | { readonly kind: 'billing-calendar'; readonly calendar: BillingCalendar }
  /** 6.11 and 8.1.1; `tolerance` in seconds. */
  | { readonly kind: 'clock'; readonly time: string; readonly tolerance: number }
  /** 6.20.1 */
  | { readonly kind: 'mpxn'; readonly fuel: 'electricity' | 'gas'; readonly importMPxN: string }
  /** 6.22 */
  | { readonly kind: 'alert-behaviour'; readonly behaviour: AlertBehaviour };

const ABILITIES = ['Enable', 'Disable'] as const;

export function readPlain(): ConfigurationBody {
  return { kind: 'plain' };
}

export function readClearLog(body: Fields): ConfigurationBody {
  const type = body.maybe('ESMEEventLogType', (field) => field.ownWord(['ESME', 'ALCS']));
  return { kind: 'clear-log', alcs: type === 'ALCS' };
}

/** A log over a period; certificates for a reader to come are accepted and not used, for SMETS1 answers are not encrypted. */
export function readLog(body: Fields): ConfigurationBody {
  const period = readPeriod(body);
  body.maybe('KAPublicSecurityCredentials', (certificate) => certificate.ownText);
  return { kind: 'log', ...period };
}

export function readEventLog(body: Fields): ConfigurationBody {
  return { kind: 'log', ...readPeriod(body), log: body.oneOf('LogToRead', EVENT_LOGS) };
}

export function readTenancy(body: Fields): ConfigurationBody {
  return { kind: 'tenancy', since: body.instant('RestrictionDateTime') };
}

export function readBillingCalendar(body: Fields): ConfigurationBody {
  const calendar = body.choice<BillingCalendar>({
    ElectricityBillingCalendar: (field) => {
      const at = field.time('BillingTime');
      const when = (period: 'Daily' | 'Weekly' | 'Monthly', day = 1) =>
        ({ fuel: 'electricity', at, period, day, month: 1 }) as const;
      const everyFewMonths = (period: 'Quarterly' | 'SixMonthly' | 'Yearly') => (of: Fields) =>
        ({
          fuel: 'electricity',
          at,
          period,
          day: of.number('DayOfMonth'),
          month: of.number('BillingPeriodStartMonth'),
        }) as const;
      return field.choice<BillingCalendar>({
        Daily: () => when('Daily'),
        Weekly: (day) => when('Weekly', day.ownNumber()),
        Monthly: (day) => when('Monthly', day.ownNumber()),
        Quarterly: everyFewMonths('Quarterly'),
        SixMonthly: everyFewMonths('SixMonthly'),
        Yearly: everyFewMonths('Yearly'),
      });
    },
    GasBillingCalendar: (field) => ({
      fuel: 'gas',
      start: field.instant('BillingPeriodStart'),
      period: field.oneOf('Periodicity', BILLING_PERIODS),
    }),
  });
  return { kind: 'billing-calendar', calendar };
}

export function readClock(body: Fields): ConfigurationBody {
  return {
    kind: 'clock',
    time: body.instant('CurrentDateTime'),
    tolerance: body.number('TolerancePeriod'),
  };
}

export function readImportMpxn(body: Fields): ConfigurationBody {
  return body.choice<ConfigurationBody>({
    ImportMPANs: (field) => {
      const importMPxN = field.text('ImportMPAN');
      field.maybe('SecondaryImportMPAN', (mpan) => mpan.ownText);
      return { kind: 'mpxn', fuel: 'electricity', importMPxN };
    },
    ImportMPRN: (field) => ({ kind: 'mpxn', fuel: 'gas', importMPxN: field.ownText }),
  });
}

export function readAlertBehaviour(body: Fields): ConfigurationBody {
  const groups = Object.fromEntries(
    ALERT_GROUPS.map((group) => [
      group,
      (field: Fields): AlertBehaviour => ({ group, enabled: Object.fromEntries(readSettings(field)) }),
    ]),
  );
  return { kind: 'alert-behaviour', behaviour: body.choice(groups) };
}

function readPeriod(body: Fields): { from: string; to: string } {
  return body.one('ReadLogPeriod', (period) => ({
    from: period.instant('StartDateTime'),
    to: period.instant('EndDateTime'),
  }));
}

/** Settings by alert code: elements named after it, in subgroups or not, or with one part for each way to be told. */
function readSettings(group: Fields): [string, boolean][] {
  return group.remaining().flatMap((field): [string, boolean][] => {
    const code = /^x([0-9A-F]{4})$/.exec(field.name)?.[1];
    if (code === undefined) return readSettings(field);
    const ways = field.remaining();
    const word = ways.find(({ name }) => name === 'WANAlert')?.ownText ?? field.ownText;
    const ability = ABILITIES.find((candidate) => candidate === word);
    return ability === undefined ? field.fail('says neither Enable nor Disable') : [[code, ability === 'Enable']];
  });
}
