import { makeCredentials } from './dcc-like-system/src/lab/credentials';
import { sign, verify } from './dcc-like-system/src/xml/signature';

/** Milliseconds that one signature takes, on average. */
export interface SignatureTimes {
  readonly making: number;
  readonly checking: number;
}

/**
 * Measures how long the embedded system takes to sign a document and to check a signature.
 * @param xml a document as it goes through the system
 * @param rounds how often
 */
export async function timeSignatures(xml: string, rounds: number): Promise<SignatureTimes> {
  const { roles } = await makeCredentials(['dsp']);
  const { dsp: key } = roles;
  if (key === undefined) throw new Error('The DSP has got no key.');
  const certificates = { dsp: key.certificate };
  const signed: string[] = [];
  const making = timeOf(rounds, () => signed.push(sign(xml, key)));
  const checking = timeOf(rounds, (round) => {
    const verdict = verify(signed[round] ?? '', certificates);
    if ('fault' in verdict) throw new Error(`A signature that was just made does not hold: ${verdict.fault}`);
  });
  return { making, checking };
}

function timeOf(rounds: number, work: (round: number) => void): number {
  const before = performance.now();
  for (let round = 0; round < rounds; round += 1) work(round);
  return (performance.now() - before) / rounds;
}
