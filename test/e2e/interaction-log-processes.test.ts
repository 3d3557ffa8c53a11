import { describe, expect, test } from 'vitest'
import { allLogged, chatted, creatingNote, onLogStage } from './log-stage'
import { calm, dana } from './talking'

/** Three processes, and a session in them. */
async function threeProcesses(options: Parameters<typeof onLogStage>[0] = {}) {
  const log = await onLogStage({ processes: 3, ...options })
  return { ...log, ...(await chatted(log)) }
}

describe('over three processes', () => {
  test('a session whose closing is delivered several times is logged once', async () => {
    const log = await threeProcesses()
    log.stage.hubspot.webhooks.hold()
    log.stage.hubspot.ui.close(log.thread.id, { agent: dana })
    await log.stage.hubspot.webhooks.release({ copies: 6 })
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1 })
  })

  test('a session that agent, customer and bot end at once is logged once', async () => {
    const log = await threeProcesses()
    log.stage.hubspot.ui.close(log.thread.id, { agent: dana })
    await Promise.allSettled([log.user.say('/end'), log.user.stopByBot()])
    log.stage.hubspot.ui.deleteThread(log.thread.id)
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('stopHitl that is called many times at once is one note', async () => {
    const log = await threeProcesses()
    const conversationId = log.user.session?.downstreamConversationId
    await Promise.all(Array.from({ length: 6 }, () => log.stage.bot.callAction('stopHitl', { conversationId })))
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('what is owed is tried by all of them at once, and logged once', async () => {
    const log = await threeProcesses()
    const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
    await log.user.say('/end')
    await calm(log.stage)
    back()
    await Promise.all([log.stage.bot.register(), log.stage.bot.register(), log.stage.bot.register()])
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('counters are exact, and the same wherever they are asked for', async () => {
    const log = await onLogStage({ processes: 3 })
    const summary = 'The card is 4111 1111 1111 1111.'
    await Promise.all([
      ...Array.from({ length: 6 }, (_, at) => log.give({ conversationId: `conv_${at}`, summary })),
      ...Array.from({ length: 3 }, (_, at) => log.give({ conversationId: `conv_no_${at}`, email: undefined })),
      ...Array.from({ length: 3 }, (_, at) =>
        log.give({ conversationId: `conv_other_${at}`, email: `nobody${at}@example.com` }),
      ),
    ])
    await allLogged(log)
    const exact = { logged: 6, noIdentity: 3, skipped: 3, redactions: 6, failed: 0, pending: 0, contactsCreated: 0 }
    for (let at = 0; at < 3; at += 1) expect(await log.counters()).toEqual(exact)
  })
})
