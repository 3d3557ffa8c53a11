/** Paths of everything but the files that the page itself shows. */
export const beyondThePage = /^\/(?!hubfs\/|content\/file\/)/
