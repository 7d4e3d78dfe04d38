import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from '../facts.js';
import { utc } from '../../db/columns.js';

/** A person or family that writes on WhatsApp. */
@Entity('contacts')
export class Contact extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 32, nullable: true }) phone: string | null;
  @Column({ name: 'phone_key', type: 'varchar', length: 32, nullable: true }) phoneKey: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true }) lid: string | null;
  @Column({ type: 'varchar', length: 190 }) name: string;
  @Column({ name: 'merged_into_id', type: 'int', unsigned: true, nullable: true }) mergedIntoId: number | null;
  @Column(utc('created_at')) createdAt: Date;
  @Column(utc('updated_at')) updatedAt: Date;
}

/** Somebody of the team. */
@Entity('agents')
export class Agent extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @Column({ type: 'varchar', length: 120 }) name: string;
  @Column({ type: 'varchar', length: 190 }) email: string;
  @Column({ name: 'slack_user_id', type: 'varchar', length: 32, nullable: true }) slackUserId: string | null;
  @Column({ type: 'varchar', length: 16 }) role: Role;
  @Column({ type: 'boolean' }) active: boolean;
  @Column({ name: 'password_hash', type: 'varchar', length: 255, nullable: true, select: false }) passwordHash: string | null;
  @Column(utc('created_at')) createdAt: Date;
  @Column(utc('updated_at')) updatedAt: Date;
}
