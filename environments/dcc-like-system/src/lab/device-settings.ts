import type { DeviceTypeName } from '../domain/device-types';
import type { DeviceSettings } from '../domain/configuration-package';
import type { MeterStart } from '../domain/provisions';
import { newMeter } from '../services/devices/meter/meter';
import { settingsOf } from '../services/devices/s1sr-settings';

/** Settings that a device only keeps, as they are before migration (MODEL: the real package is not public). */
export const CONFIGURATION: Readonly<Partial<Record<DeviceTypeName, DeviceSettings>>> = {
  CHF: { silencedAlerts: 'none', networkAlerts: 'on' },
  ESME: { loadLimit: 'off', privacyPin: 'off', message: 'none', voltageThresholds: '216.2-253.0' },
  GSME: { privacyPin: 'off', message: 'none' },
};

/** How a Dormant Device is set that nobody has looked after since its supplier left (MODEL). */
export const UNCONFIGURED: Readonly<Partial<Record<DeviceTypeName, DeviceSettings>>> = {
  CHF: { silencedAlerts: '8F0A', networkAlerts: 'off' },
  ESME: {
    ...{ silencedAlerts: '8168 81C5', billingPeriod: 'Weekly', unitPrice: '2150', paymentMode: 'Prepayment' },
    ...{ paymentDebt: '2500000', loadLimit: '4000', privacyPin: 'on', message: 'Call your old supplier' },
    voltageThresholds: '207.0-260.0',
  },
  GSME: {
    ...{ silencedAlerts: '8168 81C5', billingPeriod: 'Weekly', unitPrice: '5200', paymentMode: 'Prepayment' },
    ...{ paymentDebt: '1500000', privacyPin: 'on', message: 'Call your old supplier' },
  },
};
/** How devices are set beside them whose supplier runs them: as that supplier wants it (MODEL). */
export const SUPPLIERS_OWN: Readonly<Partial<Record<DeviceTypeName, DeviceSettings>>> = {
  CHF: { silencedAlerts: '8F0A' },
  ESME: { unitPrice: '1875', billingPeriod: 'Weekly', message: 'Thank you for staying with us' },
  GSME: { unitPrice: '4725', billingPeriod: 'Weekly', message: 'Thank you for staying with us' },
};
/** What a neglected meter has left, in millipence, and what its clock is ahead, in seconds. */
export const UNCONFIGURED_BALANCE = 10_000_000;
export const UNCONFIGURED_CLOCK = 45;
/** What differs where a device has drifted from its configuration. */
export const DRIFT: Readonly<Partial<Record<DeviceTypeName, DeviceSettings>>> = {
  CHF: { networkAlerts: 'off' },
  ESME: { message: 'Changed' },
  GSME: { message: 'Changed' },
};

/** Every setting of a device of this type, as it usually is. @param start how a meter is set otherwise from the beginning */
export function usualSettings(type: DeviceTypeName, start?: MeterStart): DeviceSettings {
  const configuration = CONFIGURATION[type] ?? {};
  const meter =
    type === 'CHF' ? undefined : newMeter({ type, registerAtStart: 0, consumption: [0], ...(start ? { start } : {}) });
  return settingsOf({ configuration }, meter);
}
