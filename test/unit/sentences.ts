import { readdirSync, readFileSync } from 'node:fs'
import * as ts from 'typescript'

/** A text in the source that a person may come to read; `…` stands for what is filled in. */
export type Sentence = { file: string; text: string }

/** Lists of words, and the reasons that complete another sentence. */
const skippedFiles = new Set(['messages/file-kind.ts', 'messages/html-tags.ts', 'download.ts'])
/** Parts of a longer sentence. */
const skippedProperties = new Set(['what', 'reason', 'cost'])
/** Errors that are put into words where they are caught. */
const skippedErrors = new Set(['Error', 'LockedError', 'OutOfTimeError', 'DownloadError'])
/** Takes what there was no time for; the plain log is for this integration's developers. */
const skippedCalls = /^(within|assertTime|(\w+\.)?logger\.(warn|info|debug))$/

/** All texts of six words or more in src that the bot's owner, an agent or an end user may read. */
export function sentencesIn(root: URL): Sentence[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return files
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !skippedFiles.has(name))
    .flatMap((file) => {
      const source = readFileSync(new URL(file, root), 'utf8')
      const texts = textsIn(ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true))
      return texts.filter((text) => text.trim().split(/\s+/).length >= 6).map((text) => ({ file, text }))
    })
}

function textsIn(node: ts.Node): string[] {
  if (isSkipped(node)) return []
  const own = textOf(node)
  const inner: string[] = []
  ts.forEachChild(node, (child) => {
    inner.push(...textsIn(child))
  })
  return own === undefined ? inner : [own.replace(/%[sd]/g, '…'), ...inner]
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
}

function isSkipped(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return skippedProperties.has(node.name.getText())
  if (ts.isNewExpression(node)) return skippedErrors.has(node.expression.getText())
  return ts.isCallExpression(node) && skippedCalls.test(node.expression.getText())
}
