/** What words of a goal do that name nothing in the account. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** Verbs by what they ask for; they count where a goal begins. */
export const verbs = {
  create: set('create add open log book register make schedule file raise submit new'),
  update: set(
    'update change set modify edit move assign mark correct adjust switch put turn convert reassign amend alter upgrade downgrade',
  ),
  find: set('find get fetch lookup look search retrieve check identify see read what where who'),
  list: set('list all every which'),
  /** A bare yes or no, for a field that holds one. */
  yes: set('subscribe enable activate'),
  no: set('unsubscribe disable deactivate'),
} as const

/** What no binding does. */
export const impossible = set(
  'delete remove erase archive merge send email text sms call print export import count sum average notify remind download upload attach translate summarize summarise compare',
)

/** Say nothing of what is meant. */
export const idle = set(
  `a an the that this these those there is are was were be been being has have had having do does did will would should
  could can may i we you us our your it its please bot agent assistant want wants wanted need needs like let lets to then
  here also just so such in at on of for from by with and but when if as into using via still yet already currently
  any some given certain specific particular who whose which what where they them he she him me one record records entry
  entries data information hubspot crm ones belonging belong belongs attached linked related associated make sure all every each list show both
  only about under tell know`,
)

/** What follows is to be answered. */
export const telling = set('show tell return give say read including include answer display report')

/** At the beginning they can be about showing something, or about giving it to somebody. */
export const giving = set('give get let have has want wants need needs include report return answer')

/** Who uses the bot, without a name. */
export const persons = set('caller user customer client patient contact person my their his her')

/** Only these: with them a thing belongs to somebody. */
export const owning = set('my their his her')

/** Before what something belongs to. */
export const ofWhat = set('of for from by belonging belong belongs attached linked related associated about to')

export const negations = set('not no without except excluding never non other')

export const articles = set('a an another new')
/** What is meant is known when it is run. */
export const thisOne = set('the this that given certain specific by using via their its his her')

/** Tell one field from another only a little. */
export const vague = set('date number name type time status reference code')

/** What numbers about money and about lengths are called. */
export const moneyWords = set('amount total price cost value revenue sum fee budget')
export const lengthWords = set('duration length minute hour day')

/** Two, and on from there. */
export const counted = 'two three four five six seven eight nine ten'.split(' ')

/** Each line is of words that mean the same where nothing in the account fits better. */
export const groups = `
contact customer client caller patient person people member guest buyer shopper
company account organisation organization firm business employer
deal opportunity
ticket case issue incident complaint request
task todo callback reminder
order purchase
visit appointment booking consultation
subscription contract membership
licence license
treatment therapy
status state stage phase
amount value total price cost sum worth
phone telephone tel
mobile cell
subject title
zip postcode postal
owner assignee agent rep
priority urgency
category type kind
description content message body
end expiry expiration expire
start begin
reason cause
website site url
employee staff headcount
`
  .trim()
  .split('\n')
