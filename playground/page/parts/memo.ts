import { Component, type ComponentChild, type ComponentClass, type FunctionComponent, h } from 'preact'
import { hasSameProps } from './same-props'

/** A component that is drawn again only when one of its props is another one. */
export function memo<Props extends object>(inner: FunctionComponent<Props>): ComponentClass<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !hasSameProps(this.props, next)
    }

    override render(props: Props): ComponentChild {
      return h(inner, props)
    }
  }
}
