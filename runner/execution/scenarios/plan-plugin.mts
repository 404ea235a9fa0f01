import type { Plugin } from '@cucumber/cucumber/api';

/**
 * Options of the plugin: where each planned scenario or row stands (`path:line`), in the order in which to run them.
 */
export interface PlanPluginOptions {
  readonly planned: readonly string[];
}

/**
 * Cucumber plugin: runs exactly the planned scenarios, in the planned order. What is planned and does not come out of
 * the run is found by the collector, so that a selection can never shrink unseen. Cucumber imports this file by itself,
 * outside the module loader of the project: it must not import anything but types.
 */
const planPlugin: Plugin<PlanPluginOptions> = {
  type: 'plugin',
  optionsKey: 'plan',
  coordinator({ transform, options }) {
    const order = new Map(options.planned.map((place, index) => [place, index]));
    const positionOf = (pickle: { uri: string }, location: { line: number }): number | undefined =>
      order.get(`${pickle.uri.replaceAll('\\', '/')}:${location.line}`);
    transform('pickles:filter', (pickles) =>
      pickles.filter(({ pickle, location }) => positionOf(pickle, location) !== undefined),
    );
    transform('pickles:order', (pickles) =>
      [...pickles].sort((a, b) => (positionOf(a.pickle, a.location) ?? 0) - (positionOf(b.pickle, b.location) ?? 0)),
    );
  },
};

export default planPlugin;
