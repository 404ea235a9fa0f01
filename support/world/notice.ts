/** Days from the notice of a dormant meter's migration to the first day planned for it (MODEL, as published). */
export const NOTICE_DAYS = 7;
/** Days of the window that a notice plans, both counted. */
export const NOTICE_WINDOW = 30;
