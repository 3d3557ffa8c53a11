import { readdirSync, readFileSync } from 'node:fs'
import * as ts from 'typescript'

/** A text in the source that a person may come to read; `…` stands for what is filled in. */
export type Sentence = { file: string; text: string }

/** Lists of words, and the reasons that complete another sentence. */
const skippedFiles = new Set([
  'messages/file-kind.ts',
  'messages/file-types.ts',
  'messages/html-tags.ts',
  'hubspot/unsaid.ts',
  'download.ts',
])
/** The connect page's texts stand on the page, each with its way out; only what it logs needs explaining elsewhere. */
const isOnAPage = (file: string) => file.startsWith('connect/') && file !== 'connect/connect-page.ts'
/** Parts of a longer sentence. */
const skippedProperties = new Set(['reason', 'cost', 'purpose'])
/** What a call to HubSpot does, as it reads after "to". */
const skippedInHubSpot = new Set(['what', ...skippedProperties])
/** Errors that are put into words where they are caught. */
const skippedErrors = new Set(['Error', 'LockedError', 'OutOfTimeError', 'DownloadError'])
/** Takes what there was no time for; the plain log is for this integration's developers. */
const skippedCalls = /^(within|assertTime|(\w+\.)?logger\.(warn|info|debug))$/

/** Texts of six words or more in src that the bot's owner, an agent or an end user may read. */
export function sentencesIn(root: URL): Sentence[] {
  const isSentence = ({ file, text }: Sentence) =>
    !skippedFiles.has(file) && !isOnAPage(file) && text.trim().split(/\s+/).length >= 6
  return textsIn(root, isSkipped).filter(isSentence)
}

/** All texts in src. */
export function textsIn(root: URL, skip: (node: ts.Node, file: string) => boolean = () => false): Sentence[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return files.flatMap((name) => {
    const file = name.replaceAll('\\', '/')
    const found: Sentence[] = []
    const visit = (node: ts.Node): void => {
      if (skip(node, file)) return
      const text = textOf(node)
      if (text !== undefined) found.push({ file, text: text.replace(/%[sd]/g, '…') })
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.ES2022, true))
    return found
  })
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
}

function isSkipped(node: ts.Node, file: string): boolean {
  if (ts.isPropertyAssignment(node)) {
    return (file.startsWith('hubspot/') ? skippedInHubSpot : skippedProperties).has(node.name.getText())
  }
  if (ts.isNewExpression(node)) return skippedErrors.has(node.expression.getText())
  return ts.isCallExpression(node) && skippedCalls.test(node.expression.getText())
}
