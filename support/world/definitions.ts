import { setDefinitionFunctionWrapper } from '@cucumber/cucumber';
import { FAILURE_MEDIA_TYPE } from '../evidence/failure';
import type { StepTraits } from '../scope/step-traits';
import { failureOf } from './failures';
import { MigrationWorld } from './world';

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
        const result = definition.apply(this, args);
        return result instanceof Promise ? result.catch(fail) : result;
      } catch (error) {
        return fail(error);
      }
    };
  });
}
