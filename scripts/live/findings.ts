/** What became of a step of the story. */
export type Step = { title: string; outcome: 'passed' | 'failed' | 'skipped'; detail: string }

/** What a real account shows of something that HubSpot does not document and the design rests on. */
export type Finding = { id: AssumptionId; outcome: 'confirmed' | 'refuted' | 'not seen'; detail: string }

/** The assumptions, by name. */
export const assumptions = {
  idempotency:
    'A message published again with the same idempotency ID is not shown twice, and is answered with 2xx or 409',
  afterClose: 'A message can be published into a thread that is closed, and lands in that thread',
  redelivery: 'A channel webhook that was answered with 503 is delivered again',
  failedStatus: 'A reply marked FAILED keeps the reason, for the agent to read',
  signedPath: 'The v3 signature of a channel webhook is made for the URL as it was registered',
  contact: 'associateWithContactId attaches the thread to that contact',
  fileUrl: "An agent's file comes with a URL that opens without credentials, or with a numeric file ID",
} as const

export type AssumptionId = keyof typeof assumptions

const assumptionIds: AssumptionId[] = [
  'idempotency',
  'afterClose',
  'redelivery',
  'failedStatus',
  'signedPath',
  'contact',
  'fileUrl',
]

/** The findings for all assumptions; those nobody looked at are not seen. */
export function complete(findings: Finding[], why: string): Finding[] {
  return assumptionIds.map(
    (id) => findings.find((finding) => finding.id === id) ?? { id, outcome: 'not seen', detail: why },
  )
}

const marks = { passed: '✓', failed: '✗', skipped: '–', confirmed: '✓', refuted: '✗', 'not seen': '–' }

export function asReport(steps: Step[], findings: Finding[]): string {
  const lines = [
    ...steps.map(({ title, outcome, detail }) => `${marks[outcome]} ${title}: ${outcome}${detail && ` (${detail})`}`),
    '',
    'What HubSpot does not document, and the integration assumes:',
    ...findings.map(
      ({ id, outcome, detail }) => `${marks[outcome]} ${id}: ${outcome}. ${assumptions[id]}${detail && ` (${detail})`}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
