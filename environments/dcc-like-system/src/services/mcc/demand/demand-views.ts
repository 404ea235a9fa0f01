import { area } from '../../../kernel/rules';
import type { Work } from '../../../kernel/work';
import { csvText } from '../../../domain/csv-text';
import type { Exception } from '../mcc-records';
import { plannedOn, settings, type Claimant } from '../migration/capacity';
import {
  ALLOCATIONS,
  COMMITMENTS,
  DEMAND_FILES,
  type Allocation,
  type Commitment,
  type DemandFile,
  type DemandRowResult,
  type NamedShare,
} from './demand-records';
import { filesNamed } from './receive-demand';

/** What is shown of demand and allocation. */
export const DEMAND_VIEWS = area('mcc-demand-views', {
  /** The demand files of a name that somebody (EUI) may read. */
  filesNamed,
  /** Whether somebody (EUI) may read a share. */
  mayRead: (reader: string, share: Claimant): boolean => share.supplier === reader,
  /** Whether somebody (EUI) may read a file. */
  mayFetch: (reader: string, key: string): boolean => key.startsWith(`${reader}/`),
  /** The line of a share in the csv. */
  lineOf,
});

/** A demand file as its supplier sees it in a list. */
export interface DemandFileSummary {
  readonly name: string;
  readonly receivedAt: string;
  readonly status: DemandFile['status'];
  readonly version?: number;
}

/** A demand file with its result. */
export interface DemandFileView extends DemandFileSummary {
  readonly exception?: Exception;
  readonly rows: readonly DemandRowResult[];
}

/** What a supplier was allocated of a day with an SMSO. */
export interface AllocationView extends Claimant {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly demand: number;
  readonly allocated: number;
  /** What is planned now. */
  readonly planned: number;
  /** Whatever is left of the day is there for everybody. */
  readonly released: boolean;
}

/** A day as the Migration Control Centre sees it. */
export interface AllocatedDay {
  readonly day: string;
  readonly capacity: number;
  readonly minimum: number;
  readonly planned: number;
  readonly released: boolean;
  readonly shares: readonly AllocationView[];
}

/** What a supplier has delivered, in the order of arrival. */
export function demandFilesOf(work: Work, supplier: string): DemandFileSummary[] {
  return work
    .list(DEMAND_FILES, `${supplier}/`)
    .map(({ value }) => value)
    .sort((a, b) => a.arrival - b.arrival)
    .map(summaryOf);
}

/** What became of the newest file of a name; undefined when this supplier delivered none. */
export function demandFileView(work: Work, supplier: string, name: string): DemandFileView | undefined {
  const newest = work.rules(DEMAND_VIEWS).filesNamed(work, supplier, name).at(-1);
  if (!newest) return undefined;
  const { exception, rows } = newest;
  return { ...summaryOf(newest), ...(exception === undefined ? {} : { exception }), rows };
}

function summaryOf({ name, receivedAt, status, version }: DemandFile): DemandFileSummary {
  return { name, receivedAt, status, ...(version === undefined ? {} : { version }) };
}

/** The result of a demand file as comma-separated values. */
export function demandResultCsv({ rows }: DemandFileView): string {
  return csvText([
    ['Day', 'Installations', 'Status', 'Code', 'Reason'],
    ...rows.map(({ day, installations, status, code, reason }) => [day, installations, status, code, reason]),
  ]);
}

/** What a supplier was allocated, by day and SMSO. */
export function allocationsFor(work: Work, supplier: string): AllocationView[] {
  const { mayRead } = work.rules(DEMAND_VIEWS);
  return work
    .list(ALLOCATIONS)
    .flatMap(({ id: day, value }) =>
      value.shares.filter((share) => mayRead(supplier, share)).map((share) => viewOf(work, day, value, share)),
    );
}

/** Every allocated day with all its shares. */
export function allocatedDays(work: Work): AllocatedDay[] {
  const { minimumAllocation: minimum } = settings(work);
  return work.list(ALLOCATIONS).map(({ id: day, value }) => ({
    day,
    capacity: value.capacity,
    minimum,
    planned: plannedOn(work, day),
    released: value.released,
    shares: value.shares.map((share) => viewOf(work, day, value, share)),
  }));
}

function viewOf(work: Work, day: string, { released }: Allocation, share: NamedShare): AllocationView {
  const { supplier, smsoTag, demand, allocated } = share;
  return { day, supplier, smsoTag, demand, allocated, planned: plannedOn(work, day, share), released };
}

/** The files by which a supplier was told what it was allocated, in the order of their names. */
export function commitmentsFor(work: Work, supplier: string): Commitment[] {
  const { mayFetch } = work.rules(DEMAND_VIEWS);
  return work.list(COMMITMENTS).flatMap(({ id, value }) => (mayFetch(supplier, id) ? [value] : []));
}

/** A commitment file: one line for each day. */
export function commitmentCsv({ rows }: Commitment): string {
  const days = rows.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return csvText([
    ['Day', 'Demand', 'Allocated'],
    ...days.map(({ day, demand, allocated }) => [day, demand, allocated]),
  ]);
}

/** What a supplier was allocated as comma-separated values. */
export function allocationsCsv(work: Work, supplier: string): string {
  const { lineOf } = work.rules(DEMAND_VIEWS);
  const names = ['Day', 'SMSOTag', 'Demand', 'Allocated', 'Planned', 'Released'];
  return csvText([names, ...allocationsFor(work, supplier).map(lineOf)]);
}

function lineOf({ day, smsoTag, demand, allocated, planned, released }: AllocationView): (string | number)[] {
  return [day, smsoTag, demand, allocated, planned, released ? 'yes' : 'no'];
}
