/**
 * Everything of ours that Slack knows by name. slack-manifest.yml and the registered listeners must say the same
 * (test/surface.test.ts).
 */

/** How something can be asked for: its slash command, and its words after `!` in a thread (the first is the one we teach). */
interface Ways {
  command?: `/${string}`;
  words: readonly string[];
}

/**
 * Everything a person can ask for, by its code. Each is a button (`act_<code>`), an entry of the card's menu and of the
 * message shortcut, a word in the thread, and most are a slash command: one piece of code (bot/acts) behind all of them.
 */
export const ACTS = {
  take: { command: '/assumir', words: ['assumir'] },
  assign: { command: '/atribuir', words: ['atribuir'] },
  release: { words: ['liberar'] },
  triage: { command: '/triagem', words: ['triagem'] },
  status: { command: '/status', words: ['status', 'situacao'] },
  wait: { words: ['aguardar'] },
  priority: { command: '/prioridade', words: ['prioridade'] },
  lose: { command: '/perdido', words: ['perdido'] },
  close: { command: '/encerrar', words: ['encerrar'] },
  reopen: { words: ['reabrir'] },
  escalate: { command: '/escalar', words: ['escalar', 'n2', 'n3'] },
  step_down: { command: '/rebaixar', words: ['rebaixar', 'n1'] },
  incident: { command: '/incidente', words: ['incidente'] },
  incidents: { words: ['incidentes'] },
  resolve: { words: ['resolver'] },
  note: { command: '/nota', words: ['nota'] },
  tag: { command: '/etiqueta', words: ['etiqueta'] },
  follow_up: { words: ['lembrar'] },
  follow_up_done: { words: ['concluir'] },
  template: { command: '/modelo', words: ['modelo'] },
  email: { command: '/email', words: ['email', 'e-mail'] },
  patient: { words: ['paciente'] },
  history: { command: '/historico', words: ['historico'] },
  reveal: { words: ['mostrar', 'telefone'] },
  look_after: { words: ['vendo'] },
  why: { words: ['porque', 'sla'] },
  protocol: { words: ['protocolo'] },
  queue: { command: '/fila', words: ['fila'] },
  search: { command: '/conversa', words: ['conversa'] },
  desk: { command: '/painel', words: ['painel'] },
  help: { command: '/atendimento', words: ['ajuda'] },
} as const satisfies Record<string, Ways>;

export type ActName = keyof typeof ACTS;

/** Slash commands, by act. */
export const COMMANDS = Object.fromEntries(Object.entries(ACTS).flatMap(([name, ways]) => ('command' in ways ? [[name, ways.command]] : []))) as { [N in ActName as (typeof ACTS)[N] extends { command: string } ? N : never]: string };

/** The button of an act. value = conversation number */
export const actButton = (name: ActName) => `act_${name}`;

