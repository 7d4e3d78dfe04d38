import type { App } from '@slack/bolt';
import type { BotParts } from '../parts.js';
import { COMMANDS } from '../surface.js';

/** `/atendimento`: how to work here, made from the surface so that it names every command there is. */
export function registerHelp(app: App, parts: BotParts): void {
  app.command(COMMANDS.help, async ({ ack }) => {
    const commands = Object.entries(COMMANDS).map(([name, command]) => `• \`${command}\` ${parts.t(`slack:command.${name}`)}`);
    await ack({ response_type: 'ephemeral', text: [parts.t('slack:help.title'), ...commands, '', parts.t('slack:help.thread')].join('\n') });
  });
}
