import type { ChatLine } from './watch'

/** A line as agents read it. */
export function agentLine(line: ChatLine): string {
  switch (line.type) {
    case 'past':
      return ['Before the chat:', ...line.messages.map(({ senderName, text }) => `${senderName}: ${text}`)].join('\n')
    case 'question':
      return `${line.sender}: ${line.text}`
    case 'note':
      return `Note: ${line.text}`
    case 'owner':
      return `* ${line.name} is in charge`
    case 'state':
      return line.state === 'missed' ? '* Missed' : `* Ended by ${line.by}`
    case 'message': {
      const { sender, text = '', file } = line
      const parts = [text, file === undefined ? '' : `[file] ${file.name}`]
      return `${sender.name}: ${parts.filter((part) => part !== '').join(' ')}`
    }
  }
}
