const group = (name: string, keys: string): string[] => keys.split(' ').map((key) => `Manage.${name}${name === '' ? '' : '.'}${key}`);

/** What the components of the managing pages say. */
export const MANAGE_TEXTS = [
  ...group('', 'failed loading save save_mine take_theirs'),
  ...group('confirm', 'remove dropFactor'),
  ...group('security', 'help code begin confirm off recovery impossible is_on scan picture typed'),
  ...group('token', 'help docs once copy copied none ends inactive issue replace revoke sure_issue sure_revoke'),
  ...group('rule', 'kind date yearly easter day month offset'),
  ...group('hours', 'closed from to add remove'),
  ...group('template', 'variables preview known unknown versions version use'),
  ...group('email', 'preview plain'),
  ...group('try', 'label help found nothing'),
  ...group('rules', 'words preview occasion hours contact priority help nothing'),
  ...group('order', 'help up down told off again'),
  ...group('week', 'help copy day_1 day_2 day_3 day_4 day_5 day_6 day_7'),
  ...group('goals', 'help note effect running sooner later overdue more past no_past priority kind met breached would_meet would_breach look confirm'),
  ...group('import', 'year state country city no_city look found day name scope what known closed off take'),
  ...group('settings', 'default save reset reset_of now'),
  ...group('integrations', 'help queues since checked state_off state_unknown state_connected state_disconnected name_whatsapp name_slack name_crm name_operacao name_integracoes name_smtp name_bucket name_clamd waiting dead next state_failing name_webhook'),
  ...group('signing', 'help none make replace replace_help once secret try impossible last'),
  ...group('privacy', 'export_what export_json export_page export_media export_care download erased_at erase_final goes goes_what goes_open stays stays_what stays_tags slack slack_what slack_nothing slack_place type_digits type_number erase'),
  ...group('privacy', 'table_messages table_attachments table_patients table_conversations table_slack_replies table_notes table_follow_ups table_triage_answers table_incidents table_satisfaction_surveys table_emails'),
  ...group('retention', 'help kind kept rows oldest for_good days fixed change erasures kind_webhooks kind_files kind_conversations kind_history kind_leftovers what_webhooks what_files what_conversations what_history what_leftovers'),
];

/** The names of the managing actions, and of the menu's groups. */
export const MANAGE_FRAME = [
  'actions.add', 'actions.change', 'actions.arrange', 'actions.week', 'actions.goals', 'actions.importYear', 'actions.tryPhrases', 'actions.tryRules', 'actions.all', 'actions.state', 'actions.remove', 'actions.security', 'actions.token', 'actions.dropFactor', 'actions.exportData', 'actions.eraseData', 'actions.retention', 'actions.signing',
  'labels.menu_lists', 'labels.menu_hours', 'labels.menu_system',
];
