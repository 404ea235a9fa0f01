/** Levels of a failure, 1 the worst: those of the severities of scenarios in their order. */
export const SEVERITY_LEVELS = [1, 2, 3, 4, 5] as const;
export type SeverityLevel = (typeof SEVERITY_LEVELS)[number];
