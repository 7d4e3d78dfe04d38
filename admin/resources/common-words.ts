import { Like, MoreThan, type FindOperator, type ObjectLiteral, type Repository } from 'typeorm';
import { asTyped, indexedWords } from './word-search.js';

/** The newest rows among which common words are looked for, and in how many of those a word is common. */
const WINDOW = 100_000;
const COMMON = 1000;

/**
 * A word that stands in every tenth message has a hundred thousand hits in the FULLTEXT key, which takes seconds to put in
 * order; nobody pages through them. Such words, and those too short for the key, are looked for in the newest WINDOW rows,
 * by the primary key. Undefined: the words are rare, the key finds them in all rows.
 */
export async function commonWords(repository: Repository<ObjectLiteral>, path: string, typed: string): Promise<Record<string, FindOperator<unknown>> | undefined> {
  const { tableName } = repository.metadata;
  const column = repository.metadata.findColumnWithPropertyName(path)?.databaseName ?? path;
  const [last] = (await repository.query(`SELECT MAX(id) AS id FROM ${tableName}`)) as { id: string | number | null }[];
  const edge = Math.max(0, Number(last?.id ?? 0) - WINDOW);
  const like = `%${asTyped(typed.trim())}%`;
  if (indexedWords(typed).length > 0) {
    const [found] = (await repository.query(`SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${tableName} WHERE id > ? AND ${column} LIKE ? LIMIT ?) newest`, [edge, like, COMMON])) as { n: string | number }[];
    if (Number(found?.n ?? 0) < COMMON) return undefined;
  }
  return { id: MoreThan(edge), [path]: Like(like) };
}
