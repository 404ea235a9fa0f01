import { z } from 'zod';

/** A text of a published interface: where one is given, it says something. */
export const text = z.string().min(1, 'A text says nothing.');
