import { openSecrets, type InstallationSecrets } from '../interfaces/files/secrets';
import { PARTY_NAMES } from '../evidence/party-names';
import { failExpectation } from './expectation';

/**
 * The secrets of an installation in a Migration Group Encrypted File, opened with the key of its recipient.
 * @param privateKey PEM of the recipient
 * @throws UnmetExpectation, on the Requesting Party, where they do not open
 */
export async function openedSecrets(
  file: Parameters<typeof openSecrets>[0],
  privateKey: string,
  installationId: string,
): Promise<InstallationSecrets> {
  try {
    return await openSecrets(file, privateKey, installationId);
  } catch (error) {
    const recipient = PARTY_NAMES[file.recipient];
    return failExpectation(
      `the Migration Group Encrypted File for the ${recipient} to open with the key of the ${recipient}`,
      `that it does not: ${error instanceof Error ? error.message : 'the key is of another kind'}`,
      { party: 'requesting-party', file: file.header.fileId, subject: 'a Migration Group Encrypted File' },
    );
  }
}
