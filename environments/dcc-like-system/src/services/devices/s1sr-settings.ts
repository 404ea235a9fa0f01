import type { DeviceError } from '../../domain/frames';
import type { DeviceSettings } from '../../domain/configuration-package';
import { BILLING_PERIODS, type BillingPeriod } from '../../domain/meter/settings';
import { changeMeter } from './meter/settings';
import type { Meter } from './meter/meter';
import type { Device } from './state';

/** A setting of a meter as a text, and how the meter takes one: false where it cannot. */
interface MeterSetting {
  readonly read: (meter: Meter) => string;
  readonly write: (meter: Meter, value: string, now: Date) => boolean;
}

/** The one group of alerts of a meter that the configuration speaks of. */
function alertGroup({ fuel }: Meter): 'GasSupplierAlerts' | 'ElectricitySupplierAlerts' {
  return fuel === 'gas' ? 'GasSupplierAlerts' : 'ElectricitySupplierAlerts';
}

/** `none`, or codes of alerts. */
const CODES = /^(none|[0-9A-F]{4}( [0-9A-F]{4})*)$/;

/** Settings that the meter itself lives by. Everything else of the configuration a device only keeps. */
const METER_SETTINGS: Readonly<Record<string, MeterSetting>> = {
  silencedAlerts: {
    read: (meter) => {
      const known = Object.entries(meter.behaviour[alertGroup(meter)] ?? {});
      const codes = known.filter(([, enabled]) => !enabled).map(([code]) => code);
      return codes.length === 0 ? 'none' : codes.sort().join(' ');
    },
    write: (meter, value) => {
      if (!CODES.test(value)) return false;
      const codes = value === 'none' ? [] : value.split(' ');
      meter.behaviour = {
        ...meter.behaviour,
        [alertGroup(meter)]: Object.fromEntries(codes.map((code) => [code, false])),
      };
      return true;
    },
  },
  billingPeriod: {
    read: ({ calendar }) => calendar.period,
    write: (meter, value) => {
      if (!isPeriod(value)) return false;
      meter.calendar = { ...meter.calendar, period: value };
      return true;
    },
  },
  unitPrice: {
    read: ({ tariff }) => String(tariff.prices.tou[0]?.value ?? 0),
    write: (meter, value, now) => {
      if (!/^\d{1,6}$/.test(value)) return false;
      const [first = { index: 1 }, ...others] = meter.tariff.prices.tou;
      const tou = [{ ...first, value: Number(value) }, ...others];
      return changeMeter(meter, 'prices', { ...meter.tariff.prices, tou }, now).error === undefined;
    },
  },
  paymentMode: {
    read: ({ payment }) => payment.mode,
    write: (meter, value, now) => {
      if (value !== 'Credit' && value !== 'Prepayment') return false;
      return changeMeter(meter, 'payment-mode', { ...meter.payment, mode: value }, now).error === undefined;
    },
  },
  supply: {
    read: ({ supply }) => supply,
    // A gas valve is opened only by somebody who stands in front of it.
    write: (meter, value) => {
      if (value !== 'Enabled' || meter.fuel === 'gas') return false;
      meter.supply = 'Enabled';
      return true;
    },
  },
  paymentDebt: {
    read: ({ debt }) => String(debt.paymentDebt),
    write: (meter, value) => {
      if (!/^\d{1,9}$/.test(value)) return false;
      meter.debt = { ...meter.debt, paymentDebt: Number(value) };
      return true;
    },
  },
};

/** Values of settings that a device only keeps, as published; of others any text. */
const KEPT_VALUES: Readonly<Record<string, RegExp>> = {
  silencedAlerts: CODES,
  networkAlerts: /^(on|off)$/,
  loadLimit: /^(off|\d{1,6})$/,
  privacyPin: /^(on|off)$/,
  voltageThresholds: /^\d{1,3}\.\d-\d{1,3}\.\d$/,
};

/** The settings of a device as they are: those that a meter lives by, and those that it keeps. */
export function settingsOf(device: Pick<Device, 'configuration'>, meter: Meter | undefined): DeviceSettings {
  if (!meter) return device.configuration;
  const lived = Object.entries(METER_SETTINGS).map(([name, { read }]) => [name, read(meter)] as const);
  return { ...device.configuration, ...Object.fromEntries(lived) };
}

/**
 * Changes settings of a device, all of them or none; a meter is changed in place.
 * @returns the device afterwards, or why it refuses
 */
export function changeSettings(
  device: Device,
  meter: Meter | undefined,
  wanted: DeviceSettings,
  now: Date,
): { readonly device: Device } | { readonly error: DeviceError } {
  const known = settingsOf(device, meter);
  if (Object.keys(wanted).some((name) => known[name] === undefined)) return { error: 'not-supported' };
  // What a meter is set to is replaced and never changed in place.
  const draft = meter && { ...meter };
  let { configuration } = device;
  for (const [name, value] of Object.entries(wanted)) {
    const setting = draft && METER_SETTINGS[name];
    if (!setting) {
      if (KEPT_VALUES[name]?.test(value) === false) return { error: 'not-possible' };
      configuration = { ...configuration, [name]: value };
    } else if (setting.read(draft) !== value && !setting.write(draft, value, now)) return { error: 'not-possible' };
  }
  if (meter && draft) Object.assign(meter, draft);
  return { device: { ...device, configuration } };
}

function isPeriod(value: string): value is BillingPeriod {
  return BILLING_PERIODS.some((period) => period === value);
}
