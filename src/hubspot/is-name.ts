/** Whether an ID can stand in a path and in a tag: half characters cannot, nor dots alone, which lead elsewhere. */
export const isName = (text: string): boolean => text.length <= 200 && !/^\.{0,2}$|\p{Cs}/u.test(text)
