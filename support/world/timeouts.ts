/** Longest a step may take, in milliseconds of real time: virtual time may pass over many days in one step. */
export const STEP_TIMEOUT = 360_000;

/** Longest that what happens to thousands of installations at once may take, in milliseconds of real time. */
export const BATCH_STEP_TIMEOUT = 900_000;
