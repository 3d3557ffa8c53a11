import { Empty } from '../parts/empty'

/** Until the server has spoken. */
export function Welcome() {
  return (
    <div class="welcome" aria-live="polite">
      <Empty icon="wire">Connecting to the playground…</Empty>
    </div>
  )
}
