import type { ConfigurationResult, ConfiguredDevice } from '../../../domain/configuration-messages';
import type { EstateRecord } from '../../../domain/estate';
import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { ESTATE } from '../estate';
import { JOBS, ORDERS, timerOf, type Job } from './job';
import { packageIn } from './orders';
import { report, type Fault } from './reports';

/** What is reported of an installation in the end. */
export const JOB_RESULTS = area('smso-job-results', {
  /** What is reported of a device that was not configured. @param failedAt whether the job failed at this device */
  unconfigured: (failedAt: boolean): ConfiguredDevice['result'] => (failedAt ? 'Failed' : 'Untouched'),
});

/** Ends a job, keeps what is declared of the installation from now on, and reports. */
export function endJob(work: Work, job: Job, result: ConfigurationResult, fault?: Fault): void {
  const ended: Job = { ...job, ended: true, frame: undefined };
  work.put(JOBS, job.configurationId, ended);
  work.cancel(timerOf(job));
  const record = work.get(ESTATE, job.importMPAN);
  if (record && result === 'Applied') {
    const order = work.get(ORDERS, job.orderId);
    if (!order) throw new Error(`The order ${job.orderId} is missing.`);
    const { packageId } = packageIn(order);
    work.put(ESTATE, job.importMPAN, { ...record, unconfigured: false, packageId });
  }
  const devices = resultsOf(work, ended, record, fault !== undefined);
  report(work, { ...identityOf(job), result, ...fault, devices });
}

/** What a report says of which installation it is about. */
export function identityOf({
  orderId,
  configurationId,
  importMPAN,
}: Job): Pick<Job, 'orderId' | 'configurationId' | 'importMPAN'> {
  return { orderId, configurationId, importMPAN };
}

/** What became of every device of a job that has ended. */
function resultsOf(work: Work, job: Job, record: EstateRecord | undefined, failed: boolean): ConfiguredDevice[] {
  const { unconfigured } = work.rules(JOB_RESULTS);
  return job.deviceIds.flatMap((deviceId, place): ConfiguredDevice[] => {
    const known = job.results.find((result) => result.deviceId === deviceId);
    if (known) return [known];
    const device = record?.devices.find((one) => one.deviceId === deviceId);
    if (!device) return [];
    const { deviceType, firmware } = device;
    return [{ deviceId, deviceType, firmware, result: unconfigured(failed && place === job.place) }];
  });
}
