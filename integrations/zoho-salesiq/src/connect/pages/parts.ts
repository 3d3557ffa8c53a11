/** A brand in its portal, as people know them. */
export type Place = { screenName: string; brandName: string }
