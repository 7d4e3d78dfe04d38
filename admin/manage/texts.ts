const group = (name: string, keys: string): string[] => keys.split(' ').map((key) => `Manage.${name}${name === '' ? '' : '.'}${key}`);

/** What the components of the managing pages say. */
export const MANAGE_TEXTS = [
  ...group('', 'failed loading save save_mine take_theirs'),
  ...group('confirm', 'remove dropFactor'),
  ...group('security', 'help code begin confirm off recovery impossible is_on scan picture typed'),
  ...group('rule', 'kind date yearly easter day month offset'),
  ...group('hours', 'closed from to add remove'),
  ...group('template', 'variables preview known unknown versions version use'),
  ...group('try', 'label help found nothing'),
  ...group('order', 'help up down told off again'),
  ...group('week', 'help copy day_1 day_2 day_3 day_4 day_5 day_6 day_7'),
  ...group('goals', 'help note effect running sooner later overdue more look confirm'),
  ...group('import', 'year state country city no_city look found day name scope what known closed off take'),
  ...group('settings', 'default save reset reset_of now'),
  ...group('integrations', 'help queues since checked state_off state_unknown state_connected state_disconnected name_whatsapp name_slack name_crm name_operacao name_integracoes name_smtp name_bucket name_clamd'),
];

/** The names of the managing actions, and of the menu's groups. */
export const MANAGE_FRAME = [
  'actions.add', 'actions.change', 'actions.arrange', 'actions.week', 'actions.goals', 'actions.importYear', 'actions.tryPhrases', 'actions.all', 'actions.state', 'actions.remove', 'actions.security', 'actions.dropFactor',
  'labels.menu_lists', 'labels.menu_hours', 'labels.menu_system',
];
