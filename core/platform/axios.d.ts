/**
 * The build of axios that Botpress' client requires. Whoever imports it by this name shares it with the client; the name of
 * the package alone leads a bundler to the build in ES modules, and 94 kB more. The types are the same.
 */
declare module 'axios/dist/node/axios.cjs' {
  export { default } from 'axios'
}
