import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answers, saySilent } from '../../../playground/page/state/answering'
import { dismiss, notices, notify } from '../../../playground/page/state/notices'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  notices.value = []
  vi.useRealTimers()
})

const texts = () => notices.value.map(({ text }) => text)

it('a notice goes when it has been read', () => {
  notify('Refused')
  vi.advanceTimersByTime(5_000)
  expect(texts()).toEqual(['Refused'])
  vi.advanceTimersByTime(5_000)
  expect(texts()).toEqual([])
})

it('the same words again are shown once, and for as long again', () => {
  notify('Refused')
  vi.advanceTimersByTime(5_000)
  notify('Refused')
  vi.advanceTimersByTime(5_000)
  expect(texts()).toEqual(['Refused'])
})

it('that nothing answers is said until something does', () => {
  saySilent('No answer yet')
  saySilent('No answer')
  vi.advanceTimersByTime(60_000)
  expect(texts()).toEqual(['No answer'])
  answers()
  expect(texts()).toEqual([])
})

it('a notice can be dismissed', () => {
  dismiss(notify('Refused', true))
  expect(texts()).toEqual([])
})
