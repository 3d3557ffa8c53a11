import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { isBreakOpen, isWide } from '../state/layout'
import { send } from '../state/send'
import { world } from '../state/world'
import { Ledger } from '../top/ledger'
import { BreakageSwitch } from './breakage-switch'
import { RestartButton } from './restart-button'

/** The element that the switches are in. */
export const breakBodyId = 'break-body'

/** The switches that break things, and the ledger that shows what they did. */
export function BreakPanel() {
  const now = world.value
  if (!now) return null
  return (
    <aside class="pane break-pane" aria-labelledby="break-title">
      <div class="pane-head">
        <h2 id="break-title">Break it</h2>
        {isWide.value && (
          <IconButton
            icon="close"
            label="Close the switches"
            onClick={() => {
              isBreakOpen.value = false
            }}
          />
        )}
      </div>
      <div class="break-body" id={breakBodyId} tabIndex={-1}>
        <Ledger tally={now.tally} />
        <p class="quiet">
          Turn something on, then write on both sides. Nothing may be lost, and nothing may come twice.
        </p>
        <ul class="switches">
          {now.breakages.map((breakage) => (
            <BreakageSwitch key={breakage.id} breakage={breakage} />
          ))}
        </ul>
        <div class="one-shots">
          <button type="button" class="button" onClick={() => void send({ do: 'expire-tokens' })}>
            <Icon name="key" />
            Expire the access token
          </button>
          <RestartButton integration={now.integration} />
        </div>
      </div>
    </aside>
  )
}
