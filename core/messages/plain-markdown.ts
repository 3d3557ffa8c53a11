import { type Piece, piecesOfText, spaceOf } from './inline-pieces'
import { writeInline } from './markdown-inline'
import { visible } from './plain'

/**
 * Plain text as Markdown that shows the same: markup is escaped, line breaks are hard ones, what lines are indented by
 * are spaces that stay. Takes time linear in the length of the text.
 */
export function plainMarkdown(text: string): string {
  const lines = visible(text).trimEnd().split('\n')
  const written: string[] = []
  let paragraph: Piece[] = []
  const end = () => {
    if (paragraph.length > 0) written.push(writeInline(paragraph, 'lines'))
    paragraph = []
  }
  for (const line of lines) {
    if (line.trim() === '') {
      end()
      if (written.length > 0) written.push('')
      continue
    }
    if (paragraph.length > 0) paragraph.push(spaceOf('break', 0))
    paragraph.push(...piecesOfText(line.trimEnd().replace(/^[ \t]+/, indent), 0))
  }
  end()
  return written.join('\n')
}

/** Four spaces would be a block of code. */
function indent(spaces: string): string {
  return spaces.replaceAll('\t', '    ').replaceAll(' ', '\u00a0')
}
