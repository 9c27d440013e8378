"""What may point to a person by its form is found; clean professional words are left alone."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.identifiers import identifiers_in, kinds_in, kinds_in_each, luhn, mod_11, mod_97

FOUND = {
    "e-mail address": ["write to jo.bloggs+work@example.org.uk", "o'neil@example.com", "MAIL: A@B.CO"],
    "web address": ["see https://example.org/a?b=1", "www.example.net is theirs", "HTTPS is http://x.y"],
    "IP address": ["from 192.0.2.17 at night"],
    "IBAN": ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "pay to NL91 ABNA 0417 1643 00 please"],
    "card number": ["4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005"],
    "NHS number": ["943 476 5919", "her number is 9434765919"],
    "National Insurance number": ["AB 12 34 56 C", "ab123456c"],
    "Social Security number": ["123-45-6789", "078 05 1120"],
    "telephone number": ["+44 20 7946 0958", "020 7946 0958", "(415) 555-2671", "0049 30 901820", "07700 900123"],
    "postcode": ["SW1A 1AA", "lives in M1 1AE", "EC1A 1BB"],
    "date": ["born 1984-03-12", "12/03/1984", "3.4.85", "12 March 1984", "on March 3rd, 2001", "the 1st of May 1999"],
    "street address": ["12 Acacia Avenue", "221b Baker Street", "Lindenstraße 14"],
    "name with a title": ["Dr Okafor rang", "saw Mrs. van Houten and Mr J. Smith", "Professor Lindqvist"],
    "handle": ["she is @night_owl there"],
}
CLEAN = """
The client asked me to keep what she told me from the team. I explained the limits of confidentiality at the start, and
again when the topic came up. Two colleagues had noticed that something was wrong, and one of them spoke to the lead. We
talked for about 50 minutes and agreed on three steps. Section 12 of the policy, edition 2.1, asks for a note within 24
hours; the code of 2018 asks for consent first. She rated her worry at 7 of 10 and later at 4 of 10. On Monday the
supervisor will look at it again. The risk is low, perhaps 5 to 10 per cent, and would be higher after a move. There were
12 people in the ward and 30 in the building. The budget of 1,200,000 is not the point, nor are the 15 % that were cut.
In 2026 the rules may change; the draft of 2025 is still open. Chapter 3 says more. Nobody at the service was told, and
that was right. He would rather wait until the end of May, or the first week of June. I may be wrong about Dr. or not.
The sergeant, the doctor and the professor all agreed. She lives on the second floor. The form is HR-7, the clause 4.2.1
and the case is number 3 of this year. A draft of 14 pages went to the board at 9:30 and came back at 16:45. They asked
for 2 more days. Miss out the names, mind the roles, and sir down what remains. The lady at the desk helped. It costs 20
each. Version 1.10.2 of the program was used. We met 3 times, on a Tuesday, and once in March. Ratio 3:1, page 12-14.
"""


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_every_kind_is_found_in_the_forms_it_comes_in(kind, text):
    assert kind in kinds_in(text)


def test_clean_professional_words_give_no_alarm():
    words = len(CLEAN.split())

    assert words > 250
    assert [(one.kind, CLEAN[one.start : one.end]) for one in identifiers_in(CLEAN)] == []


@pytest.mark.parametrize("text", ["4111 1111 1111 1112", "943 476 5918", "GB82 WEST 1234 5698 7654 33", "000-45-6789"])
def test_a_number_whose_check_digit_is_wrong_is_not_told_as_that_kind(text):
    kinds = kinds_in(text)

    assert not {"card number", "NHS number", "IBAN", "Social Security number"} & set(kinds)


def test_a_find_is_told_masked():
    (found,) = identifiers_in("write to a.person@example.org now")

    assert found.masked == "e-mail address, 20 characters"
    assert "person@" not in found.masked


def test_figures_of_other_scripts_and_wide_signs_are_read_as_plain_ones():
    assert "card number" in kinds_in("٤١١١ ١١١١ ١١١١ ١١١١")
    assert kinds_in("020\N{NO-BREAK SPACE}7946\N{NON-BREAKING HYPHEN}0958") == ("telephone number",)


def with_check(body: str, holds) -> str:
    return next(body + digit for digit in "0123456789" if holds(body + digit))


@given(st.text("0123456789", min_size=15, max_size=15).filter(lambda body: len(set(body)) > 1))
def test_every_card_number_with_a_right_check_digit_is_found(body):
    number = with_check(body, luhn)

    assert "card number" in kinds_in(f"It is {number}.") or len(set(number)) == 1


@given(
    st.text("0123456789", min_size=9, max_size=9).filter(lambda body: any(mod_11(body + one) for one in "0123456789"))
)
def test_every_nhs_number_with_a_right_check_digit_is_found(body):
    assert set(kinds_in(f"no. {with_check(body, mod_11)}")) & {"NHS number", "telephone number"}


@given(
    st.text(string.ascii_uppercase, min_size=2, max_size=2),
    st.text(string.ascii_uppercase, min_size=4, max_size=4),
    st.text("0123456789", min_size=12, max_size=14),
    st.booleans(),
)
def test_every_iban_with_right_check_digits_is_found(country, bank, account, spaced):
    plain = next(iban for at in range(100) if mod_97(iban := f"{country}{at:02}{bank}{account}"))
    written = " ".join(plain[at : at + 4] for at in range(0, len(plain), 4)) if spaced else plain

    assert "IBAN" in kinds_in(f"pay to {written} today")


@given(
    st.lists(st.text(max_size=60) | st.sampled_from([text for texts in FOUND.values() for text in texts]), max_size=6)
)
def test_many_texts_at_once_give_what_each_gives_alone(texts):
    assert kinds_in_each(texts) == [kinds_in(text) for text in texts]


@given(st.text(max_size=200))
def test_finds_stand_in_order_within_the_text_and_never_overlap(text):
    found = identifiers_in(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
