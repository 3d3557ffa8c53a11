import type { Integration } from '../../protocol'
import { Icon } from '../parts/icon'
import { send } from '../state/send'

/** Kills the integration's process in the middle of whatever it does, and starts it again. */
export function RestartButton({ integration: { state, restarts } }: { integration: Integration }) {
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={state === 'starting'}
        onClick={() => void send({ do: 'restart-integration' })}
      >
        <Icon name="restart" />
        Kill and restart the integration
      </button>
      <p class="quiet" role="status">
        {state === 'starting' ? 'The integration is starting…' : `The integration is running${restartWords(restarts)}.`}
      </p>
    </>
  )
}

function restartWords(restarts: number): string {
  if (restarts === 0) return ''
  return restarts === 1 ? ', restarted once' : `, restarted ${restarts} times`
}
