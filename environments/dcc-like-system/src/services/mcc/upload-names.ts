import { Refusal } from '../../kernel/refusal';

/** Longest file name that is stored. */
const MAXIMUM_NAME = 100;

/** @throws Refusal 400 for the name of a file that cannot be stored */
export function refuseUnstorable(fileName: string): void {
  if (fileName.length > 0 && fileName.length <= MAXIMUM_NAME && !/[\p{Cc}/\\]/u.test(fileName)) return;
  throw new Refusal(400, `A file name has 1 to ${MAXIMUM_NAME} characters and no slashes: choose another name.`);
}
