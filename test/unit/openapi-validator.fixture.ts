const json = (schema: object) => ({ 'application/json': { schema } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const animal = (type: string, required: string[]) => ({
  properties: {},
  allOf: [
    ref('Animal'),
    {
      type: 'object',
      required: ['type', ...required],
      properties: { type: { type: 'string', enum: [type] }, name: { type: 'string' } },
    },
  ],
})

/** A small OpenAPI document that has every habit of HubSpot's that the validator knows. */
export const zoo = {
  openapi: '3.0.1',
  paths: {
    '/animals': {
      get: {
        parameters: [
          { name: 'keeper', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'cage', in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
        ],
        responses: { 200: { content: json({ type: 'array', items: ref('Animal') }) } },
      },
      post: {
        requestBody: { required: true, content: json(ref('Animal')) },
        responses: { 201: { content: json(ref('Animal')) } },
      },
    },
    '/animals/{id}': {
      parameters: [],
      patch: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        requestBody: { content: json(ref('Change')) },
        responses: { 204: {} },
      },
    },
    '/animals/census': { patch: { responses: { 204: {} } } },
    '/login': {
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { user: { type: 'string' } } },
            },
          },
        },
      },
    },
    '/photos': {
      post: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { file: { type: 'string', format: 'binary' }, options: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Animal: { properties: {}, oneOf: [ref('Cat'), ref('Dog')] },
      Cat: animal('CAT', ['name']),
      Dog: animal('DOG', []),
      Change: {
        type: 'object',
        required: ['name', 'weight'],
        properties: {
          name: { type: 'string', nullable: true },
          weight: { type: 'integer', format: 'int32' },
          since: { type: 'string', format: 'date-time' },
          anything: { type: 'object', properties: {} },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
}
