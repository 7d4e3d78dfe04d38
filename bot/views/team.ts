import type { KnownBlock, ModalView } from '@slack/web-api';
import type { Role } from '../../src/domain/facts.js';
import type { TeamRequest } from '../../src/domain/people/join-team.js';
import type { Translate } from '../../src/kit/i18n.js';
import { choiceField, field, textField, VALUE } from '../acts/values.js';
import { ACTIONS, FORMS } from '../surface.js';
import { actions, button, context, plainWords, section, shorten } from './parts.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });

/** "Entrar na equipe", below whatever told a stranger that they may not do something. */
export const joinButton = (t: Translate): KnownBlock => actions(button(t('slack:join.button'), ACTIONS.joinTeam, 'join', 'primary'));

/** What somebody who wants to join fills in. */
export function joinForm(name: string, t: Translate): ModalView {
  return {
    type: 'modal',
    callback_id: FORMS.joinTeam,
    title: plain(t('slack:join.title')),
    submit: plain(t('slack:join.submit')),
    close: plain(t('slack:form.cancel')),
    blocks: [
      section(t('slack:join.intro')),
      textField({ name: 'name', label: t('slack:join.name'), initial: shorten(name, 120), max: 120 }),
      field({ name: 'email', label: t('slack:join.email'), hint: t('slack:join.email_hint') }, { type: 'email_text_input', action_id: VALUE }),
    ],
  };
}

/** The person of the team who has a request's e-mail already. */
export interface Known {
  id: number;
  name: string;
  role: Role;
  slack_user_id: string | null;
}

/** What the supervisors read: who asks, whom the e-mail belongs to, and either two buttons or what was decided. */
export function requestView(request: TeamRequest, known: Known | undefined, decider: string | undefined, t: Translate): { text: string; blocks: KnownBlock[] } {
  const vars = { user: request.slack_user_id, name: plainWords(request.name), email: plainWords(request.email) };
  const text = t('slack:join.asks', vars);
  const warning = request.state === 'asked' ? knownWords(known, t) : undefined;
  const end: KnownBlock =
    request.state === 'asked'
      ? actions(button(t('slack:join.approve'), ACTIONS.joinApprove, String(request.id), 'primary'), button(t('slack:join.decline'), ACTIONS.joinDecline, String(request.id)))
      : context(t(`slack:join.${request.state}`, { who: plainWords(decider ?? '') }));
  return { text, blocks: [section(text), ...(warning === undefined ? [] : [section(warning)]), end] };
}

function knownWords(known: Known | undefined, t: Translate): string | undefined {
  if (!known) return undefined;
  return t(known.slack_user_id === null ? 'slack:join.known' : 'slack:join.known_linked', { name: plainWords(known.name), role: t(`portal:codes.role.${known.role}`) });
}

/**
 * How somebody joins: with which role, or, when the e-mail is that of a person without Slack user, as that person, who
 * must be chosen by name. private_metadata = request id.
 */
export function approveForm(request: TeamRequest, known: Known | undefined, roles: Role[], t: Translate): ModalView {
  const role = (code: Role) => t(`portal:codes.role.${code}`);
  const fields: KnownBlock[] =
    known === undefined
      ? [choiceField({ name: 'role', label: t('slack:join.role'), initial: 'agent', choices: roles.map((code) => ({ value: code, text: role(code) })) })]
      : [
          section(knownWords(known, t) ?? ''),
          choiceField({ name: 'known', label: t('slack:join.known_label'), hint: t('slack:join.known_hint'), choices: [{ value: String(known.id), text: t('slack:join.known_choice', { name: known.name, role: role(known.role) }) }] }),
        ];
  return {
    type: 'modal',
    callback_id: FORMS.joinApprove,
    private_metadata: String(request.id),
    title: plain(t('slack:join.approve_title')),
    submit: plain(t('slack:join.approve')),
    close: plain(t('slack:form.cancel')),
    blocks: [section(t('slack:join.asks', { user: request.slack_user_id, name: plainWords(request.name), email: plainWords(request.email) })), ...fields],
  };
}
