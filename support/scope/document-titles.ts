/** Titles of the documents for TAG that every run gives rise to. */
export const DOCUMENT_TITLES = [
  'Test Completion Report',
  'Depth and Breadth of Migration Testing',
  'Regression Scope',
] as const;
