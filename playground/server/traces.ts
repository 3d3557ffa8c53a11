/** The message or event that an id belongs to, whose it is, and in which session; any of it may be known first. */
export type About = { trace?: string | undefined; user?: string | undefined; session?: string | undefined }

/** Knows what the ids of both sides stand for. A thing has several ids, and some are seen before it is known whose. */
export class Traces {
  private readonly known = new Map<string, About>()
  private readonly listeners = new Set<(id: string) => void>()

  /** Notes what an id stands for; what is known of it stays. */
  learn(id: string, { trace, user, session }: About): void {
    const before = this.known.get(id) ?? {}
    const after = {
      trace: before.trace ?? trace,
      user: before.user ?? user,
      session: before.session ?? session,
    }
    if (after.trace === before.trace && after.user === before.user && after.session === before.session) return
    this.known.set(id, after)
    for (const listener of this.listeners) listener(id)
  }

  /** The name of the message or event that an id belongs to. */
  traceOf(id: string): string | undefined {
    return this.known.get(id)?.trace
  }

  about(ids: readonly string[]): { traces: string[]; users: string[]; sessions: string[] } {
    const found = ids.flatMap((id) => this.known.get(id) ?? [])
    return {
      traces: present(found.map(({ trace }) => trace)),
      users: present(found.map(({ user }) => user)),
      sessions: present(found.map(({ session }) => session)),
    }
  }

  /** Calls `listener` with each id of which more is known than before. */
  subscribe(listener: (id: string) => void): void {
    this.listeners.add(listener)
  }
}

function present(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))]
}
