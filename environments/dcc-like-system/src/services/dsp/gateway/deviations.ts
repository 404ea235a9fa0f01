import type { ResponseCode } from '../../../duis/response-codes';
import { RESPONSE_CODES } from '../../../duis/response-codes';
import type { ModelDeviation } from '../../../domain/provisions';
import { Refusal } from '../../../kernel/refusal';
import { area } from '../../../kernel/rules';
import { table } from '../../../kernel/store';
import type { Work } from '../../../kernel/work';
import type { InventoryEntry } from '../inventory/inventory';
import { SERVICE_RULES } from './service-request-table';

/**
 * Service reference variants that device models do not have, with the code of their refusal, and of those that few have (MODEL)
 * the ones that they have, without a code; by `manufacturer model variant`. That models deviate is SOURCED (S1SR, Annex A); what
 * each does is declared by whoever provisions the models.
 */
export const DEVIATIONS = table<{ code?: ResponseCode }>('model-deviations');

/** Takes exactly these deviations in place of what was known. @throws Refusal 400 for a code that the system has not */
export function setDeviations(deviations: readonly ModelDeviation[], work: Work): void {
  for (const { id } of work.list(DEVIATIONS)) work.remove(DEVIATIONS, id);
  for (const { manufacturer, model, variant, refusedWith } of deviations) {
    const known = RESPONSE_CODES.find((code) => code === refusedWith);
    if (refusedWith !== undefined && !known) {
      throw new Refusal(400, `The system has no response code "${refusedWith}".`);
    }
    work.put(DEVIATIONS, `${manufacturer} ${model} ${variant}`, known ? { code: known } : {});
  }
}

/** Which requests a device model refuses. */
export const MODEL_DEVIATIONS = area('dsp-model-deviations', {
  /** The code with which a model refuses a variant; undefined where it has it. */
  refusal: ({ manufacturer, model }: InventoryEntry, variant: string, work: Work): ResponseCode | undefined =>
    declared(work.get(DEVIATIONS, `${manufacturer} ${model} ${variant}`), variant),
});

function declared(deviation: { code?: ResponseCode } | undefined, variant: string): ResponseCode | undefined {
  if (deviation) return deviation.code;
  return SERVICE_RULES.get(variant)?.declaredOnly ? 'E11' : undefined;
}

/** The code with which the model of a device refuses a variant; undefined where it has it. */
export function notApplicableTo(device: InventoryEntry, variant: string, work: Work): ResponseCode | undefined {
  return work.rules(MODEL_DEVIATIONS).refusal(device, variant, work);
}
