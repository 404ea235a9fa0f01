import { runCommand, say, type Command } from '../runner/terminal/command-line';
import { RunError } from '../support/scope/errors';
import { readVerificationKey } from '../runner/evidence-pack/signing';
import { verifyPack } from '../runner/evidence-pack/verify';
import { suiteVersions } from '../runner/planning/versions';

const verify: Command = {
  name: 'verify',
  summary: 'Verifies an evidence pack, offline: signature, hashes, and every count and verdict, judged again.',
  words: 'PACK',
  options: {
    'public-key': { value: 'FILE', help: 'public key (PEM, Ed25519 or P-256) that the signature is checked with' },
  },
  notes: [
    'Exit code: 0 the pack is sound; 1 it is not, each finding in a sentence; 2 it cannot be read;',
    '           3 nothing is wrong, but another version of the suite made it, whose documents cannot be judged here.',
  ],
  async run(line) {
    const [file, ...more] = line.words;
    if (file === undefined || more.length > 0) {
      throw new RunError('Name one evidence pack: npm run verify -- reports/latest/evidence-pack.zip');
    }
    const named = line.option('public-key');
    const key = named === undefined ? undefined : readVerificationKey(named);
    const { suite } = suiteVersions('.');
    const { manifest, signature, lacks, problems, rederived, notJudged } = await verifyPack(file, key, suite);
    say(`Evidence pack of the run ${manifest.run.id}: ${manifest.files.length} files.`);
    say(signature);
    say(rederived);
    for (const lack of lacks) say(lack);
    for (const problem of problems) say(`WRONG: ${problem}`);
    if (notJudged !== undefined) say(notJudged);
    if (problems.length > 0) {
      say('The pack is not sound: what it says must not be relied on.');
      return 1;
    }
    say(
      `${notJudged === undefined ? 'The pack is sound.' : 'The pack is sound but for those documents.'} ${manifest.verdict.sentence}`,
    );
    return notJudged === undefined ? 0 : 3;
  },
};

void runCommand(verify);
