import { verify } from 'node:crypto';
import { z } from 'zod';
import { digestOf, objectIn } from './configuration-package';
import { CONTENT, EUI, ID, listOf, NAME, text, type Read } from './fields';
import { certificateOf } from './pem';

/** Role in whose name makers of devices sign firmware images. */
export const DEVICE_MAKER = 'device-maker';

/** A firmware image for one device model. MODEL: stands in for the makers' own formats. */
export const FIRMWARE_IMAGE = z
  .strictObject({
    imageId: ID,
    deviceType: z.enum(['ESME', 'GSME']),
    manufacturer: NAME,
    model: NAME,
    version: NAME,
    /** Versions from which a device can be upgraded. */
    fromVersions: listOf(NAME, 1000),
    /** base64. */
    image: CONTENT,
    /** ECDSA-SHA256 on P-256, raw r||s, base64: see `signedText`. */
    signature: text(200),
  })
  .meta({ id: 'FirmwareImage' });
export type FirmwareImage = Read<typeof FIRMWARE_IMAGE>;

/** Body of `firmware-distribution`, dsp -> s1sp: an image on its way to a device. */
export const FIRMWARE_DISTRIBUTION = z
  .strictObject({
    deviceId: EUI,
    version: NAME,
    /** base64. */
    image: CONTENT,
    /** SHA-256 in upper-case hex. */
    hash: text(100),
  })
  .meta({ id: 'FirmwareDistribution' });
export type FirmwareDistribution = Read<typeof FIRMWARE_DISTRIBUTION>;

/**
 * Reads a firmware image.
 * @param text JSON, as published
 * @throws Error in one sentence when it is none
 */
export function readImage(text: string): FirmwareImage {
  const given = objectIn(text, 'firmware image');
  const lacking = ['imageId', 'manufacturer', 'model', 'version', 'image', 'signature'].find(
    (name) => typeof given[name] !== 'string',
  );
  if (lacking !== undefined) throw new Error(`A firmware image needs the text "${lacking}".`);
  if (given.deviceType !== 'ESME' && given.deviceType !== 'GSME') {
    throw new Error('A firmware image is for a device of type ESME or GSME.');
  }
  if (!Array.isArray(given.fromVersions) || !given.fromVersions.every((version) => typeof version === 'string')) {
    throw new Error('A firmware image names in "fromVersions" the versions from which a device can be upgraded.');
  }
  return given as unknown as FirmwareImage;
}

/** What a maker signs: manufacturer, model, version and SHA-256 (upper-case hex) of the image, joined by `|`. */
export function signedText({
  manufacturer,
  model,
  version,
  image,
}: Pick<FirmwareImage, 'manufacturer' | 'model' | 'version' | 'image'>): string {
  return [manufacturer, model, version, digestOf(Buffer.from(image, 'base64'))].join('|');
}

/**
 * Whether an image was signed by the makers.
 * @param certificate X.509 PEM of the makers
 */
export function isSignedByMaker(
  image: Pick<FirmwareImage, 'manufacturer' | 'model' | 'version' | 'image' | 'signature'>,
  certificate: string,
): boolean {
  const key = { key: certificateOf(certificate).publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(signedText(image)), key, Buffer.from(image.signature, 'base64'));
}
