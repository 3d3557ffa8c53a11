import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { timing } from '../../core/timing'
import { formOn, post, type Seen, submit, visit, waitFor } from '../e2e/page-visitor'
import { said, seen } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess, expectUndelivered, fromUser, latestThread } from './looking'
import type { DeskStage, Seat } from './seat'
import { seats } from './seats'
import { calm, escalated, talking } from './talking'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

const underWay = 'Trying the hand-over'
const passed = /The hand-over works/

/** Everything that could reach the bot: messages, events, and users that stand for people. */
const reached = ({ botpress, bot }: DeskStage) => ({
  messages: botpress.conversations(bot).flatMap(({ id }) => botpress.messages(id)).length,
  events: botpress.events(bot).length,
  users: botpress.users(bot).length,
})

const start = (done: Seen): Promise<Seen> => submit(done, [['by', 'Kim Lee']])

const threadCount = ({ desk }: DeskStage) => desk.threads().length

/** The self-tests that Botpress knows. */
const testsIn = ({ botpress, bot }: DeskStage) => botpress.conversations(bot).filter(({ tags }) => tags.selfTest)

/** What stands before the steps of a page that are done, under way, to come. */
const ticks = ({ source }: Seen) => [...source.matchAll(/<li class="(yes|now|next)"/g)].map(([, state]) => state)

