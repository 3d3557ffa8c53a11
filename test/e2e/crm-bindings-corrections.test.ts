import { describe, expect, test } from 'vitest'
import { saveBinding } from '../../src/crm/bindings/save-binding'
import { bindingStage, findOrder, type Input } from './binding-stage'

const text = (name: string, more: Input = {}) => ({ name, description: 'Something, for example a word.', ...more })
const base = { name: 'thing', description: 'Does something.', inputs: [] }
const finding = (part: Input): Input => ({ ...base, operation: 'find', object: 'shop_order', ...part })
const where = (...conditions: Input[]): Input => ({ where: [{ all: conditions }] })
const making = (part: Input): Input => ({ ...base, operation: 'create', object: 'tickets', ...part })
const changing = (part: Input): Input => ({ ...base, operation: 'update', object: 'tickets', ...part })
const known = { field: 'order_number', operator: 'isKnown' }

/** What is wrong, where, in which words, and what may be used instead. */
type Row = [what: string, binding: Input, field: string | RegExp, says: RegExp, allows?: string]

const forms: Row[] = [
  ['a name of two words', { ...findOrder, name: 'find order' }, 'name', /letters, digits and _/],
  ['a name too long', { ...findOrder, name: 'x'.repeat(61) }, 'name', /at most 60/],
  ['no description', { ...findOrder, description: ' ' }, 'description', /Say in a sentence/],
  ['too long', { ...findOrder, description: 'word '.repeat(800) }, 'binding', /4000 are kept/],
  ['what is set by a find', { ...findOrder, set: { total: '1' } }, 'set', /not belong to the operation find/, 'where'],
  ['a limit for the latest', { ...findOrder, operation: 'latest', limit: 3 }, 'limit', /not belong to.* latest/],
  ['a find of nothing', finding({}), 'where or associatedWith', /needs this/],
  ['a create of nothing', making({}), 'set', /needs this/],
  ['an update of nothing', changing({ match: { hs_object_id: '1' } }), 'set or associate', /needs this/],
  [
    'eleven inputs',
    finding({
      inputs: Array.from({ length: 11 }, (_, at) => text(`in${at}`)),
      ...where({
        field: 'order_number',
        operator: 'isAnyOf',
        values: Array.from({ length: 11 }, (_, at) => `{{in${at}}}`),
      }),
    }),
    'inputs',
    /more than 10/,
  ],
  [
    'an input that is not used',
    { ...findOrder, inputs: [...findOrder.inputs, text('colour')] },
    'inputs.1.name',
    /{{colour}}/,
  ],
  [
    'two inputs of one name',
    { ...findOrder, inputs: [...findOrder.inputs, text('OrderNumber')] },
    'inputs.1.name',
    /Another input is called so/,
  ],
  [
    'an input without a description',
    { ...findOrder, inputs: [text('orderNumber', { description: '' })] },
    'inputs.0.description',
    /Say what to give/,
  ],
  [
    'an example of another type',
    { ...findOrder, inputs: [text('orderNumber', { type: 'email', example: 'L-1001' })] },
    'inputs.0.example',
    /no e-mail address/,
  ],
  [
    'an input that there is not',
    finding(where({ field: 'order_number', operator: 'is', value: '{{number}}' })),
    'where.0.all.0.value',
    /does not have/,
  ],
  [
    'braces that are no input',
    finding(where({ field: 'order_number', operator: 'is', value: '{{' })),
    'where.0.all.0.value',
    /belong to no input/,
  ],
]

/** Those that Botpress itself does not let through, where it goes by the definition. */
const malformed: Row[] = [
  ['no operation', { ...findOrder, operation: 'delete' }, 'operation', /not as it has to be/],
  ['a part that there is not', { ...findOrder, filters: [] }, 'filters', /no such part/, 'where'],
  [
    'an input as operator',
    finding(where({ ...known, operator: '{{it}}' })),
    'where.0.all.0.operator',
    /not as it has to be/,
  ],
]

const asked = (part: Input) => finding({ inputs: [text('it')], ...part })
const used = { field: 'order_number', operator: 'is', value: '{{it}}' }

const misplaced: Row[] = [
  ['an object', asked({ object: '{{it}}', ...where(used) }), 'object', /values and IDs only/],
  ['a field', asked(where(used, { ...known, field: '{{it}}' })), 'where.0.all.1.field', /values and IDs only/],
  ['a sort', asked({ ...where(used), sort: [{ field: '{{it}}' }] }), 'sort.0.field', /values and IDs only/],
  ['a field to answer with', asked({ ...where(used), fields: ['{{it}}'] }), 'fields.0', /values and IDs only/],
  [
    'a field to set',
    making({ inputs: [text('it')], set: { subject: '{{it}}', '{{it}}': 'x' } }),
    'set',
    /values and IDs only/,
  ],
  [
    'a label',
    making({
      inputs: [text('it')],
      set: { subject: '{{it}}' },
      associate: [{ object: 'contacts', id: '1', label: '{{it}}' }],
    }),
    'associate.0.label',
    /values and IDs only/,
  ],
]

