import { box } from '../console/box.mjs';

/**
 * What the demo prints when everything runs.
 * @param {{ simulator: string, product: string, email: string, password: string, logs: string }} where
 */
export function welcome({ simulator, product, email, password, logs }) {
  return box([
    '',
    'Carinho Atendimento is running',
    '',
    `Try it     ${simulator}/      WhatsApp phone and Slack side by side`,
    `E-mails    ${simulator}/mail/  what customers get by /email`,
    `Systems    ${simulator}/partners/   what CRM, Operations and the hub are told`,
    `Portal     ${product}/admin`,
    `           e-mail ${email}   password ${password}`,
    `API        ${product}/api/docs`,
    '',
    '1. Write a message on the phone, as a customer would.',
    '2. In Slack, channel #atendimento: open its thread and answer.',
    '   Your answer appears on the phone.',
    '3. In the portal: see the conversation, its history and the reports.',
    '',
    `Logs       ${logs}`,
    'Ctrl-C stops everything',
    '',
  ]);
}
