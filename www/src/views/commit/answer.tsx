// The answer: a sentence, how sure it is, three facts, the sentence to send, and who else is touched.

import { Chance } from "../../charts/chance";
import { Chip } from "../../parts/chip";
import { Radios } from "../../parts/choice";
import { Copy } from "../../parts/copy";
import { Icon } from "../../parts/icon";
import { Sized } from "../../parts/sized";
import { edit, promise } from "../../state/desk";
import * as words from "../../text/commit";
import { number } from "../../text/numbers";
import type { OrderLine, PromiseAnswer } from "../../wire";

interface Props {
  answer: PromiseAnswer;
  language: "en" | "de";
  onLanguage: (language: "en" | "de") => void;
}

export const Answer = ({ answer, language, onLanguage }: Props) => (
  <section
    class={`panel answer section-near is-${words.tones[answer.verdict]}`}
    aria-labelledby="answer"
    data-verdict={answer.verdict}
  >
    <div class="answer-main">
      <div aria-live="polite">
        <Chip tone={words.tones[answer.verdict]}>{words.verdicts[answer.verdict]}</Chip>
        <h1 id="answer">{words.verdict(answer)}</h1>
      </div>
      <figure class="chart">
        <Sized>{(width) => <Sureness answer={answer} width={width} />}</Sized>
      </figure>
    </div>
    <Facts answer={answer} />
    <div class="answer-foot">
      <Send answer={answer} language={language} onLanguage={onLanguage} />
      <Others answer={answer} />
    </div>
  </section>
);

const Sureness = ({ answer, width }: { answer: PromiseAnswer; width: number }) => (
  <Chance
    width={width}
    chance={answer.chance ?? 0}
    owed={answer.target}
    tone={answer.verdict === "yes" ? "ok" : answer.verdict === "no" ? "no" : "risk"}
    chanceWords={words.scale.chance(answer.chance ?? 0)}
    owedWords={words.scale.owed(answer.target)}
    fromWords={words.scale.from(Math.min(0.5, Math.floor(answer.target * 20 - 1) / 20))}
    label={words.scale.label(answer)}
  />
);

function Facts({ answer }: { answer: PromiseAnswer }) {
  const { facts, weekday } = words;
  const { earliest, order, ordered_today: ordered } = answer;
  return (
    <dl class="answer-facts">
      <div>
        <dt>{facts.most(order.due)}</dt>
        <dd class="big">
          {answer.unlimited ? facts.unlimited : number(answer.most ?? 0, wholeOr(answer.most))}{" "}
          {!answer.unlimited && <span class="unit">{facts.units(answer.most ?? 0)}</span>}
          {answer.most !== null && answer.most > 0 && answer.most !== order.quantity && (
            <Take words={number(answer.most)} go={() => edit({ quantity: answer.most })} />
          )}
        </dd>
        <dd>{answer.unlimited ? facts.unlimitedNote : facts.mostNote(answer)}</dd>
      </div>
      <div>
        <dt>{facts.earliest(order.quantity)}</dt>
        <dd class="big">
          {earliest === null ? facts.never : weekday(earliest)}
          {earliest !== null && earliest !== order.due && (
            <Take words={weekday(earliest)} go={() => edit({ due: earliest })} />
          )}
        </dd>
        <dd>
          {earliest === order.due && facts.onTime}
          {earliest !== null && earliest !== order.due && facts.later(earliest - order.due)}
          {earliest === null && ordered !== null && facts.order(ordered)}
        </dd>
      </div>
      <div>
        <dt>{facts.atp}</dt>
        <dd class="big">
          {number(answer.available_to_promise ?? 0, wholeOr(answer.available_to_promise))}{" "}
          <span class="unit">{facts.units(answer.available_to_promise ?? 0)}</span>
        </dd>
        <dd>{facts.atpNote}</dd>
      </div>
    </dl>
  );
}

const wholeOr = (value: number | null) => (value === null || Number.isInteger(value) ? 0 : 1);

const Take = ({ words: name, go }: { words: string; go: () => void }) => (
  <button type="button" class="btn quiet icon-only small-icon" aria-label={words.take(name)} onClick={go}>
    <Icon name="right" />
  </button>
);

/** What a promise notes is what the sentence says: all of it on its day, or both parts where only they can be had. */
function promises(answer: PromiseAnswer): OrderLine[] {
  const { order, split, verdict } = answer;
  if (verdict === "yes" || !split || split.to_order) return [{ ...order, due: words.noted(answer) }];
  return [
    { ...order, quantity: split.first },
    { ...order, quantity: split.rest, due: split.rest_due },
  ];
}

