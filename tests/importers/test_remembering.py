"""Answers given for one table, and the next one of the same header."""

from jejak.importers import Source
from jejak.importers.remembering import import_recalling

TABLE = """\
Stage\tLook\tPay
Goals\tFind a lamp\tPay fast
Feelings\tglimmery\tConfused
Pain points\tToo dark\t
"""


def read(text, remembered=(), **answers):
    return import_recalling([Source("", text)], remembered, answers=answers)


def asked(recalled, kind):
    [found] = [one for one in recalled.result.report.questions if one.kind == kind]
    return found


def answered(kind, value):
    first = asked(read(TABLE), kind)
    return read(TABLE, **{first.id: value}).to_remember({first.id: value})


def test_an_answer_is_used_again_and_marked_as_remembered():
    kept = answered("feeling", "1")
    recalled = read(TABLE, kept)
    question = asked(recalled, "feeling")
    assert question.answer == "1"
    assert recalled.remembered == {question.id}
    assert recalled.result.maps[0].feelings()[0].value == 1.0


def test_an_answer_given_now_goes_before_one_that_is_remembered():
    kept = answered("feeling", "1")
    question = asked(read(TABLE), "feeling").id
    recalled = read(TABLE, kept, **{question: "-2"})
    assert asked(recalled, "feeling").answer == "-2"
    assert recalled.remembered == frozenset()
    opened = read(TABLE, kept, **{question: ""})
    assert asked(opened, "feeling").answer is None
    [(_, _, forgotten)] = opened.to_remember({question: ""})
    assert forgotten == ""


def test_a_table_of_other_lanes_is_asked_again():
    kept = answered("feeling", "1")
    other = TABLE + "Thoughts\tHow bright is it?\t\n"
    assert asked(read(other, kept), "feeling").answer is None


def test_what_a_word_means_holds_for_other_stages_and_what_a_blank_means_does_not():
    stages = TABLE.replace("Look\tPay", "Look around\tPay\tUse").replace(
        "Confused", "Confused\tHappy"
    )
    kept = (*answered("feeling", "1"), *answered("gap", "not_researched"))
    assert asked(read(TABLE, kept), "gap").answer == "not_researched"
    recalled = read(stages, kept)
    assert asked(recalled, "feeling").answer == "1"
    assert asked(recalled, "gap").answer is None
