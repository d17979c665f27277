"""Words that a trainer may write for one of the language's own.

Rule: these are suggested, never read: one thing has one name. Only what may stand at the
place of the other word is suggested.
"""

from __future__ import annotations

_MEANT: dict[str, str] = {
    "people": "persons person characters character cast callees speakers roles",
    "difficulty": "levels level modes mode hardness",
    "moments": "scenes scene steps states stages nodes dialogue dialog script",
    "situation": "type category kind",
    "goal": "target aim objective task purpose mission",
    "about": "description summary intro topic",
    "you": "caller me trainee player seller",
    "prospect": "customer contact lead client buyer",
    "you_know": "briefing notes hints known",
    "now": "date time clock when",
    "start": "begin begins first entry opening",
    "title": "name heading headline called",
    "choices": "options",
    "hears": "reactions reaction reacts listens hear on",
    "who": "challenge question asks",
    "with": "who whom to role",
    "ask_each": "challenges questions",
    "then": "next goto go_to go",
    "go": "next goto go_to to jump then",
    "ends": "end ending finish finishes hangup hang_up close",
    "if": "when condition on move hears",
    "says": "say line lines text reply answer response speaks",
    "say": "says text line",
    "otherwise": "else default fallback",
    "silence": "quiet timeout pause",
    "unclear": "mumble misheard",
    "reveals": "learn learns teaches tells",
    "mood_by": "mood feeling",
    "patience_by": "patience",
    "role": "job position function type kind",
    "name": "called title",
    "company": "firm organisation organization employer business",
    "phone": "tel telephone number callback",
    "pronoun": "pronouns gender sex",
    "helps_with": "offer product sells helps",
    "natural": "name voice",
    "pace": "speed rate",
    "because": "reason why rationale explanation",
    "instead": "better example model_answer model suggestion",
    "points": "score worth value weight",
    "passage": "section page source where chapter",
    "basis": "type origin",
    "do": "must should want wants require requires move",
    "avoid": "dont never forbid forbidden not",
    "author": "writer by team owner",
    "position": "stance summary about description",
    "motto": "slogan",
    "document": "source book file",
    "rules": "rule",
    "meaning": "description means definition about",
    "examples": "phrases sentences utterances",
    "not_examples": "counterexamples near_misses negatives wrong",
    "contexts": "context where heard_by",
    "call": "steps turns script",
    "plan": "title name",
    "scenario": "for file",
    "kind": "type",
}


def meant_by(word: str) -> tuple[str, ...]:
    """The language's words that somebody may have meant by another."""
    return tuple(own for own, others in _MEANT.items() if word.lower() in others.split())
