import type { DatePattern, DayCalendar } from './calendar';

/** Money is in whole millipence, thousandths of a penny (RECOLLECTION: the unit of the MMC). */
export const MILLIPENCE_PER_POUND = 100_000;

export type PaymentMode = 'Credit' | 'Prepayment';

/** Mode of payment and what belongs to it. */
export interface PaymentSettings {
  readonly mode: PaymentMode;
  /** Debt is not recovered while the supply is disabled. */
  readonly suspendDebtDisabled: boolean;
  /** Debt is not recovered while emergency credit is used. */
  readonly suspendDebtEmergency: boolean;
  /** Balance below which the supply is disabled, in prepayment mode. */
  readonly disablementThreshold: number;
}

/** When an electricity meter does not disable the supply for want of credit. */
export interface ElectricityNonDisablement {
  readonly fuel: 'electricity';
  readonly specialDays: readonly { readonly index: number; readonly date: DatePattern }[];
  readonly schedules: readonly {
    /** Begin or end of the time without disablement. */
    readonly script: 'START' | 'STOP';
    readonly specialDays: readonly number[];
    /** From 1, Monday. */
    readonly weekdays: readonly number[];
    /** HH:MM:SS. */
    readonly at: string;
    /** YYYY-MM-DD. */
    readonly from: string;
    readonly to: string;
  }[];
}

/** The same of a gas meter. */
export interface GasNonDisablement extends DayCalendar {
  readonly fuel: 'gas';
  readonly days: readonly {
    readonly name: number;
    readonly actions: readonly { readonly start: string; readonly action: 'START' | 'STOP' }[];
  }[];
}

/** How a meter behaves in prepayment mode; money in millipence. */
export interface PrepaymentConfiguration {
  readonly debtRecoveryRateCap: number;
  readonly emergencyCreditLimit: number;
  readonly emergencyCreditThreshold: number;
  readonly lowCreditThreshold: number;
  readonly maxMeterBalance: number;
  readonly maxCreditThreshold: number;
  readonly nonDisablement: ElectricityNonDisablement | GasNonDisablement;
}

export interface DebtRecovery {
  readonly rate: number;
  /** Power of ten of pounds; electricity only. */
  readonly scale?: number;
  readonly period: 'HOURLY' | 'DAILY';
}

/** What a customer owes, and how it is recovered; money in millipence. */
export interface Debt {
  readonly timeDebt1: number;
  readonly timeDebt2: number;
  readonly paymentDebt: number;
  /** Hundredths of a per cent of every top-up (RECOLLECTION: 0 to 10000). */
  readonly perPayment: number;
  readonly recovery1: DebtRecovery;
  readonly recovery2: DebtRecovery;
}
