import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** One arrival: a Z-API webhook or a Slack event, as it came. */
@Entity('webhook_events')
export class WebhookEvent extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true }) id: string;
  @Column({ type: 'varchar', length: 12 }) provider: string;
  @Column({ name: 'external_id', type: 'varchar', length: 190 }) externalId: string;
  @Column({ type: 'varchar', length: 40 }) kind: string;
  @Column({ name: 'event_key', type: 'varchar', length: 120 }) eventKey: string;
  /** Read for one event only (admin/deliveries/payload-of.ts): it may be large. */
  @Column({ type: 'mediumtext', select: false }) payload: string;
  @Column({ type: 'varchar', length: 12 }) status: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) outcome: string | null;
  @Column({ type: 'smallint', unsigned: true }) attempts: number;
  @Column({ name: 'last_error', type: 'varchar', length: 1000, nullable: true }) lastError: string | null;
  @Column(utc('occurred_at')) occurredAt: Date;
  @Column(utc('received_at')) receivedAt: Date;
  @Column(utc('processed_at', true)) processedAt: Date | null;
}