export const ACTIONS = {
  /** Card: "Mais ações…". Selected option's value = `act:conversation number` */
  menu: 'act_menu',
  /** Card, while everything in the thread is a note: "Responder" opens the form. value = conversation number */
  reply: 'conversation_reply',
  /** Held reply: "Enviar ao cliente". value = reply id */
  sendHeld: 'reply_send',
  /** Held reply: "Manter como nota". value = reply id */
  keepHeld: 'reply_keep',
  /** Failed message: "Tentar de novo". value = message id */
  retry: 'message_retry',
  /** A file that is not there: "Baixar de novo". value = attachment id */
  retryMedia: 'media_retry',
  /** Triage form: "Enviar esta pergunta". value = `conversation:question` */
  triageAsk: 'triage_ask',
  /** Suggestion in the thread: set this priority. value = `conversation:priority:why` */
  acceptPriority: 'priority_accept',
  /** Suggestion in the thread: lost, region not served. value = conversation number */
  loseRegion: 'lose_region',
  /** Form of "Modelo": which one. Selected option's value = template id; Slack asks us for options under the same name. */
  templateChoice: 'template_choice',
  /** Form of "E-mail": which template. Selected option's value = template id */
  emailTemplate: 'email_template',
  /** E-mail that failed: "Corrigir e enviar de novo". value = e-mail id */
  emailAgain: 'email_again',
  /** `/fila`: the page after and before. value = `filter:page` */
  queueNext: 'queue_next',
  queuePrevious: 'queue_previous',
  /** `/conversa`: the page after and before. value = page, and after `:` what its person typed, as they typed it: an ephemeral answer keeps nothing else */
  searchNext: 'search_next',
  searchPrevious: 'search_previous',
  /** Home page: draw it again; the page before and after (value = page); which of one's conversations; own desk or the team's. */
  homeRefresh: 'home_refresh',
  homePrevious: 'home_previous',
  homeNext: 'home_next',
  homeFilter: 'home_filter',
  homeSide: 'home_side',
  /** For strangers: "Entrar na equipe" opens its form. */
  joinTeam: 'team_join',
  /** What supervisors decide about it. value = request id */
  joinApprove: 'team_join_approve',
  joinDecline: 'team_join_decline',
  /** A person's shift: begin it; end it, which opens the hand-over when something is open. */
  shiftStart: 'shift_start',
  shiftEnd: 'shift_end',
  /** A hand-over: "Aceitar". value = its id */
  handoverAccept: 'handover_accept',
} as const;

/** Forms (modals), by callback id. */
export const FORMS = {
  /** "Responder": a message to the customer. private_metadata = conversation number, and after `:` the message it quotes */
  reply: 'reply_form',
  /** The form of any act. private_metadata: see bot/acts/subject.ts */
  act: 'act_form',
  /** The preview of an e-mail: sends it. private_metadata = `conversation:e-mail` */
  emailPreview: 'email_preview',
  /** An e-mail that failed, to the corrected address. private_metadata = `conversation:e-mail` */
  emailAgain: 'email_again_form',
  /** "Entrar na equipe" */
  joinTeam: 'team_join_form',
  /** How somebody joins. private_metadata = request id */
  joinApprove: 'team_join_approve_form',
  /** The hand-over at the end of a shift: conversations, note, to whom. */
  handover: 'handover_form',
} as const;

/** Message shortcuts. */
export const SHORTCUTS = {
  /** Every act that can be done with the thread's conversation. */
  acts: 'conversation_acts',
  /** On any message of the thread: the form of an incident, its words as the description. */
  incident: 'open_incident',
  /** On a reply that waits for a decision, for its author, the owner or a supervisor: the question itself is ephemeral. */
  sendHeld: 'send_held_reply',
  /** On a message of the customer, or on a reply of the team: opens the form, and the answer quotes that message. */
  quote: 'quote_reply',
} as const;

/** Events we subscribe to. */
export const EVENTS = ['message.channels', 'message.groups', 'reaction_added', 'reaction_removed', 'app_home_opened'] as const;

/** Metadata event types by which a post of ours is found again. */
export const METADATA = { card: 'carinho_card', post: 'carinho_post', notice: 'carinho_notice' } as const;

/** Bot scopes, each with its reason. */
export const SCOPES = {
  'chat:write': 'post and update cards and messages',
  'chat:write.customize': 'show a customer’s messages under the customer’s name',
  'channels:history': 'read replies in threads; find a post whose answer was lost',
  'groups:history': 'the same in private channels',
  'metadata.message:read': 'recognise a post of ours by its metadata',
  'channels:read': 'tell whether a channel is archived and the bot is in it',
  'groups:read': 'the same in private channels',
  'files:write': 'show customers’ pictures, sounds and documents in the thread',
  'files:read': 'fetch the files attendants post in a thread, to send them to the customer',
  'reactions:read': 'bring an attendant’s reaction on a customer’s message to WhatsApp',
  'reactions:write': 'show on a reply what became of it',
  'users:read': 'know guests and bots among those who ask to join the team, and fill in their name',
  commands: 'slash commands and shortcuts',
} as const;
