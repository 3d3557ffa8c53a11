import type { ServerResponse } from 'node:http'

/** ms between two looks at what tells nobody when it changes. */
const lookEvery = 100
/** ms; changes within this go out together: within more where there is so much to show that showing it takes long. */
const gatherFor = 50
const restPerWork = 3
/** ms for which a page may take nothing before it is let go, to come back when it can. */
const longestBehind = 15_000
/** ms between two signs of life. */
const heartbeatEvery = 15_000

type Sources = {
  /** The whole world as JSON. */
  world(): string
  /** All rows of the wire as JSON. */
  wire(): string
  /** The rows that changed, as JSON; undefined when none did. */
  wireChanges(): string | undefined
  /** Something cheap that is another when the world is, where nothing tells of it. */
  fingerprint(): string
}

/** Server-sent events: `world` and `wire` to everybody who listens. */
export class Updates {
  /** When each was first behind with what it was sent, in epoch ms; undefined for one that is not. */
  private readonly clients = new Map<ServerResponse, number | undefined>()
  private readonly timers: NodeJS.Timeout[] = []
  private pending: NodeJS.Timeout | undefined
  /** How long the latest sending took, in ms. */
  private effort = 0
  private lastWorld = ''
  private lastFingerprint = ''

  /** @param patience ms for which a client may take nothing of what it is sent. */
  constructor(
    private readonly sources: Sources,
    private readonly patience = longestBehind,
  ) {
    this.timers.push(
      setInterval(() => this.look(), lookEvery),
      setInterval(() => this.send(': still here\n\n'), heartbeatEvery),
    )
  }

  /** Something has changed. */
  readonly changed = (): void => {
    this.pending ??= setTimeout(
      () => {
        this.pending = undefined
        this.flush()
      },
      Math.max(gatherFor, this.effort * restPerWork),
    )
  }

  /** Keeps a client informed until it goes away. */
  add(response: ServerResponse): void {
    // What is pending goes out first, so that the newcomer gets nothing twice.
    this.flush()
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    this.clients.set(response, undefined)
    response.on('drain', () => {
      if (this.clients.has(response)) this.clients.set(response, undefined)
    })
    response.once('close', () => this.clients.delete(response))
    const { sources } = this
    this.write(response, `retry: 1000\n\n${event('world', sources.world())}${event('wire', sources.wire())}`)
  }

  close(): void {
    clearTimeout(this.pending)
    for (const timer of this.timers) clearInterval(timer)
    for (const client of this.clients.keys()) client.end()
  }

  private look(): void {
    const now = this.sources.fingerprint()
    if (now === this.lastFingerprint) return
    this.lastFingerprint = now
    this.changed()
  }

  /** The world first: finding out about it may add to what is known of the wire. */
  private flush(): void {
    const begin = performance.now()
    const world = this.sources.world()
    if (world !== this.lastWorld) this.send(event('world', world))
    this.lastWorld = world
    const wire = this.sources.wireChanges()
    if (wire !== undefined) this.send(event('wire', wire))
    this.effort = performance.now() - begin
  }

  private send(text: string): void {
    for (const client of this.clients.keys()) this.write(client, text)
  }

  /** What a page does not take piles up here: one that sleeps is let go, and gets everything when it connects again. */
  private write(client: ServerResponse, text: string): void {
    const since = this.clients.get(client)
    if (since !== undefined && Date.now() - since > this.patience) {
      client.destroy()
      return
    }
    if (!client.write(text)) this.clients.set(client, since ?? Date.now())
  }
}

const event = (name: string, json: string) => `event: ${name}\ndata: ${json}\n\n`
