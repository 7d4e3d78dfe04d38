import { z } from 'zod';
import { DESK_FILTERS, type DeskFilter } from '../../../src/domain/reports/desk.js';

const shape = z.object({
  page: z.number().int().min(0).max(10_000).catch(0),
  filter: z.enum(Object.keys(DESK_FILTERS) as [DeskFilter, ...DeskFilter[]]).catch('all'),
  side: z.enum(['mine', 'team']).catch('mine'),
});

/** What somebody looks at on their home page; the page carries it itself in private_metadata. */
export type HomeState = z.infer<typeof shape>;

export const FIRST_LOOK: HomeState = { page: 0, filter: 'all', side: 'mine' };

export const writeState = (state: HomeState): string => JSON.stringify(state);

/** Reads what a page carried; anything else is the first look. */
export function readState(metadata: string | undefined): HomeState {
  try {
    return shape.parse(JSON.parse(metadata ?? ''));
  } catch {
    return FIRST_LOOK;
  }
}
