import QuickLRU from 'quick-lru'

/** When SalesIQ told this process that a chat was opened again (its time, epoch ms), by installation and chat. */
const reopenings = new QuickLRU<string, number>({ maxSize: 2_000, maxAge: 600_000 })

/** Notes that a chat was opened again: its end may be heard of later, and nothing else of the chat tells. */
export function noteReopening({ key }: { key: string }, chatId: string, at: number): void {
  const name = `${key}:${chatId}`
  reopenings.set(name, Math.max(at, reopenings.get(name) ?? 0))
}

/** When a chat was opened again last, as far as this process was told. */
export const reopenedAt = ({ key }: { key: string }, chatId: string): number | undefined =>
  reopenings.get(`${key}:${chatId}`)
