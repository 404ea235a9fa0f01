import type { DetectionCounts } from './detection-model';

/** Faults that nothing has found. */
export function open(counts: DetectionCounts): number {
  return counts.missed + counts['timed out'] + counts['not met'];
}

/** All faults that were tried and that somebody could observe. */
export function observable(counts: DetectionCounts): number {
  return counts.found + open(counts);
}
