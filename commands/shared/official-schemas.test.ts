import { expect, it } from 'vitest';
import { NOT_CHECKED } from '../../support/interfaces/duis/official-schemas';
import { RunError } from '../../support/scope/errors';
import { useOfficialSchemas } from './official-schemas';

it('says that documents are not checked where nobody named a folder', async () => {
  expect(await useOfficialSchemas(undefined)).toBe(`DUIS and MMC documents were ${NOT_CHECKED}.`);
});

it('refuses a folder that does not hold the official schemas, and says what named it', async () => {
  const refused = useOfficialSchemas({ folder: __dirname, namedBy: '--schemas' });
  await expect(refused).rejects.toThrow(RunError);
  await expect(refused).rejects.toThrow(
    /The folder .* does not hold the official schemas .* such as "DUIS Schema V5\.4\.xsd": correct --schemas\./,
  );
});
