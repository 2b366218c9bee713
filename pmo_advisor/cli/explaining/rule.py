"""One rule: what it says, its condition in words, how each part came out, what it rests on."""

from __future__ import annotations

from pmo_advisor.cli.explaining.case import Case
from pmo_advisor.cli.explaining.conditions import parts
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.explaining.reasons import sources
from pmo_advisor.model.rule import Rule, Weighs, consequence


def explain(case: Case, outline: Outline, rule: Rule) -> None:
    """The rule as it came out in this consultation."""
    outline.head(case.voice.of(rule.title))
    outline.line(case.voice.of(rule.because))
    outcome = case.outcome.get(rule.id)
    stratum = case.say(f"stratum.{case.stratum[rule.id]}")
    ground = case.voice.say(f"ground.{rule.ground}")
    outline.gap()
    outline.table(
        [
            (case.say("row.rule"), rule.id),
            (
                case.say("row.stratum"),
                case.say("stratum_and_ground", stratum=stratum, ground=ground),
            ),
            (case.say("row.then"), then(case, rule)),
            (case.say("row.outcome"), case.state(outcome) if outcome else case.say("not_read")),
        ]
    )
    outline.head(case.say("condition"))
    for level, line in parts(case, rule.when):
        outline.line(line, 1 + level)
    outline.head(case.say("sources"))
    sources(case, outline, rule.sources)


def then(case: Case, rule: Rule) -> str:
    """What follows from the rule, in words."""
    names, say, of = case.names, case.say, case.voice.of
    word, found = rule.then.word, consequence(rule)
    if isinstance(found, Weighs):
        return say(
            f"then.{word}",
            axis=case.voice.say(f"axis.{found.axis}"),
            option=names.option(found.axis, found.option),
            strength=case.voice.say(f"strength.{found.strength}"),
        )
    match word:
        case "requires":
            return say("then.requires", type=names.type(found.type))
        case "blocks":
            return say("then.blocks", instead=names.entry("alternatives", found.alternative))
        case "offers":
            return say("then.offers", service=names.entry("services", found.service))
        case "enters":
            types = say("comma").join(names.type(one) for one in found.types)
            return say("then.enters", stage=names.stage(found.stage), types=types)
        case "sizes":
            return say("then.sizes", label=of(found.label))
        case "shows" if found.metric:
            return say("then.shows", what=names.entry("metrics", found.metric))
        case "shows":
            return say("then.shows", what=names.entry("verdicts", found.verdict))
        case _:
            return say("then.warns", do=of(found.do))