function Send({ answer, language, onLanguage }: Props) {
  const { send } = words;
  return (
    <div class="stack tight">
      <div class="row between">
        <h2>{send.title}</h2>
        <Radios
          label={send.language}
          value={language}
          options={(["en", "de"] as const).map((value) => ({ value, words: send.languages[value] }))}
          onChange={onLanguage}
        />
      </div>
      <p class="say" lang={language}>
        {words.sentence(answer, language)}
      </p>
      <div class="row">
        <Copy words={send.copy} text={() => words.sentence(answer, language)} />
        <button type="button" class="btn primary full-narrow" onClick={() => promise(promises(answer))}>
          <Icon name="plus" />
          {send.promise(answer)}
        </button>
      </div>
      {answer.notes.map((note) => {
        const text = words.noteText(note);
        return (
          text && (
            <p key={note} class="small muted">
              {text}
            </p>
          )
        );
      })}
    </div>
  );
}

function Others({ answer }: { answer: PromiseAnswer }) {
  const { others } = words;
  const several = answer.tiers.length > 1;
  return (
    <div class="stack tight">
      <div>
        <h2>{others.title}</h2>
        <p class="small muted">
          {others.note(answer.tiers_until)}
          {answer.bought && ` ${others.bought(answer.bought.units, answer.bought.day)}`}
          {several && ` ${answer.tiers.some(({ kept }) => kept > 0) ? others.someKept : others.nothingKept}`}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways */}
      <section class="scroll" tabIndex={0} aria-label={others.region}>
        <table class="table plain tight-rows">
          <thead>
            <tr>
              <th scope="col">{others.tier}</th>
              {[others.now, others.after].map((name) => (
                <th key={name} scope="col" class="num">
                  {name}
                  <span class="unit">{others.percent}</span>
                </th>
              ))}
              <th scope="col" class="num">
                {others.less}
                <span class="unit">{others.units}</span>
              </th>
              {several && (
                <th scope="col" class="num">
                  {others.lowerFirst}
                  <span class="unit">{others.percent}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {answer.tiers.map((tier) => (
              <tr key={tier.tier}>
                <th scope="row">{tier.tier || others.everybody}</th>
                <td class="num">{words.rate(tier.before)}</td>
                <td class="num">{words.rate(tier.after)}</td>
                <td class="num">{number(tier.units, 1)}</td>
                {several && <td class="num">{words.rate(tier.lower_first)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Harmed answer={answer} />
      <Elsewhere answer={answer} />
    </div>
  );
}

function Harmed({ answer }: { answer: PromiseAnswer }) {
  const { others } = words;
  if (answer.harms.length === 0) return <p class="small muted">{others.noHarm}</p>;
  return (
    <div>
      <p class="small strong">{others.harmed}</p>
      <ul class="plain-list small">
        {answer.harms.slice(0, 8).map((harm) => (
          <li key={`${harm.reference} ${harm.due} ${harm.quantity}`}>
            {[harm.reference, harm.customer, harm.tier].filter(Boolean).join(", ")} · {number(harm.quantity)}{" "}
            · {words.shortDay(harm.due)}: {others.harm(harm.before, harm.after, harm.target)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Elsewhere({ answer }: { answer: PromiseAnswer }) {
  const { elsewhere } = words;
  if (answer.alternatives.length === 0) return null;
  return (
    <div>
      <p class="small strong">{elsewhere.title}</p>
      <table class="table plain tight-rows">
        <thead>
          <tr>
            <th scope="col">{elsewhere.place}</th>
            <th scope="col">{elsewhere.answer}</th>
            <th scope="col" class="num">
              {elsewhere.most}
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.alternatives.map((place) => (
            <tr key={place.key.join("/")}>
              <th scope="row">
                <button
                  type="button"
                  class="btn link"
                  onClick={() => edit({ key: place.key, text: place.key.join(" / ") })}
                >
                  {place.key.slice(1).join(", ")}
                </button>
              </th>
              <td>
                <Chip tone={words.tones[place.verdict]}>{words.verdicts[place.verdict]}</Chip>{" "}
                {words.chance(place.chance)}
              </td>
              <td class="num">{place.most === null ? words.list.unlimited : number(place.most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
