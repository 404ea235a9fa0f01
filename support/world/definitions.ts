import { setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { FAILURE_MEDIA_TYPE } from '../evidence/failure';
import type { StepTraits } from '../scope/step-traits';
import { failureOf } from './failures';
import { lookAgain } from './looking-again';
import { MigrationWorld } from './world';

/** Does what a Then does; it is looked at again where time goes on by itself. */
function lookOrLookAgain({ roles }: MigrationWorld, look: () => unknown): unknown {
  const { clock } = roles.context.environment;
  return clock === undefined ? look() : lookAgain(clock, look);
}

/** Has every step be granted what its definition declares, and every step and hook hand over its failure before it fails. */
export function wrapDefinitions(): void {
  setDefinitionFunctionWrapper((definition: (...args: unknown[]) => unknown, traits: StepTraits = {}) => {
    return function (this: unknown, ...args: unknown[]): unknown {
      const fail = (error: unknown): never => {
        if (this instanceof MigrationWorld) {
          this.attach(JSON.stringify(failureOf(error)), { mediaType: FAILURE_MEDIA_TYPE });
        }
        throw error;
      };
      try {
        if (this instanceof MigrationWorld) this.needs.allow(traits.needs ?? []);
        const look = (): unknown => definition.apply(this, args);
        const result = this instanceof MigrationWorld && this.step.isLooking ? lookOrLookAgain(this, look) : look();
        return result instanceof Promise ? result.catch(fail) : result;
      } catch (error) {
        return fail(error);
      }
    };
  });
}
