import { defect, entry, rule } from '../../../kernel/defect';
import { ANOMALY_DETECTION, THRESHOLDS } from '../gateway/anomaly-detection';

/** Seeded defects of the detection of anomalies. */
export const ANOMALY_DETECTION_DEFECTS = [
  // Who announces a number is not held to an amount.
  defect(
    'dsp-holds-users-to-one-threshold',
    entry(ANOMALY_DETECTION, 'breaches', 'value').replace(
      (right) => (request) => (request.threshold.perDay === undefined ? right(request) : undefined),
    ),
  ),
  defect(
    'dsp-binds-every-supplier',
    rule(ANOMALY_DETECTION, 'thresholdOf', () => (_eui, _variant, work) => work.list(THRESHOLDS)[0]?.value),
  ),
  defect(
    'dsp-counts-beyond-midnight',
    rule(ANOMALY_DETECTION, 'dayOf', () => () => ''),
  ),
  defect(
    'dsp-overlooks-money-taken',
    rule(ANOMALY_DETECTION, 'penceOf', (right) => (adjust) => right(Math.max(adjust, 0))),
  ),
  defect(
    'dsp-quarantines-announced-value',
    entry(ANOMALY_DETECTION, 'breaches', 'value').replace((right) => (request) => {
      const { pence } = request.threshold;
      return right(
        pence === undefined ? request : { ...request, threshold: { ...request.threshold, pence: pence - 1 } },
      );
    }),
  ),
  defect('dsp-ignores-values', entry(ANOMALY_DETECTION, 'breaches', 'value').skip()),
  defect(
    'dsp-skips-anomaly-detection',
    entry(ANOMALY_DETECTION, 'breaches', 'volume').skip(),
    entry(ANOMALY_DETECTION, 'breaches', 'value').skip(),
  ),
];
