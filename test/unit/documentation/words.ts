/** Words of a Markdown text as people read them: tables count, code in fences and bare marks do not. */
export function wordsIn(markdown: string): number {
  const read = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/<[^>]*>/g, '')
  return read.split(/[\s|]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
