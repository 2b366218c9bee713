"""The workshop for other systems: prepare, answer, reveal, settle and hand on, as JSON.

Every call carries a key as `Authorization: Bearer …`, and no key stands in an address. The home key
lists, prepares and brings in workshops; a workshop's screen key is its facilitator's; a party's key
lets somebody take part and gives them a token, which opens their own answers and nothing else.

What is hidden on pages is hidden here: nobody's answers before the reveal, no headcount before the
position is agreed, nothing that a small party keeps to itself. Questions and conclusions are told
by their ids, whose words stand in the questionnaire and in the advice, in both languages. Errors
are said in the language of `Accept-Language`; moments are UTC.

Whoever changes something says which revision they have seen. Where somebody else was first, the
answer is 409 and tells what stands now.
"""

from pmo_advisor.web.api import (
    assessment,
    documents,
    joining,
    later,
    moderating,
    part,
    questionnaires,
    result,
    reveal,
    rounds,
    screen,
    whatif,
    workshops,
)

ROUTERS = tuple(
    one.router
    for one in (
        workshops,
        questionnaires,
        joining,
        part,
        assessment,
        documents,
        screen,
        reveal,
        rounds,
        result,
        whatif,
        moderating,
        later,
    )
)
