import type { Property } from '../../hubspot/crm-schema'
import { ownerName } from '../records/shown'
import { kindOf } from '../schema/field-kinds'
import { idle, vague } from './lexicon'
import type { ObjectSchema } from './schema'
import { keysOf, likeness, stem } from './stem'
import { wordsIn } from './tokens'

/** What an account calls its fields and what can be chosen in them, so that the words of a goal find it. */

/** What words can mean. */
export type Meaning = { kind: 'field'; property: Property } | { kind: 'option'; property: Property; label: string }

export type Entry = {
  meaning: Meaning
  /** Words to be found, with what each is worth. */
  words: readonly { text: string; weight: number }[]
  /** The name of the object within the name of the field, which may be left out. */
  optional: readonly string[]
}

export type Catalogue = ReadonlyMap<string, readonly Entry[]>

/** So much of an account is looked at. */
const most = { fields: 600, options: 3_000, words: 8 }
/** Whether records are open is said by their stages. */
const isState = /^hs_is_(?:closed|open)/
const vagueStems = new Set([...vague].map(stem))
const weightOf = (word: string) => (idle.has(word) ? 0.25 : vagueStems.has(stem(word)) ? 0.5 : 1)

/** What can be found, by each of its words. */
export function catalogueOf(schema: ObjectSchema): Catalogue {
  const { object, pipelines, owners } = schema
  const own = [object.label, object.labelPlural, object.name].flatMap(wordsIn)
  const fields = schema.fields.filter(({ hidden, name }) => !hidden && !isState.test(name)).slice(0, most.fields)
  const catalogue = new Map<string, Entry[]>()
  const add = (meaning: Meaning, text: string) => {
    const isField = meaning.kind === 'field'
    const every = wordsIn(text).slice(0, most.words)
    const telling = every.filter((word) => !isField || !idle.has(word))
    const all = telling.length > 0 ? telling : every
    const isOwn = (word: string) => isField && own.some((other) => likeness(word, other) > 0)
    const core = all.some((word) => !isOwn(word)) ? all.filter((word) => !isOwn(word)) : all
    const optional = all.filter((word) => !core.includes(word))
    const words = [...new Set(core)].map((word) => ({ text: word, weight: weightOf(word) }))
    const entry = { meaning, words, optional }
    for (const key of new Set(words.flatMap((word) => keysOf(word.text)))) {
      const before = catalogue.get(key)
      if (before === undefined) catalogue.set(key, [entry])
      else before.push(entry)
    }
  }
  let options = 0
  for (const property of fields) {
    // What stands in brackets says which of several it is.
    const names = [property.label.replace(/\([^()]*\)/g, ' '), property.name.replace(/^hs_/, '').replaceAll('_', ' ')]
    const isOwn = (name: string) => wordsIn(name).every((word) => own.some((other) => likeness(word, other) > 0))
    // A field that is called as the object is would be found wherever that is spoken of.
    const telling = names.filter((name) => !isOwn(name))
    const all = new Set((telling.length > 0 ? telling : names).map((one) => wordsIn(one).join(' ')))
    for (const name of all) add({ kind: 'field', property }, name)
    if (object.titleFields.length > 1 && object.titleFields.includes(property.name))
      add({ kind: 'field', property }, 'name')
    for (const { label, texts } of labelsOf(property)) {
      options += 1
      if (options <= most.options) for (const text of texts) add({ kind: 'option', property, label }, text)
    }
  }
  return catalogue

  function labelsOf(property: Property): { label: string; texts: string[] }[] {
    const named = (labels: readonly string[]) => [...new Set(labels)].map((label) => ({ label, texts: [label] }))
    switch (kindOf(object, property)) {
      case 'owner':
        return named(owners.flatMap((owner) => (owner.archived ? [] : (ownerName({ ...owner, email: '' }) ?? []))))
      case 'pipeline':
        return named(pipelines.map(({ label }) => label))
      case 'stage':
        return named(pipelines.flatMap(({ stages }) => stages.map(({ label }) => label)))
      case 'yesNo':
        return []
      default:
        return property.options
          .filter(({ hidden }) => !hidden)
          .map(({ label, value }) => ({ label: label || value, texts: [label || value, ...alike(label, value)] }))
    }
  }
}

/** The internal value says it, too, where it is made of words. */
const alike = (label: string, value: string): string[] =>
  /^\p{L}{4,}(?:[_ -]\p{L}+)*$/u.test(value) && wordsIn(value).join() !== wordsIn(label).join()
    ? [value.replaceAll('_', ' ')]
    : []
