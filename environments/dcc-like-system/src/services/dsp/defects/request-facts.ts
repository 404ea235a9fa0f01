import { keyOf } from '../../../duis/request-id';
import { defect, rule } from '../../../kernel/defect';
import type { Change } from '../../../kernel/rules';
import { DEVIATIONS, MODEL_DEVIATIONS } from '../gateway/deviations';
import { ELIGIBILITY, registrationsOf } from '../gateway/eligibility';
import { REQUEST_FACTS } from '../gateway/request-facts';
import { INVENTORY } from '../inventory/inventory';
import type { Registration } from '../inventory/registration';
import { DIRECT, RULES_BY_DEVICE, TRANSFORM } from '../smets2/use-cases';

/** Seeded defects of what the DSP takes for the facts of a request. */
export const REQUEST_FACT_DEFECTS = [
  defect(
    'dsp-counts-over-all-devices',
    rule(REQUEST_FACTS, 'counterKey', () => (id) => keyOf({ ...id, target: '', counter: 0n })),
  ),
  defect(
    'dsp-counts-over-all-users',
    rule(REQUEST_FACTS, 'counterKey', () => (id) => keyOf({ ...id, originator: '', counter: 0n })),
  ),
  // Once suspended, a user stays so.
  defect(
    'dsp-keeps-suspension',
    rule(REQUEST_FACTS, 'isActive', () => (known) => known === undefined),
  ),
  defect(
    'dsp-serves-former-supplier',
    judgedBy((eui, one) => (one.previousSupplier === eui ? { ...one, supplier: eui } : one)),
  ),
  defect(
    'dsp-serves-former-gas-supplier',
    judgedBy((eui, one) => (one.fuel === 'gas' && one.previousSupplier === eui ? { ...one, supplier: eui } : one)),
  ),
  defect(
    'dsp-serves-old-supplier-only',
    judgedBy((_eui, one) => ({ ...one, supplier: one.previousSupplier ?? one.supplier })),
  ),
  defect(
    'dsp-serves-any-network-operator',
    judgedBy((eui, one) => ({ ...one, networkOperator: eui })),
  ),
  defect(
    'dsp-serves-parties-of-premises',
    rule(ELIGIBILITY, 'registrationsFor', (right) => (device, eui, work) => {
      const hubs = device.associatedWith.flatMap((id) => work.get(INVENTORY, id) ?? []);
      return [...right(device, eui, work), ...hubs.flatMap((hub) => registrationsOf(hub, work))];
    }),
  ),
  defect(
    'dsp-ignores-deviations',
    rule(MODEL_DEVIATIONS, 'refusal', () => () => undefined),
  ),
  defect(
    'dsp-refuses-all-to-deviating-model',
    rule(MODEL_DEVIATIONS, 'refusal', () => ({ manufacturer, model }, _variant, work) => {
      return work.list(DEVIATIONS, `${manufacturer} ${model} `).find(({ value }) => value.code !== undefined)?.value
        .code;
    }),
  ),
  defect(
    'dsp-carries-out-undeclared-functions',
    rule(MODEL_DEVIATIONS, 'refusal', () => ({ manufacturer, model }, variant, work) => {
      return work.get(DEVIATIONS, `${manufacturer} ${model} ${variant}`)?.code;
    }),
  ),
  // Whatever code the deviation declares.
  defect(
    'dsp-refuses-deviations-by-type',
    rule(MODEL_DEVIATIONS, 'refusal', (right) => (device, variant, work) => {
      return right(device, variant, work) === undefined ? undefined : 'E11';
    }),
  ),
  defect(
    'dsp-transforms-for-smets1',
    rule(RULES_BY_DEVICE, 'smets1', (right) => (request) => {
      const rules = right(request);
      return rules && request.commandVariant === 4 ? { ...rules, ...TRANSFORM } : rules;
    }),
  ),
  defect(
    'dsp-takes-critical-unsigned',
    rule(RULES_BY_DEVICE, 'smets2', (right) => (request) => {
      const rules = right(request);
      const isCritical = rules?.webService === TRANSFORM.webService;
      return isCritical && request.commandVariant === DIRECT.commandVariant ? { ...rules, ...DIRECT } : rules;
    }),
  ),
];

/** Users are judged by registrations that are not quite those of the device. */
function judgedBy(other: (eui: string, registration: Registration) => Registration): Change {
  return rule(ELIGIBILITY, 'registrationsFor', (right) => (device, eui, work) => {
    return right(device, eui, work).map((one) => other(eui, one));
  });
}
