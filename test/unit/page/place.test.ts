import { describe, expect, it } from 'vitest'
import { type Place, readPlace, writePlace } from '../../../playground/page/state/place'

const nowhere: Place = { user: undefined, thread: undefined, inbox: undefined, agent: undefined, view: 'user' }

describe('the place in the address', () => {
  it.each<[Partial<Place>, string]>([
    [{}, '#'],
    [{ user: 'user_1' }, '#user=user_1'],
    [{ thread: '7', inbox: '2', agent: '501', view: 'agent' }, '#thread=7&inbox=2&agent=501&view=agent'],
    [{ user: 'a&b=c #d' }, '#user=a%26b%3Dc+%23d'],
  ])('%o is written %s, and read again', (place, fragment) => {
    expect(writePlace({ ...nowhere, ...place })).toBe(fragment)
    expect(readPlace(fragment)).toEqual({ ...nowhere, ...place })
  })

  it.each(['', '#', '#user=', '#view=elsewhere', '#what=ever', '#%'])('nothing is chosen by %o', (fragment) => {
    expect(readPlace(fragment)).toEqual(nowhere)
  })
})
