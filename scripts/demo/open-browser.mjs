import { spawn } from 'node:child_process';
import { findProgram } from '../services/installed-servers.mjs';

/** Opens a page in the person's browser, if this machine has a way to. @param {string} url */
export function openBrowser(url) {
  const program = findProgram(['xdg-open', 'open', 'chromium', 'google-chrome', 'firefox']);
  if (program === undefined) return false;
  spawn(program, [url], { detached: true, stdio: 'ignore' }).on('error', () => {}).unref();
  return true;
}
