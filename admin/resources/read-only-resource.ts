import { Resource } from '@adminjs/typeorm';
import { BaseRecord, type ActionContext, type Filter } from 'adminjs';
import type { Repository, ObjectLiteral } from 'typeorm';
import { commonWords } from './common-words.js';
import { conditionsOf, timeAsked } from './conditions.js';
import type { ResourceSpec, Values, View } from './spec.js';

/** The property that holds a record's name; made by us, not a column. */
export const HEADING = 'heading';

/** Nobody pages further, and counting a million rows takes seconds: of a big table so many are counted and reached. */
export const MOST_COUNTED = 10_000;

interface Page {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

/**
 * A table as AdminJS reads it: only the properties that its spec names, sorted and filtered by the database, and dressed
 * (masked, labelled) before anything sees it, whichever action asks. It cannot write at all.
 */
export class ReadOnlyResource extends Resource {
  readonly #spec: ResourceSpec;
  readonly #repository: Repository<ObjectLiteral>;
  readonly #zone: string;
  readonly #known: Set<string>;

  constructor(spec: ResourceSpec, repository: Repository<ObjectLiteral>, zone: string) {
    super(spec.entity);
    this.#spec = spec;
    this.#repository = repository;
    this.#zone = zone;
    this.#known = new Set(['id', ...spec.list, ...spec.show, ...spec.filter, spec.sort.sortBy]);
  }

  override properties() {
    return super.properties().filter((property) => this.#known.has(property.path()));
  }

  override property(path: string) {
    return (this.#known.has(path) ? super.property(path) : undefined) as ReturnType<Resource['property']>;
  }

  /** May a list be put in the order of this property? */
  isSortable(path: string): boolean {
    return this.property(path)?.isSortable() === true && (this.#spec.sortable?.includes(path) ?? true);
  }

  override async count(filter: Filter): Promise<number> {
    const where = await this.#where(filter);
    if (!this.#spec.sortable) return this.#repository.count({ where });
    const [rows, parameters] = this.#repository.createQueryBuilder('some').select('1').where(where).limit(MOST_COUNTED).getQueryAndParameters();
    const [found] = (await this.#repository.query(`SELECT COUNT(*) AS n FROM (${rows}) counted`, parameters)) as { n: string | number }[];
    return Number(found?.n ?? 0);
  }

  override async find(filter: Filter, { limit = 20, offset = 0, sort = {} }: Page, context?: ActionContext): Promise<BaseRecord[]> {
    const wanted = sort.sortBy === undefined ? undefined : this.property(sort.sortBy);
    const { sortBy: chosen, direction = 'asc' } = wanted && this.isSortable(wanted.path()) ? (sort as ResourceSpec['sort']) : this.#spec.sort;
    // A list of a span of time is in the order of that time, unless another one was asked for.
    const sortBy = this.#spec.sortable && chosen === this.#spec.sort.sortBy ? (timeAsked(filter) ?? chosen) : chosen;
    // The id at the end keeps pages apart when many rows share a value.
    const order = sortBy === 'id' ? { id: direction } : { [sortBy]: direction, id: direction };
    const rows = await this.#repository.find({ where: await this.#where(filter), take: limit, skip: offset, order });
    return this.#dressed(rows, { full: false, list: context?.action?.name === 'list' });
  }

  override async findOne(id: string | number, context?: ActionContext): Promise<BaseRecord | null> {
    const row = await this.#repository.findOneBy({ id, ...this.#spec.only });
    const full = context?.action?.name === 'show' && context.resource === this && context.currentAdmin?.['role'] === 'admin';
    return row ? ((await this.#dressed([row], { full, list: false }))[0] ?? null) : null;
  }

  override async findMany(ids: (string | number)[]): Promise<BaseRecord[]> {
    const rows = await this.#repository.find({ where: ids.map((id) => ({ id, ...this.#spec.only })) });
    return this.#dressed(rows, { full: false, list: true });
  }

  override create(): never {
    throw new Error(`${this.#spec.id} cannot be written through the portal`);
  }

  override update(): never {
    return this.create();
  }

  override delete(): never {
    return this.create();
  }

  async #where(filter: Filter) {
    const conditions = { ...conditionsOf(filter, this.#spec, this.#zone), ...this.#spec.only };
    const { chatty } = this.#spec;
    const typed: unknown = chatty === undefined ? undefined : filter?.filters?.[chatty]?.value;
    return chatty !== undefined && typeof typed === 'string' && typed !== '' ? { ...conditions, ...(await commonWords(this.#repository, chatty, typed)) } : conditions;
  }

  async #dressed(rows: ObjectLiteral[], view: View): Promise<BaseRecord[]> {
    const records: Values[] = rows.map((row) => Object.fromEntries([...this.#known].map((path) => [path, row[path]])));
    await this.#spec.dress?.(records, view);
    return records.map((values) => new BaseRecord({ ...values, [HEADING]: this.#spec.heading(values) }, this));
  }
}
