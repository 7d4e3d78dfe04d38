const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/**
 * Shows work as a list of steps with the seconds each took: a live line on a terminal, plain lines elsewhere.
 * @param {NodeJS.WriteStream} [out]
 */
export function showSteps(out = process.stdout) {
  const live = Boolean(out.isTTY) && !process.env.CI;
  const paint = (code, text) => (live && !process.env.NO_COLOR ? `\x1b[${code}m${text}\x1b[0m` : text);

  /**
   * Runs one step. `work` gets a `note` function for what it is doing; a text it returns stands beside the finished step.
   * With `theirOutput`, the work writes to the terminal itself, so that no live line is drawn meanwhile.
   */
  async function step(title, work, { theirOutput = false } = {}) {
    const began = Date.now();
    const drawn = live && !theirOutput;
    let note = '';
    let frame = 0;
    const line = (mark, text) => `  ${mark} ${title}${text ? paint(2, ` · ${text}`) : ''} ${paint(2, seconds(began))}`;
    const draw = () => out.write(`\r\x1b[2K${clipped(`  ${FRAMES[(frame += 1) % FRAMES.length]} ${title}${note ? ` · ${note}` : ''} ${seconds(began)}`, out.columns)}`);
    const timer = drawn ? setInterval(draw, FRAME_MS) : undefined;
    if (drawn) draw();
    else out.write(`  → ${title}\n`);
    const end = (mark, text) => {
      clearInterval(timer);
      out.write(`${drawn ? '\r\x1b[2K' : ''}${line(mark, text)}\n`);
    };
    try {
      const result = await work((message) => {
        note = message.split('\n')[0];
        if (!drawn) out.write(`      ${note}\n`);
      });
      end(paint(32, '✓'), typeof result === 'string' ? result : '');
      return result;
    } catch (error) {
      end(paint(31, '✗'), '');
      throw error;
    }
  }
  return { step };
}

/** @param {number} began milliseconds since 1970 */
function seconds(began) {
  const elapsed = (Date.now() - began) / 1000;
  return `${elapsed < 100 ? elapsed.toFixed(1) : Math.round(elapsed)} s`;
}

function clipped(text, columns = 80) {
  return text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
}
