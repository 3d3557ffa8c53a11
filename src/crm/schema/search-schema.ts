import pMap from 'p-map'
import { isRefusal } from '../../../core/desk'
import { shorten } from '../../../core/messages/split-text'
import type { Property } from '../../hubspot/crm-schema'
import type { Crm } from '../crm'
import { grantedScopes, isGranted } from '../granted'
import { textOf, wrongInput } from '../input/input'
import { answerMax, fitting } from '../records/fit'
import type { CrmObject } from './crm-object'
import { entryOfField } from './describe-field'
import { kindOf } from './field-kinds'
import { objectsOf } from './objects'
import { meaningOf, rank, ranked } from './rank'
import { fieldsOf } from './visible'

/** So many hits are answered at most. */
const mostHits = 20
/** Of a description, in UTF-16 units. */
const descriptionMax = 120
/** What a field is worth more whose object fits, too. */
const ofFittingObject = 3

/** Objects and fields by what people call them, what they mean, and what can be chosen in them; best first. */
export async function searchSchema(crm: Crm, input: { text: string }) {
  const text = textOf(input.text)
  if (text === undefined) throw wrongInput('text', 'is missing', 'Say in some words what to look for.')
  const wanted = meaningOf(text)
  const [granted, objects] = await Promise.all([grantedScopes(crm), objectsOf(crm)])
  const known = objects.filter(({ readScopes, writeScopes }) => isGranted(granted, [...readScopes, ...writeScopes]))
  const fields = await pMap(known, (object) => fieldsIfAllowed(crm, object), { concurrency: 4 })
  const hits = [
    ...ranked(known, wanted, entryOfObject).map(({ one, score }) => ({ score, hit: objectHit(one) })),
    ...known.flatMap((object, at) => {
      const bonus = rank(entryOfObject(object), wanted).score > 0 ? ofFittingObject : 0
      return ranked(fields[at] ?? [], wanted, entryOfField).map(({ one, score, option }) => ({
        score: score + bonus,
        hit: fieldHit(object, one, option),
      }))
    }),
  ]
  const best = hits.toSorted((a, b) => b.score - a.score).slice(0, mostHits)
  return {
    hits: fitting(
      best.map(({ hit }) => hit),
      answerMax,
    ),
  }
}

/** What one object does not let be known does not keep the others from being found. */
async function fieldsIfAllowed(crm: Crm, object: CrmObject): Promise<Property[]> {
  try {
    return (await fieldsOf(crm, object)).filter(({ hidden }) => !hidden)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return []
  }
}

const entryOfObject = ({ name, label, labelPlural }: CrmObject) => ({
  names: [...new Set([name, label, labelPlural])],
  options: [],
  description: '',
})

const objectHit = ({ name, label }: CrmObject) => ({ kind: 'object' as const, object: name, label })

function fieldHit(object: CrmObject, property: Property, option: string | undefined) {
  const description = shorten(property.description.replace(/\s+/g, ' ').trim(), descriptionMax)
  return {
    kind: 'field' as const,
    object: object.name,
    field: property.name,
    label: property.label || property.name,
    type: kindOf(object, property),
    ...(description === '' ? {} : { description }),
    ...(option === undefined ? {} : { option }),
  }
}
