/** What is listed to a supplier, as its CSV files (`files.md`, `interfaces.md`) and the pages of the portal are to have it. */

/** A line of a CSV file, or the cells of a page by their heading; what has no value is empty. */
export type Line = readonly (string | number | undefined)[];
export type Cells = Readonly<Record<string, string>>;

interface Refusal {
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
}

/** An authorisation with its result. */
interface Authorisation {
  readonly stem: string;
  readonly fileId?: string | undefined;
  readonly receivedAt: string;
  readonly status: string;
  readonly exception?: Refusal | undefined;
  readonly rows: readonly (Refusal & {
    readonly rowId: string;
    readonly importMPAN: string;
    readonly status: string;
    readonly installationId?: string | undefined;
    readonly scheduledFor?: string | undefined;
  })[];
}

/** A demand file with its result. */
interface DemandFile {
  readonly name: string;
  readonly receivedAt: string;
  readonly status: string;
  readonly version?: number | undefined;
  readonly exception?: Refusal | undefined;
  readonly rows: readonly (Refusal & {
    readonly day: string;
    readonly installations: string;
    readonly status: string;
  })[];
}

/** What was allocated of a day. */
interface Allocation {
  readonly day: string;
  readonly smsoTag: string;
  readonly demand: number;
  readonly allocated: number;
  readonly planned: number;
  readonly released: boolean;
}

/** An installation as its supplier reads it. */
interface Installation extends Refusal {
  readonly installationId: string;
  readonly importMPAN: string;
  readonly mprn?: string | undefined;
  readonly state: string;
  readonly attempt: number;
  readonly scheduledFor: string;
  readonly slotStart: string;
  readonly phase?: string | undefined;
  readonly history: readonly { readonly at: string; readonly state: string; readonly note: string }[];
}

/** A notice of the migration of Dormant Meters. */
interface Notice {
  readonly noticeId: string;
  readonly batchId: string;
  readonly importMPAN: string;
  readonly meters: readonly { readonly deviceType: 'ESME' | 'GSME'; readonly mpxn: string }[];
  readonly plannedFrom: string;
  readonly plannedTo: string;
  readonly sentAt: string;
  readonly scheduledFor?: string | undefined;
}

/** What statuses and states are called on a page, where it is not their own name with a capital. */
const CALLED: Readonly<Record<string, string>> = {
  'waiting-for-password': 'Waiting for the password file',
  'waiting-for-archive': 'Waiting for the authorisation file',
  received: 'Received, being validated',
  'partly-accepted': 'Partly accepted',
  InProgress: 'In progress',
  'firmware-upgrade': 'Firmware upgrade',
};

/** A status, a state or a kind as a page says it. */
export function called(name: string): string {
  return CALLED[name] ?? name.replace(/^./, (first) => first.toUpperCase());
}

