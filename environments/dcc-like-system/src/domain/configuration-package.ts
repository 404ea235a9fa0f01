import { createHash } from 'node:crypto';
import { z } from 'zod';
import { COMMANDED_TYPES } from './device-types';
import { CONTENT, ID, text, type DEVICE_MODEL, type Read } from './fields';

/** Devices that can be configured: those that a head-end commands. */
export type ConfiguredType = (typeof COMMANDED_TYPES)[number];

/** Settings by name; which there are stands in the published files page. */
export type DeviceSettings = Readonly<Record<string, string>>;

/** A device model that a package is made for. */
export type PackageModel = Read<typeof DEVICE_MODEL>;

/** The S1SR configuration of the Dormant Devices of some device models. MODEL: the real package is not public. */
export interface ConfigurationPackage {
  readonly packageId: string;
  readonly models: readonly PackageModel[];
  /** By device type. */
  readonly settings: Readonly<Partial<Record<ConfiguredType, DeviceSettings>>>;
  /** What the clock of a meter may differ from the time. */
  readonly clockToleranceSeconds: number;
}

/** A package as it travels: the bytes that an operator has loaded, and their digest. */
export const CARRIED_PACKAGE = z
  .strictObject({
    packageId: ID,
    /** SHA-256 of the bytes, upper-case hex. */
    digest: text(100),
    /** base64. */
    content: CONTENT,
  })
  .meta({ id: 'CarriedPackage' });
export type CarriedPackage = Read<typeof CARRIED_PACKAGE>;

/**
 * Reads a configuration package.
 * @param text JSON, as published
 * @throws Error in one sentence when it is none
 */
export function readPackage(text: string): ConfigurationPackage {
  const { packageId, models, settings, clockToleranceSeconds } = objectIn(text, 'configuration package');
  if (typeof packageId !== 'string' || !/^[A-Za-z0-9._-]{1,40}$/.test(packageId)) {
    throw new Error('A configuration package needs a "packageId" of 1 to 40 letters, digits and . _ -');
  }
  if (!Array.isArray(models) || models.length === 0 || !models.every(isModel)) {
    throw new Error(`The package ${packageId} must name its "models": [{deviceType, manufacturer, model}].`);
  }
  if (!isSettings(settings)) {
    throw new Error(`The "settings" of the package ${packageId} must be texts by name, by device type.`);
  }
  if (typeof clockToleranceSeconds !== 'number' || clockToleranceSeconds < 0) {
    throw new Error(`The package ${packageId} must say "clockToleranceSeconds".`);
  }
  return { packageId, models, settings, clockToleranceSeconds };
}

/** A package with its digest, as orders carry it. */
export function carry(packageId: string, bytes: Buffer): CarriedPackage {
  return { packageId, digest: digestOf(bytes), content: bytes.toString('base64') };
}

/** SHA-256, upper-case hex. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').toUpperCase();
}

/** Whether a package is made for this model. */
export function isFor({ models }: ConfigurationPackage, device: PackageModel): boolean {
  return models.some((known) => isSameModel(known, device));
}

export function isSameModel(one: PackageModel, other: PackageModel): boolean {
  return one.deviceType === other.deviceType && one.manufacturer === other.manufacturer && one.model === other.model;
}

/** @throws Error when it is no JSON object */
export function objectIn(text: string, what: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`A ${what} must be JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`A ${what} must be a JSON object.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function isModel(value: unknown): value is PackageModel {
  const { deviceType, manufacturer, model } = (value ?? {}) as Partial<Record<keyof PackageModel, unknown>>;
  return typeof deviceType === 'string' && typeof manufacturer === 'string' && typeof model === 'string';
}

function isSettings(value: unknown): value is ConfigurationPackage['settings'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([type, settings]: [string, unknown]) =>
      COMMANDED_TYPES.some((known) => known === type) &&
      typeof settings === 'object' &&
      settings !== null &&
      Object.values(settings).every((one) => typeof one === 'string'),
  );
}
