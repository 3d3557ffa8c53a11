import * as z from 'zod/mini'
import { keep, keptById } from '../state/kept-by-id'

const drafts = keptById('chat-drafts', z.string())

/** What an end user has typed and not sent. */
export const draftOf = (userId: string): string => drafts.value.get(userId) ?? ''

/** Changes it, whether or not the end user is on screen. */
export const changeDraft = (userId: string, text: string): void => keep(drafts, userId, text)

/** A draft after `said` could not be sent, with what was typed since below it. */
export const giveBack = (now: string, said: string): string => (now.trim() === '' ? said : `${said}\n${now}`)
