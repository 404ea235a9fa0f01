import { defect, entry } from '../../../kernel/defect';
import { CONTENT_CHECKS } from '../gateway/content-checks';

/** Seeded defects of the checks of the content of a request. */
export const CONTENT_CHECK_DEFECTS = [
  defect('dsp-schedules-undeclared-functions', entry(CONTENT_CHECKS, 'checks', 'scheduledFunction').skip()),
  defect('dsp-takes-tariff-without-price', entry(CONTENT_CHECKS, 'checks', 'prices').skip()),
  defect('dsp-takes-tariff-of-other-fuel', entry(CONTENT_CHECKS, 'checks', 'fuel').skip()),
  defect('dsp-sends-any-pre-command', entry(CONTENT_CHECKS, 'checks', 'preCommand').skip()),
  defect('dsp-clears-log-that-is-not-there', entry(CONTENT_CHECKS, 'checks', 'auxiliaryLog').skip()),
  defect('dsp-takes-schedule-for-any-device', entry(CONTENT_CHECKS, 'checks', 'scheduledRequest').skip()),
  defect('dsp-takes-schedule-in-the-past', entry(CONTENT_CHECKS, 'checks', 'scheduleStart').skip()),
  defect('dsp-joins-devices-of-two-homes', entry(CONTENT_CHECKS, 'checks', 'joinedDevice').skip()),
  defect('dsp-hands-over-for-any-certificate', entry(CONTENT_CHECKS, 'checks', 'handoverCertificate').skip()),
  defect('dsp-gives-supply-points-away', entry(CONTENT_CHECKS, 'checks', 'meterPoint').skip()),
  defect('dsp-serves-unregistered-points', entry(CONTENT_CHECKS, 'checks', 'unregisteredPoint').skip()),
  defect('dsp-takes-reversed-period', entry(CONTENT_CHECKS, 'checks', 'logPeriod').skip()),
  defect('dsp-takes-anybodys-certificate', entry(CONTENT_CHECKS, 'checks', 'credentialCertificate').skip()),
  defect('dsp-passes-meter-on-by-any-supply-point', entry(CONTENT_CHECKS, 'checks', 'newSupplierMeterPoint').skip()),
  defect('dsp-adds-unknown-device', entry(CONTENT_CHECKS, 'checks', 'loggedDevice').skip()),
  defect('dsp-removes-absent-device', entry(CONTENT_CHECKS, 'checks', 'removedDevice').skip()),
  defect('dsp-takes-schedule-that-ends-first', entry(CONTENT_CHECKS, 'checks', 'scheduleEnd').skip()),
  defect('dsp-reads-log-that-is-not-there', entry(CONTENT_CHECKS, 'checks', 'logName').skip()),
  defect('dsp-changes-credentials-of-any-role', entry(CONTENT_CHECKS, 'checks', 'credentialRole').skip()),
  defect('dsp-hands-over-to-anybody', entry(CONTENT_CHECKS, 'checks', 'handoverRole').skip()),
  defect('dsp-passes-meter-on-for-any-certificate', entry(CONTENT_CHECKS, 'checks', 'newSupplierCertificate').skip()),
  defect('dsp-deletes-commissioned-device', entry(CONTENT_CHECKS, 'checks', 'deletion').skip()),
  defect('dsp-sets-any-status', entry(CONTENT_CHECKS, 'checks', 'statusChange').skip()),
  defect('dsp-takes-second-element', entry(CONTENT_CHECKS, 'checks', 'secondElement').skip()),
  defect('dsp-unjoins-devices-of-two-homes', entry(CONTENT_CHECKS, 'checks', 'forgottenDevice').skip()),
  defect('dsp-adds-commissioned-device', entry(CONTENT_CHECKS, 'checks', 'addedDevice').skip()),
  defect('dsp-moves-devices-of-others', entry(CONTENT_CHECKS, 'checks', 'foreignDevice').skip()),
  defect('dsp-announces-known-device', entry(CONTENT_CHECKS, 'checks', 'notifiedDevice').skip()),
];
