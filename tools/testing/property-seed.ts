import fc from 'fast-check';

/** By default properties are tried with the same values each time; another seed tries others. */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });
