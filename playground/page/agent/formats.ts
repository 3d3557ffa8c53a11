import type Squire from 'squire-rte'

/** What holds where the cursor is. */
export type Formats = { bold: boolean; italic: boolean; link: boolean; bullets: boolean; numbers: boolean }

export const noFormats: Formats = { bold: false, italic: false, link: false, bullets: false, numbers: false }

/** Reads the formats at the cursor. */
export function formatsOf(editor: Squire): Formats {
  return {
    bold: editor.hasFormat('B'),
    italic: editor.hasFormat('I'),
    link: editor.hasFormat('A'),
    bullets: editor.hasFormat('UL'),
    numbers: editor.hasFormat('OL'),
  }
}

/** Turns a format on, or off where it holds. */
export function toggleFormat(editor: Squire, format: Exclude<keyof Formats, 'link'>, isOn: boolean): void {
  switch (format) {
    case 'bold':
      isOn ? editor.removeBold() : editor.bold()
      break
    case 'italic':
      isOn ? editor.removeItalic() : editor.italic()
      break
    case 'bullets':
      isOn ? editor.removeList() : editor.makeUnorderedList()
      break
    case 'numbers':
      isOn ? editor.removeList() : editor.makeOrderedList()
      break
  }
}
