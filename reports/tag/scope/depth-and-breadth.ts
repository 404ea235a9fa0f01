/** Depth and Breadth of Migration Testing (PH-5): what is tested, how deep and how broad, before anything has run. */
import { documentHtml, type DocumentParts } from '../page';
import type { ScopeOfTesting } from './scope-model';
import { aside } from './sections/aside';
import { axes } from './sections/axes';
import { breadth } from './sections/breadth';
import { checks } from './sections/checks';
import { comments } from './sections/comments';
import { control } from './sections/control';
import { depth } from './sections/depth';
import { devices } from './sections/devices';
import { notInScope } from './sections/not-in-scope';
import { operators } from './sections/operators';
import { overview, scopedCells } from './sections/overview';
import { readingScope } from './sections/reading';
import { serviceRequests } from './sections/service-requests';
import { versionSentence } from './version';

/** What the documents about scope are, on every page. */
export const SCOPE_BANNER =
  "Drawn from the plan and its tests, not from results. For a simulated system with fictitious Device Model Combinations; codes and file contents are modelled and are not the DCC's.";

/** What keeps a scope from being that of the plan. */
export function scopeNotices({ formal }: ScopeOfTesting): readonly string[] {
  return formal ? [] : ['Informal: combinations or Test Phases of the plan were left out by hand.'];
}

/** Writes the document. */
export function depthAndBreadthHtml(scope: ScopeOfTesting, pages?: ReadonlyMap<string, number>): string {
  return documentHtml(partsOf(scope), pages);
}

function partsOf(scope: ScopeOfTesting): DocumentParts {
  return {
    title: 'Depth and Breadth of Migration Testing',
    subject: scope.plan.title,
    about: `For the Testing Advisory Group (TAG). Drawn from the tests and the plan “${scope.plan.id}” themselves; suite: ${scope.suite}. ${versionSentence(scope, 'depth-and-breadth')}`,
    foot: `Depth and Breadth of Migration Testing, plan ${scope.plan.id}`,
    banner: SCOPE_BANNER,
    notices: scopeNotices(scope),
    sections: [
      overview(scope),
      scopedCells(scope),
      operators(scope, ['Migration', 'Regression']),
      breadth(scope),
      checks(scope),
      depth(scope),
      axes(scope),
      aside(scope),
      notInScope(scope),
      serviceRequests(scope),
      devices(scope),
      comments(scope, 'depth-and-breadth'),
      readingScope(),
      control(scope, 'depth-and-breadth'),
    ],
  };
}
