/** Media type of the names of the standing checks that a scenario has had, where it could not have all of them. */
export const STANDING_CHECKS_MEDIA_TYPE = 'application/vnd.smets1-migration.standing-checks+json';
