import type { ActivationNotice } from '../../../domain/configuration-messages';
import type { Work } from '../../../kernel/work';
import type { Exception } from '../mcc-records';
import { notifyOfInstallation } from '../notifications/issue';
import { enter, installationsOf } from './installations';

/** Takes a planned migration of dormant meters back: whose supplier runs them now needs that supplier's authorisation. */
export function leaveDormantPath(work: Work, { importMPAN, kind }: ActivationNotice, why: Exception): void {
  const newest = installationsOf(work, importMPAN).at(-1);
  if (newest?.state !== 'Scheduled' || newest.kind === 'Active' || newest.kind === kind) return;
  notifyOfInstallation(work, 'WITHDRAWN', newest);
  enter(work, newest, 'Failed', `${why.code}: ${why.reason} It needs a new authorisation.`, why);
}
