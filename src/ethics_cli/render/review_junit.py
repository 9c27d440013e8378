"""A review as JUnit XML, for build servers: a session is a case, what fails it is a failure, what cannot be read is an error."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from ethics_cli.core.review_report import Report, fails
from ethics_cli.core.review_row import Row
from ethics_cli.render.visible import one_line


def junit(report: Report) -> str:
    """The report as one document. Sessions without a finding are counted and not listed."""
    failures = sum(any(fails(one["level"], report.fail_on) for one in row["findings"]) for row in report.rows)
    attributes = f"tests={_q(str(report.sessions))} failures={_q(str(failures))} errors={_q(str(report.problems))}"
    cases = "\n".join(line for row in report.rows for line in _case(row, report))
    name = _q(f"ethics review, policy {report.policy.id} {report.policy.edition}")
    body = f"{cases}\n" if cases else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {attributes}>\n<testsuite name={name} {attributes}>\n'
        f"{body}</testsuite>\n</testsuites>\n"
    )


def _case(row: Row, report: Report) -> Iterator[str]:
    yield f"<testcase classname={_q(report.policy.id)} name={_q(row['name'])} file={_q(row['name'])}>"
    problem = row["problem"]
    if problem is not None:
        yield f"<error type={_q(problem['code'])} message={_q(problem['message'])}></error>"
    others = []
    for one in row["findings"]:
        said = f"{one['step'] or 'the whole session'}, line {one['line']}: {one['say']}"
        if fails(one["level"], report.fail_on):
            yield f"<failure type={_q(one['id'])} message={_q(said)}>{_text(one['do'])}</failure>"
        else:
            others.append(f"{one['level']} {one['id']}: {said}")
    if others:
        yield f"<system-out>{_text(chr(10).join(others))}</system-out>"
    yield "</testcase>"


def _q(text: str) -> str:
    return quoteattr(one_line(text))


def _text(text: str) -> str:
    return (
        "\n".join(one_line(line) for line in text.split("\n"))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )
