// A ring in words, for the agent's screen and for whoever is rung.
import { language, t } from "./texts.js";

const AND = new Intl.ListFormat(language);

/** "Dana Reyes and Lee Novak", "Dana Reyes, Lee Novak and 3 more". people: { name } each. */
export const names = people => (people.length <= 2 ? AND.format(people.map(one => one.name))
  : t("{0}, {1} and {2} more", people[0].name, people[1].name, people.length - 2));

/** Where a number is called. */
export const dialed = number => `tel:${number.replace(/[^\d+*#,;]/g, "")}`;

/** Those of a row's ring in a state, without this person. */
export const others = (row, person, state) => row.ring.rung.filter(one => one.state === state && one.id !== person);

/** How this person stands to a row's ring. */
export const mine = (row, person) => row.ring?.rung.find(one => one.id === person);

/** What a ring's countdown says: since when (ms) it rings for somebody, when the next move is due, who is next. */
export function countdown({ at, dueAt, alone, then }, now) {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const span = Math.max(1, Math.round((dueAt - at) / 1000));
  const left = Math.max(0, Math.ceil((dueAt - now) / 1000));
  return {
    part: Math.min(1, (now - at) / 1000 / span),
    text: alone ? t("{0} s of {1}, then {2}", Math.min(seconds, span), span, then)
      : left ? t("{0} s, {1} in {2} s", seconds, then, left) : t("{0} s, {1} now", seconds, then),
  };
}
