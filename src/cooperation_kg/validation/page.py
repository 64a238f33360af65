"""A report as one HTML page that needs nothing else: no script, no font, no address to fetch."""

from __future__ import annotations

from jinja2 import Environment

from cooperation_kg.validation.report import Language, Report, Texts

__all__ = ["html_page"]

_WORDS: dict[str, Texts] = {
    "title": {"fr": "Rapport de validation", "en": "Validation report"},
    "where": {"fr": "Où", "en": "Where"},
    "what": {"fr": "Quoi, et comment y remédier", "en": "What, and how to mend it"},
    "line": {"fr": "ligne", "en": "line"},
    "elsewhere": {"fr": "Dans le graphe", "en": "In the graph"},
}

# Texts and IRIs come from documents and files: autoescape lets none of them become markup.
_PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""\
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ words.title }}</title>
<style>
:root { color-scheme: light dark; --violation: #b3261e; --warning: #8a5a00; --info: #1f5f99; }
@media (prefers-color-scheme: dark) {
  :root { --violation: #ff8a80; --warning: #ffca5f; --info: #8fc7ff; }
}
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-top: 1px solid #8884; }
th:first-child, td:first-child { width: 32%; overflow-wrap: anywhere; }
h2::before { content: "■ "; }
.Violation h2 { color: var(--violation); }
.Warning h2 { color: var(--warning); }
.Info h2 { color: var(--info); }
small { display: block; opacity: .75; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>{{ words.title }}</h1>
<p role="status">{{ summary }}</p>
{% for severity, where, findings in groups %}
<section class="{{ severity.value }}">
<h2>{{ severity.label(language) | capitalize }} · {{ where or words.elsewhere }}
({{ findings | length }})</h2>
<table>
<thead><tr><th scope="col">{{ words.where }}</th><th scope="col">{{ words.what }}</th></tr></thead>
<tbody>
{% for finding in findings %}
<tr>
<td>
{% if finding.place.line %}
{{ words.line }} {{ finding.place.line }}
{% else %}
{{ finding.focus_label }}
{% endif %}
<small>{{ finding.place.way or finding.focus.value }}</small>
</td>
<td>
{{ finding.message[language] }}
{% if finding.place.document %}
<small>{{ finding.place.document }}, {{ words.line }} {{ finding.place.document_line }} :
<q>{{ finding.place.quote }}</q></small>
{% endif %}
<small>{{ finding.path_label[language] }} · {{ finding.name }}</small>
</td>
</tr>
{% endfor %}
</tbody>
</table>
</section>
{% endfor %}
</body>
</html>
""")


def html_page(report: Report, summary: str, language: Language) -> str:
    """The page.

    Args:
        report: what was found.
        summary: the counts, in a sentence.
        language: of all that is read.
    """
    return _PAGE.render(
        language=language,
        words={name: texts[language] for name, texts in _WORDS.items()},
        summary=summary,
        groups=report.grouped(),
    )