const searches: Row[] = [
  ['an object that there is not', finding({ object: 'unicorns', ...where(known) }), 'object', /no such object/],
  ['notes', finding({ object: 'notes', ...where(known) }), 'object', /no action reads or writes/],
  ['tasks', finding({ object: 'tasks', ...where(known) }), 'object', /created but not read/],
  [
    'a field that there is not',
    finding(where({ ...known, field: 'order_nummber' })),
    'order_nummber',
    /no such field/,
    'order_number',
  ],
  [
    'an operator that does not suit',
    finding(where({ field: 'order_number', operator: 'isAbove', value: 'a' })),
    'order_number',
    /does not suit/,
    'contains',
  ],
  [
    'an option that there is not',
    finding(where({ field: 'order_status', operator: 'is', value: 'lost' })),
    'order_status',
    /no such option/,
    'Shipped',
  ],
  [
    'a date that is none',
    finding(where({ field: 'order_date', operator: 'is', value: '2026-02-30' })),
    'order_date',
    /no date/,
  ],
  [
    'an input of the wrong type',
    finding({
      inputs: [text('it', { type: 'email' })],
      ...where({ field: 'total', operator: 'is', value: '{{it}}' }),
    }),
    'total',
    /no number.*Nothing that the inputs here may hold/,
  ],
  [
    'a comparison without a value',
    asked(where(used, { field: 'total', operator: 'is' })),
    'total',
    /"value" is missing/,
  ],
  ['a sort by what there is not', asked({ ...where(used), sort: [{ field: 'colour' }] }), 'colour', /no such field/],
  [
    'a sort by four',
    asked({ ...where(used), sort: ['total', 'order_date', 'order_number', 'gift_wrap'].map((field) => ({ field })) }),
    'sort',
    /more than 3/,
  ],
  ['an answer of what there is not', asked({ ...where(used), fields: ['colour'] }), 'colour', /no such field/],
  [
    'six groups',
    finding({ where: Array.from({ length: 6 }, () => ({ all: [known] })) }),
    'where',
    /more than 5 groups/,
  ],
  [
    'seven conditions in a group',
    finding(where(...Array.from({ length: 7 }, () => known))),
    'where',
    /HubSpot takes 6/,
  ],
  [
    'six, where there is an association besides',
    {
      ...finding(where(...Array.from({ length: 6 }, () => ({ field: 'subject', operator: 'isKnown' })))),
      object: 'tickets',
      associatedWith: { object: 'contacts', id: '1' },
    },
    'where',
    /HubSpot takes 6/,
  ],
  [
    'values too long together',
    finding(where(...'abcdef'.split('').map((letter) => ({ ...used, value: letter.repeat(530) })))),
    'where',
    /3000 are allowed/,
  ],
  [
    'inputs too long together',
    finding({
      inputs: Array.from({ length: 9 }, (_, at) => text(`in${at}`, { type: 'email' })),
      where: [0, 3, 6].map((at) => ({
        all: [0, 1, 2].map((more) => ({
          field: 'order_number',
          operator: 'is',
          value: `{{in${at + more}}} ${'x'.repeat(150)}`,
        })),
      })),
    }),
    'where',
    /3000 are allowed/,
  ],
  [
    'an associated object that there is not',
    finding({ associatedWith: { object: 'unicorns', id: '1' } }),
    'associatedWith.object',
    /no such object/,
  ],
  [
    'an ID that is none',
    finding({ associatedWith: { object: 'contacts', id: 'Ann' } }),
    'associatedWith.id',
    /digits alone/,
  ],
  [
    'an input for an ID that is none',
    finding({ inputs: [text('who', { type: 'email' })], associatedWith: { object: 'contacts', id: '{{who}}' } }),
    'associatedWith.id',
    /of the type id/,
  ],
  [
    'an optional input that says whose records are found',
    finding({
      inputs: [text('who', { type: 'id', required: false })],
      associatedWith: { object: 'contacts', id: '{{who}}' },
    }),
    'inputs.0.required',
    /has to be required/,
  ],
]

const subject = { subject: 'Lamp' }
const record = { match: { hs_object_id: '{{id}}' }, inputs: [text('id', { type: 'id' })] }

