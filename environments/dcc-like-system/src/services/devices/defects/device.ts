import { createDecipheriv } from 'node:crypto';
import { defect, rule } from '../../../kernel/defect';
import { DEVICE_COMMANDS } from '../commands';
import { DEVICE } from '../device';

/** Seeded defects of the checks, keys and commands of devices. */
export const DEVICE_DEFECTS = [
  defect(
    'devices-accept-replayed-counter',
    rule(DEVICE, 'isFresh', () => () => true),
  ),
  // The counters of one head-end count for the other.
  defect(
    'devices-share-execution-counters',
    rule(DEVICE, 'lastCounter', () => ({ counters }) => {
      const used = Object.values(counters).map(BigInt);
      return used.reduce((highest, counter) => (counter > highest ? counter : highest), 0n);
    }),
  ),
  defect(
    'devices-accept-single-control',
    rule(DEVICE, 'masterKey', () => (opened, held) => opened ?? held.master),
    rule(DEVICE, 'isConfirmed', () => () => true),
  ),
  defect(
    'devices-ignore-part-binding',
    rule(DEVICE, 'openMasterPart', () => (wrapped, key) => openUnbound(wrapped ?? '', key)),
  ),
  defect(
    'devices-forget-answers',
    rule(DEVICE, 'answerBefore', () => () => undefined),
  ),
  defect(
    'devices-keep-removed-device',
    rule(DEVICE_COMMANDS, 'withoutDevice', () => (whitelist) => whitelist),
  ),
  defect(
    'devices-hide-nothing-of-gas',
    rule(DEVICE_COMMANDS, 'hideGas', () => (hub) => hub),
  ),
  defect(
    'devices-activate-any-firmware',
    rule(DEVICE_COMMANDS, 'hasImage', () => () => true),
  ),
  defect(
    'devices-keep-old-firmware',
    rule(DEVICE_COMMANDS, 'firmwareAfter', () => (device) => device),
  ),
  defect(
    'devices-take-any-image',
    rule(DEVICE_COMMANDS, 'isImageFor', () => () => true),
  ),
  defect(
    'devices-forget-what-they-do-not-know',
    rule(DEVICE_COMMANDS, 'isJoined', () => () => true),
  ),
];

/** Opens a wrapped key (base64) whatever it was wrapped for: AES-GCM encrypts in counter mode, from the second block on. */
function openUnbound(wrapped: string, key: string): string | undefined {
  const bytes = Buffer.from(wrapped, 'base64');
  if (bytes.length !== 60) return undefined;
  const start = Buffer.concat([bytes.subarray(0, 12), Buffer.from([0, 0, 0, 2])]);
  const decipher = createDecipheriv('aes-256-ctr', Buffer.from(key, 'base64'), start);
  return Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()]).toString('base64');
}