describe.each(seats)('$name', ({ onConnectPage, lacks, name }: Seat) => {
  /** A self-test under way. */
  async function started() {
    const { stage, done } = await onConnectPage()
    const before = reached(stage)
    const page = await start(done)
    await calm(stage)
    const { id } = latestThread(stage)
    const act = {
      take: () => stage.desk.assign(id, 'dana'),
      answer: () => stage.desk.reply({ threadId: id, text: 'Here I am.' }),
      close: () => stage.desk.close(id),
    }
    return { stage, done, page, id, act, untouched: () => expect(reached(stage)).toEqual(before) }
  }

  test('a self-test ticks what the bot hears, ends by itself, and nothing of it reaches the bot', async () => {
    const { stage, page, id, act, untouched } = await started()
    expect(page.title).toBe(underWay)
    expect(ticks(page)).toEqual(['yes', 'now', 'next', 'next'])
    const [opening] = fromUser(stage, id)
    expect(`${opening?.name} ${opening?.text}`).toContain('Test by Kim Lee')
    expect(opening?.text).toContain('This is a test of the hand-over')
    act.take()
    await calm(stage)
    const taken = await visit(page.url)
    expect(ticks(taken)).toEqual(['yes', 'yes', 'now', 'next'])
    expect(taken.text).toContain('An agent took it: Dana Fields')
    act.answer()
    await calm(stage)
    expect(ticks(await visit(page.url))).toEqual(['yes', 'yes', 'yes', 'now'])
    act.close()
    await calm(stage)
    const over = await visit(page.url)
    expect(over.title).toMatch(passed)
    expect(testsIn(stage)).toEqual([])
    untouched()
    expect(stage.botpress.scheduled()).toEqual([])
    expect((await visit(over.url)).title).toMatch(passed)
    expect(stage.desk.news.answers().filter((status) => status !== 200)).toEqual([])
  })

  test.skipIf(lacks.has('replyUnassigned'))('an answer counts although nobody takes the thread', async () => {
    const { stage, page, id, act, untouched } = await started()
    act.answer()
    await calm(stage)
    expect(ticks(await visit(page.url))).toEqual(['yes', 'now', 'yes', 'next'])
    stage.desk.assign(id, null)
    act.close()
    await calm(stage)
    const over = await waitFor(page, passed)
    expect(over.text).toContain('Nobody was put in charge of the conversation')
    untouched()
  })

  test('what is heard in another order is ticked all the same', async () => {
    const { stage, page, act, untouched } = await started()
    stage.desk.news.hold()
    act.take()
    act.answer()
    act.close()
    await stage.desk.news.release({ order: 'reverse' })
    await calm(stage)
    expect((await visit(page.url)).title).toMatch(passed)
    untouched()
  })

  test('what is told twice, and once more after the end, changes nothing', async () => {
    const { stage, page, act, untouched } = await started()
    stage.desk.news.duplicate(2)
    act.take()
    act.answer()
    await calm(stage)
    expect(ticks(await visit(page.url))).toEqual(['yes', 'yes', 'yes', 'now'])
    act.close()
    await calm(stage)
    expect((await visit(page.url)).title).toMatch(passed)
    const { refused } = await stage.desk.news.repeatAll()
    expect(refused).toBe(0)
    await calm(stage)
    expect(testsIn(stage)).toEqual([])
    untouched()
  })

  test('two processes hear one self-test, whichever of them shows it', async () => {
    const { stage, page, act, untouched } = await started()
    await addProcess(stage)
    act.take()
    await calm(stage)
    act.answer()
    await calm(stage)
    for (const _ of ['one process', 'the other']) {
      expect(ticks(await visit(page.url))).toEqual(['yes', 'yes', 'yes', 'now'])
    }
    act.close()
    await calm(stage)
    expect((await visit(page.url)).title).toMatch(passed)
    untouched()
  })

  test('started twice at once, by two processes, there is one thread', async () => {
    const { stage, done } = await onConnectPage()
    await addProcess(stage)
    const pages = await Promise.all([start(done), start(done)])
    for (const page of pages) expect((await waitFor(page, /Trying the hand-over/)).title).toBe(underWay)
    expect(threadCount(stage)).toBe(1)
    expect(testsIn(stage)).toHaveLength(1)
    expect((await start(done)).title).toBe(underWay)
    expect(threadCount(stage)).toBe(1)
  })

  test('an opening whose answer is lost is found, and not done twice', async () => {
    const { stage, done } = await onConnectPage()
    stage.desk.break('open', { drop: 'after', times: 1 })
    const page = await waitFor(await start(done), /Trying the hand-over/)
    await until(() => threadCount(stage) > 0)
    for (let loads = 0; loads < 20 && ticks(await visit(page.url))[0] !== 'yes'; loads += 1);
    expect(ticks(await visit(page.url))).toEqual(['yes', 'now', 'next', 'next'])
    expect(threadCount(stage)).toBe(1)
  })

  test('what the desk refuses leaves nothing behind, and says why', async () => {
    const { stage, done } = await onConnectPage()
    stage.desk.break('open', { status: 400, says: 'The inbox is full' })
    const page = await start(done)
    expect(page.title).toBe('The test conversation could not be opened')
    expect(page.text).toContain(lacks.has('words') ? name : 'The inbox is full')
    expect(testsIn(stage)).toEqual([])
  })

  test('a session beside it stays as it is, and goes on', async () => {
    const { stage, done } = await onConnectPage()
    const { user, thread, write } = await talking(stage)
    const heardBefore = seen(user)
    const page = await start(done)
    await calm(stage)
    const { id } = latestThread(stage)
    expect(id).not.toBe(thread.id)
    stage.desk.assign(id, 'robin')
    stage.desk.reply({ threadId: id, agent: 'robin', text: 'For the test.' })
    stage.desk.close(id)
    await calm(stage)
    expect((await visit(page.url)).title).toMatch(passed)
    expect(seen(user)).toEqual(heardBefore)
    expect(user.session?.active).toBe(true)
    write('For the customer.')
    await until(() => said(user).includes('For the customer.'))
  })

  test('an escalation while it runs gets a thread of its own', async () => {
    const { stage, id } = await started()
    const { user, thread } = await escalated(stage)
    expect(thread.id).not.toBe(id)
    expect(user.session?.active).toBe(true)
  })

  test('ended by hand, its thread is closed, and an agent who answers later reads that nobody hears it', async () => {
    const { stage, page, id, act } = await started()
    const over = await submit(page)
    expect(over.title).toBe('The test has ended')
    await until(() => stage.desk.thread(id).state === 'closed')
    expect(testsIn(stage)).toEqual([])
    if (!lacks.has('mark')) {
      const answer = act.answer()
      await calm(stage)
      expectUndelivered(stage, answer, /does not know this conversation/)
    }
    // The window that was left open has nothing to end any more.
    expect((await submit(page)).title).toBe('No test is running')
  })

  test('the form of a self-test that is over does not end the next one', async () => {
    const { stage, done, page } = await started()
    await submit(page)
    await start(done)
    expect((await submit(page)).title).toBe(underWay)
    expect(testsIn(stage)).toHaveLength(1)
  })

  test('one that was left alone for more than an hour is ended before another one begins', async () => {
    const { stage, done, id } = await started()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + timing.selfTestLife - 60_000 })
    onTestFinished(() => void vi.useRealTimers())
    const same = await start(done)
    expect(threadCount(stage)).toBe(1)
    vi.setSystemTime(Date.now() + 120_000)
    const { action, hidden } = formOn(same)
    await post(action, [...hidden.filter(([field]) => field === 'token'), ['do', 'start']])
    expect(stage.desk.thread(id).state).toBe('closed')
    expect(threadCount(stage)).toBe(2)
    expect(testsIn(stage)).toHaveLength(1)
  })

  test('nobody starts one without the form of a page of ours', async () => {
    const { stage, done } = await onConnectPage()
    const url = new URL(done.url)
    const page = await post(`${url.origin}${url.pathname.replace(/done$/, 'test')}`, [
      ['do', 'start'],
      ['token', 'x'],
    ])
    expect(page.status).toBe(403)
    expect(threadCount(stage)).toBe(0)
  })
})
