import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { utc } from '../../db/columns.js';

/** One thing that must leave the system, in its lane. */
@Entity('deliveries')
export class DeliveryRecord extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true }) id: string;
  @Column({ type: 'varchar', length: 64 }) lane: string;
  @Column({ type: 'varchar', length: 40 }) kind: string;
  @Column({ name: 'conversation_id', type: 'int', unsigned: true, nullable: true }) conversationId: number | null;
  @Column({ name: 'message_id', type: 'bigint', unsigned: true, nullable: true }) messageId: string | null;
  /** Read for one delivery only (admin/deliveries/payload-of.ts). */
  @Column({ type: 'text', nullable: true, select: false }) payload: string | null;
  @Column({ type: 'varchar', length: 12 }) status: string;
  @Column({ type: 'smallint', unsigned: true }) attempts: number;
  @Column({ name: 'last_error', type: 'varchar', length: 1000, nullable: true }) lastError: string | null;
  @Column(utc('next_attempt_at')) nextAttemptAt: Date;
  @Column(utc('created_at')) createdAt: Date;
  @Column(utc('finished_at', true)) finishedAt: Date | null;
}
