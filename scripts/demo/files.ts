/** The smallest PNG there is. */
export const picture = {
  name: 'lamp.png',
  contentType: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

export const returnLabel = {
  name: 'return-label.pdf',
  contentType: 'application/pdf',
  content: Buffer.from('%PDF-1.4\n% A return label would be here.\n%%EOF\n'),
}
