import { describe } from 'vitest';
import { testPage } from '../../fixtures/page-tests';
import { SAMPLE_SCOPE } from '../../fixtures/scope';
import { scopeDocuments } from './documents';

describe.each(scopeDocuments(SAMPLE_SCOPE))('the page of $title', ({ html }) => {
  testPage(html(), 'Drawn from the plan and its');
});
