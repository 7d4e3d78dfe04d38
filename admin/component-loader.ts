import { join } from 'node:path';
import { ComponentLoader } from 'adminjs';
import { repositoryRoot } from '../src/kit/repository-root.js';

/** Our components for AdminJS. scripts/build-portal.mjs bundles exactly this list. */
export const componentLoader = new ComponentLoader();

const component = (name: string): string => componentLoader.add(name, join(repositoryRoot(), 'admin/components', `${name}.tsx`));

export const Components = {
  Dashboard: component('Dashboard'),
  Reports: component('Reports'),
  Moment: component('Moment'),
  MomentFilter: component('MomentFilter'),
  Code: component('Code'),
  CodeFilter: component('CodeFilter'),
  ReferenceFilter: component('ReferenceFilter'),
  LongText: component('LongText'),
  Related: component('Related'),
  Files: component('Files'),
  ConfirmDeliveries: component('ConfirmDeliveries'),
  EditRecord: component('EditRecord'),
  Arrange: component('Arrange'),
  Week: component('Week'),
  SlaGoals: component('SlaGoals'),
  ImportHolidays: component('ImportHolidays'),
  TryPhrases: component('TryPhrases'),
  TryRules: component('TryRules'),
  Settings: component('Settings'),
  Integrations: component('Integrations'),
  Signing: component('Signing'),
  ConfirmRemoval: component('ConfirmRemoval'),
  Security: component('Security'),
  ApiToken: component('ApiToken'),
  ExportContact: component('ExportContact'),
  EraseContact: component('EraseContact'),
  Retention: component('Retention'),
  Transcript: component('Transcript'),
  ContactConversations: component('ContactConversations'),
};

// AdminJS's own, ours around it.
componentLoader.override('ActionHeader', join(repositoryRoot(), 'admin/components/CountedHeader.tsx'));
