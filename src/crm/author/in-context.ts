import type { Item } from './item'

const isColon = (item: Item | undefined) => item?.kind === 'mark' && item.text === ':'

/** What only its neighbours tell: "reason: wrong item", "newsletter: no", "how many seats". */
export function inContext(item: Item, before: readonly Item[], after: readonly Item[]): Item {
  const { from, to } = item
  const [last, first] = [before.at(-1), before.at(-2)]
  const [next, more] = after
  const isEnd = next === undefined || next.kind === 'mark' || next.kind === 'and' || next.kind === 'idle'
  const isNo = item.kind === 'not' && isEnd
  if (
    isColon(item) &&
    last?.kind === 'field' &&
    (next?.kind === 'option' || next?.kind === 'literal' || next?.kind === 'not')
  ) {
    return { kind: 'is', from, to }
  }
  const isTo =
    last?.kind === 'is' || (last?.kind === 'idle' && last.text === 'to') || (isColon(last) && first?.kind === 'field')
  if (isNo && (isTo || last?.kind === 'field')) return { kind: 'literal', text: 'false', isInput: false, from, to }
  const isHow = item.kind === 'unknown' && item.text === 'how' && next?.kind === 'unknown' && more?.kind === 'field'
  const isMany = item.kind === 'unknown' && item.text === 'many' && last?.kind === 'unknown' && last.text === 'how'
  if (before.length > 0 && (isHow || (isMany && next?.kind === 'field')))
    return { kind: 'idle', text: item.text, from, to }
  return item
}
