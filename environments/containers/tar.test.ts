import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { tarOf } from './tar';

it.each([0, 1, 511, 512, 513, 100_000])(
  'makes an archive that other programs read, of a file of %i bytes',
  (length) => {
    const content = 'x'.repeat(length);
    const archive = tarOf('service.json', content);
    expect(archive.length % 512).toBe(0);
    expect(execFileSync('tar', ['-tvf', '-'], { input: archive, encoding: 'utf8' })).toMatch(
      new RegExp(`^-r--r--r-- 0/0\\s+${length} \\S+ \\S+ service\\.json\\n$`),
    );
    expect(execFileSync('tar', ['-xOf', '-'], { input: archive, encoding: 'utf8' })).toBe(content);
  },
);
