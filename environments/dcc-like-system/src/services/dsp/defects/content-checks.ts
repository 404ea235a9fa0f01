import { defect, entry } from '../../../kernel/defect';
import { CONTENT_CHECKS } from '../gateway/content-checks';

/** Seeded defects of the checks of the content of a request. */
export const CONTENT_CHECK_DEFECTS = [
  defect('dsp-takes-tariff-without-price', entry(CONTENT_CHECKS, 'checks', 'prices').skip()),
  defect('dsp-takes-tariff-of-other-fuel', entry(CONTENT_CHECKS, 'checks', 'fuel').skip()),
  defect('dsp-sends-any-pre-command', entry(CONTENT_CHECKS, 'checks', 'preCommand').skip()),
  defect('dsp-clears-log-that-is-not-there', entry(CONTENT_CHECKS, 'checks', 'auxiliaryLog').skip()),
  defect('dsp-takes-schedule-for-any-device', entry(CONTENT_CHECKS, 'checks', 'scheduledRequest').skip()),
  defect('dsp-takes-schedule-in-the-past', entry(CONTENT_CHECKS, 'checks', 'scheduleStart').skip()),
  defect('dsp-joins-devices-of-two-homes', entry(CONTENT_CHECKS, 'checks', 'joinedDevice').skip()),
  defect('dsp-hands-over-for-any-certificate', entry(CONTENT_CHECKS, 'checks', 'handoverCertificate').skip()),
  defect('dsp-gives-supply-points-away', entry(CONTENT_CHECKS, 'checks', 'meterPoint').skip()),
  defect('dsp-takes-reversed-period', entry(CONTENT_CHECKS, 'checks', 'logPeriod').skip()),
  defect('dsp-takes-anybodys-certificate', entry(CONTENT_CHECKS, 'checks', 'credentialCertificate').skip()),
  defect('dsp-passes-meter-on-by-any-supply-point', entry(CONTENT_CHECKS, 'checks', 'newSupplierMeterPoint').skip()),
  defect('dsp-adds-unknown-device', entry(CONTENT_CHECKS, 'checks', 'loggedDevice').skip()),
  defect('dsp-removes-absent-device', entry(CONTENT_CHECKS, 'checks', 'removedDevice').skip()),
];
