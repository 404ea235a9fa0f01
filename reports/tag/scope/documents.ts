/** The documents about scope: they can be written before anything has run. */
import type { TagDocument } from '../documents';
import { depthAndBreadthHtml } from './depth-and-breadth';
import type { ScopeOfTesting } from './scope-model';
import { regressionScopeHtml } from './regression-scope';

/** Depth and Breadth, and Regression Scope. */
export function scopeDocuments(scope: ScopeOfTesting): readonly TagDocument[] {
  return [
    {
      file: 'tag/depth-and-breadth.html',
      title: 'Depth and Breadth of Migration Testing',
      html: (pages) => depthAndBreadthHtml(scope, pages),
    },
    {
      file: 'tag/regression-scope.html',
      title: 'Regression Scope',
      html: (pages) => regressionScopeHtml(scope, pages),
    },
  ];
}
