import { createHash } from 'node:crypto'
import { html } from './html'

/** The one style sheet of all pages. It stands in each page, and the pages' policy allows exactly it, by its hash. */
export const styleElement = html`<style>
:root{color-scheme:light dark;--back:#f5f6f8;--card:#fff;--ink:#1f2733;--soft:#5a6675;--line:#d9dee5;--act:#1d5fd0;--on-act:#fff;--good:#1a7344;--bad:#b3261e;--tint:#eef3fc;--warn:#fff6e5}
@media (prefers-color-scheme:dark){:root{--back:#14171c;--card:#1d2229;--ink:#e8ebf0;--soft:#a3aebc;--line:#363e49;--act:#8ab4ff;--on-act:#0c1a33;--good:#6fd49b;--bad:#ff9a92;--tint:#222c3b;--warn:#33290f}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:36rem;margin:clamp(0rem,6vh,4rem) auto;padding:clamp(1.25rem,5vw,2.5rem);background:var(--card);border:1px solid var(--line);border-radius:.9rem}
.brand{margin:0 0 1.25rem;color:var(--soft);font-size:.875rem}
.step{margin:0 0 .35rem;color:var(--soft);font-size:.875rem}
.step strong{color:var(--act)}
h1{margin:0 0 .75rem;font-size:1.6rem;line-height:1.25;letter-spacing:-.01em}
h2{margin:1.9rem 0 .6rem;font-size:1.05rem}
h3{margin:1.2rem 0 .4rem;font-size:1rem}
p{margin:0 0 1rem}
ul,ol{margin:0 0 1rem;padding-left:1.35rem}
li{margin:.35rem 0}
a{color:var(--act);text-underline-offset:.15em}
code{font-size:.875em;background:var(--tint);padding:.1em .35em;border-radius:.3em}
dl{margin:0 0 1rem;border-top:1px solid var(--line)}
dl>div{display:grid;grid-template-columns:9rem 1fr;gap:.25rem 1rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0}
fieldset{margin:0 0 1.25rem;padding:0;border:0}
legend{padding:0;margin-bottom:.5rem;font-weight:600}
.choice{margin:0 0 .5rem;border:1px solid var(--line);border-radius:.6rem}
.choice:has(.option :checked){border-color:var(--act);background:var(--tint)}
.option,.also{display:flex;gap:.75rem;align-items:flex-start;padding:.7rem .9rem;cursor:pointer}
.also{margin:-.4rem 0 0 1.9rem;font-size:.875rem;color:var(--soft)}
.choice:has([type=radio]:checked) .also{display:none}
.choice input{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--act);flex:none}
.about{margin:-.4rem 0 0;padding:0 .9rem .7rem 2.8rem}
.about p{margin:0 0 .4rem}
.option.yes{margin:0;cursor:auto}
.option.yes::before{width:1.15rem;flex:none;text-align:center;font-weight:700}
.field{margin:0 0 1rem}
.field label{font-weight:600}
.field p{margin:.2rem 0 .5rem}
.field input{width:100%;padding:.65rem .8rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--back);color:var(--ink);font:inherit}
.field [aria-invalid]{border-color:var(--bad)}
.field .mistake{margin:.4rem 0 0;color:var(--bad);font-weight:600}
.changed{display:none}
main:has(.add:checked:not([checked]),.add[checked]:not(:checked)) .changed{display:block}
main:has(.add:checked:not([checked]),.add[checked]:not(:checked)) .go{display:none}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.button{display:inline-block;margin:.5rem 0 1rem;padding:.8rem 1.4rem;border:1px solid transparent;border-radius:.6rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.button.second{padding:.55rem 1.1rem;border-color:var(--act);background:none;color:var(--act)}
.button:hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
.note{margin:0 0 1rem;padding:.85rem 1rem;border-left:4px solid var(--act);border-radius:.4rem;background:var(--tint)}
.note.bad{border-color:var(--bad)}
.note.good{border-color:var(--good)}
.note.warn{border-color:#c88a10;background:var(--warn)}
.note :last-child,.note:last-child{margin-bottom:0}
.marks{list-style:none;padding:0}
.marks>li{position:relative;padding-left:1.9rem;margin:.55rem 0}
.marks>li p{margin:0 0 .25rem}
.marks>li::before{position:absolute;left:.1rem;font-weight:700}
.yes::before{content:"\\2713"/"";color:var(--good)}
.no::before{content:"\\2715"/"";color:var(--bad)}
.now::before{content:"\\2192"/"";color:var(--act)}
.open::before{content:"\\2013"/"";color:var(--soft)}
.next::before{content:"\\25CB"/"";color:var(--soft)}
.now{font-weight:600}
.next{color:var(--soft)}
main.wide{max-width:58rem}
.wide h2{margin-top:2.4rem;font-size:1.3rem}
.wide h3{margin-top:1.8rem;font-size:1.1rem}
.wide h2,.wide h3{scroll-margin-top:1rem}
nav{margin:0 0 1rem}
.contents{margin:0 0 1.5rem}
.contents summary{cursor:pointer;color:var(--soft)}
.docs>div{grid-template-columns:15rem 1fr}
.table,pre{margin:0 0 1rem;overflow-x:auto;border:1px solid var(--line);border-radius:.4rem}
table{width:100%;min-width:34rem;border-collapse:collapse;font-size:.925rem;overflow-wrap:break-word}
th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
td:last-child{min-width:14rem}
th{background:var(--tint)}
.number{text-align:right}
tr:last-child td{border-bottom:0}
pre{padding:.85rem 1rem;background:var(--tint)}
pre code{padding:0;background:none}
blockquote{margin:0 0 1rem;padding:.1rem 1rem;border-left:4px solid var(--line)}
@media (forced-colors:active){.choice:has(.option :checked){outline:3px solid Highlight}}
@media (max-width:30rem){body{background:var(--card)}main{border:0;border-radius:0;margin:0 auto}li code{font-size:.8em}dl>div{grid-template-columns:1fr}.button{display:block;width:100%;text-align:center}}
@media (prefers-reduced-motion:no-preference){.working::after{content:"";display:inline-block;width:.7em;height:.7em;margin-left:.5em;border:2px solid currentColor;border-right-color:transparent;border-radius:50%;animation:turn 1s linear infinite}@keyframes turn{to{transform:rotate(1turn)}}}
</style>`

const styleText = styleElement.toString().slice('<style>'.length, -'</style>'.length)

/** As a content security policy names it. */
export const styleHash = `sha256-${createHash('sha256').update(styleText).digest('base64')}`
