import { schemaFault } from '../../../formats/schema';
import { area } from '../../../kernel/rules';
import type { ServiceContext } from '../../../kernel/service-context';

/** The published schema of whatever users get. */
const RESPONSE_SCHEMA = 'duis-response.xsd';

/** What may leave the gateway for a user. */
export const RELEASE = area('dsp-release', {
  /** What a response or an alert has that the published schema does not allow. */
  shapeFaultOf: (document: string, { config }: ServiceContext): Promise<string | undefined> =>
    schemaFault(Buffer.from(document, 'utf8'), config.contractsFolder, RESPONSE_SCHEMA),
});

/** Why a document must not leave, in one sentence; undefined where it may. */
export async function releaseFault(document: string, service: ServiceContext): Promise<string | undefined> {
  const fault = await service.rules(RELEASE).shapeFaultOf(document, service);
  return fault === undefined ? undefined : `It is not valid by ${RESPONSE_SCHEMA}: ${fault}`;
}
