/** What the pages call things. */
export type Product = {
  /** Of the integration; stands on every page. */
  name: string
  /** The help desk, as people call it. */
  desk: string
  /** What stands for the bot at the desk, after "a". */
  app: string
  /** Where the desk tells of its outages. */
  statusHost: string
}
