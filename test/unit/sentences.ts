import { readdirSync, readFileSync } from 'node:fs'
import * as ts from 'typescript'

/** A text in the code that a person may come to read; `…` stands for what is filled in. */
export type Sentence = { file: string; text: string }

/** An integration as it is searched for texts, together with the core. */
export type Source = {
  /** Where its code is. */
  src: string
  /** The folder that speaks HTTP, within it. */
  http: string
  /** As the core calls its desk. */
  desk: string
  /** Beginnings of what the core only says where a desk has something that this one has not. */
  never: readonly string[]
}

export const hubspot: Source = {
  src: 'src',
  http: 'hubspot',
  desk: 'HubSpot',
  // It has no files that only its token opens, and nobody is missed there.
  never: ["An agent's file could not be brought", 'What the end user was to read at the end'],
}

export const salesiq: Source = {
  src: 'integrations/zoho-salesiq/src',
  http: 'salesiq',
  desk: 'SalesIQ',
  // Its agents' names come with what they do, it has no actions of its own, and its card asks for nothing in the chat.
  never: [
    'The name of an agent could not be looked up',
    'There is too much going on at once',
    'What the card asks for',
  ],
}

const root = new URL('../../', import.meta.url)

/** Lists of words, and the reasons that complete another sentence. */
const skippedFiles = new Set([
  'core/messages/file-types.ts',
  'core/messages/html-tags.ts',
  // The English ones stand in docs/texts.md, which says of each when it appears.
  ...['es', 'fr', 'de', 'it', 'pt'].map((language) => `core/texts/${language}.ts`),
  'core/platform/download.ts',
  // What HubSpot shows of the app.
  'src/hubspot-app/project.ts',
  'src/hubspot/unsaid.ts',
  'src/crm/author/lexicon.ts',
  'src/crm/author/phrases.ts',
  'src/crm/author/reworded.ts',
  'src/crm/schema/rank.ts',
  'src/crm/schema/standard-objects.ts',
  'src/interaction-log/scrubber/labels.ts',
  'src/interaction-log/scrubber/number-words.ts',
  'src/interaction-log/scrubber/turns.ts',
  // What a language model is told.
  'src/interaction-log/model-summary.ts',
  // Titles and descriptions, which stand in the Studio beside what they name.
  'core/definitions.ts',
])
/** The texts of the connect page and the doctor stand on the page, each with its way out; only what it logs needs explaining elsewhere. */
const isOnAPage = (file: string) =>
  /(^|\/)(core\/(pages|documentation|doctor)|src\/(connect|doctor))\//.test(file) && file !== 'core/pages/serve.ts'
/** Parts of a longer sentence. */
const skippedProperties = new Set(['reason', 'cost', 'purpose'])
/** What a call to a desk does, as it reads after "to". */
const skippedInCalls = new Set(['what', ...skippedProperties])
/** Errors that are put into words where they are caught. */
const skippedErrors = new Set(['Error', 'LockedError', 'OutOfTimeError', 'DownloadError'])
/** Takes what there was no time for; the plain log is for this integration's developers. */
const skippedCalls = /^(within|assertTime|(\w+\.)?logger\.(warn|info|debug))$/

/** Texts of six words or more that the bot's owner, an agent or an end user may read. */
export function sentences(source: Source): Sentence[] {
  const isSentence = ({ file, text }: Sentence) =>
    !skippedFiles.has(file) &&
    !isOnAPage(file) &&
    !source.never.some((one) => text.startsWith(one)) &&
    text.trim().split(/\s+/).length >= 6
  const calls = `${source.src}/${source.http}/`
  return texts(source, (node, file) => isSkipped(node, file.startsWith(calls))).filter(isSentence)
}

/** All texts of an integration and the core. */
export function texts({ src, desk }: Source, skip: (node: ts.Node, file: string) => boolean = () => false): Sentence[] {
  const files = ['core', src].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  return files.flatMap((file) => {
    const found: Sentence[] = []
    const visit = (node: ts.Node): void => {
      if (skip(node, file)) return
      const text = textOf(node, desk)
      if (text !== undefined) found.push({ file, text })
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.ES2022, true))
    return found
  })
}

function textOf(node: ts.Node, desk: string): string | undefined {
  if (ts.isStringLiteralLike(node)) return formatted(node, desk)
  if (!ts.isTemplateExpression(node)) return undefined
  const spans = node.templateSpans.map(({ expression, literal }) => filledIn(expression, desk) + literal.text)
  return node.head.text + spans.join('')
}

/** The core speaks of the desk by its name. */
const filledIn = (value: ts.Node | undefined, desk: string) =>
  value !== undefined && /(^|\.)desk(\.name)?$/.test(value.getText()) ? desk : '…'

/** With `%s` as the values have it that follow. */
function formatted(node: ts.StringLiteralLike, desk: string): string {
  const { call, at } = useOf(node) ?? {}
  const values = call?.arguments.slice((at ?? 0) + 1) ?? []
  return node.text.replace(/%[sd]/g, () => filledIn(values.shift(), desk))
}

/** The call that a text is given to, by itself or by name; undefined for one that is not given to any. */
function useOf(node: ts.Node): { call: ts.CallExpression; at: number } | undefined {
  const { parent } = node
  if (!ts.isVariableDeclaration(parent)) return useIn(parent, node.getText())
  const block = parent.parent.parent.parent
  return useWithin(block, parent.name.getText())
}

function useWithin(node: ts.Node, text: string): { call: ts.CallExpression; at: number } | undefined {
  return useIn(node, text) ?? ts.forEachChild(node, (child) => useWithin(child, text))
}

function useIn(call: ts.Node, text: string): { call: ts.CallExpression; at: number } | undefined {
  if (!ts.isCallExpression(call)) return undefined
  const at = call.arguments.findIndex((it) => it.getText() === text)
  return at < 0 ? undefined : { call, at }
}

function isSkipped(node: ts.Node, isOfCalls: boolean): boolean {
  if (ts.isPropertyAssignment(node)) {
    return (isOfCalls ? skippedInCalls : skippedProperties).has(node.name.getText())
  }
  if (ts.isNewExpression(node)) return skippedErrors.has(node.expression.getText())
  const call = ts.isStringLiteralLike(node) ? useOf(node)?.call : node
  return call !== undefined && ts.isCallExpression(call) && skippedCalls.test(call.expression.getText())
}
