import { fold, otherSpeaker, sameSpeaker } from './fold'
import { isDigits, isNumberWord } from './number-words'
import { tokensOf } from './tokens'

export type Turn = { speaker: string; text: string }

/** A turn's text in the joined one. */
export type Piece = { turn: number; from: number; to: number }

/**
 * The turns as one text, in which what one speaker says in several turns stands together, with the other's short words
 * in between ("go on") behind it.
 */
export function joinTurns(turns: readonly Turn[]): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = []
  const texts: string[] = []
  let length = 0
  let speaker: string | undefined
  for (const turn of runsOf(turns)) {
    const one = turns[turn]
    if (one === undefined) continue
    if (speaker !== undefined) {
      texts.push(speaker === one.speaker ? sameSpeaker : otherSpeaker)
      length += 1
    }
    speaker = one.speaker
    texts.push(one.text)
    pieces.push({ turn, from: length, to: length + one.text.length })
    length += one.text.length
  }
  return { text: texts.join(''), pieces }
}

/** So many short turns of others in a row do not break off what somebody says. */
const mostPassing = 4

/** The turns' indices, each once, in the order in which they are joined. */
function runsOf(turns: readonly Turn[]): number[] {
  const order: number[] = []
  for (let at = 0; at < turns.length; ) {
    const speaker = turns[at]?.speaker
    const passed: number[] = []
    let open: number[] = []
    order.push(at)
    let next = at + 1
    for (; next < turns.length; next += 1) {
      const turn = turns[next]
      if (turn?.speaker === speaker) {
        order.push(next)
        passed.push(...open)
        open = []
      } else if (turn !== undefined && open.length < mostPassing && isPassing(turn.text)) open.push(next)
      else break
    }
    order.push(...passed)
    at = open[0] ?? next
  }
  return order
}

const acknowledgements = new Set(
  (
    'OK OKAY YES YEAH YEP YUP SURE RIGHT GOOD GREAT PERFECT FINE GO ON AHEAD MHM HMM MM UH HUH AHA GOT IT THAT I SEE THANKS THANK YOU ' +
    'NEXT CONTINUE CARRY ON PLEASE AND THEN THE REST LISTENING ALRIGHT ALL ' +
    'SI VALE CLARO DE ACUERDO DIGA DIGAME DIME ADELANTE CONTINUA SIGA SIGUE BUENO BIEN PERFECTO AJA GRACIAS Y LUEGO MAS ENTENDIDO ' +
    'OUI D ACCORD TRES VOUS ECOUTE JE ALLEZ CONTINUEZ PARFAIT MERCI ET ENSUITE PUIS VASY VAS ENTENDU NOTE C EST ' +
    'JA GUT GENAU WEITER BITTE ICH HORE VERSTANDEN ALLES KLAR DANKE NOTIERT UND DANN IN ORDNUNG SUPER HABE AH SO ' +
    'VA BENE CERTO PREGO AVANTI CONTINUI CONTINUA DICA GRAZIE POI ACCORDO ESATTO HO CAPITO E ' +
    'SIM CERTO PODE CONTINUAR CONTINUE ESTA BEM TA BOM OBRIGADO OBRIGADA ENTENDI DEPOIS ISSO ANOTADO COM CERTEZA'
  ).split(' '),
)
const longestPassing = 60

/** Whether somebody only says that he or she listens, or repeats digits. */
function isPassing(text: string): boolean {
  return (
    text.length <= longestPassing &&
    tokensOf(fold(text).text).every(
      ({ text: word }) => acknowledgements.has(word) || isDigits(word) || isNumberWord(word),
    )
  )
}
