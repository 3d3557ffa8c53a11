/** One HTTP exchange as a stand-in saw it. */
export type Call = {
  /** Epoch ms when the request had been read. */
  at: number
  /** Who was called: the stand-in, such as `botpress` (requests that came in), `webhook` (requests a stand-in sent). */
  side: string
  method: string
  path: string
  query: string
  headers: Record<string, string>
  /** Parsed when it was JSON, else the raw text; undefined when there was none. */
  requestBody: unknown
  /** 0 when the connection was dropped. */
  status: number
  /** Those that the answer was given with; none when the connection was dropped. */
  responseHeaders: Record<string, string>
  responseBody: unknown
  /** ms between the request having been read and the answer having been handed over. */
  durationMs: number
  /** True when a fault rule decided the outcome. */
  faulted: boolean
  /** Set on a webhook that a stand-in was told to send once more, or late. */
  meddling?: 'copied' | 'delayed'
}

/** Every call of one stand-in, oldest first, with listeners for whoever wants to watch. */
export class CallLog {
  readonly calls: Call[] = []
  private readonly listeners = new Set<(call: Call) => void>()

  add(call: Call): void {
    this.calls.push(call)
    for (const listener of this.listeners) listener(call)
  }

  /** Calls `listener` on each further call; returns the function that stops it. */
  subscribe(listener: (call: Call) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  clear(): void {
    this.calls.length = 0
  }
}
