import { depthAndBreadthHtml } from './depth-and-breadth';
import type { ScopeOfTesting } from './scope-model';
import { regressionScopeHtml } from './regression-scope';
import type { TagDocument } from '../tag-document';

/** Depth and Breadth, and Regression Scope. */
export function scopeDocuments(scope: ScopeOfTesting): readonly TagDocument[] {
  return [
    {
      file: 'tag/depth-and-breadth.html',
      title: 'Depth and Breadth of Migration Testing',
      subject: scope.plan.title,
      html: (pages) => depthAndBreadthHtml(scope, pages),
    },
    {
      file: 'tag/regression-scope.html',
      title: 'Regression Scope',
      subject: scope.plan.title,
      html: (pages) => regressionScopeHtml(scope, pages),
    },
  ];
}
