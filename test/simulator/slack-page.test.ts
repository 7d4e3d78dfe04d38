import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { SlackWorkspace } from '../../simulator/slack/workspace.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const ATENDIMENTO = 'C0ATENDE001';

describe('the Slack page, mounted under a prefix', () => {
  let slack: SlackWorkspace;
  let browser: Browser;
  let page: Page;
  const server = createServer();
  const problems: string[] = [];

  beforeAll(async () => {
    slack = SlackWorkspace.create({ signingSecret: 's', botToken: 'xoxb-x', commands: [{ command: '/fila', description: 'Mostra a fila' }] });
    server.on('request', express().use('/slack', slack.router));
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    slack.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => { if (line.type() === 'error') problems.push(line.text()); });
  });

  afterAll(async () => {
    await browser.close();
    await slack.close();
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  });

  test('shows what comes, escapes it, and lets a person answer in the thread', async () => {
    await page.goto(slack.baseUrl);
    await page.getByText('Nenhuma mensagem ainda').waitFor();
    const parent = await slack.post('U0BRUNO0001', ATENDIMENTO, '<img src=x onerror=alert(1)> *olá*');
    await slack.post('U0BRUNO0001', ATENDIMENTO, 'resposta', { thread_ts: parent.ts });
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    await page.locator('.thread-link').click();
    await page.locator('#thread textarea').fill('Pode deixar');
    await page.locator('#thread textarea').press('Enter');
    await page.locator('#thread').getByText('Pode deixar').waitFor();
    expect(slack.thread(ATENDIMENTO, parent.ts).at(-1)).toMatchObject({ user: 'U0ANA000001', text: 'Pode deixar' });
    expect(new URL(page.url()).hash).toBe(`#${ATENDIMENTO}/${parent.ts}`);
    await page.locator('#thread .message').last().hover();
    await page.locator('#thread .message').last().getByRole('button', { name: 'Mais ações' }).click();
    await page.getByRole('menuitem', { name: 'Excluir mensagem…' }).click();
    await page.getByRole('button', { name: 'Excluir', exact: true }).click();
    await page.locator('#thread').getByText('Pode deixar').waitFor({ state: 'detached' });
    expect(slack.thread(ATENDIMENTO, parent.ts)).toHaveLength(2);
  });

  test('changes person, offers commands, and says when the app cannot be reached', async () => {
    await page.getByLabel('Você é:').selectOption({ label: 'Sofia Prado' });
    await page.locator('#main textarea').fill('/f');
    await page.getByRole('option', { name: '/fila' }).click();
    await page.locator('#main textarea').press('Enter');
    await page.getByText('falhou com o erro').waitFor();
    expect(slack.ephemerals('U0SOFIA0001')).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});
