import { createHash } from 'node:crypto'
import type { Client, Logger } from '../../../../core/botpress'
import type { Context } from '../bp'
import type { Memory } from './memory'
import type { Settings } from './settings'

/** Where an installation keeps what it knows: Botpress' state, for all processes, and the memory of this one. */
export type Place = { key: string; ctx: Context; client: Client; logger: Logger; settings: Settings; memory: Memory }

/** SHA-256, so that a secret can be told from another without being kept twice. */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('hex')
