import { persons, telling, verbs } from './lexicon'

/** Ways of saying something that are longer, shorter or in another order than what is looked for. Pure. */

const oneOf = (words: Iterable<string>) => [...words].filter((word) => !seldom.test(word)).join('|')
/** They begin as much else as what is to be done. */
const seldom = /^(?:new|all|every|which|what|where|who|give|return|report|answer|include)$/
const doing = oneOf([...verbs.create, ...verbs.update, ...verbs.find, ...verbs.list, ...telling])
const making = 'create|make|add|open|register'
const pause = '(?:[,.;:]| and\\b| then\\b)+'
const none =
  '(?:there (?:is|are) (?:not|no|none)(?: (?:one|any|such(?: \\p{L}+)?))?|(?:it|they|one) (?:does|do|is|are) not (?:exist|there|found|known)|(?:it is )?(?:not found|missing|needed)|none(?: is found| exists)?|not)'

const rewritten: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [/\b(\p{L}+)n['’]t\b/giu, '$1 not'],
  [/\be-?mail address(?:es)?\b|\be-mails?\b/gi, 'email'],
  [/\b(?:surname|family name)\b/gi, 'last name'],
  [/\bgiven name\b/gi, 'first name'],
  [/\b(?:dob|birthday|birthdate|birth date)\b/gi, 'date of birth'],
  [/\b(?:date of creation|creation date)\b/gi, 'create date'],
  [/\bfirst and last name\b/gi, 'first name and last name'],
  // "Customer no.", but not "newsletter: no.".
  [/(?<=\p{L})(?<!\b(?:to|is|as|or|and|are)) (?:no|nr)\.(?=\W|$)/giu, ' number'],
  [/\bcall[ -]?backs?\b/gi, 'callback'],
  [/\bto-?dos?\b/gi, 'todo'],
  // What is asked of the user first is what the binding asks for.
  [
    new RegExp(
      `^(?:(?:please )?(?:ask(?:ing|s)?(?: (?:them|him|her|(?:the |a )?(?:${oneOf(persons)})))? for|given) (.+?)|(.+?) (?:is|are) (?:asked for|given|provided))${pause} (?:(?:and|then|to|please) )*(${doing})\\b(.*)$`,
      'i',
    ),
    (_all = '', after = '', before = '', verb = '', rest = '') => asked(after || before, verb, rest),
  ],
  [/\b(?:asked for|provided)\b/gi, 'given'],
  // "Or else create it", "if there is none, make it", "create it if missing": all are one thing to do.
  [
    new RegExp(
      `[,;.]? (?:(?:and|but) )?(?:or else|(?:or )?otherwise|else|if ${none}),? (?:then )?(?=(?:${making})\\b)`,
      'giu',
    ),
    ' or ',
  ],
  [
    new RegExp(
      `^((?:${oneOf(verbs.find)})\\b.+?)(?:[,;.]| and| then)+ ((?:${making})\\b[^,;.]*?) if ${none}\\.?$`,
      'iu',
    ),
    '$1 or $2',
  ],
  // Whatever is made is new; that says nothing of its fields.
  [
    /^((?:please )?(?:(?:create|add|register|make|log|book|file|raise|submit|schedule) (?:an? )?|open an? ))(?:brand[ -])?new (?!business)(?=\p{L})/iu,
    '$1',
  ],
  [/\blook(?:s|ing)? up\b/gi, 'lookup'],
  [/\b(look|search|ask)(?:es|s|ing)? for\b/gi, '$1'],
  [/\b(?:un-?assigned)\b/gi, 'without owner'],
  [/\b(?:assigned to|owned by)\b/gi, 'owner'],
  [/\b(?:greater|more) than or equal to\b/gi, 'at least'],
  [/\b(?:less|lower) than or equal to\b/gi, 'at most'],
  [/\bcannot\b/gi, 'can not'],
  [/\bunderway\b/gi, 'under way'],
  [/\b(?:turn|switch) off\b/gi, 'disable'],
  [/\b(?:turn|switch) on\b/gi, 'enable'],
]

/** "Ask for the subject, then open a ticket" is to open a ticket with the subject. */
function asked(fields: string, verb: string, rest: string): string {
  const small = verb.toLowerCase()
  const isWrite = verbs.create.has(small) || verbs.update.has(small)
  const isBy = !isWrite && !/\b(?:by|or)\b/.test(rest)
  return `${verb}${rest.replace(/[.?!]+$/, '')} ${isBy ? 'by' : 'with'} ${fields}`
}

/** A goal in the words and the order that are looked for. */
export const reworded = (goal: string): string =>
  rewritten.reduce(
    (all, [from, to]) => (typeof to === 'string' ? all.replace(from, to) : all.replace(from, to)),
    goal.replace(/\s+/g, ' ').trim(),
  )

const asking = new RegExp(`^([^?]{1,300}\\?) ((?:(?:please|then|so) )*(?:${doing})\\b.+)$`, 'i')

/** What the user asks, and behind it what is to be done: "Where is it? Find the order that …". */
export function afterQuestion(goal: string): { question: string; told: string } | undefined {
  const [, question, told] = asking.exec(goal.replace(/\s+/g, ' ').trim()) ?? []
  return question === undefined || told === undefined ? undefined : { question, told }
}