const writes: Row[] = [
  ['a field that there is not', making({ set: { ...subject, pryority: 'high' } }), 'set.pryority', /no such field/],
  [
    'what HubSpot fills in',
    making({ set: { ...subject, createdate: '2026-01-01' } }),
    'set.createdate',
    /cannot be written/,
  ],
  [
    'an option that there is not',
    making({ set: { ...subject, return_reason: 'ugly' } }),
    'set.return_reason',
    /no such option/,
    'Wrong item',
  ],
  ['an owner that there is not', making({ set: { ...subject, Owner: 'Nobody' } }), 'set.Owner', /no such owner/],
  [
    'a stage that there is not',
    making({ set: { ...subject, hs_pipeline: 'Returns', hs_pipeline_stage: 'New' } }),
    'set.hs_pipeline_stage',
    /no such stage/,
    'Refunded',
  ],
  [
    'an input of the wrong type',
    making({ inputs: [text('sure', { type: 'yesNo' })], set: { ...subject, return_reason: '{{sure}}' } }),
    'set.return_reason',
    /Nothing that the inputs here may hold/,
  ],
  ['a field twice', making({ set: { ...subject, 'Ticket name': 'Other' } }), 'set.Ticket name', /given twice/],
  ['a create without what it needs', making({ set: { content: 'In pieces.' } }), 'set', /need a value of subject/],
  [
    'an optional input for what it needs',
    making({ inputs: [text('it', { required: false })], set: { subject: '{{it}}' } }),
    'set.subject',
    /Make its input required/,
  ],
  [
    'an update by a subject',
    changing({ match: { subject: 'Lamp' }, set: subject }),
    'match',
    /by its ID/,
    'hs_object_id',
  ],
  [
    'an update by its ID and more',
    changing({ ...record, match: { ...record.match, subject: 'x' }, set: subject }),
    'match',
    /by its ID and nothing else/,
  ],
  [
    'an update by no ID',
    changing({ match: { hs_object_id: 'lamp' }, set: subject }),
    'match.hs_object_id',
    /digits alone/,
  ],
  [
    'a key that many have',
    making({ operation: 'findOrCreate', object: 'contacts', match: { Company: 'Hotel' } }),
    'match.Company',
    /can have the same value/,
    'customer_number',
  ],
  [
    'an optional key',
    making({
      operation: 'findOrCreate',
      object: 'contacts',
      inputs: [text('mail', { type: 'email', required: false })],
      match: { email: '{{mail}}' },
    }),
    'inputs.0.required',
    /has to be required/,
  ],
  [
    'a new contact without a name',
    making({
      operation: 'findOrCreate',
      object: 'contacts',
      inputs: [text('number', { type: 'phone' })],
      match: { phone: '{{number}}' },
    }),
    'set',
    /an e-mail address, a first or a last name/,
    'firstname',
  ],
  [
    'a new contact that nobody could find again',
    making({ object: 'contacts', set: { firstname: 'Kim' } }),
    'set',
    /a phone number or an e-mail address/,
    'email',
  ],
  [
    'an address that is none',
    making({ operation: 'findOrCreate', object: 'contacts', match: { email: 'nowhere' } }),
    'match.email',
    /no e-mail address/,
  ],
  [
    'a link to what there is not',
    making({ set: subject, associate: [{ object: 'unicorns', id: '1' }] }),
    'associate.0.object',
    /no such object/,
  ],
  [
    'a link to no ID',
    making({ set: subject, associate: [{ object: 'contacts', id: 'Ann' }] }),
    'associate.0.id',
    /digits alone/,
  ],
  [
    'eleven links',
    making({ set: subject, associate: Array.from({ length: 11 }, () => ({ object: 'contacts', id: '1' })) }),
    'associate',
    /more than 10/,
  ],
]

describe.each<[string, Row[]]>([
  ['of whatever kind', forms],
  ['that has an input instead of', misplaced],
  ['that finds', searches],
  ['that writes', writes],
])('a binding %s', (_kind, rows) => {
  test('is not saved, and its author is told where it is wrong and what to do', async () => {
    const { save, list } = await bindingStage()
    for (const [what, binding, field, says, allows] of rows) {
      const answer = await save(binding)
      expect(answer, what).toMatchObject({ saved: false, created: false })
      const told = answer.problems.map((one) => ({ ...one, what }))
      const expected = { field, problem: expect.stringMatching(says), what }
      expect(told).toContainEqual(expect.objectContaining(expected))
      if (allows !== undefined) {
        expect(told).toContainEqual(expect.objectContaining({ ...expected, allowed: expect.arrayContaining([allows]) }))
      }
    }
    expect((await list()).bindings).toEqual([])
  })
})

test('a binding of another form is not saved either', async () => {
  const { within } = await bindingStage()
  for (const [what, binding, field, says, allows] of malformed) {
    const answer = await within((crm) => saveBinding(crm, binding))
    expect(answer, what).toMatchObject({ saved: false, created: false })
    const expected = { field, problem: expect.stringMatching(says) }
    const allowed = allows === undefined ? {} : { allowed: expect.arrayContaining([allows]) }
    expect(answer.problems).toContainEqual(expect.objectContaining({ ...expected, ...allowed }))
  }
})
