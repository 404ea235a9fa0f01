import { describe, expect, it } from 'vitest';
import { expandFirstUses } from './first-use';

describe('an abbreviation where it is used first', () => {
  it('is expanded in running text, once', () => {
    expect(expandFirstUses('<p>To TAG; TAG</p><td>the SIT plan</td>')).toBe(
      '<p>To TAG (Testing Advisory Group); TAG</p><td>the SIT (System Integration Testing) plan</td>',
    );
  });

  it('has no bracket of its own within one', () => {
    expect(expandFirstUses('<p>Testing (for TAG) (by the DCC)</p>')).toBe(
      '<p>Testing (for TAG, Testing Advisory Group) (by the DCC, Data Communications Company)</p>',
    );
  });

  it('is left where its long form stands before it, and is not expanded later', () => {
    expect(expandFirstUses('<p>The Testing Advisory Group (TAG)</p><p>TAG</p>')).toBe(
      '<p>The Testing Advisory Group (TAG)</p><p>TAG</p>',
    );
  });

  it('stays short where it is all that a cell holds', () => {
    expect(expandFirstUses('<td>TAG</td><td>of TAG</td>')).toBe('<td>TAG</td><td>of TAG (Testing Advisory Group)</td>');
  });

  it('is no part of an id, a code, a longer word or a quotation', () => {
    const ids = '<p>&quot;A TAG&quot;, IOC-01, SIM-AUT-01, ST-A1, SMETS2+, TAGS, the DCC’s</p>';
    expect(expandFirstUses(ids)).toBe(ids);
  });

  it('stays short in headings, captions, heads of rows, commands and contents', () => {
    const short =
      '<h2 id="TAG">TAG</h2><caption>TAG</caption><th scope="row">TAG <span>TAG</span></th><code>TAG</code><nav><a href="#a">TAG</a></nav><dl class="facts abbreviations"><div><dd>TAG</dd></div></dl>';
    expect(expandFirstUses(`${short}<p title="TAG">To TAG</p>`)).toBe(
      `${short}<p title="TAG">To TAG (Testing Advisory Group)</p>`,
    );
  });
});
