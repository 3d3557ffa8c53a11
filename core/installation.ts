import type { Client, Logger } from './botpress'
import type { Desk } from './desk'
import type { Texts } from './texts/languages'

/** One installation of an integration in one bot, as the core works with it. */
export type Installation = {
  /** Names the installation and its configuration; the first part of every cache key. */
  key: string
  client: Client
  logger: Logger
  desk: Desk
  /** Where copies of agents' files are kept in Botpress, as the beginning of their keys. */
  fileFolder: string
  /** What agents and end users read from us. */
  texts: Texts
}

/** Where sessions are, and are remembered. */
export type Place = Pick<Installation, 'key' | 'client'> & { desk: Pick<Desk, 'ended'> }