/** An instant as a page says it: to the minute, in UTC. */
export function shownAt(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

/** The lines of the result of an authorisation: the file's, then one for each row. */
export function resultLines({ stem, fileId, status, exception, rows }: Authorisation): Line[] {
  return [
    ['Stem', 'FileId', 'Status', 'Code', 'Reason'],
    [stem, fileId, status, exception?.code, exception?.reason],
    ['RowId', 'ImportMPAN', 'Status', 'Code', 'Reason', 'InstallationId', 'ScheduledFor'],
    ...rows.map((row) => {
      const { rowId, importMPAN, code, reason, installationId, scheduledFor } = row;
      return [rowId, importMPAN, row.status, code, reason, installationId, scheduledFor];
    }),
  ];
}

/** The lines of the result of a demand file. */
export function demandLines({ rows }: DemandFile): Line[] {
  return [
    ['Day', 'Installations', 'Status', 'Code', 'Reason'],
    ...rows.map(({ day, installations, status, code, reason }) => [day, installations, status, code, reason]),
  ];
}

/** The lines of what was allocated. */
export function allocationLines(all: readonly Allocation[]): Line[] {
  return [
    ['Day', 'SMSOTag', 'Demand', 'Allocated', 'Planned', 'Released'],
    ...all.map(({ day, smsoTag, demand, allocated, planned, released }) => {
      return [day, smsoTag, demand, allocated, planned, released ? 'yes' : 'no'];
    }),
  ];
}

/** The lines of the notices: one for each meter. */
export function noticeLines(all: readonly Notice[]): Line[] {
  return [
    ['NoticeId', 'BatchId', 'ImportMPAN', 'DeviceType', 'MPxN', 'PlannedFrom', 'PlannedTo', 'SentAt', 'ScheduledFor'],
    ...all.flatMap(({ noticeId, batchId, importMPAN, meters, plannedFrom, plannedTo, sentAt, scheduledFor }) =>
      meters.map(({ deviceType, mpxn }) => {
        return [noticeId, batchId, importMPAN, deviceType, mpxn, plannedFrom, plannedTo, sentAt, scheduledFor];
      }),
    ),
  ];
}

/** Whole and rows of the page of an authorisation. */
export function authorisationPage({ status, receivedAt, fileId, exception, rows }: Authorisation): [Cells, Cells[]] {
  const whole = present({ 'File id': fileId, Exception: exception?.code, Reason: exception?.reason });
  return [
    { Status: called(status), Received: shownAt(receivedAt), ...whole },
    rows.map((row) => ({
      Row: row.rowId,
      MPAN: row.importMPAN,
      Status: called(row.status),
      Code: row.code ?? '',
      Reason: row.reason ?? '',
      Installation: row.installationId ?? '',
      'Scheduled for': row.scheduledFor ?? '',
    })),
  ];
}

/** Whole and rows of the page of a demand file. */
export function demandPage({ status, receivedAt, version, exception, rows }: DemandFile): [Cells, Cells[]] {
  const whole = present({ Version: version?.toString(), Exception: exception?.code, Reason: exception?.reason });
  return [
    { Status: called(status), Received: shownAt(receivedAt), ...whole },
    rows.map((row) => ({
      Day: row.day,
      Installations: row.installations,
      Status: called(row.status),
      Code: row.code ?? '',
      Reason: row.reason ?? '',
    })),
  ];
}

/** A line of the list of installations. */
export function installationLine(one: Installation): Cells {
  return {
    Installation: one.installationId,
    MPAN: one.importMPAN,
    MPRN: one.mprn ?? '',
    State: called(one.state),
    Attempt: String(one.attempt),
    'Scheduled for': one.scheduledFor,
    Code: one.code ?? '',
  };
}

/** Whole and history of the page of an installation. */
export function installationPage(one: Installation): [Cells, Cells[]] {
  const { mprn, phase, code, reason } = one;
  return [
    {
      State: called(one.state),
      MPAN: one.importMPAN,
      Attempt: String(one.attempt),
      Slot: shownAt(one.slotStart),
      ...present({ MPRN: mprn, 'Phase reached': phase, Code: code, Reason: reason }),
    },
    one.history.map(({ at, state, note }) => ({ When: shownAt(at), State: called(state), Note: note })),
  ];
}

/** Lines of the list of notices, the newest first: one for each meter. */
export function noticeCells(all: readonly Notice[]): Cells[] {
  return all.toReversed().flatMap(({ noticeId, sentAt, meters, plannedFrom, plannedTo, scheduledFor = '' }) =>
    meters.map(({ deviceType, mpxn }) => ({
      Notice: noticeId,
      Given: shownAt(sentAt),
      Meter: deviceType === 'ESME' ? 'Electricity' : 'Gas',
      MPxN: mpxn,
      'Planned from': plannedFrom,
      'Planned to': plannedTo,
      'Migration day': scheduledFor,
    })),
  );
}

/** A line of the list of what was allocated. */
export function allocationCells({ day, smsoTag, demand, allocated, planned, released }: Allocation): Cells {
  return {
    Day: day,
    SMSO: smsoTag,
    Demand: String(demand),
    Allocated: String(allocated),
    Planned: String(planned),
    'Rest of the day': released ? 'For everybody' : 'Held to the allocation',
  };
}

function present(values: Readonly<Record<string, string | undefined>>): Cells {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
