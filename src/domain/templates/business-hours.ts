import type { Translate } from '../../kit/i18n.js';

/**
 * When the house is open, in words: "de segunda a sexta, das 8h às 18h". The one place templates take it from: the working
 * hours of the calendar room are described here.
 */
export function describeBusinessHours({ t }: { t: Translate }): string {
  return t('slack:template.business_hours');
}
