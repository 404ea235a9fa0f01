/** Limits of the mean voltage of a phase, in tenths of a volt (MODEL), and seconds over which it is taken. */
export interface MeanVoltageLimits {
  readonly over: number;
  readonly under: number;
  readonly seconds: number;
}

/**
 * What else can be set in a meter, by name. MODEL: stands in for the objects of real protocols; units as given where the schema
 * names none.
 */
export interface MeterSettingValues {
  /** 3.1 */
  readonly 'display-message': { readonly text: string };
  /** 3.4 */
  readonly 'supplier-contact': { readonly name: string; readonly telephone: string };
  /** 6.4.1; power in W, periods in seconds. */
  readonly 'load-limit': {
    readonly period: number;
    readonly watts: number;
    readonly restoration: number;
    readonly state: 'Disable' | 'Unchanged';
  };
  /** 6.5; `rms`: further limits by the element that says them; `phases`: one, or three. */
  readonly 'voltage-limits': {
    readonly rms: Readonly<Record<string, number>>;
    readonly phases: readonly MeanVoltageLimits[];
    readonly keepsCounters: boolean;
  };
  /** 6.6; MJ in a cubic metre, and the correction of the volume. */
  readonly 'gas-conversion': { readonly calorificValue: number; readonly factor: number };
  /** 6.7; cubic metres an hour, seconds. */
  readonly 'gas-flow': {
    readonly rate: number;
    readonly whenDepleted: 'Locked' | 'Unchanged';
    readonly whenTampered: 'Locked' | 'Unchanged';
    readonly stabilisation: number;
    readonly measurement: number;
  };
  /** 6.12; W. */
  readonly 'power-thresholds': { readonly lowMedium: number; readonly mediumHigh: number };
  /** 6.20.2 */
  readonly 'export-mpan': { readonly exportMPAN: string };
  /** 6.18.1; HH:MM:SS. */
  readonly 'demand-period': { readonly from: string; readonly to: string };
  /** 6.25, a lock after an opened cover */
  readonly 'tamper-state': { readonly state: 'Locked' | 'Unchanged' };
  /** 6.26 */
  readonly 'daily-block-reset': { readonly daily: boolean };
  /** 9.1; four digits. */
  readonly 'customer-number': { readonly number: string };
}

type MeterSettingName = keyof MeterSettingValues;

/** One thing that is set, with what it is set to. */
export type MeterSetting = {
  readonly [N in MeterSettingName]: { readonly name: N; readonly value: MeterSettingValues[N] };
}[MeterSettingName];
