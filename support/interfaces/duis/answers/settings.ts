import { moneyOf, type Recovery } from '../../../models/meter/state';
import { within } from '../../../models/meter/readings';
import { countedBy } from '../../../models/meter/meter';
import { MILLIPENNY, priceAt } from '../../../models/meter/tariff';
import { numbered, quietCalendar, switchingTable } from './calendars';
import { EVENT_NAMES } from '../event-names';
import { group, instant, marked, value, type Field } from './fields';
import { isGas, meterOf, type AnswerSubject } from './subject';

/** What answers say of what a device is set to and what it is, by the message mapping catalogue. */

/** Battery of a gas meter in seconds of operation: ten years (MODEL, as published). */
const BATTERY = 315_360_000;

type Answers = Readonly<Record<string, (subject: AnswerSubject) => Field[]>>;

/** What a currency counts in. */
const UNITS = { GBP: 'Millipence', ECB: 'Millicent' } as const;

function tariff(subject: AnswerSubject): Field[] {
  const meter = meterOf(subject);
  const { table, thresholds, prices } = meter.tariff;
  const { currency, standingCharge, standingChargeScale, priceScale, registers, blocks } = prices;
  const price = priceAt(meter.tariff, meter.now, (matrix) => countedBy(meter, matrix));
  const active = value('PrimaryActiveTariffPrice', Math.max(0, price));
  if (isGas(subject)) {
    return group(
      'Gas',
      active,
      value('CurrencyUnitsLabel', currency),
      value('StandingCharge', standingCharge),
      switchingTable('gas', table),
      group('TariffThresholds', numbered('BlockThreshold', thresholds[0]?.values ?? [])),
      group('TOUTariff', numbered('TariffTOUPrice', registers)),
      group('BlockTariff', numbered('BlockPrice', blocks[0]?.prices ?? [])),
    );
  }
  return group(
    'Electricity',
    active,
    value('CurrencyUnitsLabel', currency),
    value('CurrencyUnitsName', UNITS[currency]),
    value('StandingCharge', standingCharge),
    value('StandingChargeScale', standingChargeScale),
    value('PriceScale', priceScale),
    group(
      'TariffBlockPriceMatrix',
      ...blocks.map(({ index, prices: row }) => marked('TariffBlockPrices', { index }, numbered('BlockPrice', row))),
    ),
    group('TariffTOUPriceMatrix', numbered('TariffTOUPrice', registers)),
    switchingTable('electricity', table),
    group(
      'TariffThresholdMatrix',
      ...thresholds.map(({ index, values }) =>
        marked('ElecTariffThresholds', { index }, numbered('BlockThreshold', values)),
      ),
    ),
  );
}

/** That of a second element, which counts nothing. */
function secondTariff(subject: AnswerSubject): Field[] {
  const { secondTariff: second, now } = meterOf(subject);
  const { priceScale, registers } = second.prices;
  const price = priceAt(second, now, () => 0);
  return [
    ...value('SecondaryActiveTariffPrice', Math.max(0, price)),
    ...value('PriceScale', priceScale),
    ...group('TariffTOUPriceMatrix', numbered('TariffTOUPrice', registers)),
    ...switchingTable('electricity', second.table),
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
    const { limits, debt, payment } = meterOf(subject);
    return [
      ...value('DebtRecoveryPerPayment', debt.perPayment),
      ...value('DebtRecoveryRateCap', limits.rateCap),
      ...value('DisablementThreshold', payment.disablementThreshold),
      ...value('EmergencyCreditLimit', limits.emergencyCredit),
      ...value('EmergencyCreditThreshold', limits.emergencyThreshold),
      ...value('LowCreditThreshold', limits.lowCredit),
      ...value('CreditMaxCreditThreshold', limits.mostCredit),
      ...value('MaxCreditMaxMeterBalance', limits.mostBalance),
      ...value('SuspendDebtDisabled', payment.suspendDebtDisabled),
      ...value('SuspendDebtEmergency', payment.suspendDebtEmergency),
      ...group(
        isGas(subject) ? 'Gas' : 'Electricity',
        isGas(subject) ? [] : value('PaymentMode', payment.mode),
        group('NonDisablementCalendar', quietCalendar(limits.quiet)),
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
