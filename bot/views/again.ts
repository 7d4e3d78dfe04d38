import type { KnownBlock, ModalView } from '@slack/web-api';
import type { Translate } from '../../src/kit/i18n.js';
import { section } from './parts.js';

/** The open form with other blocks: its fields keep their names, and so what was typed into them. */
export function again({ callback_id, private_metadata, title, submit, close }: Pick<ModalView, 'callback_id' | 'private_metadata' | 'title'> & { submit?: ModalView['submit'] | null; close?: ModalView['close'] | null }, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal', title, blocks,
    ...(callback_id === undefined ? {} : { callback_id }), ...(private_metadata === undefined ? {} : { private_metadata }), ...(submit ? { submit } : {}), ...(close ? { close } : {}),
  };
}

/** What stands in place of a form that is done with, or cannot be shown: words, and nothing to send. */
export function saidForm(title: ModalView['title'], words: string, t: Translate): ModalView {
  return { type: 'modal', title, close: { type: 'plain_text', text: t('slack:form.close') }, blocks: [section(words)] };
}
