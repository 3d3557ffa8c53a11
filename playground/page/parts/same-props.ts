/** Whether both have the same props with the very same values; JSX of one place names them in one order. */
export function hasSameProps(a: object, b: object): boolean {
  const left = Object.entries(a)
  const right = Object.entries(b)
  return (
    left.length === right.length && left.every(([name, value], at) => right[at]?.[0] === name && right[at][1] === value)
  )
}
