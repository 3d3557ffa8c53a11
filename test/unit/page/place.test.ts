import { describe, expect, it } from 'vitest'
import { type Place, readPlace, writePlace } from '../../../playground/page/state/place'

const nowhere: Place = {
  user: undefined,
  thread: undefined,
  inbox: undefined,
  agent: undefined,
  side: undefined,
  object: undefined,
  record: undefined,
  action: undefined,
  view: 'user',
}

describe('the place in the address', () => {
  it.each<[Partial<Place>, string]>([
    [{}, '#'],
    [{ user: 'user_1' }, '#user=user_1'],
    [{ thread: '7', inbox: '2', agent: '501', view: 'agent' }, '#thread=7&inbox=2&agent=501&view=agent'],
    [{ side: 'crm', object: '0-5', record: '0-5/7', view: 'crm' }, '#side=crm&object=0-5&record=0-5%2F7&view=crm'],
    [{ side: 'actions', action: 'findContact' }, '#side=actions&action=findContact'],
    [{ user: 'a&b=c #d' }, '#user=a%26b%3Dc+%23d'],
  ])('%o is written %s, and read again', (place, fragment) => {
    expect(writePlace({ ...nowhere, ...place })).toBe(fragment)
    expect(readPlace(fragment)).toEqual({ ...nowhere, ...place })
  })

  it.each(['', '#', '#user=', '#view=elsewhere', '#side=other', '#what=ever', '#%'])(
    'nothing is chosen by %o',
    (fragment) => {
      expect(readPlace(fragment)).toEqual(nowhere)
    },
  )
})
