import type { Action, ActionResponse } from 'adminjs';

export type ActionOptions = Partial<Action<ActionResponse>>;

const OFF: ActionOptions = { isAccessible: false, isVisible: false };

/**
 * AdminJS's own actions: reading ones stay, writing ones are off. The adapter would save by itself, outside any command
 * and unseen by the history; changes go through the ledger only.
 */
export const READ_ONLY: Record<string, ActionOptions> = {
  list: { showInDrawer: false },
  show: { showInDrawer: false },
  new: OFF,
  edit: OFF,
  delete: OFF,
  bulkDelete: OFF,
};
