import { connection, world } from '../state/world'

/** Says when the page is cut off, or the integration is on its way up; quiet otherwise. */
export function ConnectionState() {
  const isLost = connection.value === 'lost'
  const isStarting = world.value?.integration.state === 'starting'
  return (
    <p class="connection" role="status">
      {isLost ? (
        <span class="pill" data-tone="bad">
          Connection lost, trying again…
        </span>
      ) : (
        isStarting && (
          <span class="pill" data-tone="warn">
            Integration starting…
          </span>
        )
      )}
    </p>
  )
}
