import type { ResponseCode } from '../../../duis/response-codes';
import { RESPONSE_CODES } from '../../../duis/response-codes';
import { Refusal } from '../../../kernel/refusal';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import type { InventoryEntry } from '../inventory/inventory';

/**
 * A service reference variant that a device model does not have. That models deviate is SOURCED (S1SR, Annex A); what each
 * does is declared by whoever provisions the models.
 */
export interface ModelDeviation {
  readonly manufacturer: string;
  readonly model: string;
  readonly variant: string;
  /** Response code with which it is refused. */
  readonly refusedWith: string;
}

const DEVIATIONS = table<{ code: ResponseCode }>('model-deviations');

/** Takes exactly these deviations in place of what was known. @throws Refusal 400 for a code that the system has not */
export function setDeviations(deviations: readonly ModelDeviation[], work: Work): void {
  for (const { id } of work.list(DEVIATIONS)) work.remove(DEVIATIONS, id);
  for (const { manufacturer, model, variant, refusedWith } of deviations) {
    const known = RESPONSE_CODES.find(({ code }) => code === refusedWith);
    if (!known) throw new Refusal(400, `The system has no response code "${refusedWith}".`);
    work.put(DEVIATIONS, `${manufacturer} ${model} ${variant}`, { code: known.code });
  }
}

/** The code with which the model of a device refuses a variant; undefined where it has it. */
export function notApplicableTo(
  { manufacturer, model }: InventoryEntry,
  variant: string,
  work: Work,
): ResponseCode | undefined {
  if (work.service.defect('dsp-ignores-deviations')) return undefined;
  if (work.service.defect('dsp-refuses-all-to-deviating-model')) {
    return work.list(DEVIATIONS, `${manufacturer} ${model} `)[0]?.value.code;
  }
  const declared = work.get(DEVIATIONS, `${manufacturer} ${model} ${variant}`)?.code;
  return declared !== undefined && work.service.defect('dsp-refuses-deviations-by-type') ? 'E11' : declared;
}
