/** For the keyboard: leads past what is said to where one writes. To be seen only while it has the focus. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      class="skip"
      href={`#${to}`}
      onClick={(event) => {
        // What follows the # is where this window is.
        event.preventDefault()
        document.getElementById(to)?.focus()
      }}
    >
      {children}
    </a>
  )
}
