/** The morning page: what a nightly regression changed, for whoever looks at it first. */
import type { RunResult } from '../record/result-model';
import { instant } from '../text';
import { bannerOf, noticesOf, subjectOf, toneOfRun } from '../tag/document-model';
import { documentHtml } from '../tag/page';
import type { Section } from '../tag/parts';
import type { TagDocument } from '../tag/tag-document';
import { causes } from './causes';
import { changes } from './changes';
import { durations } from './durations';
import { links } from './links';
import { openIssues } from './open-issues';
import { repetitions } from './repetitions';
import { stages } from './stages';
import type { MorningContext, MorningPage } from './morning-page';
import { summary } from './summary';

/** Where it lies in the folder of a run. */
export const MORNING_PAGE = 'morning.html';

/** In their order; one that has nothing to say of a run writes nothing. */
const SECTIONS: readonly ((page: MorningPage) => Section | undefined)[] = [
  summary,
  causes,
  repetitions,
  changes,
  stages,
  openIssues,
  durations,
  links,
];

/** The page of a run. */
export function morningPage(run: RunResult, context: MorningContext): TagDocument {
  const page = { ...context, run };
  const title = 'Morning page';
  const foot = `${title}, run ${run.run.id}`;
  return {
    file: MORNING_PAGE,
    title,
    subject: subjectOf(run),
    html: (pages) =>
      documentHtml(
        {
          title,
          subject: subjectOf(run),
          about: `Run ${run.run.id}, ended ${instant(run.run.finishedAt)}.`,
          foot,
          banner: bannerOf(run),
          notices: noticesOf(run),
          tone: toneOfRun(run),
          sections: SECTIONS.flatMap((write) => write(page) ?? []),
        },
        pages,
      ),
  };
}
