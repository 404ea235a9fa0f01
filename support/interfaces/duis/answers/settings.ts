import { moneyOf, type Recovery } from '../../../models/meter/state';
import { within } from '../../../models/meter/readings';
import { MILLIPENNY, priceAt, type Tariff } from '../../../models/meter/tariff';
import { group, indexed, instant, marked, value, type Field } from './fields';
import { isGas, meterOf, type AnswerSubject } from './subject';

/** What answers say of what a device is set to and what it is, by the message mapping catalogue. */

/** What events are called in logs (SOURCED names). */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  '8154': 'Command received and actioned',
  '8155': 'Command received and not actioned',
  '8168': 'Supply armed',
  '81AA': 'Emergency credit exhausted',
  '81AB': 'Emergency credit activated',
  '81C5': 'UTRN rejected',
  '8F0A': 'Billing data log updated',
  '8F0F': 'Credit below disablement threshold',
};
/** Battery of a gas meter in seconds of operation: ten years (MODEL, as published). */
const BATTERY = 315_360_000;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

type Answers = Readonly<Record<string, (subject: AnswerSubject) => Field[]>>;

const NOTHING = (name: string): Field[] => group(name);

/** The first of January of every year, as each fuel says it. */
function firstOfJanuary(subject: AnswerSubject): Field[] {
  const of = (part: string, set: readonly Field[]): Field[] =>
    group(isGas(subject) ? `Gas${part}WithWildcards` : part, set);
  return group(
    'SeasonStartDate',
    of('Year', NOTHING('NonSpecifiedYear')),
    of('Month', value('SpecifiedMonth', 1)),
    of('DayOfMonth', value('SpecifiedDayOfMonth', 1)),
    of('DayOfWeek', NOTHING('NonSpecifiedDayOfWeek')),
  );
}

