import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** A system that calls our API, as the portal lists it; the token's hash is no property of it. */
@Entity('api_clients')
export class ApiClientRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 60 }) name: string;
  @Column({ name: 'token_hint', type: 'char', length: 4, nullable: true }) tokenHint: string | null;
  @Column(utc('token_issued_at', true)) tokenIssuedAt: Date | null;
  @Column({ name: 'per_minute', type: 'int', unsigned: true }) perMinute: number;
  @Column({ name: 'may_read_conversations', type: 'boolean' }) mayReadConversations: boolean;
  @Column({ name: 'may_read_messages', type: 'boolean' }) mayReadMessages: boolean;
  @Column({ name: 'may_read_contacts', type: 'boolean' }) mayReadContacts: boolean;
  @Column({ name: 'may_read_metrics', type: 'boolean' }) mayReadMetrics: boolean;
  @Column({ name: 'may_send_messages', type: 'boolean' }) maySendMessages: boolean;
  @Column({ name: 'may_start_conversations', type: 'boolean' }) mayStartConversations: boolean;
  @Column({ type: 'boolean' }) active: boolean;
  @Column(utc('last_used_at', true)) lastUsedAt: Date | null;
  @Column(utc('created_at')) createdAt: Date;
}
