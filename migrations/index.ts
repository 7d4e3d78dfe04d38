import { PeopleAndSettings1764000000001 } from './0001-people-and-settings.js';
import { Inbox1764000000002 } from './0002-inbox.js';
import { LetterboxOutboxTimers1764000000003 } from './0003-letterbox-outbox-timers.js';
import { History1764000000004 } from './0004-history.js';
import { MessagesByEvent1764000000006 } from './0006-messages-by-event.js';
import { KindsOfMessage1764000000007 } from './0007-kinds-of-message.js';
import { OutboundKinds1764000000008 } from './0008-outbound-kinds.js';
import { EarlyAmendments1764000000009 } from './0009-early-amendments.js';
import { UnfitFiles1764000000010 } from './0010-unfit-files.js';
import { Attendance1764000000020 } from './0020-attendance.js';
import { IncidentSource1764000000021 } from './0021-incident-source.js';
import { WorkingHours1764000000030 } from './0030-working-hours.js';
import { Sla1764000000031 } from './0031-sla.js';
import { SlaAlerts1764000000032 } from './0032-sla-alerts.js';
import { Satisfaction1764000000034 } from './0034-satisfaction.js';
import { Automation1764000000035 } from './0035-automation.js';
import { TemplateVersions1764000000040 } from './0040-template-versions.js';
import { PortalFactors1764000000041 } from './0041-portal-factors.js';
import { Reports1764000000045 } from './0045-reports.js';
import { PortalLists1764000000050 } from './0050-portal-lists.js';
import { Privacy1764000000052 } from './0052-privacy.js';
import { Retention1764000000053 } from './0053-retention.js';
import { AutoRuleColumns1764000000054 } from './0054-auto-rule-columns.js';
import { Partners1764000000060 } from './0060-partners.js';
import { ApiClients1764000000065 } from './0065-api-clients.js';
import { Email1764000000070 } from './0070-email.js';

/** All migrations, oldest first. Forward only in production. */
export const migrations = [
  PeopleAndSettings1764000000001, Inbox1764000000002, LetterboxOutboxTimers1764000000003, History1764000000004, MessagesByEvent1764000000006,
  KindsOfMessage1764000000007, OutboundKinds1764000000008, EarlyAmendments1764000000009, UnfitFiles1764000000010, Attendance1764000000020, IncidentSource1764000000021,
  WorkingHours1764000000030, Sla1764000000031, SlaAlerts1764000000032, Satisfaction1764000000034, Automation1764000000035,
  TemplateVersions1764000000040, PortalFactors1764000000041, Reports1764000000045,
  PortalLists1764000000050, Privacy1764000000052, Retention1764000000053,
  AutoRuleColumns1764000000054,
  Partners1764000000060,
  ApiClients1764000000065,
  Email1764000000070,
];
