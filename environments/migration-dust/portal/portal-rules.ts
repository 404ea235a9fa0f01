import { area } from '../../dcc-like-system/src/kernel/rules';
import { accountsWith, type signIn } from '../../dcc-like-system/src/portal/sign-in';
import { alertDocument, alertsFor } from '../alerts';
import { authorisationView, exceptionFile, type AuthorisationView } from '../authorisations';
import { outcomeFile, outcomesFor } from '../outcomes';
import { giveBack } from '../pool';
import { reportCsvFor } from '../reports';
import type { Summary } from '../summary';

/** Laboratories of which test installations are booked. */
const LABORATORIES = ['dcc-lab', 'remote-lab'] as const;

/** Finds whose people sign in. */
type FindAccount = Parameters<typeof signIn>[3];

const account: FindAccount = (...given) => accountsWith(...given)[0];

/** What the portal shows a participant and does for it: the same as the interface. */
export const DUST_PORTAL = area('dust-portal', {
  /** No browser keeps a page: whoever goes back after signing out sees nothing. */
  cacheControl: 'no-store',
  account,
  /** What a page says of a refusal. */
  said: (fault: string): string | undefined => fault,
  /** The laboratory that a form names; undefined where there is none of that name. */
  laboratory: (wanted: string): (typeof LABORATORIES)[number] | undefined => LABORATORIES.find((one) => one === wanted),
  /** The exception that was chosen from the menu. */
  exception: (chosen: string): string | undefined => (chosen === '' ? undefined : chosen),
  /** What an authorisation waits for, as its page says. */
  missing: ({ missing }: AuthorisationView): string | undefined => missing?.join(', '),
  /** When a prerequisite was recorded, as the summary says. */
  recordedAt: ({ recordedAt }: Summary['prerequisites'][number]): string | undefined => recordedAt,
  /** A file as it is saved. */
  saved: <File extends string | Buffer>(file: File): File | string => file,
  giveBack,
  outcomes: outcomesFor,
  alerts: alertsFor,
  /** Pages and files that are asked for by their address. */
  authorisation: authorisationView,
  exceptionFile,
  outcomeFile,
  alert: alertDocument,
  report: reportCsvFor,
});
