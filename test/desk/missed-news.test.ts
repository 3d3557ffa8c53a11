import { describe, expect, test } from 'vitest'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { seats } from './seats'
import { calm, talking } from './talking'

describe.each(seats)('$name', ({ onStage, lacks }) => {
  test.skipIf(lacks.has('recent')).each(['assigned', 'closed'] as const)(
    'a reply of which no news comes is found when the thread is %s next',
    async (next) => {
      const stage = await onStage()
      const { user, thread, write } = await talking(stage)
      write('Here you are.', { unheard: true })
      await calm(stage)
      expect(said(user)).toEqual(['Hello.'])
      if (next === 'assigned') stage.desk.assign(thread.id, 'robin')
      else stage.desk.close(thread.id)
      await until(() => said(user).includes('Here you are.'))
    },
  )
})
