import type { Said } from '../../sim/botpress'

/** The web chat message for a file, by its content type. */
export function fileMessage(file: { name: string; contentType: string }, url: string): Exclude<Said, string> {
  const title = file.name
  switch (file.contentType.split('/')[0]) {
    case 'image':
      return { type: 'image', payload: { imageUrl: url, title } }
    case 'audio':
      return { type: 'audio', payload: { audioUrl: url, title } }
    case 'video':
      return { type: 'video', payload: { videoUrl: url, title } }
    default:
      return { type: 'file', payload: { fileUrl: url, title } }
  }
}
