import { createHash, createPrivateKey, sign } from 'node:crypto';

/** A device model, by type, maker and model. */
interface Model {
  readonly deviceType: string;
  readonly manufacturer: string;
  readonly model: string;
}

/** A configuration package: settings by name, by device type. */
export interface PackageContent {
  readonly packageId: string;
  readonly models: readonly Model[];
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly clockToleranceSeconds: number;
}

/** A firmware image for one model of meter, before it is signed. */
export interface ImageContent extends Model {
  readonly imageId: string;
  readonly version: string;
  /** Versions from which a device can be upgraded. */
  readonly fromVersions: readonly string[];
  readonly image: Buffer;
}

/** Writes a configuration package as the published files page describes it. */
export function writePackage({ packageId, models, settings, clockToleranceSeconds }: PackageContent): string {
  return JSON.stringify({ packageId, models, settings, clockToleranceSeconds }, null, 2);
}

/** SHA-256 in upper-case hex. */
export function fileDigestHex(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').toUpperCase();
}

/**
 * Writes a firmware image as the published files page describes it, signed by the makers of devices.
 * @param privateKey PKCS#8 PEM
 */
export function writeImage(content: ImageContent, privateKey: string): string {
  const { image, ...description } = content;
  const digest = fileDigestHex(image);
  const signed = [content.manufacturer, content.model, content.version, digest].join('|');
  const key = { key: createPrivateKey(privateKey), dsaEncoding: 'ieee-p1363' } as const;
  const signature = sign('sha256', Buffer.from(signed), key).toString('base64');
  return JSON.stringify({ ...description, image: image.toString('base64'), signature }, null, 2);
}
