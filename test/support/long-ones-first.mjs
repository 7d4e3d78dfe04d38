import sequencer from '@jest/test-sequencer';

/** Files that drive Chromium, start processes or count at length: begun last, one of them would run alone at the end. */
const LONG = /every-page|every-route|browser|goals|\/faults\/|\/e2e\/|oracle|speed|permission-matrix|contact-photo|slack-(?:silent|lost)|figures/;

export default class LongOnesFirst extends sequencer {
  sort(tests) {
    const rest = super.sort(tests);
    return [...rest.filter(({ path }) => LONG.test(path)), ...rest.filter(({ path }) => !LONG.test(path))];
  }
}
