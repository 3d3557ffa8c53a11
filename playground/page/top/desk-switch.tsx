import { deskIds } from '../../desks'
import { desk } from '../desk'
import { hintsInAddress } from '../state/hints'
import { deskWords } from '../words/desks'

/** Leads to the world of another help desk; each goes on while nobody looks at it. */
export function DeskSwitch() {
  return (
    <nav class="desk-switch" aria-label="Help desk">
      {deskIds.map((id) => (
        <a key={id} href={`?desk=${id}${hintsInAddress.value}`} aria-current={id === desk ? 'page' : undefined}>
          {deskWords[id].title}
        </a>
      ))}
    </nav>
  )
}
