/** What became of a step of the story. */
export type Step = { title: string; outcome: 'passed' | 'failed' | 'skipped'; detail: string }

/** What a real account shows of something that its help desk does not document and the design rests on. */
export type Finding<Id extends string = string> = {
  id: Id
  outcome: 'confirmed' | 'refuted' | 'not seen'
  detail: string
}

/** What is assumed of a help desk, in words, by name. */
export type Assumptions<Id extends string> = Readonly<Record<Id, string>>

/** What a test of a real account has seen so far; filled in as it goes, so that a fault loses nothing. */
export type Seen<Id extends string> = { steps: Step[]; findings: Finding<Id>[] }

/** The findings for all assumptions, in their order; those nobody looked at are not seen. */
export function complete<Id extends string>(
  assumptions: Assumptions<Id>,
  findings: Finding<Id>[],
  why: string,
): Finding<Id>[] {
  const all: Finding<Id>[] = []
  for (const id in assumptions) {
    all.push(findings.find((finding) => finding.id === id) ?? { id, outcome: 'not seen', detail: why })
  }
  return all
}

const marks = { passed: '✓', failed: '✗', skipped: '–', confirmed: '✓', refuted: '✗', 'not seen': '–' }

export function asReport<Id extends string>(
  desk: string,
  assumptions: Assumptions<Id>,
  { steps, findings }: Seen<Id>,
): string {
  const lines = [
    ...steps.map(({ title, outcome, detail }) => `${marks[outcome]} ${title}: ${outcome}${detail && ` (${detail})`}`),
    '',
    `What ${desk} does not document, and the integration assumes:`,
    ...findings.map(
      ({ id, outcome, detail }) => `${marks[outcome]} ${id}: ${outcome}. ${assumptions[id]}${detail && ` (${detail})`}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
