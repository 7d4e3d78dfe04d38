import { chromium, type Browser } from 'playwright-core';

/** Headless Chromium, as `npm test` installs it (CHROMIUM_PATH), without its own traffic to the outside. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}
