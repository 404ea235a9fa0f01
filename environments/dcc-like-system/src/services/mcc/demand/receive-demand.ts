import { createHash } from 'node:crypto';
import { decodeText } from '../../../domain/csv-file';
import { area, firstFault } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { SMSO_TAGS, type Exception } from '../mcc-records';
import { dayOf } from '../migration/days';
import { reportToday } from '../reports/produce';
import type { Supplier } from '../suppliers';
import { refuseUnstorable } from '../upload-names';
import { planAllocation } from './allocation';
import { DEMAND_CHECKS } from './demand-checks';
import { demandCloses } from './demand-days';
import { parseDemandName, readDemand, type DemandHeader, type DemandRow } from './demand-file';
import { DEMAND_FILES, DEMANDS, type DemandFile, type DemandRowResult } from './demand-records';

/** What is kept of the files that were accepted. */
export const DEMAND_KEEPING = area('mcc-demand', {
  /** What a supplier wants of a day once it said so: what it said last. */
  after: (_before: number, said: number): number => said,
  takesBack: ({ action }: DemandHeader): boolean => action === 'WITHDRAW',
  /** Whether a file changes nothing, since these very bytes were the last under its name. */
  isRepeated: (digest: string, newest: DemandFile | undefined): boolean => newest?.digest === digest,
  /** Whether a row counts where a later one has its day: also one that is rejected. */
  counts: (_exception: Exception | undefined): boolean => true,
});

/** A file that passed as a whole, or what it is refused for. */
type Verdict =
  { readonly header: DemandHeader; readonly rows: readonly DemandRow[] } | { readonly exception: Exception };

/**
 * Takes a demand file, judges it, and keeps what it says of days whose demand is still open. The same bytes again change
 * nothing.
 * @throws Refusal 400 for a name that cannot be stored
 */
export function receiveDemand(work: Work, supplier: Supplier, name: string, content: Buffer): void {
  refuseUnstorable(name);
  const { eui } = supplier;
  const digest = createHash('sha256').update(content).digest('hex');
  const earlier = filesNamed(work, eui, name);
  if (work.rules(DEMAND_KEEPING).isRepeated(digest, earlier.at(-1))) return;
  reportToday(work);
  const verdict = judge(work, supplier, { name, content, latestVersion: latestOf(earlier) });
  const rows = 'exception' in verdict ? [] : take(work, eui, verdict);
  const arrival = work.nextNumber('demand-arrival');
  const file: DemandFile = {
    name,
    supplier: eui,
    arrival,
    receivedAt: work.now.toISOString(),
    digest,
    ...('exception' in verdict ? { exception: verdict.exception } : { version: verdict.header.version }),
    status: 'exception' in verdict ? 'rejected' : statusOf(rows),
    rows,
  };
  work.put(DEMAND_FILES, `${eui}/${name}/${String(arrival).padStart(6, '0')}`, file);
  const { code = '', reason = '' } = file.exception ?? {};
  work.audit(`demand-${file.status}`, undefined, `${name} ${code} ${reason}`.trim());
}

/** What was delivered under a name, oldest first. */
export function filesNamed(work: Work, supplier: string, name: string): DemandFile[] {
  return work.list(DEMAND_FILES, `${supplier}/${name}/`).map(({ value }) => value);
}

function latestOf(files: readonly DemandFile[]): number {
  return Math.max(0, ...files.map(({ status, version = 0 }) => (status === 'rejected' ? 0 : version)));
}

function judge(
  work: Work,
  { eui, roles }: Supplier,
  { name, content, latestVersion }: { name: string; content: Buffer; latestVersion: number },
): Verdict {
  const refused = (code: string, reason: string): Verdict => ({ exception: { code, reason } });
  const named = parseDemandName(name);
  if (!named) return refused('SIM-DEM-01', 'The file name does not follow DR_<party>_<EUI>_<SMSO>_<YYYYMMDD>.csv.');
  const { bytes, lines } = work.rules(DEMAND_CHECKS).limits;
  if (content.length > bytes) return refused('SIM-DEM-10', 'The file is larger than 1 MB.');
  const text = decodeText(content);
  if (typeof text !== 'string') return refused('SIM-DEM-02', text.fault);
  if (text.replace(/\n$/, '').split('\n', lines + 1).length > lines) {
    return refused('SIM-DEM-10', `The file has more than ${lines} lines.`);
  }
  const read = readDemand(text);
  if ('fault' in read) return refused('SIM-DEM-03', read.fault);
  const exception = firstFault(work.rules(DEMAND_CHECKS).fileChecks, {
    now: work.now,
    supplier: eui,
    authorises: roles.includes('IS'),
    name: named,
    header: read.header,
    rows: read.rows.length,
    smsoTagKnown: work.get(SMSO_TAGS, read.header.smsoTag) !== undefined,
    latestVersion,
  });
  return exception ? { exception } : read;
}

/** Keeps what a file says, or takes back what the supplier said before. */
function take(
  work: Work,
  supplier: string,
  { header, rows }: { readonly header: DemandHeader; readonly rows: readonly DemandRow[] },
): DemandRowResult[] {
  const { smsoTag, partyCode } = header;
  const { after, takesBack, counts } = work.rules(DEMAND_KEEPING);
  if (takesBack(header)) withdraw(work, supplier, smsoTag);
  const { rowChecks } = work.rules(DEMAND_CHECKS);
  const earlierDays = new Set<string>();
  return rows.map((row) => {
    const { Day: day, Installations: installations } = row.values;
    const exception = firstFault(rowChecks, { ...row, now: work.now, earlierDays });
    if (counts(exception)) earlierDays.add(day);
    if (exception) return { day, installations, status: 'rejected', ...exception };
    const key = `${day}/${supplier}/${smsoTag}`;
    const before = work.get(DEMANDS, key)?.installations ?? 0;
    work.put(DEMANDS, key, { installations: after(before, Number(installations)), partyCode });
    planAllocation(work, day);
    return { day, installations, status: 'accepted' };
  });
}

/** Takes back all demand with an SMSO for days whose demand is still open. */
function withdraw(work: Work, supplier: string, smsoTag: string): void {
  for (const { id } of work.list(DEMANDS)) {
    const [day = '', whose, tag] = id.split('/');
    if (whose === supplier && tag === smsoTag && day > dayOf(work.now) && work.now < demandCloses(day)) {
      work.remove(DEMANDS, id);
    }
  }
}

function statusOf(rows: readonly DemandRowResult[]): DemandFile['status'] {
  const rejected = rows.filter(({ status }) => status === 'rejected').length;
  if (rejected === 0) return 'accepted';
  return rejected === rows.length ? 'rejected' : 'partly-accepted';
}
