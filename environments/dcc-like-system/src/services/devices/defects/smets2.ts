import { partsOf, signLine } from '../../../domain/gbcs';
import { defect, omitWrite, rule } from '../../../kernel/defect';
import { SMETS2 } from '../smets2';

/** Seeded defects of SMETS2+ devices. */
export const SMETS2_DEFECTS = [
  // The signature is that of another text.
  defect(
    'devices-smets2-signs-wrongly',
    rule(
      SMETS2,
      'sign',
      () => (line, privateKey) => `${line}\n${partsOf(signLine(`${line} `, privateKey)).signature ?? ''}`,
    ),
  ),
  defect('devices-smets2-only-says-so', omitWrite(SMETS2, 'keep')),
  defect(
    'devices-smets2-ignores-settings',
    rule(SMETS2, 'isWanted', () => () => true),
  ),
  defect(
    'devices-smets2-repeats-commands',
    rule(SMETS2, 'isFresh', () => () => true),
  ),
  defect(
    'devices-smets2-trusts-network',
    rule(SMETS2, 'isAuthentic', () => () => true),
  ),
];
