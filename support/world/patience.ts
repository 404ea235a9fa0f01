/** Longest a step may take, in milliseconds of real time: virtual time may pass over many days in one step. */
export const USUAL_PATIENCE = 360_000;

/** Longest that what happens to thousands of installations at once may take, in milliseconds of real time. */
export const PATIENCE_FOR_MANY = 900_000;
