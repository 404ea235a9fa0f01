import { expect, it } from 'vitest';
import { librariesOf } from './base-context';

it('finds every library and the loader in what ldd prints', () => {
  const printed = [
    '\tlinux-vdso.so.1 (0x00007f3888c70000)',
    '\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f3888c5a000)',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f388873e000)',
    '\t/lib64/ld-linux-x86-64.so.2 (0x00007f3888c72000)',
    '',
  ].join('\n');
  expect(librariesOf(printed)).toEqual([
    '/lib/x86_64-linux-gnu/libdl.so.2',
    '/lib/x86_64-linux-gnu/libc.so.6',
    '/lib64/ld-linux-x86-64.so.2',
  ]);
});
