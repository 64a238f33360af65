"""A report as text, JSON, HTML, Turtle, SARIF or JUnit XML, in French or in English.

The Turtle is the validation report of SHACL (https://www.w3.org/TR/shacl/#validation-report); SARIF
2.1.0 and JUnit are what code forges and build servers show beside the line of a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote
from xml.etree import ElementTree

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from cooperation_kg.graph.terms import PREFIXES, RDF, XSD
from cooperation_kg.validation.page import html_page
from cooperation_kg.validation.report import Finding, Language, Report, Severity

__all__ = ["FORMATS", "render"]

_SH = PREFIXES["sh"]
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def render(report: Report, format_name: str, language: Language = "fr") -> str:
    """The report in one of `FORMATS`.

    Args:
        report: what was found.
        format_name: `text`, `json`, `html`, `turtle`, `sarif` or `junit`.
        language: of what people read; JSON, HTML's data and Turtle hold both where they can.
    """
    return FORMATS[format_name](report, language)


# -- text ----------------------------------------------------------------------------------------


def _text(report: Report, language: Language) -> str:
    return "\n".join([summary(report, language), *_blocks(report, language)]) + "\n"


def summary(report: Report, language: Language) -> str:
    """How many findings there are of each severity, in a line."""
    if not report.findings:
        return {"fr": "Conforme : rien à signaler.", "en": "Conforms: nothing to report."}[language]
    counted = []
    for severity in Severity:
        if count := report.counts[severity]:
            counted.append(f"{count} {severity.label(language)}{'s' if count > 1 else ''}")
    start = {
        True: {"fr": "Conforme", "en": "Conforms"},
        False: {"fr": "Non conforme", "en": "Does not conform"},
    }[report.conforms][language]
    return f"{start}{' : ' if language == 'fr' else ': '}{', '.join(counted)}."


def _blocks(report: Report, language: Language) -> Iterator[str]:
    last = None
    for severity, _, findings in report.grouped():
        if severity != last:
            yield f"\n{severity.label(language).capitalize()}s"
            last = severity
        for finding in findings:
            where = str(finding.place) or finding.focus_label or str(finding.focus)
            yield f"{where}: {finding.message[language]}"
            yield from (f"    {line}" for line in _more(finding, language))


def _more(finding: Finding, language: Language) -> Iterator[str]:
    place = finding.place
    if place.document:
        line = {"fr": "ligne", "en": "line"}[language]
        yield f"{place.document}, {line} {place.document_line} : « {_short(place.quote)} »"
    if place.way:
        yield place.way
    else:
        yield str(finding.focus)
    yield f"{finding.path_label[language]} · {finding.name}"


def _short(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119]}…"


# -- JSON ----------------------------------------------------------------------------------------


def _json(report: Report, _language: Language) -> str:
    content = {
        "conforms": report.conforms,
        "counts": {severity.value: report.counts[severity] for severity in Severity},
        "findings": [_as_json(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _as_json(finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": dict(finding.message),
        "focus": _plain(finding.focus),
        "focus_label": finding.focus_label,
        "path": list(finding.path),
        "path_label": dict(finding.path_label),
        "value": None if finding.value is None else _plain(finding.value),
        "value_label": finding.value_label,
        "file": place.file.as_posix() if place.file else None,
        "line": place.line,
        "way": place.way,
        "document": place.document or None,
        "document_line": place.document_line,
        "quote": place.quote or None,
    }


def _plain(term: NamedNode | BlankNode | Literal | Triple) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


# -- Turtle --------------------------------------------------------------------------------------


def _turtle(report: Report, _language: Language) -> str:
    written = serialize(_report_triples(report), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return (written or b"").decode()


def _report_triples(report: Report) -> Iterator[Triple]:
    root = BlankNode("report")
    yield Triple(root, RDF["type"], _sh("ValidationReport"))
    conforms = Literal(str(not report.findings).lower(), datatype=XSD.boolean)
    yield Triple(root, _sh("conforms"), conforms)
    for number, finding in enumerate(report.findings, 1):
        node = BlankNode(f"result{number}")
        yield Triple(root, _sh("result"), node)
        yield Triple(node, RDF["type"], _sh("ValidationResult"))
        yield Triple(node, _sh("resultSeverity"), _sh(finding.severity.value))
        yield Triple(node, _sh("focusNode"), finding.focus)
        yield Triple(node, _sh("sourceShape"), NamedNode(finding.rule))
        yield Triple(node, _sh("sourceConstraintComponent"), NamedNode(finding.component))
        if len(finding.path) == 1:
            yield Triple(node, _sh("resultPath"), NamedNode(finding.path[0]))
        if finding.value is not None:
            yield Triple(node, _sh("value"), finding.value)
        for language, message in finding.message.items():
            yield Triple(node, _sh("resultMessage"), Literal(message, language=language))


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


# -- SARIF and JUnit -----------------------------------------------------------------------------


def _sarif(report: Report, language: Language) -> str:
    broken = {finding.name: finding for finding in report.findings}
    content = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "cooperation-kg",
                        "rules": [
                            {
                                "id": name,
                                "helpUri": finding.rule,
                                "defaultConfiguration": {"level": _LEVELS[finding.severity]},
                            }
                            for name, finding in sorted(broken.items())
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(finding, language) for finding in report.findings],
            }
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(finding: Finding, language: Language) -> dict[str, object]:
    place = finding.place
    location: dict[str, object] = {
        "logicalLocations": [{"fullyQualifiedName": place.way or str(finding.focus)}]
    }
    if place.file is not None:
        physical: dict[str, object] = {"artifactLocation": {"uri": quote(place.file.as_posix())}}
        if place.line is not None:
            physical["region"] = {"startLine": place.line}
        location["physicalLocation"] = physical
    return {
        "ruleId": finding.name,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message[language]},
        "locations": [location],
    }


def _junit(report: Report, language: Language) -> str:
    """Each rule is a test case; violations make it fail, the rest is told."""
    failed = {f.name for f in report.findings if f.severity is Severity.VIOLATION}
    suite = ElementTree.Element(
        "testsuite",
        name="cooperation-kg",
        tests=str(len(report.rules)),
        failures=str(len(failed)),
        errors="0",
        skipped="0",
    )
    for rule in report.rules:
        case = ElementTree.SubElement(suite, "testcase", classname="shapes", name=rule)
        found = [finding for finding in report.findings if finding.name == rule]
        if not found:
            continue
        lines = "\n".join(
            f"{finding.place or finding.focus}: {finding.message[language]}" for finding in found
        )
        tag = "failure" if rule in failed else "system-out"
        told = ElementTree.SubElement(case, tag)
        told.text = _NOT_IN_XML.sub("�", lines)
        if rule in failed:
            told.set("message", _NOT_IN_XML.sub("�", found[0].message[language]))
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _html(report: Report, language: Language) -> str:
    return html_page(report, summary(report, language), language)


FORMATS: dict[str, Callable[[Report, Language], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "turtle": _turtle,
    "sarif": _sarif,
    "junit": _junit,
}
"""How a report can be written."""
