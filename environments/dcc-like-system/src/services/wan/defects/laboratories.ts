import { defect, omitWrite, rule } from '../../../kernel/defect';
import { Refusal } from '../../../kernel/refusal';
import { LABORATORIES } from '../laboratories';

/** Seeded defects of how the network reaches remote laboratories. */
export const LABORATORY_DEFECTS = [
  defect(
    'wan-takes-any-laboratory-answer',
    rule(LABORATORIES, 'read', (right) => (frame, bytes) => {
      const answer = right(frame, bytes);
      return 'fault' in answer ? { outcome: 'answer', body: { ok: true, values: {} } } : answer;
    }),
  ),
  defect(
    'wan-reads-laboratories-without-bound',
    rule(LABORATORIES, 'bounds', (right) => ({ ...right, bytes: Infinity })),
  ),
  defect(
    'wan-reaches-laboratories-anywhere',
    rule(LABORATORIES, 'permitted', () => (address) => (URL.canParse(address) ? new URL(address).origin : undefined)),
  ),
  defect(
    'wan-lets-any-laboratory-answer',
    rule(LABORATORIES, 'isOf', () => () => true),
  ),
  defect(
    'wan-reaches-disconnected-laboratories',
    rule(
      LABORATORIES,
      'reachable',
      () =>
        ({ reachedAt }) =>
          reachedAt,
    ),
  ),
  defect(
    'wan-shows-laboratories-a-wrong-token',
    rule(LABORATORIES, 'tokenOf', () => () => 'a-token-of-nobody'),
  ),
  defect(
    'wan-waits-for-silent-laboratories',
    rule(LABORATORIES, 'silence', () => ({ iccid }) => {
      throw new Refusal(503, `The hub with SIM ${iccid} cannot be reached now.`);
    }),
  ),
  defect(
    'wan-forgets-where-laboratories-are',
    rule(LABORATORIES, 'noted', () => ({ iccid, laboratory }, said) => ({ iccid, laboratory, ...said })),
  ),
  defect('wan-loses-laboratory-alerts', omitWrite(LABORATORIES, 'passOn')),
];