/** A switching table that is the same on every day: what begins when. */
function switchingTable(subject: AnswerSubject, { rates, blocks }: Tariff): Field[] {
  const byTime = rates
    .map((rate, index) => ({ ...rate, register: index + 1 }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const day = isGas(subject)
    ? [...value('DayName', 1), ...value('TOUTariffAction', 1)]
    : [
        ...value('Day', 1),
        ...(blocks === undefined
          ? byTime.flatMap(({ from, register }) =>
              group('ProfileSchedule', value('StartTime', from), value('TOUTariffAction', register)),
            )
          : group('ProfileSchedule', value('StartTime', '00:00:00'), value('BlockTariffAction', 1))),
      ];
  const weekday = isGas(subject) ? 'ReferencedDay' : 'ReferencedElecDay';
  return group(
    'TariffSwitchingTable',
    group('DayProfiles', group('DayProfile', day)),
    group(
      'WeekProfiles',
      group(
        'WeekProfile',
        value('WeekName', 1),
        indexed(
          weekday,
          WEEKDAYS.map(() => 1),
        ),
      ),
    ),
    group(
      'Seasons',
      group(
        'Season',
        isGas(subject) ? [] : value('SeasonName', 'year'),
        firstOfJanuary(subject),
        value('ReferencedWeekName', 1),
      ),
    ),
  );
}

function tariff(subject: AnswerSubject): Field[] {
  const meter = meterOf(subject);
  const { standingCharge, scale = MILLIPENNY, rates, blocks, thresholds = [] } = meter.tariff;
  const counted = meter.blocks.counters.reduce((sum, units) => sum + units, 0);
  const active = value('PrimaryActiveTariffPrice', priceAt(meter.tariff, meter.now, counted));
  const prices = rates.map(({ price }) => price);
  if (isGas(subject)) {
    return group(
      'Gas',
      active,
      value('CurrencyUnitsLabel', 'GBP'),
      value('StandingCharge', standingCharge),
      switchingTable(subject, meter.tariff),
      NOTHING('TariffSwitchingTableSpecialDays'),
      group('TariffThresholds', indexed('BlockThreshold', thresholds[0] ?? [])),
      group('TOUTariff', indexed('TariffTOUPrice', prices)),
      NOTHING('BlockTariff'),
    );
  }
  return group(
    'Electricity',
    active,
    value('CurrencyUnitsLabel', 'GBP'),
    value('CurrencyUnitsName', 'Millipence'),
    value('StandingCharge', standingCharge),
    value('StandingChargeScale', scale),
    value('PriceScale', scale),
    group(
      'TariffBlockPriceMatrix',
      blocks === undefined ? [] : marked('TariffBlockPrices', { index: 1 }, indexed('BlockPrice', blocks.prices)),
    ),
    group('TariffTOUPriceMatrix', indexed('TariffTOUPrice', prices)),
    switchingTable(subject, meter.tariff),
    NOTHING('TariffSwitchingTableSpecialDays'),
    group(
      'TariffThresholdMatrix',
      ...thresholds.map((row, index) =>
        marked('ElecTariffThresholds', { index: index + 1 }, indexed('BlockThreshold', row)),
      ),
    ),
  );
}

/** That of a second element, which counts nothing: it has no block but the first. */
function secondTariff(subject: AnswerSubject): Field[] {
  const { secondTariff: tariff, now } = meterOf(subject);
  const prices = tariff.rates.map(({ price }) => price);
  return [
    ...value('SecondaryActiveTariffPrice', priceAt(tariff, now, 0)),
    ...value('PriceScale', tariff.scale),
    ...group('TariffTOUPriceMatrix', indexed('TariffTOUPrice', prices)),
    ...switchingTable(subject, tariff),
    ...NOTHING('TariffSwitchingTableSpecialDays'),
  ];
}

function recoveries(subject: AnswerSubject, ...pair: readonly Recovery[]): Field[] {
  return pair.flatMap(({ rate, scale = MILLIPENNY, period }, index) =>
    group(
      `DebtRecovery${String(index + 1)}`,
      value('DebtRecoveryRate', rate),
      value('DebtRecoveryRatePriceScale', isGas(subject) ? undefined : scale),
      value('DebtRecoveryRatePeriod', period),
    ),
  );
}

/** A hub says of each device when it heard it last, a gas proxy function of which type it is; a meter knows its hub. */
function deviceLog({ device: { deviceType }, neighbours, heardAt }: AnswerSubject): Field[] {
  const others = neighbours.filter((one) => one.deviceType !== 'CHF');
  const id = (deviceId: string): Field[] => value('DeviceID', deviceId);
  if (deviceType === 'CHF') {
    const log = others.map((one) =>
      group('CHFDeviceLogEntry', id(one.deviceId), value('LastCommunicationsDateTime', instant(heardAt(one)))),
    );
    return group('CHFDeviceLog', ...log);
  }
  const known = deviceType === 'GPF' ? others : neighbours.filter((one) => one.deviceType === 'CHF');
  const log = known.map((one) =>
    group('LogEntry', id(one.deviceId), value('DeviceType', one.deviceType === 'IHD' ? 'Type2' : one.deviceType)),
  );
  return group('DeviceLogEntries', ...log);
}

export const SETTING_ANSWERS: Answers = {
  '4.3': (subject) => {
    const money = moneyOf(meterOf(subject));
    return [
      value('EmergencyCreditBalance', money.emergencyCredit),
      value('AccumulatedDebtRegister', money.accumulatedDebt),
      value('PaymentDebtRegister', money.paymentDebt),
      value('TimeDebtRegister1', money.timeDebt1),
      value('TimeDebtRegister2', money.timeDebt2),
      value('MeterBalance', money.balance),
    ].flat();
  },
  '4.11.1': tariff,
  '4.11.2': secondTariff,
  '4.13': (subject) => {
    const { limits, debt, mode } = meterOf(subject);
    const calendar = isGas(subject)
      ? [NOTHING('DayProfiles'), NOTHING('WeekProfiles'), NOTHING('SeasonProfiles'), NOTHING('SpecialDays')].flat()
      : NOTHING('ElectricitySpecialDays');
    return [
      ...value('DebtRecoveryPerPayment', debt.perPayment),
      ...value('DebtRecoveryRateCap', 0),
      ...value('DisablementThreshold', 0),
      ...value('EmergencyCreditLimit', limits.emergencyCredit),
      ...value('EmergencyCreditThreshold', limits.emergencyThreshold),
      ...value('LowCreditThreshold', limits.lowCredit),
      ...value('CreditMaxCreditThreshold', limits.mostCredit),
      ...value('MaxCreditMaxMeterBalance', limits.mostBalance),
      ...value('SuspendDebtDisabled', false),
      ...value('SuspendDebtEmergency', false),
      ...group(
        isGas(subject) ? 'Gas' : 'Electricity',
        isGas(subject) ? [] : value('PaymentMode', mode),
        group('NonDisablementCalendar', calendar),
        recoveries(subject, debt.recovery1, debt.recovery2),
      ),
    ];
  },
  '4.15': (subject) => {
    const { passed, watts, restoration, disables } = meterOf(subject).load;
    return [
      value('LoadLimitCounterValue', passed),
      value('LoadLimitPowerThreshold', watts),
      value('LoadLimitPeriod', 1800),
      value('LoadLimitRestorationPeriod', restoration),
      value('LoadLimitSupplyState', disables ? 'Disable' : 'Unchanged'),
    ].flat();
  },
  '4.18': (subject) => {
    const { balance } = meterOf(subject);
    const gas = isGas(subject) ? group('Gas', value('MeterBalancePrepaymentMode', balance)) : [];
    return [...value('MeterBalance', balance), ...gas];
  },
  '6.13': (subject) => {
    const events = subject.meter === undefined ? [] : within(subject.meter.events, subject.period);
    const log = events.map(({ at, code }) =>
      group(
        'LogEntry',
        value('Timestamp', instant(at)),
        value('LogCode', code),
        value('LogMeaning', EVENT_NAMES[code]),
      ),
    );
    return group('Log', ...log);
  },
  '6.24.1': ({ holders }) =>
    (['Supplier', 'NetworkOperator'] as const).flatMap((role) =>
      group(
        'RemotePartyDetails',
        value('RemotePartyRole', role),
        marked('StatusCode', { ResponseCode: 0 }, [{ name: 'ASN1Status', content: 'success' }]),
        value('CertificateUsage', 'DigitalSigning'),
        value('ExistingRemotePartyID', holders[role].eui),
        value('ExistingCertificateHash', holders[role].certificateHash),
      ),
    ),
  '7.4': (subject) => [
    ...value('SupplyState', meterOf(subject).supply),
    ...(isGas(subject) ? group('Gas', value('RemainingBatteryCapacity', BATTERY)) : []),
  ],
  '8.9': deviceLog,
  '11.2': ({ device }) => value('FirmwareVersion', device.firmware),
};
