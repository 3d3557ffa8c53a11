import fc from 'fast-check'

/**
 * fast-check, with the same seed in every run, so that a red run speaks of the change. `FC_SEED` chooses another;
 * `npm run soak` draws a new one each time.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) })

export default fc
